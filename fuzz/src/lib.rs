//! What every fuzz target shares: a limit on memory, and the call of the function whose promises are held.

/// Memory that one input may make the readers hold, in bytes: 64 MiB, beside what was held before it.
pub const MEMORY: usize = 64 << 20;

#[doc(hidden)]
pub use {cap, libfuzzer_sys};

/// Makes a fuzz target of a function from bytes. An allocation beyond [`MEMORY`] ends the program, which the fuzzer reports as a find.
#[macro_export]
macro_rules! hold {
    ($check:path) => {
        #[global_allocator]
        static MEMORY: $crate::cap::Cap<std::alloc::System> = $crate::cap::Cap::new(std::alloc::System, usize::MAX);

        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            // What the fuzzer and the sample call hold already is not the input's.
            let before = MEMORY.allocated();
            MEMORY.set_limit(before + $crate::MEMORY).expect("the limit lies above what is held");
            $check(bytes);
            MEMORY.set_limit(usize::MAX).expect("no limit is never too low");
        });
    };
}
