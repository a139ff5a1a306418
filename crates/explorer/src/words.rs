//! Words as they can be compared: without case and punctuation.

/// Beginnings of words that sound like the strongest measure. A language without a list of its own has none, and there the policy that
/// escalates takes any choice.
const ESCALATING: [&str; 26] = [
    "ambulance",
    "arrest",
    "backup",
    "crew",
    "custody",
    "detain",
    "detectiv",
    "emergency",
    "handcuff",
    "immediat",
    "inspector",
    "lawyer",
    "now",
    "order",
    "paramedic",
    "police",
    "prosecut",
    "refer",
    "remov",
    "report",
    "seiz",
    "sergeant",
    "specialist",
    "supervis",
    "unit",
    "urgent",
];

/// Whether a text sounds like the strongest measure.
pub(crate) fn escalates(text: &str) -> bool {
    words(text).any(|word| ESCALATING.iter().any(|stem| word.starts_with(stem)))
}

/// The words of a text: letters and digits, in small letters.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '\u{2019}')
        .map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
}

/// A text as it can be compared: its words with a blank between them.
pub(crate) fn normalised(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        assert_eq!(normalised("  It's \u{2014} NOTHING, she says.\n"), "its nothing she says");
        assert_eq!(normalised("It\u{2019}s nothing; she says"), "its nothing she says");
        assert_eq!(normalised("Straße"), "straße");
        assert_eq!(normalised("..."), "");
    }

    #[test]
    fn strong_measures_are_known_by_their_words() {
        assert!(escalates("Arrest Dan on what you have."));
        assert!(escalates("Have an AMBULANCE crew look at her throat."));
        assert!(!escalates("Fill a glass of water for her, and wait while she drinks."));
        assert!(!escalates("I know that this is hard."), "a word that only ends so");
    }
}
