//! Evaluating allocates nothing: the whole test program counts what it allocates.
#![cfg(feature = "text")]
#![allow(unsafe_code, reason = "counting allocations needs an allocator, which only counts and passes on")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::every_tool;
use doorstep_risk_tool::{Answer, Earlier, Given};

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One test in this file: another one beside it would allocate at the same time.
#[test]
fn evaluating_allocates_nothing() {
    let tools = every_tool();
    let sheets: Vec<Vec<Given>> = tools.iter().map(|tool| (0..tool.items.len()).map(|at| Answer::ALL[at % 7].into()).collect()).collect();
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    for _ in 0..100 {
        for (tool, sheet) in tools.iter().zip(&sheets) {
            black_box(tool.evaluate(black_box(sheet)));
            black_box(tool.evaluate_after(sheet, Some(Earlier { level: None, answers: sheet })));
        }
    }
    assert_eq!(ALLOCATIONS.load(Ordering::Relaxed), before);
    // The counter counts.
    black_box(tools[0].explain(&sheets[0], None).is_ok());
    assert!(ALLOCATIONS.load(Ordering::Relaxed) > before);
}
