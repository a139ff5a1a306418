//! The native half of the equality; `run.mjs` is the other.

#[test]
fn the_vectors_are_those_of_the_shared_file() {
    let vectors = doorstep_equality::vectors().expect("every input of the repository can be used");
    expect_test::expect_file!["../vectors.txt"].assert_eq(&vectors);
}

#[test]
fn the_statistics_are_those_of_the_shared_file() {
    let made = doorstep_equality::statistics().expect("every question can be answered");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("statistics.txt");
    let expected = std::fs::read_to_string(&path).expect("the file is there");
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON");
    let differing = made.lines().zip(expected.lines()).find(|(made, expected)| !same(&read(made), &read(expected)));
    let is_whole = made.lines().count() == expected.lines().count();
    // The last digits hang on how the dependencies were built: a file that agrees is left as it is.
    if std::env::var_os("UPDATE_EXPECT").is_some() && (differing.is_some() || !is_whole) {
        return std::fs::write(&path, &made).expect("the file can be written");
    }
    assert_eq!(differing, None);
    assert!(is_whole, "there are {} statistics, the file has {}", made.lines().count(), expected.lines().count());
}

/// The same, numbers to 1e-12.
fn same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (one, other) {
        (Number(one), Number(other)) => {
            let (one, other) = (one.as_f64().unwrap_or(f64::NAN), other.as_f64().unwrap_or(f64::NAN));
            (one - other).abs() <= 1e-12 * other.abs().max(1.0)
        }
        (Array(one), Array(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other)),
        (Object(one), Object(other)) => {
            one.len() == other.len() && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
