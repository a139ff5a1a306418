//! How an answer is written in an attempt: in words one reads `yes`, or `yes:2` for the third grade of yes; in the small form it is a byte.
//!
//! For an answer without grades both are what attempts held before there were grades, so older attempts are read as they are.

use doorstep_risk_tool::{Answer, Given};
use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde::ser::{Serialize, Serializer};

pub(crate) fn serialize<S: Serializer>(given: &Given, serializer: S) -> Result<S::Ok, S::Error> {
    match (serializer.is_human_readable(), given.grade()) {
        (false, _) => given.serialize(serializer),
        (true, 0) => given.answer().serialize(serializer),
        (true, grade) => serializer.collect_str(&format_args!("{}:{grade}", given.answer().word())),
    }
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Given, D::Error> {
    const EXPECTED: &str = "a class of answers such as `yes`, with its grade as in `yes:1` where it has several";
    if !deserializer.is_human_readable() {
        let given = Given::deserialize(deserializer)?;
        // A byte that no form could have written is damage, not an answer.
        let is_whole = Given::new(given.answer(), given.grade()) == given;
        return if is_whole { Ok(given) } else { Err(D::Error::custom(EXPECTED)) };
    }
    let text = String::deserialize(deserializer)?;
    let (class, grade) = text.split_once(':').map_or((text.as_str(), Some(0)), |(class, grade)| (class, grade.parse().ok()));
    let found = Answer::from_word(class).zip(grade.filter(|grade| *grade < doorstep_risk_tool::MOST_GRADES));
    found.map(|(answer, grade)| Given::new(answer, grade)).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &EXPECTED))
}
