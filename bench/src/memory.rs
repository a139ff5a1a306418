//! How many bytes of the heap something holds, or held at most.
#![expect(
    unsafe_code,
    reason = "counting what is allocated means being the allocator, whose functions are unsafe; each hands on to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

/// The system's allocator, which counts while it is asked to; else it costs one look at a flag, the same for every engine.
struct Counting;

static COUNTS: AtomicBool = AtomicBool::new(false);
static HELD: AtomicIsize = AtomicIsize::new(0);
static PEAK: AtomicIsize = AtomicIsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn add(bytes: isize) {
    if COUNTS.load(Ordering::Relaxed) {
        let held = HELD.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if held > PEAK.load(Ordering::Relaxed) {
            PEAK.fetch_max(held, Ordering::Relaxed);
        }
    }
}

// SAFETY: every call goes to the system's allocator unchanged; counting touches no memory but its own numbers. A layout is at most
// `isize::MAX` bytes, so the casts lose nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        add(-(layout.size() as isize));
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        add(size as isize - layout.size() as isize);
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// Makes a value and gives it with the bytes of the heap that it holds. Nothing else may run meanwhile.
pub fn held_by<T>(make: impl FnOnce() -> T) -> (T, usize) {
    HELD.store(0, Ordering::Relaxed);
    COUNTS.store(true, Ordering::Relaxed);
    let value = make();
    COUNTS.store(false, Ordering::Relaxed);
    (value, usize::try_from(HELD.load(Ordering::Relaxed)).unwrap_or_default())
}

/// Makes a value and gives it with the most bytes of the heap that were held at once meanwhile, beyond those held before. Nothing else
/// may run meanwhile.
pub fn peak_of<T>(make: impl FnOnce() -> T) -> (T, usize) {
    PEAK.store(0, Ordering::Relaxed);
    let (value, _) = held_by(make);
    (value, usize::try_from(PEAK.load(Ordering::Relaxed)).unwrap_or_default())
}
