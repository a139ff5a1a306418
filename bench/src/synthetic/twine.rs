//! The synthetic call for Twine's story formats: the data that a format's page reads.

use std::fmt::Write as _;

use super::{MOST, NUMBERS, START, scene};

/// A story format of Twine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwineFormat {
    /// SugarCube 2.
    SugarCube,
    /// Harlowe 3.
    Harlowe,
}

/// The story's data.
pub fn twine(format: TwineFormat, scenes: usize) -> String {
    let name = match format {
        TwineFormat::SugarCube => "SugarCube",
        TwineFormat::Harlowe => "Harlowe",
    };
    let mut text = format!(
        "<tw-storydata name=\"Synthetic\" startnode=\"1\" creator=\"bench\" creator-version=\"1\" format=\"{name}\" ifid=\"6B1F3C52-0000-4000-8000-000000000001\" options=\"\" hidden>"
    );
    for number in 0..scenes {
        passage(&mut text, number + 1, &format!("scene-{number}"), "", &scene_text(format, number, scenes));
    }
    match format {
        TwineFormat::SugarCube => passage(&mut text, scenes + 1, "StoryInit", "", &start(|name| format!("<<set ${name} to {START}>>"))),
        TwineFormat::Harlowe => passage(&mut text, scenes + 1, "start", "startup", &start(|name| format!("(set: ${name} to {START})"))),
    }
    text + "</tw-storydata>"
}

fn start(set: impl Fn(&str) -> String) -> String {
    NUMBERS.iter().map(|name| set(name)).collect()
}

fn scene_text(format: TwineFormat, number: usize, scenes: usize) -> String {
    let scene = scene(number, scenes);
    let mut text = format!("{}\n", scene.line);
    let (variable, least, words) = scene.conditional;
    text += &when(format, Some((variable, least)), &format!("{words}\n"));
    for choice in scene.choices {
        let (variable, amount) = choice.effect;
        let (words, target) = (&choice.words, choice.target);
        let link = match format {
            TwineFormat::SugarCube => {
                format!(
                    "<<link \"{words}\" \"scene-{target}\">><<set ${variable} to Math.clamp(${variable} + {amount}, 0, {MOST})>><</link>>"
                )
            }
            TwineFormat::Harlowe => format!(
                "(link: \"{words}\")[(set: ${variable} to (max: 0, (min: {MOST}, ${variable} + {amount})))(go-to: \"scene-{target}\")]"
            ),
        };
        text += &when(format, choice.when, &format!("{link}\n"));
    }
    text
}

/// The text, under a condition if there is one.
fn when(format: TwineFormat, condition: Option<(&str, i32)>, text: &str) -> String {
    match (condition, format) {
        (None, _) => text.to_owned(),
        (Some((variable, least)), TwineFormat::SugarCube) => format!("<<if ${variable} gte {least}>>{text}<</if>>"),
        (Some((variable, least)), TwineFormat::Harlowe) => format!("(if: ${variable} >= {least})[{text}]"),
    }
}

fn passage(text: &mut String, number: usize, name: &str, tags: &str, content: &str) {
    let content = content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    // Written to a string: cannot fail.
    let _ = write!(
        text,
        "<tw-passagedata pid=\"{number}\" name=\"{name}\" tags=\"{tags}\" position=\"0,0\" size=\"100,100\">{content}</tw-passagedata>"
    );
}
