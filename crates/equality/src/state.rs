//! A session written down as text, the same for the same session.

use std::fmt::{Debug, Write as _};

use doorstep_scenario::FactIndex;
use doorstep_simulator::{Compact, Session};

/// Everything that a session's public accessors tell, and the small form of its attempt.
pub fn canonical(session: &Session) -> String {
    let state = session.state();
    let mut text = String::new();
    add(&mut text, "phase", state.phase());
    add(&mut text, "scene", state.scene());
    add(&mut text, "second", state.second());
    add(&mut text, "turns", state.turns());
    add(&mut text, "offers", state.offers());
    add(&mut text, "path", state.path());
    add(&mut text, "notes", state.notes());
    add(&mut text, "sheet", state.sheet());
    add(&mut text, "first impression", state.first_impression());
    add(&mut text, "own level", state.own_level());
    add(&mut text, "final level", state.final_level());
    add(&mut text, "assessments", state.assessments());
    add(&mut text, "went back", state.went_back());
    add(&mut text, "reflection", state.reflection());
    add(&mut text, "intention", state.intention());
    let facts = session.content().scenario.facts.len();
    add(&mut text, "heard", (0..facts).map(|fact| state.heard_at(FactIndex(fact as u16))).collect::<Vec<_>>());
    let view = session.view();
    let said: Vec<String> = view.turns().map(|turn| view.words(turn.text)).collect();
    add(&mut text, "said", said);
    add(&mut text, "attempt", Compact::of(session.attempt()));
    text
}

fn add(text: &mut String, what: &str, value: impl Debug) {
    // Written to a string: cannot fail.
    let _ = writeln!(text, "{what}: {value:?}");
}
