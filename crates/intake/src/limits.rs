//! How much a file may unpack to.

/// Limits that stop a decompression bomb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes a file may unpack to, whatever its packed size.
    pub unpacked: u64,
    /// How many times its packed size a file may unpack to, beyond the first 64 MiB.
    pub ratio: u64,
}

impl Limits {
    /// Small files may be packed as tightly as they like: 64 MiB harm nobody.
    const FREE: u64 = 64 << 20;

    /// The limit for a file of that packed size.
    #[must_use]
    pub fn for_packed(self, packed: u64) -> u64 {
        self.unpacked.min(Self::FREE.saturating_add(packed.saturating_mul(self.ratio)))
    }
}

impl Default for Limits {
    /// 4 GiB, and 200 times the packed size. The tightest real file of results measured (Russia 2021) unpacks to 10 times its size.
    fn default() -> Self {
        Self { unpacked: 4 << 30, ratio: 200 }
    }
}
