//! Work shared among threads, where there are any.

/// Does each piece of work, at most `threads` at once, and gives the results in the order of the pieces.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn share<T: Send, R: Send>(threads: usize, pieces: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = threads.min(pieces.len());
    if threads <= 1 {
        return pieces.into_iter().map(work).collect();
    }
    let count = pieces.len();
    // Whoever is free takes the next piece: threads that have a processor of their own do more than those that have to share one.
    let waiting = std::sync::Mutex::new(pieces.into_iter().enumerate());
    let take = || {
        let mut done = Vec::new();
        loop {
            // A thread that panics holds no lock: it panics in its work.
            let Some((number, piece)) = waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next() else { return done };
            done.push((number, work(piece)));
        }
    };
    let mut done: Vec<Option<R>> = (0..count).map(|_| None).collect();
    std::thread::scope(|scope| {
        let handles: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        // The calling thread works too.
        let own = take();
        let others = handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        for (number, result) in own.into_iter().chain(others) {
            done[number] = Some(result);
        }
    });
    // Each piece was taken once, so that none is missing.
    done.into_iter().flatten().collect()
}

/// Does each piece of work, one after another.
#[cfg(target_family = "wasm")]
pub(crate) fn share<T, R>(_threads: usize, pieces: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    pieces.into_iter().map(work).collect()
}
