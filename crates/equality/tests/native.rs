//! The native half of the equality; `run.mjs` is the other.

#[test]
fn the_vectors_are_those_of_the_shared_file() {
    let vectors = doorstep_equality::vectors().expect("every input of the repository can be used");
    expect_test::expect_file!["../vectors.txt"].assert_eq(&vectors);
}
