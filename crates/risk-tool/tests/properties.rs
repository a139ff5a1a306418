//! Laws of every tool, tried on random sheets of the shapes and of the demonstration tools.
#![cfg(feature = "text")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use std::sync::LazyLock;

use common::every_tool;
use doorstep_risk_tool::logic::{Logic, Missing};
use doorstep_risk_tool::reach::{Found, MOST_SITUATIONS, Method, reach, why_not_monotone};
use doorstep_risk_tool::{Answer, Direction, Earlier, Explanation, Given, GivenSet, ItemIndex, LevelIndex, Outcome, Override, RiskTool};
use proptest::prelude::*;

static TOOLS: LazyLock<Vec<(RiskTool, Logic)>> = LazyLock::new(|| {
    every_tool().into_iter().map(|tool| (tool.clone(), tool.logic().expect("a tool of the repository has sound rules"))).collect()
});

/// The tools of which it is proven that more yes never lowers the level, whether they promise it or not.
static MONOTONE: LazyLock<Vec<bool>> =
    LazyLock::new(|| TOOLS.iter().map(|(tool, logic)| why_not_monotone(tool, logic).is_none()).collect());

/// Sheets of the tools that are prorated, with few answers missing: most random sheets miss too many for it.
fn prorated_sheets() -> impl Strategy<Value = (usize, Vec<Given>, Vec<Given>, Option<u8>)> {
    let prorated = |(_, logic): &&(RiskTool, Logic)| logic.scales.iter().any(|scale| matches!(scale.policy, Missing::Prorate { .. }));
    let places: Vec<usize> = TOOLS.iter().enumerate().filter(|(_, tool)| prorated(tool)).map(|(at, _)| at).collect();
    let given =
        prop_oneof![6 => Just(Answer::Yes), 6 => Just(Answer::No), 2 => prop::sample::select(&Answer::ALL[..])].prop_map(Given::from);
    (prop::sample::select(places), prop::collection::vec(given, 30), Just(Vec::new()), Just(None))
}

/// Any answers, also such as no form offers.
fn sheets() -> impl Strategy<Value = (usize, Vec<Given>, Vec<Given>, Option<u8>)> {
    let given = || {
        let class = prop_oneof![4 => Just(Answer::Yes), 3 => Just(Answer::No), 2 => Just(Answer::Partly), 4 => prop::sample::select(&Answer::ALL[..])];
        (class, prop_oneof![3 => Just(0u8), 1 => 0..8u8]).prop_map(|(answer, grade)| Given::new(answer, grade))
    };
    let sheet = move || prop::collection::vec(given(), 0..90);
    (0..TOOLS.len(), sheet(), sheet(), prop::option::of(0..9u8))
}

