//! The synthetic call in ink. Bounds are kept by hand, because ink's numbers have none.

use std::fmt::Write as _;

use super::{MOST, NUMBERS, START, scene, sign};

/// The story.
pub fn ink(scenes: usize) -> String {
    let mut text: String = NUMBERS.iter().map(|number| format!("VAR {number} = {START}\n")).collect();
    text.push_str("-> scene_0\n");
    for number in 0..scenes {
        let scene = scene(number, scenes);
        let (variable, least, words) = scene.conditional;
        // Written to a string: cannot fail.
        let _ = write!(text, "=== scene_{number} ===\n{}\n{{ {variable} >= {least}: {words} }}\n", scene.line);
        for choice in scene.choices {
            let when = choice.when.map(|(variable, least)| format!("{{ {variable} >= {least} }} ")).unwrap_or_default();
            let _ = write!(text, "+ {when}[{}]\n  {}\n  -> scene_{}\n", choice.words, effect(choice.effect), choice.target);
        }
    }
    text
}

/// Adds within the bounds. One step cannot leave them on both sides; a step of one needs no clamp, only a look beforehand.
fn effect((variable, amount): (&str, i32)) -> String {
    let (sign, size) = sign(amount);
    let bound = if amount < 0 { 0 } else { MOST };
    let (inside, outside) = if amount < 0 { ('>', '<') } else { ('<', '>') };
    if size == 1 {
        return format!("{{ {variable} {inside} {bound}:\n    ~ {variable} = {variable} {sign} 1\n  }}");
    }
    format!("~ {variable} = {variable} {sign} {size}\n  {{ {variable} {outside} {bound}:\n    ~ {variable} = {bound}\n  }}")
}
