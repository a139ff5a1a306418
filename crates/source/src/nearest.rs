//! The nearest valid name, for people who mistyped one.

/// The candidate that is most like `name`, if one is near enough to be meant.
///
/// Failing that, the only candidate that begins with `name` or ends with it.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = name.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    let allowed = if wanted.len() < 2 { 0 } else { (wanted.len() / 3).max(1) };
    let mut best: Option<(usize, &str)> = None;
    let mut longer: Vec<&str> = Vec::new();
    for candidate in candidates {
        if name.len() > 3 && (candidate.starts_with(name) || candidate.ends_with(name)) {
            longer.push(candidate);
        }
        let letters: Vec<char> = candidate.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
        if letters.len().abs_diff(wanted.len()) > allowed {
            continue;
        }
        let distance = distance(&wanted, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    let only = if longer.len() == 1 { longer.pop() } else { None };
    best.map(|(_, candidate)| candidate).or(only)
}

/// Names longer than this are compared by their beginnings.
const LONGEST: usize = 64;

/// How many letters must be put in, left out, changed or swapped with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in right.iter().enumerate() {
            let changed = above[column] + usize::from(from != to);
            let mut least = changed.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *from == right[column - 1] && left[row - 1] == *to;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = core::mem::replace(&mut above, current);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let names = ["kitchen", "hall", "bedroom", "kitchen-throat"];
        assert_eq!(nearest("kichten", names), Some("kitchen"));
        assert_eq!(nearest("Hall", names), Some("hall"));
        assert_eq!(nearest("hlal", names), Some("hall"));
        assert_eq!(nearest("throat", names), Some("kitchen-throat"));
        assert_eq!(nearest("garden", names), None);
        assert_eq!(nearest("", names), None);
    }
}