/// Answers that the form of each item offers.
fn offered(tool: &RiskTool, sheet: &[Given]) -> Vec<Given> {
    let pick = |(item, given): (&doorstep_risk_tool::Item, &Given)| {
        let options = tool.answers_of(item);
        let same = options.iter().filter(|option| option.answer == given.answer()).count();
        let found = options.iter().filter(|option| option.answer == given.answer()).nth(usize::from(given.grade()) % same.max(1));
        found.map_or_else(Given::default, |option| option.given())
    };
    let rest = vec![Given::from(Answer::NotAsked); tool.items.len()];
    tool.items.iter().zip(sheet.iter().chain(&rest)).map(pick).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sheet_has_a_result_and_a_reason((which, sheet, before, level) in sheets()) {
        let (tool, logic) = &TOOLS[which];
        let earlier = Earlier { level: level.map(LevelIndex), answers: &before };
        let result = tool.evaluate_after(&sheet, Some(earlier));
        prop_assert!(result.level().is_none_or(|level| level.at() < tool.levels.len()));
        let explained = tool.explain(&sheet, Some(earlier)).unwrap();
        prop_assert_eq!(explained.result, result);
        let fired: Vec<&str> = logic.rules.iter().enumerate().filter(|(at, _)| result.has_fired(*at)).map(|(_, rule)| rule.id.as_str()).collect();
        prop_assert_eq!(explained.fired.iter().map(|fired| fired.id.as_str()).collect::<Vec<_>>(), fired);
        // The level is that of the highest rule that fired.
        if let Outcome::Level(level) = result.outcome {
            let highest = explained.fired.iter().map(|fired| fired.level).max().unwrap_or(LevelIndex(0));
            prop_assert_eq!(level, highest);
        }
    }

    #[test]
    fn the_nearest_change_does_what_it_says((which, sheet, _, _) in sheets()) {
        let (tool, _) = &TOOLS[which];
        let sheet = offered(tool, &sheet);
        let explained = tool.explain(&sheet, None).unwrap();
        let Some(now) = explained.result.level() else { return Ok(()) };
        for (change, is_raise) in [(explained.raise, true), (explained.lower, false)] {
            let reached = |item: usize, to: Given| {
                let mut other = sheet.clone();
                other[item] = to;
                tool.evaluate(&other).level().filter(|level| if is_raise { *level > now } else { *level < now })
            };
            let all = tool.items.iter().enumerate().flat_map(|(at, item)| tool.answers_of(item).iter().map(move |option| (at, option.given())));
            let nearest = all.filter_map(|(at, to)| reached(at, to)).map(|level| level.0.abs_diff(now.0)).min();
            prop_assert_eq!(change.map(|change| change.level.0.abs_diff(now.0)), nearest);
            if let Some(change) = change {
                prop_assert_eq!(reached(change.item.at(), change.to), Some(change.level));
            }
        }
    }

    /// Unknown never equals no, exactly: take a sheet and an item that is on the form and answered no, and answer it unknown instead. Then
    /// 1. the explanations differ: the item now stands among what was not established, and stood nowhere among what is missing before;
    /// 2. of what was open before nothing is left out, as far as the form is still the same;
    /// 3. each scale that reads the item counts exactly one answer more as missing where it calls unknown missing, else none more;
    /// 4. no item that was answered no is ever counted as missing.
    #[test]
    fn unknown_is_never_no((which, sheet, before, level) in sheets(), at in 0..90usize) {
        let (tool, logic) = &TOOLS[which];
        let mut sheet = offered(tool, &sheet);
        let at = at % sheet.len();
        let item = ItemIndex(at as u16);
        let earlier = Earlier { level: level.map(LevelIndex), answers: &before };
        sheet[at] = Answer::No.into();
        let no = tool.explain(&sheet, Some(earlier)).unwrap();
        sheet[at] = Answer::Unknown.into();
        let unknown = tool.explain(&sheet, Some(earlier)).unwrap();
        if no.not_opened.contains(&item) {
            prop_assert_eq!(no.result, unknown.result, "what is not on the form in this case changes nothing");
            return Ok(());
        }
        prop_assert_ne!(&no, &unknown);
        let open = |explained: &Explanation| [&explained.not_asked[..], &explained.not_established[..]].concat();
        prop_assert!(!open(&no).contains(&item) && unknown.not_established.contains(&item));
        let same_form = no.not_opened == unknown.not_opened;
        if same_form {
            let mut with = no.not_established.clone();
            with.push(item);
            with.sort_unstable();
            prop_assert_eq!(&with, &unknown.not_established);
            prop_assert_eq!(&no.not_asked, &unknown.not_asked);
        }
        for (scale, (one, other)) in logic.scales.iter().zip(no.scales.iter().zip(&unknown.scales)) {
            prop_assert!(!one.missing.contains(&item));
            let counts = scale.of.iter().any(|points| points.item == item) && scale.missing.has(Answer::Unknown.into());
            prop_assert_eq!(other.missing.contains(&item), counts, "{} {}", tool.id, scale.id);
            if same_form {
                prop_assert_eq!(other.missing.len(), one.missing.len() + usize::from(counts), "{} {}", tool.id, scale.id);
            }
        }
    }

    #[test]
    fn more_yes_never_lowers_the_level_of_a_monotone_tool((which, sheet, _, _) in sheets(), at in 0..90usize, up in 0..8usize) {
        let (tool, _) = &TOOLS[which];
        let mut more = offered(tool, &sheet);
        let Some(item) = tool.items.get(at).filter(|_| MONOTONE[which]) else { return Ok(()) };
        let before = tool.evaluate(&more).level();
        let rank = |given: Given| match given.answer() {
            Answer::Yes => 100 + i32::from(given.grade()),
            Answer::Partly => 50 + i32::from(given.grade()),
            _ => 0,
        };
        let higher: Vec<Given> =
            tool.answers_of(item).iter().map(|option| option.given()).filter(|given| rank(*given) > rank(more[at])).collect();
        let Some(given) = higher.get(up % higher.len().max(1)) else { return Ok(()) };
        more[at] = *given;
        prop_assert!(tool.evaluate(&more).level() >= before);
    }

    /// Worked out again here from the scale's own points: never more than the items on the form could have given, never less than they gave,
    /// and not scorable from one missing answer more than the cap.
    #[test]
    fn prorating_never_exceeds_its_cap((which, sheet, _, _) in prorated_sheets()) {
        let (tool, logic) = &TOOLS[which];
        let sheet = offered(tool, &sheet);
        let explained = tool.explain(&sheet, None).unwrap();
        for (scale, working) in logic.scales.iter().zip(&explained.scales) {
            let Missing::Prorate { most, .. } = scale.policy else { continue };
            let asked = scale.of.iter().filter(|points| !explained.not_opened.contains(&points.item));
            let asked = asked.filter(|points| sheet[points.item.at()].answer() != Answer::NotApplicable);
            let (mut possible, mut answered, mut raw, mut missing) = (0, 0, 0, 0);
            for points in asked {
                let best = points.of.iter().map(|(_, worth)| *worth).max().unwrap_or(0).max(0);
                possible += best;
                let given = sheet[points.item.at()];
                if scale.missing.has(given) {
                    missing += 1;
                } else {
                    answered += best;
                    raw += points.of.iter().find(|(each, _)| *each == given).map_or(0, |(_, worth)| *worth);
                }
            }
            prop_assert_eq!((working.possible, working.raw, working.missing.len()), (possible, raw, missing), "{}", tool.id);
            let is_blocked = missing > usize::from(most) || answered == 0 && missing > 0;
            prop_assert_eq!(working.value.is_none(), is_blocked, "{}: {} of at most {} missing", tool.id, missing, most);
            let added: i32 = working.added.iter().map(|(_, points)| points).sum();
            if let Some(value) = working.value {
                prop_assert!(value - added <= possible && value - added >= raw.min(possible), "{}: {} of {}", tool.id, value, possible);
                prop_assert!(missing > 0 || value - added == raw, "{}: nothing is scaled where nothing is missing", tool.id);
            }
        }
    }

    #[test]
    fn no_program_panics_or_runs_for_ever(program in prop::collection::vec(prop_oneof![0..20i32, -3..300i32, any::<i32>()], 0..400), sheet in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut tool = TOOLS[0].0.clone();
        tool.program = program;
        let sheet: Vec<Given> = sheet.iter().map(|byte| Given::new(Answer::ALL[usize::from(*byte) % 7], byte >> 3)).collect();
        prop_assert!(tool.evaluate(&sheet).level().is_none_or(|level| level.at() < tool.levels.len()));
    }
}

