//! What was found about a call.

use doorstep_source::{Severity, Span};

use crate::Witness;

/// What a finding says. The words are those of the command line and of `docs/proofs.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A scene, choice, line, interrupt or ending that no play reaches.
    Unreachable,
    /// A fact that no play reveals.
    Unlearnable,
    /// A play can come to a moment that is no ending and offers no choice.
    Trap,
    /// A play can come to a moment from which no ending can be reached.
    Endless,
    /// A condition that is always or never true; a variable that is never read or never changed.
    Constant,
    /// An effect that runs into a variable's bound.
    Clamped,
    /// No single play does all that the key asks for.
    NoModelPath,
    /// Points that no play can earn, or that every play earns.
    Unearned,
    /// A policy without knowledge reaches the cut.
    Guessable,
    /// What a test-wise trainee would exploit.
    GiveAway,
    /// What gives an answer away before it was heard.
    Leak,
}

impl Code {
    /// Every code, in order of the documentation.
    pub const ALL: [Self; 11] = [
        Self::Unreachable,
        Self::Unlearnable,
        Self::Trap,
        Self::Endless,
        Self::Constant,
        Self::Clamped,
        Self::NoModelPath,
        Self::Unearned,
        Self::Guessable,
        Self::GiveAway,
        Self::Leak,
    ];

    /// The code as people and programs read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Unlearnable => "unlearnable",
            Self::Trap => "trap",
            Self::Endless => "endless",
            Self::Constant => "constant",
            Self::Clamped => "clamped",
            Self::NoModelPath => "no-model-path",
            Self::Unearned => "unearned",
            Self::Guessable => "guessable",
            Self::GiveAway => "give-away",
            Self::Leak => "leak",
        }
    }
}

/// What was found, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it says.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in the call's file.
    pub span: Span,
    /// What is wrong, a sentence.
    pub message: String,
    /// How to mend it, a sentence.
    pub mend: String,
    /// A play that shows it, where it is about one play.
    pub witness: Option<Witness>,
}
