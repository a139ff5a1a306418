//! A synthetic call of many scenes, written in our format, in ink and for Twine, so that every engine plays the same.
//!
//! As in published comparisons of story engines: five whole numbers, and in each scene one conditional line and one conditional
//! choice beside a plain line and two plain choices. Every choice changes a number and goes to another scene; a walk ends after a fixed
//! number of steps.

mod doorstep;
mod ink;
mod twine;

pub use doorstep::{doorstep, key};
pub use ink::ink;
pub use twine::{TwineFormat, twine};

/// The numbers' names.
const NUMBERS: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];
/// Every number starts here,
const START: i32 = 5;
/// and stays between nothing and this.
const MOST: i32 = 9;

/// A scene, for whichever format writes it down.
struct Scene {
    /// Said always.
    line: String,
    /// Said only where this number is at least that.
    conditional: (&'static str, i32, String),
    choices: [Choice; 3],
}

/// A choice of a scene.
struct Choice {
    words: String,
    /// Offered only where this number is at least that.
    when: Option<(&'static str, i32)>,
    /// What it adds to this number.
    effect: (&'static str, i32),
    /// The scene that it leads to.
    target: usize,
}

fn scene(scene: usize, scenes: usize) -> Scene {
    let (number, other) = (NUMBERS[scene % 5], NUMBERS[(scene + 2) % 5]);
    let choice = |place: usize, which: &str, when, effect| Choice {
        words: format!("Ask about the {which} thing in scene {scene}."),
        when,
        effect,
        // Spread over the call by two multipliers that share no factor with usual sizes.
        target: (scene * 7 + place * 131 + 1) % scenes,
    };
    Scene {
        // As long as an author's.
        line: format!(
            "Scene {scene} is quiet for a moment and then the conversation goes on as it did before, with one more detail than the last time."
        ),
        conditional: (number, 5, format!("This is said in scene {scene} only when it is so.")),
        choices: [
            choice(0, "first", None, (number, 1)),
            choice(1, "second", None, (other, -1)),
            choice(2, "third", Some((other, 4)), (number, -2)),
        ],
    }
}

/// `+=` or `-=` with the amount.
fn sign(amount: i32) -> (char, u32) {
    (if amount < 0 { '-' } else { '+' }, amount.unsigned_abs())
}
