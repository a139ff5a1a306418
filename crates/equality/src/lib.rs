//! The same results natively and in WebAssembly.
//!
//! [`vectors`] gives one line a vector: random calls with random events, and the repository's calls with their plays, each with the
//! digest of the state they end in and, where there is a key, of the report; and what the repository's forms come to. A test makes them natively, `run.mjs` makes them in
//! WebAssembly under Node; both compare them with `vectors.txt`. `UPDATE_EXPECT=1 cargo test -p doorstep-equality` writes that file.
//!
//! [`statistics`] gives the answers of `doorstep stat` to the questions of `questions.jsonl`. Floating-point numbers may differ in the last
//! digits where `statrs` asks the host for a logarithm: they agree to 1e-12 (of numbers above 1, relative), and `run.mjs` counts how many
//! answers are the same to the last bit.
//!
//! Non-goals: whether a result is *right* is for the tests of the other crates; here it is only the same everywhere.

mod called;
#[cfg(target_arch = "wasm32")]
mod exports;
#[path = "../../simulator/tests/laws/random.rs"]
mod random;
mod state;
mod statistics;

pub use statistics::statistics;

use std::fmt::Write as _;

use doorstep_simulator::{Mode, Session};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// How many random calls there are.
const RANDOM_CALLS: u64 = 64;
/// How many bytes a random call and its events are made from.
const RANDOM_BYTES: usize = 800;

/// Every vector, one a line: what it is, its name, its digest. An error says which input cannot be used.
pub fn vectors() -> Result<String, String> {
    let mut lines = String::new();
    for number in 0..RANDOM_CALLS {
        let session = random_session(number);
        add(&mut lines, "random-call", number, session.content().scenario_digest);
        add(&mut lines, "random-session", number, hexadecimal(state::canonical(&session).as_bytes()));
    }
    called::add(&mut lines)?;
    Ok(lines)
}

/// A random call after as many random events as its bytes last for.
fn random_session(number: u64) -> Session {
    let mut bytes = vec![0; RANDOM_BYTES];
    ChaCha8Rng::seed_from_u64(number).fill_bytes(&mut bytes);
    let mut bytes = random::Bytes::new(&bytes);
    let content = random::content(&mut bytes);
    let mut session = Session::start(content, number, Mode::Practice, None, false);
    while !bytes.0.is_empty() {
        let event = random::event(&mut bytes, &session);
        // A refused event changes nothing; that too is the same everywhere.
        let _refused = session.apply(event);
    }
    session
}

fn add(lines: &mut String, what: &str, name: impl std::fmt::Display, value: impl std::fmt::Display) {
    // Written to a string: cannot fail.
    let _ = writeln!(lines, "{what} {name} {value}");
}

/// The SHA-256 of bytes in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
