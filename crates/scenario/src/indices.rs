//! Places in a scenario's tables, one type for each table, so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($($(#[$about:meta])* $name:ident;)*) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u16);

        impl $name {
            /// The place as an index of a slice.
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

index! {
    /// A scene of the scenario.
    SceneIndex;
    /// A choice within its scene.
    ChoiceIndex;
    /// A fact.
    FactIndex;
    /// A variable of the state.
    VariableIndex;
    /// A seeded variation.
    VariationIndex;
    /// A member of the cast.
    CastIndex;
    /// An action that can be decided at an assessment.
    ActionIndex;
    /// An assessment point.
    AssessmentIndex;
    /// An ending.
    EndingIndex;
    /// An interrupt.
    InterruptIndex;
    /// A level that a condition names: its place in the scenario's `levels`.
    NamedLevelIndex;
}

/// A choice of the scenario: its scene, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChoiceRef {
    /// The scene that offers it.
    pub scene: SceneIndex,
    /// Its place among the scene's choices.
    pub choice: ChoiceIndex,
}
