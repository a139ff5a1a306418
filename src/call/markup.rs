//! Markup written as text, for what is drawn once and does not change: the browser reads it in one go. Elements made one by one cost a call
//! into the browser for each element, attribute and word, and that was a third of a click.

use web_sys::Element;
use yew::prelude::*;

/// Markup in the making. Only what stands in the program goes in as markup; everything else goes in as words.
pub(super) struct Markup(String);

impl Markup {
    /// Begins with markup.
    pub(super) fn begin(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Goes on with markup.
    pub(super) fn and(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// Goes on with words, between elements or in the quotes of an attribute: nothing in them is read as markup.
    pub(super) fn words(mut self, words: &str) -> Self {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// As something to be drawn.
    pub(super) fn html(self) -> Html {
        Html::from_html_unchecked(self.0.into())
    }
}

/// The button that an event was meant for, for whoever listens above it.
pub(super) fn pressed(event: &MouseEvent) -> Option<Element> {
    event.target_unchecked_into::<Element>().closest("button").ok()?
}

/// The number that a button has as its value.
pub(super) fn number_of<Number: std::str::FromStr>(button: &Element) -> Option<Number> {
    button.get_attribute("value")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_markup() {
        let markup = Markup::begin("<i lang=\"").words("\"><b>").and("\">").words("Tom & Jo's <i onclick=\"x()\">&lt;").and("</i>");
        assert_eq!(markup.0, "<i lang=\"&quot;&gt;&lt;b&gt;\">Tom &amp; Jo's &lt;i onclick=&quot;x()&quot;&gt;&amp;lt;</i>");
    }
}
