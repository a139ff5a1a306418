//! What has the focus, and what a trainee looks for with the Tab key.

use core::fmt;

use serde::{Deserialize, Serialize};

/// What has the focus, as assistive technology is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Focused {
    /// Its role.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// The legend or name of the group it stands in.
    #[serde(default)]
    pub group: String,
    /// Checked, pressed, expanded, disabled.
    #[serde(default)]
    pub state: String,
    /// Its id on the page.
    #[serde(default)]
    pub id: String,
    /// Whether it is what was looked for.
    #[serde(default)]
    pub arrived: bool,
}

impl Focused {
    /// Whether nothing has the focus.
    pub fn is_body(&self) -> bool {
        self.role == "body"
    }

    /// Whether it is checked.
    pub fn is_checked(&self) -> bool {
        self.state.split(", ").any(|state| state == "checked")
    }

    /// Whether it is opened.
    pub fn is_expanded(&self) -> bool {
        self.state.split(", ").any(|state| state == "expanded")
    }

    /// Whether it is pressed.
    pub fn is_pressed(&self) -> bool {
        self.state.split(", ").any(|state| state == "pressed")
    }
}

impl fmt::Display for Focused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} \"{}\"", self.role, short(&self.name))?;
        if !self.group.is_empty() {
            write!(f, " in \"{}\"", short(&self.group))?;
        }
        if !self.state.is_empty() {
            write!(f, " ({})", self.state)?;
        }
        Ok(())
    }
}

/// The beginning of a long text.
pub fn short(text: &str) -> String {
    if text.chars().count() <= 72 { text.to_owned() } else { format!("{}...", text.chars().take(69).collect::<String>().trim_end()) }
}

/// What a trainee looks for: the first stop of the Tab key of which all that is given holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Wanted {
    role: Option<String>,
    name: Option<String>,
    starts: Option<String>,
    ends: Option<String>,
    group: Option<String>,
    fieldset: Option<String>,
    choice: bool,
}

impl Wanted {
    /// Something of a role.
    pub fn role(role: &str) -> Self {
        Self { role: Some(role.to_owned()), ..Self::default() }
    }

    /// A button with this name.
    pub fn button(name: &str) -> Self {
        Self::role("button").named(name)
    }

    /// A link with this name.
    pub fn link(name: &str) -> Self {
        Self::role("link").named(name)
    }

    /// A field to write in.
    pub fn field(name: &str) -> Self {
        Self::role("textbox").named(name)
    }

    /// With exactly this name.
    pub fn named(self, name: &str) -> Self {
        Self { name: Some(squeeze(name)), ..self }
    }

    /// With a name that begins so.
    pub fn starting(self, start: &str) -> Self {
        Self { starts: Some(squeeze(start)), ..self }
    }

    /// With a name that ends so.
    pub fn ending(self, end: &str) -> Self {
        Self { ends: Some(squeeze(end)), ..self }
    }

    /// In a group whose legend or name begins so.
    pub fn within(self, group: &str) -> Self {
        Self { group: Some(squeeze(group)), ..self }
    }

    /// Somewhere in a fieldset whose legend begins so.
    pub fn inside_fieldset(self, legend: &str) -> Self {
        Self { fieldset: Some(squeeze(legend)), ..self }
    }

    /// One of the choices of the call.
    pub fn a_choice(self) -> Self {
        Self { choice: true, ..self }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role.as_deref().unwrap_or("something"))?;
        for (word, text) in [
            ("named", &self.name),
            ("starting with", &self.starts),
            ("ending with", &self.ends),
            ("within", &self.group),
            ("inside", &self.fieldset),
        ] {
            if let Some(text) = text {
                write!(f, " {word} \"{}\"", short(text))?;
            }
        }
        Ok(())
    }
}

/// A text with single spaces, none before a comma or colon.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" :", ":")
}
