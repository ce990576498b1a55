//! The one place where text becomes markup: nothing reaches a page without passing through here.

use crate::escape;

/// A page while it is written.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// The page.
    pub fn finish(self) -> String {
        self.out
    }

    /// Puts in markup as it is. Only for what this crate itself wrote: the style sheet and the plots.
    pub fn trusted(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes text; whatever it holds, it stays text.
    pub fn text(&mut self, text: &str) {
        escape::text(&mut self.out, text);
    }

    /// Writes an element with what `inside` writes into it.
    pub fn with(&mut self, tag: &'static str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(tag, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Writes an element that holds a text.
    pub fn element(&mut self, tag: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.with(tag, attributes, |h| h.text(text));
    }

    /// Writes an element without an end.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape::text(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Starts a line, to keep the source readable.
    pub fn line(&mut self) {
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_and_attributes_stays_text() {
        let mut h = Html::default();
        h.element("p", &[("title", "\"><script>alert(1)</script>")], "<script>alert('x')</script> & \u{0}\u{202E}");
        let page = h.finish();
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(
            page,
            "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; \u{FFFD}</p>"
        );
    }
}
