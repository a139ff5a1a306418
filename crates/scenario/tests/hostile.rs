//! Texts that are made to hurt a reader are refused with a message, and quickly.

use doorstep_scenario::text::read_scenario;
use std::time::{Duration, Instant};

const CALL: &str = include_str!("../../../tests/broken/unknown-value.mended.yaml");

/// The codes of the findings, and that it took no time to speak of.
fn codes(source: &str) -> Vec<&'static str> {
    let begun = Instant::now();
    let reading = read_scenario(source);
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    assert!(reading.value.is_none(), "it is refused");
    reading.diagnostics.iter().map(|each| each.code).collect()
}

#[test]
fn an_alias_bomb_is_refused_before_it_grows() {
    let mut bomb = String::from("format: doorstep/1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let inner = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    assert!(codes(&bomb).contains(&"anchor"));
}

#[test]
fn deep_nesting_is_refused() {
    let deep = |open: &str, close: &str| CALL.replace("[Lena, Mira]", &format!("{}{}", open.repeat(100_000), close.repeat(100_000)));
    // Beyond a few hundred levels the YAML reader itself stops.
    let told = |found: Vec<&str>| found.contains(&"nested-too-deeply") || found.contains(&"not-readable");
    assert!(told(codes(&deep("[", "]"))));
    assert!(told(codes(&deep("{a: ", "}"))));
    let brackets = format!("{}alone{}", "(".repeat(50_000), ")".repeat(50_000));
    assert!(codes(&CALL.replace("alone and", &format!("{brackets} and"))).contains(&"condition-not-readable"));
    let nots = "not ".repeat(50_000);
    assert!(codes(&CALL.replace("alone and", &format!("{nots}alone and"))).contains(&"condition-not-readable"));
}

#[test]
fn giant_numbers_are_refused() {
    let giant = "9".repeat(5_000);
    assert!(codes(&CALL.replace("max: 10", &format!("max: {giant}"))).contains(&"number-out-of-range"));
    assert!(codes(&CALL.replace("max: 60m", &format!("max: {giant}m"))).contains(&"duration-not-readable"));
    assert!(codes(&CALL.replace("max: 60m", "max: 4000000000s")).contains(&"number-out-of-range"));
    assert!(!codes(&CALL.replace("trust += 1", &format!("trust += {giant}"))).is_empty());
    assert!(!codes(&CALL.replace("trust >= 2", &format!("trust >= {giant}"))).is_empty());
    assert!(!codes(&CALL.replace("say: Are you hurt?", &format!("seconds: {giant}\n        say: Are you hurt?"))).is_empty());
}

#[test]
fn characters_that_turn_the_reading_direction_are_refused() {
    for turning in ['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'] {
        assert!(codes(&CALL.replace("It is nothing.", &format!("It is {turning}nothing."))).contains(&"bidi-character"), "{turning:?}");
    }
}

#[test]
fn a_file_full_of_corrections_of_corrections_is_read_at_once() {
    let mut facts = String::new();
    let most = 9_000;
    for place in 0..most {
        let earlier = if place == 0 { most - 1 } else { place - 1 };
        facts.push_str(&format!("  f{place}: {{ text: A., source: scene, replaces: f{earlier} }}\n"));
    }
    let source = CALL.replace("facts:\n", &format!("facts:\n{facts}"));
    assert!(codes(&source).contains(&"replaces-in-a-circle"));
}

#[test]
fn a_file_full_of_levels_is_told_as_too_much() {
    let levels: Vec<String> = (0..20_000).map(|place| format!("level(first) == l{place}")).collect();
    let source = CALL
        .replace("endings:\n", "assessments:\n  first: { label: First grade }\nendings:\n")
        .replace("alone and trust >= 2", &format!("alone and trust >= 2 and ({})", levels.join(" or ")));
    assert!(codes(&source).contains(&"too-many-entries"));
}
