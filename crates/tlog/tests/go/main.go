// Verifies a log with Go's reference packages and nothing of Scrutineer's: the checkpoint with sumdb/note, every tile and the
// root with sumdb/tlog, every entry against its leaf hash. Usage: main DIR KEY [WITNESS-KEY]
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func refuse(format string, args ...interface{}) {
	fmt.Printf("REFUSED: "+format+"\n", args...)
	os.Exit(1)
}

// tiles reads tiles of height 8 from a folder; Go writes the height into the path, tlog-tiles does not.
type tiles struct{ dir string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range want {
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(t.dir, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// bundle is where the entries of a level-0 tile stand.
func bundle(tile tlog.Tile) string {
	return "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/")
}

// checkCosignature checks a line of type 0x04 by hand: x/mod knows type 0x01 only.
func checkCosignature(text, signed, vkey string) {
	parts := strings.SplitN(vkey, "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		refuse("the witness's key cannot be read")
	}
	for _, line := range strings.Split(signed, "\n") {
		words := strings.Split(line, " ")
		if len(words) != 3 || words[1] != parts[0] {
			continue
		}
		raw, err := base64.StdEncoding.DecodeString(words[2])
		if err != nil || len(raw) != 4+8+64 {
			refuse("the cosignature cannot be read")
		}
		time := binary.BigEndian.Uint64(raw[4:12])
		message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
		if fmt.Sprintf("%08x", binary.BigEndian.Uint32(raw)) != parts[1] || !ed25519.Verify(key[1:], []byte(message), raw[12:]) {
			refuse("the cosignature does not verify")
		}
		return
	}
	refuse("the witness did not sign")
}

func main() {
	dir := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		refuse("key: %v", err)
	}
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		refuse("checkpoint: %v", err)
	}
	open, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		refuse("checkpoint: %v", err)
	}
	if len(os.Args) > 3 {
		checkCosignature(open.Text, string(signed), os.Args[3])
	}
	lines := strings.Split(open.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || lines[0] != verifier.Name() {
		refuse("checkpoint: origin or size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		refuse("checkpoint: %v", err)
	}
	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{dir})
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		checkBundle(dir, tlog.Tile{H: 8, L: 0, N: first >> 8, W: int(width)}, hashes)
	}
	// A record proof made from the tiles and checked without them.
	if size > 0 {
		last := size - 1
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, last)})
		if err != nil {
			refuse("tiles: %v", err)
		}
		proof, err := tlog.ProveRecord(size, last, hashes)
		if err != nil || tlog.CheckRecord(proof, size, root, last, leaf[0]) != nil {
			refuse("the proof of the last entry does not hold")
		}
	}
	fmt.Printf("VERIFIED: %d entries of %s\n", size, verifier.Name())
}

// checkBundle compares every entry of one bundle with the hashes of the signed tree.
func checkBundle(dir string, tile tlog.Tile, hashes tlog.HashReader) {
	data, err := os.ReadFile(filepath.Join(dir, bundle(tile)))
	if err != nil {
		refuse("entries: %v", err)
	}
	first := tile.N << 8
	var want []int64
	for i := int64(0); i < int64(tile.W); i++ {
		want = append(want, tlog.StoredHashIndex(0, first+i))
	}
	leaves, err := hashes.ReadHashes(want)
	if err != nil {
		refuse("tiles: %v", err)
	}
	for i, leaf := range leaves {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			refuse("entry %d is cut off", first+int64(i))
		}
		length := int(binary.BigEndian.Uint16(data))
		if tlog.RecordHash(data[2:2+length]) != leaf {
			refuse("entry %d was altered", first+int64(i))
		}
		data = data[2+length:]
	}
	if len(data) > 0 {
		refuse("%s has more than its entries", bundle(tile))
	}
}
