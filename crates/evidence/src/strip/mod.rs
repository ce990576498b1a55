//! Working copies of photographs: the same picture, byte for byte, without what the camera and the programs after it wrote beside.
//!
//! A format's structure is walked and only what is known and needed to show the picture is kept; what is not known is dropped.
//! Nothing is decoded or encoded again, so the picture loses nothing and no decoder is exposed to hostile data. What this cannot
//! find is what somebody hid inside the picture data itself, and what can be seen in the picture. A colour profile is kept, since
//! without it colours change; a profile made for one particular screen can carry that screen's name.

mod bytes_of;
mod exif;
mod jpeg;
mod png;
mod webp;

use bytes::Bytes;

use crate::Media;

/// What came of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stripped {
    /// There is nothing to take out: the working copy is the original.
    Same,
    /// The working copy. Stripping it again gives [`Stripped::Same`].
    Changed(Bytes),
    /// No working copy can be made.
    Unreadable(Unreadable),
}

/// Why no working copy can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Another format.
    #[error("the content is not a JPEG, PNG or WebP picture")]
    Format,
    /// The end is missing.
    #[error("the picture ends before its data does")]
    CutOff,
    /// It does not follow its format.
    #[error("the picture does not follow its format: {0}")]
    Malformed(&'static str),
}

impl Unreadable {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Format => "EVIDENCE-STRIP-FORMAT",
            Self::CutOff => "EVIDENCE-STRIP-CUT-OFF",
            Self::Malformed(_) => "EVIDENCE-STRIP-MALFORMED",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Format => "Have the phone save photographs as JPEG; the sealed original is kept as it came.",
            Self::CutOff => "Send the photograph again, whole.",
            Self::Malformed(_) => "Take the photograph again or save it anew; the sealed original is kept as it came.",
        }
    }
}

/// Makes the working copy. It costs one copy of the image and reads each byte once.
#[must_use]
pub fn strip(image: &Bytes) -> Stripped {
    let clean = match Media::sniff(image) {
        Media::Jpeg => jpeg::clean(image),
        Media::Png => png::clean(image),
        Media::WebP => webp::clean(image),
        Media::Other => Err(Unreadable::Format),
    };
    match clean {
        Ok(clean) if clean == *image => Stripped::Same,
        Ok(clean) => Stripped::Changed(clean.into()),
        Err(reason) => Stripped::Unreadable(reason),
    }
}
