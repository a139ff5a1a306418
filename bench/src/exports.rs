//! What the module exports to `bench/node/steps.mjs` and `bench/node/coverage.mjs`: a place for the compiled call and tool, the walks, and
//! random plays.
#![expect(unsafe_code, reason = "an export by name needs the attribute `no_mangle`, which counts as unsafe; nothing else here is")]

use std::cell::RefCell;
use std::sync::Arc;

use doorstep_simulator::Content;

use crate::cohort::Cohort;
use crate::play;
use crate::walk::{TextDigest, TextLength};

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static COHORT: Cohort = Cohort::made_up();
    static CONTENT: RefCell<Option<Arc<Content>>> = const { RefCell::new(None) };
}

/// Makes room for so many bytes of input and gives the place.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Opens the input: the compiled call, of this many bytes, and the compiled tool after it. Gives 1 if it opened.
#[unsafe(no_mangle)]
pub extern "C" fn open(call: usize) -> u32 {
    let opened = INPUT.with_borrow(|input| input.split_at_checked(call).and_then(|(call, tool)| Content::open(call, tool, None).ok()));
    CONTENT.with_borrow_mut(|content| *content = opened);
    CONTENT.with_borrow(|content| u32::from(content.is_some()))
}

/// Takes the walks from 0 to `walks` so many times over, and gives how many bytes of text were shown.
#[unsafe(no_mangle)]
pub extern "C" fn walks(walks: u32, times: u32) -> f64 {
    let mut length = TextLength(0);
    CONTENT.with_borrow(|content| {
        if let Some(content) = content {
            (0..times).for_each(|_| (0..walks).for_each(|number| play::walk(content, number, &mut length)));
        }
    });
    // Below 2 to the power of 53, so nothing is lost.
    length.0 as f64
}

/// Takes the same walks and gives the digest of the text of the last time.
#[unsafe(no_mangle)]
pub extern "C" fn digest(walks: u32, times: u32) -> u32 {
    let mut digest = TextDigest::EMPTY;
    CONTENT.with_borrow(|content| {
        if let Some(content) = content {
            for _ in 0..times {
                digest = TextDigest::EMPTY;
                (0..walks).for_each(|number| play::walk(content, number, &mut digest));
            }
        }
    });
    digest.0
}

/// Every statistic of the cohort page, added up.
#[unsafe(no_mangle)]
pub extern "C" fn cohort_page() -> f64 {
    COHORT.with(Cohort::page)
}

/// Takes so many random plays of the call and gives the digest of what they reach.
#[unsafe(no_mangle)]
pub extern "C" fn coverage(plays: u32) -> u32 {
    CONTENT.with_borrow(|content| content.as_ref().map_or(0, |content| crate::plays::counted(content, plays)))
}