#[test]
fn what_is_proven_to_be_reached_is_reached_by_the_sheet_that_proves_it() {
    for (tool, logic) in TOOLS.iter() {
        let reach_all = reach(tool, logic, MOST_SITUATIONS);
        assert!(matches!(reach_all.method, Method::Every(_)), "{}: every sheet can be followed", tool.id);
        // With room for no situation, bounds must agree wherever they say something.
        let by_bounds = reach(tool, logic, 0);
        assert_eq!(by_bounds.method, Method::Bounds);
        for (at, (found, bound)) in reach_all.rules.iter().zip(&by_bounds.rules).enumerate() {
            match found {
                Found::On(sheet, before) => {
                    let levels = (0..tool.levels.len() as u8).map(|level| Some(LevelIndex(level))).chain([None]);
                    let mut fires = levels.map(|level| tool.evaluate_after(sheet, Some(Earlier { level, answers: before })).has_fired(at));
                    assert!(fires.any(|fires| fires), "{} {}", tool.id, logic.rules[at].id);
                    assert_ne!(*bound, Found::Never, "{} {}", tool.id, logic.rules[at].id);
                }
                Found::Never => assert!(!matches!(bound, Found::On(..)), "{} {}", tool.id, logic.rules[at].id),
                Found::NotProven => panic!("following every sheet leaves nothing open"),
            }
        }
    }
}

