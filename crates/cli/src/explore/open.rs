//! What an exploration left open: for people and for programs.

use doorstep_explorer::{Exploration, Limit, Open};
use doorstep_simulator::Content;
use serde::Serialize;

use crate::page::wrap;

/// What stayed open, by what ended the search, and what can be done about it; nothing where everything is proven.
pub(super) fn text(content: &Content, open: &[Open], width: usize) -> String {
    let mut out = String::new();
    let mut limits: Vec<Limit> = Vec::new();
    for each in open {
        if !limits.contains(&each.limit) {
            limits.push(each.limit);
        }
    }
    for limit in limits {
        out.push_str(&wrap("", "  ", &format!("Open, because {}:", limit.words()), width));
        for each in open.iter().filter(|each| each.limit == limit) {
            out.push_str(&wrap("  - ", "    ", &each.question.words(&content.scenario), width));
        }
        out.push_str(&wrap("  = help: ", "    ", limit.mend(), width));
    }
    out
}

/// A question that stayed open.
#[derive(Serialize)]
pub(super) struct OpenJson {
    /// What kind of thing it is about.
    about: &'static str,
    question: String,
    /// What ended the search.
    limit: &'static str,
    why: String,
    mend: &'static str,
}

/// Every question that stayed open.
pub(super) fn json(content: &Content, exploration: &Exploration) -> Vec<OpenJson> {
    let one = |open: &Open| OpenJson {
        about: open.question.kind(),
        question: open.question.words(&content.scenario),
        limit: open.limit.word(),
        why: open.limit.words(),
        mend: open.limit.mend(),
    };
    exploration.open.iter().map(one).collect()
}
