//! Colours and line styles, by what they stand for.
//!
//! The colours are told apart by readers with any common colour blindness and keep 3:1 (marks) and 4.5:1 (text) against the paper in
//! both themes; a test computes it. No meaning rests on colour alone: flags have a shape of their own, the second curve is dashed.

use std::fmt::Write;

use crate::plot::Theme;

/// What a shape stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Background of the figure.
    Paper,
    /// Background of dense data.
    Well,
    /// Titles and labels.
    Text,
    /// Notes and tick labels.
    Muted,
    /// Text that names something flagged.
    FlagText,
    /// Text over data, with a rim of paper around it.
    Halo,
    /// Word across the data of a simulation.
    Watermark,
    /// Strip that says that the figure is a simulation.
    Banner,
    /// Text on it.
    BannerText,
    /// Axis lines and tick marks.
    Axis,
    /// Grid lines.
    Grid,
    /// A reference line, such as zero or the expected value.
    Reference,
    /// Area of what was observed.
    Observed,
    /// Line of the option the figure is about.
    Series,
    /// Line of what it is compared with.
    Rival,
    /// What one curve has beyond the other.
    Excess,
    /// What chance explains, looked at alone.
    BandInner,
    /// What chance explains, all places looked at together.
    BandOuter,
    /// Edge of the outer band.
    BandEdge,
    /// An interval.
    Interval,
    /// A point or bar of an ordinary result.
    Mark,
    /// The same, see-through, for points that cover each other.
    Dot,
    /// A point of an ordinary result, hollow.
    Ring,
    /// A point of a flagged result.
    Flag,
    /// A line of a flagged result.
    FlagLine,
    /// A point of a flagged result, hollow.
    FlagRing,
}

/// Every ink, in the order of their discriminants.
const ALL: [Ink; 26] = [
    Ink::Paper,
    Ink::Well,
    Ink::Text,
    Ink::Muted,
    Ink::FlagText,
    Ink::Halo,
    Ink::Watermark,
    Ink::Banner,
    Ink::BannerText,
    Ink::Axis,
    Ink::Grid,
    Ink::Reference,
    Ink::Observed,
    Ink::Series,
    Ink::Rival,
    Ink::Excess,
    Ink::BandInner,
    Ink::BandOuter,
    Ink::BandEdge,
    Ink::Interval,
    Ink::Mark,
    Ink::Dot,
    Ink::Ring,
    Ink::Flag,
    Ink::FlagLine,
    Ink::FlagRing,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Colour {
    Paper,
    Well,
    Text,
    Muted,
    Grid,
    Series,
    Rival,
    Flag,
}

/// Name of the custom property, on light paper, on dark paper.
const COLOURS: [(Colour, &str, &str, &str); 8] = [
    (Colour::Paper, "paper", "#ffffff", "#15191e"),
    (Colour::Well, "well", "#ffffff", "#000000"),
    (Colour::Text, "text", "#1b1f24", "#e8ebef"),
    (Colour::Muted, "muted", "#57606a", "#a8b2bd"),
    (Colour::Grid, "grid", "#d5dae0", "#39424c"),
    (Colour::Series, "series", "#1f6fb2", "#62aeea"),
    (Colour::Rival, "rival", "#8a6100", "#e3b341"),
    (Colour::Flag, "flag", "#b83a00", "#ff9166"),
];

impl Colour {
    fn row(self) -> &'static (Colour, &'static str, &'static str, &'static str) {
        COLOURS.iter().find(|c| c.0 == self).unwrap_or(&COLOURS[0])
    }
}