#[test]
fn a_wording_does_not_change_the_digest_of_the_rules() {
    for (tool, _) in TOOLS.iter() {
        let mut other = tool.clone();
        other.title = "Ein anderer Titel".into();
        other.words.iter_mut().for_each(|(_, words)| words.push('!'));
        assert_eq!(other.logic_digest(), tool.logic_digest());
        assert_ne!(other.digest(), tool.digest());
    }
}

#[test]
fn an_override_stays_within_what_the_tool_allows() {
    let (low, middle, high) = (LevelIndex(0), LevelIndex(1), LevelIndex(2));
    let up = Override::of(Direction::Up, true);
    assert!(up.allows(middle, high, None) && up.allows(middle, middle, None) && !up.allows(middle, low, None));
    let none = Override::of(Direction::None, false);
    assert!(none.allows(middle, middle, None) && !none.allows(middle, high, None));
    let both = Override::of(Direction::Both, true);
    assert!(both.allows(high, low, None) && !both.allows(high, low, Some(middle)) && both.allows(high, middle, Some(middle)));
    let below = Override { below_mandatory: true, ..both };
    assert!(below.allows(high, low, Some(middle)));
    // The engine says where the floor is.
    let lap = &TOOLS.iter().find(|(tool, _)| tool.id == "shape-lap").unwrap().0;
    let mut sheet = vec![Given::default(); lap.items.len()];
    for id in ["partners", "danger-signs", "belief"] {
        sheet[lap.find_item(id).unwrap().at()] = Answer::Yes.into();
    }
    assert_eq!(lap.evaluate(&sheet).floor, Some(LevelIndex(1)));
}

#[test]
fn answers_are_carried_to_the_items_with_the_same_id() {
    let find = |id: &str| &TOOLS.iter().find(|(tool, _)| tool.id == id).unwrap().0;
    let (first, repeat) = (find("shape-dash-count"), find("shape-rvd-r"));
    let mut answers = vec![Given::default(); first.items.len()];
    answers[first.find_item("item-3").unwrap().at()] = Answer::Yes.into();
    answers[first.find_item("item-stalking-1").unwrap().at()] = Answer::Yes.into();
    let carried = repeat.answers_carried(first, &answers);
    assert_eq!(carried.len(), repeat.items.len());
    let changed = repeat.changes_since(&vec![Given::default(); carried.len()], &carried);
    assert_eq!(changed.len(), 1, "an item that the other form does not have is left behind");
    assert_eq!((changed[0].item, changed[0].now), (repeat.find_item("item-3").unwrap(), Answer::Yes.into()));
}

#[test]
fn the_laws_are_tried_on_every_tool_and_each_kind_of_tool_is_among_them() {
    let ids: Vec<&str> = TOOLS.iter().map(|(tool, _)| tool.id.as_str()).collect();
    let folders = [common::files("tools"), common::files("tests/tools/shapes")].concat();
    assert_eq!(ids.len(), folders.len());
    assert!(ids.iter().filter(|id| id.starts_with("demo-")).count() >= 6, "{ids:?}");
    let monotone: Vec<&str> = ids.iter().zip(MONOTONE.iter()).filter(|(_, is)| **is).map(|(id, _)| *id).collect();
    for id in ["demo-call-handling", "demo-checklist", "shape-lap"] {
        assert!(monotone.contains(&id), "{monotone:?}");
    }
    for (tool, logic) in TOOLS.iter().filter(|(_, logic)| logic.monotone) {
        assert!(monotone.contains(&tool.id.as_str()) && logic.monotone);
    }
    assert!(GivenSet::MISSING.has(Answer::Unknown.into()) && !GivenSet::MISSING.has(Answer::No.into()));
    assert!(!GivenSet::PRESENT.has(Answer::Unknown.into()));
}
