//! Where an outcome changes along a row of values.

use std::collections::BTreeMap;

/// Into how many parts a range is divided first.
pub(super) const GRID: usize = 32;

/// Runs of the same outcome over the places from 0 to `count` (without it), each with its first and last place. Every place of a grid and
/// `now` are looked at; where two neighbours differ, what lies between is halved down to single places. A change that comes and goes again
/// between two neighbours of the grid is not seen.
pub(super) fn runs<T: Clone + PartialEq>(count: usize, now: usize, mut judge: impl FnMut(usize) -> T) -> Vec<(usize, usize, T)> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let parts = GRID.min(last).max(1);
    let mut seen: BTreeMap<usize, T> = BTreeMap::new();
    for place in (0..=parts).map(|part| part * last / parts).chain([now.min(last)]) {
        seen.entry(place).or_insert_with(|| judge(place));
    }
    let places: Vec<usize> = seen.keys().copied().collect();
    let mut between: Vec<(usize, usize)> = places.windows(2).map(|pair| (pair[0], pair[1])).collect();
    while let Some((low, high)) = between.pop() {
        if high - low > 1 && seen[&low] != seen[&high] {
            let middle = low + (high - low) / 2;
            seen.insert(middle, judge(middle));
            between.extend([(low, middle), (middle, high)]);
        }
    }
    let mut runs: Vec<(usize, usize, T)> = Vec::new();
    for (place, outcome) in seen {
        match runs.last_mut() {
            Some((_, to, of)) if *of == outcome => *to = place,
            _ => runs.push((place, place, outcome)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_found_to_the_single_place() {
        for change in 1..1000 {
            let mut asked = 0;
            let found = runs(1000, 650, |place| {
                asked += 1;
                place >= change
            });
            assert_eq!(found, [(0, change - 1, false), (change, 999, true)]);
            assert!(asked <= GRID + 2 + 5, "{asked}");
        }
    }

    #[test]
    fn several_changes_and_small_ranges() {
        let of = |count: usize| runs(count, 0, |place| place / 40);
        let wanted: Vec<(usize, usize, usize)> = (0..25).map(|run| (run * 40, run * 40 + 39, run)).collect();
        assert_eq!(of(1000), wanted);
        assert_eq!(runs(0, 0, |_| 1), []);
        assert_eq!(runs(1, 0, |place| place), [(0, 0, 0)]);
        assert_eq!(runs(3, 1, |place| place == 1), [(0, 0, false), (1, 1, true), (2, 2, false)]);
    }

    #[test]
    fn the_present_value_is_always_looked_at() {
        assert_eq!(runs(1000, 77, |place| place == 77), [(0, 76, false), (77, 77, true), (78, 999, false)]);
    }
}