/// How a shape is painted. Opacities, widths and dashes stay as they are written.
#[derive(Clone, Copy)]
struct Paint {
    fill: Option<(Colour, &'static str)>,
    stroke: Option<(Colour, &'static str)>,
    dash: &'static str,
    rim: bool,
}

const fn fill(colour: Colour, opacity: &'static str) -> Paint {
    Paint { fill: Some((colour, opacity)), stroke: None, dash: "", rim: false }
}

const fn stroke(colour: Colour, width: &'static str) -> Paint {
    Paint { fill: None, stroke: Some((colour, width)), dash: "", rim: false }
}

impl Ink {
    fn paint(self) -> Paint {
        match self {
            Self::Paper | Self::BannerText => fill(Colour::Paper, "1"),
            Self::Well => fill(Colour::Well, "1"),
            Self::Text => fill(Colour::Text, "1"),
            Self::Muted => fill(Colour::Muted, "1"),
            Self::FlagText | Self::Banner | Self::Flag => fill(Colour::Flag, "1"),
            Self::Halo => Paint { rim: true, stroke: Some((Colour::Paper, "3")), ..fill(Colour::Text, "1") },
            Self::Watermark => fill(Colour::Text, ".1"),
            Self::Axis => stroke(Colour::Muted, "1"),
            Self::Grid => stroke(Colour::Grid, "1"),
            Self::Reference => stroke(Colour::Text, "1.3"),
            Self::Observed => fill(Colour::Series, ".75"),
            Self::Series => stroke(Colour::Series, "2"),
            Self::Rival => Paint { dash: "6 3", ..stroke(Colour::Rival, "2") },
            Self::Excess => fill(Colour::Flag, ".35"),
            Self::BandInner => fill(Colour::Text, ".28"),
            Self::BandOuter => fill(Colour::Text, ".16"),
            Self::BandEdge => Paint { dash: "3 2", ..stroke(Colour::Muted, "1") },
            Self::Interval => stroke(Colour::Text, "1.6"),
            Self::Mark => fill(Colour::Series, "1"),
            Self::Dot => Paint { stroke: Some((Colour::Paper, ".6")), ..fill(Colour::Series, ".8") },
            Self::Ring => Paint { fill: Some((Colour::Paper, "1")), ..stroke(Colour::Series, "1.8") },
            Self::FlagLine => stroke(Colour::Flag, "1.4"),
            Self::FlagRing => Paint { fill: Some((Colour::Paper, "1")), ..stroke(Colour::Flag, "1.5") },
        }
    }

    /// Bit of this ink in a set of inks.
    pub fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// Writes the attributes that paint a shape: a class for a page, whose colours follow the reader's theme, or plain values.
    pub fn write(self, out: &mut String, theme: Theme) {
        match theme {
            Theme::Page => {
                let _ = write!(out, " class=\"i{}\"", self as u32); // writing into a String cannot fail
            }
            Theme::Print => self.write_plain(out),
        }
    }

    fn write_plain(self, out: &mut String) {
        let paint = self.paint();
        let mut put = |name: &str, value: &str| {
            let _ = write!(out, " {name}=\"{value}\"");
        };
        match paint.fill {
            Some((colour, opacity)) => {
                put("fill", colour.row().2);
                if opacity != "1" {
                    put("fill-opacity", opacity);
                }
            }
            None => put("fill", "none"),
        }
        if let Some((colour, width)) = paint.stroke {
            put("stroke", colour.row().2);
            put("stroke-width", width);
        }
        if !paint.dash.is_empty() {
            put("stroke-dasharray", paint.dash);
        }
        if paint.rim {
            put("paint-order", "stroke");
            put("stroke-linejoin", "round");
        }
    }
}

/// Writes the style sheet for the inks of a set. Every figure writes the same rules under the same names, so that several may stand in
/// one page; on paper a page is always light.
pub fn style(out: &mut String, used: u32) {
    let properties = |dark: bool| {
        let mut list = String::new();
        for (_, name, on_light, on_dark) in COLOURS {
            let _ = write!(list, "--sp-{name}:{};", if dark { on_dark } else { on_light });
        }
        list
    };
    let _ = write!(
        out,
        "<style>.splot{{{}max-width:100%;height:auto}}@media screen and (prefers-color-scheme:dark){{.splot{{{}}}}}",
        properties(false),
        properties(true)
    );
    for ink in ALL.iter().filter(|i| used & i.bit() != 0) {
        rule(out, *ink);
    }
    out.push_str("</style>");
}

fn rule(out: &mut String, ink: Ink) {
    let paint = ink.paint();
    let _ = write!(out, ".splot .i{}{{", ink as u32);
    match paint.fill {
        Some((colour, opacity)) => {
            let _ = write!(out, "fill:var(--sp-{})", colour.row().1);
            if opacity != "1" {
                let _ = write!(out, ";fill-opacity:{opacity}");
            }
        }
        None => out.push_str("fill:none"),
    }
    if let Some((colour, width)) = paint.stroke {
        let _ = write!(out, ";stroke:var(--sp-{});stroke-width:{width}", colour.row().1);
    }
    if !paint.dash.is_empty() {
        let _ = write!(out, ";stroke-dasharray:{}", paint.dash);
    }
    if paint.rim {
        out.push_str(";paint-order:stroke;stroke-linejoin:round");
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_reads_on_both_papers() {
        let paper = Colour::Paper.row();
        for (colour, least) in [(Colour::Text, 7.0), (Colour::Muted, 4.5), (Colour::Flag, 4.5), (Colour::Series, 4.5), (Colour::Rival, 4.5)]
        {
            let row = colour.row();
            assert!(contrast(row.2, paper.2) >= least, "{} on light paper: {:.2}", row.1, contrast(row.2, paper.2));
            assert!(contrast(row.3, paper.3) >= least, "{} on dark paper: {:.2}", row.1, contrast(row.3, paper.3));
        }
    }

    #[test]
    fn inks_are_listed_in_order() {
        assert!(ALL.iter().enumerate().all(|(i, &ink)| ink as usize == i));
    }
}
