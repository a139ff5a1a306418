//! The fixed words of the format.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants are fixed words of the format.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in the format.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Plain English for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The variant for a word of the format.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.word() == word)
            }
        }
    };
}

words! {
    /// Whom a call is for: the part that the trainee plays.
    Role {
        /// Answers the emergency line.
        CallTaker = "call-taker", "Call taker";
        /// Goes there first.
        FirstResponder = "first-responder", "First responder";
        /// Makes the second, deeper assessment.
        Specialist = "specialist", "Specialist";
        /// Reviews the assessments of others.
        Supervisor = "supervisor", "Supervisor";
    }
}

words! {
    /// What kind of call it is.
    CallKind {
        /// A call from dispatch to handover.
        Call = "call", "Call";
        /// Practice of the screens.
        Tutorial = "tutorial", "Practice of the screens";
        /// A call of about five minutes with one or two decisions.
        Vignette = "vignette", "Short call";
    }
}

words! {
    /// Where somebody is, as far as a conversation is concerned.
    Whereabouts {
        /// In sight and in earshot.
        Here = "here", "Here";
        /// Out of sight and in earshot.
        Near = "near", "Out of sight, in earshot";
        /// Out of sight and out of earshot.
        Away = "away", "Out of earshot";
    }
}

words! {
    /// An attribute of a person that a call can vary.
    AttributeKind {
        /// How old.
        Age = "age", "Age";
        /// Where from.
        Origin = "origin", "Origin";
        /// With or without a disability.
        Disability = "disability", "Disability";
        /// Which sex.
        Sex = "sex", "Sex";
    }
}

words! {
    /// Where an officer stands in a career.
    CareerStage {
        /// At the academy.
        Recruit = "recruit", "Recruit";
        /// In the first years.
        Probation = "probation", "Probation";
        /// A trained officer.
        InService = "in-service", "In service";
        /// With specialised training.
        Specialist = "specialist", "Specialist";
        /// Leads a team.
        Supervisor = "supervisor", "Supervisor";
        /// Leads a unit or a force.
        Leader = "leader", "Leader";
    }
}

words! {
    /// The part that somebody has in a call.
    Part {
        /// The person who may be at risk.
        Victim = "victim", "Person at risk";
        /// The person who may be using violence or control.
        Suspect = "suspect", "Partner or former partner";
        /// A child.
        Child = "child", "Child";
        /// Somebody who saw or heard.
        Witness = "witness", "Witness";
        /// The trainee's colleague.
        Partner = "partner", "Your colleague";
        /// The control room or a dispatcher.
        Control = "control", "Control room";
        /// A relative.
        Relative = "relative", "Relative";
        /// Anybody else.
        Other = "other", "Other";
    }
}

words! {
    /// The sixteen steps of good practice (after the College of Policing's authorised professional practice, made generic).
    Step {
        /// Taking the call.
        CallTaking = "call-taking", "Taking the call";
        /// Searching the history.
        HistorySearch = "history-search", "Searching the history";
        /// Dispatch and on the way.
        Dispatch = "dispatch", "Dispatch and on the way";
        /// Arriving.
        Arrival = "arrival", "Arriving";
        /// Separating the parties, out of sight and hearing.
        Separate = "separate", "Separating the parties";
        /// Seeing the children.
        Children = "children", "Seeing the children";
        /// Hearing the victim's account.
        VictimAccount = "victim-account", "Hearing the account";
        /// The suspect and witnesses.
        SuspectWitnesses = "suspect-witnesses", "Suspect and witnesses";
        /// Securing evidence.
        Evidence = "evidence", "Securing evidence";
        /// Filling in the risk tool.
        RiskTool = "risk-tool", "Filling in the risk tool";
        /// The level and its reasons.
        LevelRationale = "level-rationale", "The level and its reasons";
        /// Immediate safety.
        ImmediateSafety = "immediate-safety", "Immediate safety";
        /// Referring.
        Referral = "referral", "Referring";
        /// Recording and handing over.
        RecordHandover = "record-handover", "Recording and handing over";
        /// Supervision.
        Supervision = "supervision", "Supervision";
        /// Assessing again.
        Reassess = "reassess", "Assessing again";
    }
}
