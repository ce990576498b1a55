//! The few conversions between number types that `From` does not offer.

/// The largest integer not above `x`, held to 0..=`u64::MAX`; `NaN` gives 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` from a float saturates at both ends, which is the documented behaviour"
)]
pub(crate) fn floor_to_u64(x: f64) -> u64 {
    x.floor() as u64
}

/// The same as an index; on a 32-bit machine held to `usize::MAX`.
pub(crate) fn floor_to_usize(x: f64) -> usize {
    usize::try_from(floor_to_u64(x)).unwrap_or(usize::MAX)
}

/// A count as an index; on a 32-bit machine held to `usize::MAX`, which is past
/// the end of every slice.
pub(crate) fn index(k: u64) -> usize {
    usize::try_from(k).unwrap_or(usize::MAX)
}

/// The upper 32 bits of `x`.
pub(crate) fn high_half(x: u64) -> u32 {
    let [a, b, c, d, ..] = x.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}
