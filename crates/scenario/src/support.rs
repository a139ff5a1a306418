//! Where somebody who takes these calls can find help: the contacts of a force or a country, and words where there are none.

use serde::{Deserialize, Serialize};

/// Where help is to be had. It goes with the list of calls, so that it is there as soon as anything is.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Support {
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// For whom it is, in a sentence; nothing where it is for everybody.
    pub place: Option<String>,
    /// What to do when somebody is in danger now.
    pub emergency: String,
    /// How the emergency service is reached.
    pub emergency_reach: Reach,
    /// Those who help, in the order in which they are shown.
    pub contacts: Vec<Contact>,
}

/// Somebody who helps.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Who it is.
    pub name: String,
    /// What they do, and what stays confidential.
    pub about: String,
    /// How they are reached.
    pub reach: Reach,
}

/// How somebody is reached: each as it is to be read, nothing where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reach {
    /// A number to ring.
    pub phone: Option<String>,
    /// A number to send a text message to.
    pub text: Option<String>,
    /// A page of theirs; it begins with `https://`.
    pub web: Option<String>,
    /// When they can be reached.
    pub hours: Option<String>,
}
