-- The record. Whatever stands here belongs to an entry; `idx` is the entry's number.

-- The log: entries, the widest form of each tile, checkpoints, cosignatures.
CREATE TABLE entry (idx INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE tile (level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
CREATE TABLE cosignature (size INTEGER NOT NULL, witness TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT, WITHOUT ROWID;

-- What entries commit to: may be erased.
CREATE TABLE payload (idx INTEGER PRIMARY KEY, salt BLOB NOT NULL, body BLOB NOT NULL) STRICT;
-- Private blocks, encrypted to the custodians.
CREATE TABLE sealed (idx INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

-- Read tables.
CREATE TABLE submission (
    idx INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    form TEXT NOT NULL,
    station TEXT NOT NULL,
    captured_at TEXT,
    received_at INTEGER NOT NULL,
    token INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    leaf BLOB NOT NULL,
    private INTEGER NOT NULL,
    erased_by INTEGER
) STRICT;
-- Ids by which submissions are found; those of entries from `sweep.below` on may be missing here and stand in their rows alone.
CREATE TABLE submission_id (id BLOB PRIMARY KEY, idx INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sweep (below INTEGER NOT NULL) STRICT;
INSERT INTO sweep (below) VALUES (0);
CREATE INDEX submission_form ON submission (form, idx);

CREATE TABLE attachment (
    idx INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    length INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    working BLOB,
    sealed INTEGER NOT NULL,
    erased_by INTEGER
) STRICT;
CREATE INDEX attachment_submission ON attachment (submission);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_working ON attachment (working) WHERE working IS NOT NULL;

CREATE TABLE form (idx INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, sealed TEXT NOT NULL) STRICT;
CREATE TABLE station (idx INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL) STRICT;

-- Not part of the record: keys to the interface, and settings by name.
CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
