//! Work shared among threads, where there are any.

/// Does each piece of work, at most `threads` at once, and gives the results in the order of the pieces.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn share<T: Send, R: Send>(threads: usize, mut pieces: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if threads <= 1 || pieces.len() <= 1 {
        return pieces.into_iter().map(work).collect();
    }
    let last = pieces.pop();
    std::thread::scope(|scope| {
        let work = &work;
        let handles: Vec<_> = pieces.into_iter().map(|piece| scope.spawn(move || work(piece))).collect();
        // The calling thread does the last piece itself.
        let own = last.map(work);
        let others = handles.into_iter().map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        others.collect::<Vec<_>>().into_iter().chain(own).collect()
    })
}

/// Does each piece of work, one after another.
#[cfg(target_family = "wasm")]
pub(crate) fn share<T, R>(_threads: usize, pieces: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    pieces.into_iter().map(work).collect()
}
