//! Why a result is what it is: which rules fired on which answers, what was missing, and what single answer would have changed it.

use doorstep_envelope::OpenError;

use crate::evaluate::ScaleState;
use crate::program::OUT;
use crate::{
    Answer, Earlier, Given, GivenSet, ItemIndex, LevelIndex, Logic, MOST_ITEMS, Missing, Origin, Outcome, RiskTool, Role, Rule, Scale,
    Test, ToolResult,
};

/// Why a result is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The result.
    pub result: ToolResult,
    /// The rules that fired, in the tool's order.
    pub fired: Vec<Fired>,
    /// The scales, in the tool's order.
    pub scales: Vec<Working>,
    /// Items that nobody asked: blanks. Items that this case does not open are not among them.
    pub not_asked: Vec<ItemIndex>,
    /// Items that were asked and not established, or declined.
    pub not_established: Vec<ItemIndex>,
    /// Items that this case does not open.
    pub not_opened: Vec<ItemIndex>,
    /// Blanks that must be asked.
    pub must_ask: Vec<ItemIndex>,
    /// Where the tool is not for this case: the words of the condition, and the tool to use instead.
    pub not_for: Option<(String, Option<String>)>,
    /// The steps that follow at the tool's level, by id, with whether they must be done.
    pub steps: Vec<(String, bool)>,
    /// The nearest single answer that would have given a higher level.
    pub raise: Option<Change>,
    /// The nearest single answer that would have given a lower level.
    pub lower: Option<Change>,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The rule's id.
    pub id: String,
    /// Why, in the tool's words.
    pub says: String,
    /// The level that it gives.
    pub level: LevelIndex,
    /// Whether an override may not go below it.
    pub mandatory: bool,
    /// Whether it fires whatever is answered.
    pub always: bool,
    /// The answers on which it fired.
    pub items: Vec<ItemIndex>,
}

/// How a scale was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// The scale's id.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Its value; nothing where it cannot be worked out.
    pub value: Option<i32>,
    /// Its value before missing answers were dealt with and points were added.
    pub raw: i32,
    /// What the items that apply could have given together.
    pub possible: i32,
    /// The items that gave points, with them.
    pub points: Vec<(ItemIndex, i32)>,
    /// The items that are missing.
    pub missing: Vec<ItemIndex>,
    /// What is done about missing answers.
    pub policy: Missing,
    /// What was added, by id.
    pub added: Vec<(String, i32)>,
    /// The id of the part that it falls into.
    pub bin: Option<String>,
}

/// An answer that would have changed the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The item.
    pub item: ItemIndex,
    /// The other answer.
    pub to: Given,
    /// The level that it gives.
    pub level: LevelIndex,
    /// How many other items could have done the same, by some answer.
    pub others: u16,
}

impl RiskTool {
    /// Why these answers come to what they come to.
    ///
    /// # Errors
    /// When the sealed rules of the tool cannot be read: its file is damaged.
    pub fn explain<T: Copy + Into<Given>>(&self, answers: &[T], earlier: Option<Earlier<'_>>) -> Result<Explanation, OpenError> {
        let logic = self.logic()?;
        let sheet: Vec<Given> =
            (0..self.items.len()).map(|place| answers.get(place).map_or_else(Given::default, |&each| each.into())).collect();
        let result = self.evaluate_after(&sheet, earlier);
        let facts = Facts::of(&logic, &sheet, earlier, result);
        let with = |wanted: &dyn Fn(Given) -> bool| facts.asked().filter(|(_, given)| wanted(*given)).map(|(item, _)| item).collect();
        let not_asked: Vec<ItemIndex> = with(&|given| given.answer() == Answer::NotAsked);
        let must_ask = not_asked.iter().copied().filter(|item| self.items.get(item.at()).is_some_and(|item| item.must_ask)).collect();
        let (raise, lower) = self.nearest(&sheet, earlier, &facts);
        let level = result.level();
        let here = |step: &crate::Step| step.at.is_empty() || level.is_some_and(|level| step.at.contains(&level));
        let steps = (0..).zip(&logic.steps).filter(|(place, step)| result.steps >> place & 1 == 1 && here(step));
        let not_for = match result.outcome {
            Outcome::NotApplicable(which) => logic
                .applies
                .get(usize::from(which))
                .map(|applies| (self.word(&format!("applies/{}", applies.id)).to_owned(), applies.instead.clone())),
            _ => None,
        };
        let rules = logic.rules.iter().enumerate().filter(|(place, _)| result.has_fired(*place));
        Ok(Explanation {
            result,
            fired: rules.map(|(_, rule)| self.fired(rule, &logic, &facts)).collect(),
            scales: logic.scales.iter().zip(&result.scales).map(|(scale, state)| self.working(scale, state, &facts)).collect(),
            not_established: with(&|given| matches!(given.answer(), Answer::Unknown | Answer::Refused)),
            not_opened: (0..).map(ItemIndex).zip(&facts.given).filter(|(_, given)| given.is_none()).map(|(item, _)| item).collect(),
            not_asked,
            must_ask,
            not_for,
            steps: steps.map(|(_, step)| (step.id.clone(), step.must)).collect(),
            raise,
            lower,
        })
    }

    fn fired(&self, rule: &Rule, logic: &Logic, facts: &Facts<'_>) -> Fired {
        let mut items = Vec::new();
        facts.rests_on(&rule.when, logic, &mut items);
        items.sort_unstable();
        items.dedup();
        let says = match rule.origin {
            Origin::Rule => self.word(&format!("rule/{}", rule.id)).to_owned(),
            Origin::Bin | Origin::Cell => self.bins_say(&rule.when, logic, facts),
        };
        Fired { id: rule.id.clone(), says, level: rule.level, mandatory: rule.mandatory, always: rule.when == Test::Always, items }
    }

    /// A bin or a cell in the tool's own words: the scale, its value, the part.
    fn bins_say(&self, when: &Test, logic: &Logic, facts: &Facts<'_>) -> String {
        let mut parts = Vec::new();
        let mut places = Vec::new();
        crate::compile::scales_read(when, &mut places);
        for place in places {
            let Some(scale) = logic.scales.get(usize::from(place)) else { continue };
            let value = facts.result.scale(usize::from(place)).unwrap_or_default();
            let bin = scale.bins.iter().find(|bin| (bin.from..=bin.to).contains(&value)).map_or("", |bin| bin.id.as_str());
            let (scale_name, bin_name) = (format!("scale/{}", scale.id), format!("bin/{}/{bin}", scale.id));
            parts.push(format!("{}: {value} ({})", self.word(&scale_name), self.word(&bin_name)));
        }
        parts.join("; ")
    }

    fn working(&self, scale: &Scale, state: &ScaleState, facts: &Facts<'_>) -> Working {
        let value = (!state.blocked).then_some(state.value);
        let given = |item: ItemIndex| facts.given.get(item.at()).copied().flatten();
        let mut points = Vec::new();
        let mut missing = Vec::new();
        for each in &scale.of {
            let Some(answer) = given(each.item) else { continue };
            if scale.missing.has(answer) {
                missing.push(each.item);
            } else if let Some((_, worth)) = each.of.iter().find(|(given, worth)| *given == answer && *worth != 0) {
                points.push((each.item, *worth));
            }
        }
        Working {
            id: scale.id.clone(),
            label: self.word(&format!("scale/{}", scale.id)).to_owned(),
            value,
            raw: state.raw,
            possible: state.possible,
            points,
            missing,
            policy: scale.policy,
            added: scale.add.iter().filter(|each| facts.holds(&each.when)).map(|each| (each.id.clone(), each.points)).collect(),
            bin: value.and_then(|value| scale.bins.iter().find(|bin| (bin.from..=bin.to).contains(&value))).map(|bin| bin.id.clone()),
        }
    }

    /// The nearest single changes upward and downward: the smallest step in levels first, then what is missing now, then the form's order.
    fn nearest(&self, sheet: &[Given], earlier: Option<Earlier<'_>>, facts: &Facts<'_>) -> (Option<Change>, Option<Change>) {
        let Some(now) = facts.result.level() else { return (None, None) };
        let mut sheet = sheet.to_vec();
        let mut found: [Option<(u8, bool, Change)>; 2] = [None, None];
        for (place, item) in self.items.iter().enumerate() {
            let Some(given) = facts.given.get(place).copied().flatten() else { continue };
            let is_known = !GivenSet::MISSING.has(given);
            let mut here: [Option<(u8, bool, Change)>; 2] = [None, None];
            for option in self.answers_of(item).iter().filter(|option| option.given() != given) {
                // The sheet is as long as the items.
                sheet[place] = option.given();
                let Some(level) = self.evaluate_after(&sheet, earlier).level().filter(|level| *level != now) else { continue };
                let change = Change { item: ItemIndex(place as u16), to: option.given(), level, others: 0 };
                let candidate = (level.0.abs_diff(now.0), is_known, change);
                let slot = &mut here[usize::from(level < now)];
                if slot.is_none_or(|(steps, _, _)| candidate.0 < steps) {
                    *slot = Some(candidate);
                }
            }
            sheet[place] = given;
            for (best, here) in found.iter_mut().zip(here) {
                let Some(mut candidate) = here else { continue };
                let Some(old) = best.as_mut() else {
                    *best = Some(candidate);
                    continue;
                };
                let others = old.2.others + 1;
                if (candidate.0, candidate.1) < (old.0, old.1) {
                    candidate.2.others = others;
                    *old = candidate;
                } else {
                    old.2.others = others;
                }
            }
        }
        let [raise, lower] = found.map(|found| found.map(|(_, _, change)| change));
        (raise, lower)
    }
}

/// The answers as the rules see them.
struct Facts<'a> {
    /// The answer of each item; nothing where this case does not open it.
    given: Vec<Option<Given>>,
    earlier: Option<Earlier<'a>>,
    result: ToolResult,
}

impl<'a> Facts<'a> {
    fn of(logic: &Logic, sheet: &[Given], earlier: Option<Earlier<'a>>, result: ToolResult) -> Self {
        let mut facts = Self { given: sheet.iter().map(|given| Some(*given)).collect(), earlier, result };
        for (place, item) in logic.items.iter().enumerate().take(MOST_ITEMS) {
            if item.asked_if.as_ref().is_some_and(|test| !facts.holds(test))
                && let Some(given) = facts.given.get_mut(place)
            {
                *given = None;
            }
        }
        facts
    }

    /// The items that are on the form in this case.
    fn asked(&self) -> impl Iterator<Item = (ItemIndex, Given)> {
        (0..).map(ItemIndex).zip(&self.given).filter_map(|(item, given)| Some((item, (*given)?)))
    }

    fn accepts(&self, accepted: &crate::Accepted) -> bool {
        self.given.get(accepted.item.at()).copied().flatten().is_some_and(|given| accepted.given.has(given))
    }

    fn accepts_newly(&self, accepted: &crate::Accepted) -> bool {
        let before = self.earlier.and_then(|earlier| earlier.answers.get(accepted.item.at())).copied().unwrap_or_default();
        self.accepts(accepted) && !accepted.given.has(before)
    }

    fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Always => true,
            Test::Count { of, at_least } => of.iter().filter(|each| self.accepts(each)).count() >= usize::from(*at_least),
            Test::Newly { of, at_least } => of.iter().filter(|each| self.accepts_newly(each)).count() >= usize::from(*at_least),
            Test::Scale { scale, from, to } => self.result.scale(usize::from(*scale)).is_some_and(|value| (*from..=*to).contains(&value)),
            Test::EarlierLevel(least) => self.earlier.and_then(|earlier| earlier.level).is_some_and(|level| level >= *least),
            Test::All(parts) => parts.iter().all(|part| self.holds(part)),
            Test::Any(parts) => parts.iter().any(|part| self.holds(part)),
        }
    }

    /// The items whose answers make a test hold.
    fn rests_on(&self, test: &Test, logic: &Logic, into: &mut Vec<ItemIndex>) {
        match test {
            Test::Always | Test::EarlierLevel(_) => {}
            Test::Count { of, .. } => into.extend(of.iter().filter(|each| self.accepts(each)).map(|each| each.item)),
            Test::Newly { of, .. } => into.extend(of.iter().filter(|each| self.accepts_newly(each)).map(|each| each.item)),
            Test::Scale { scale, .. } => {
                let Some(scale) = logic.scales.get(usize::from(*scale)) else { return };
                let gives = |points: &&crate::Points| {
                    let given = self.given.get(points.item.at()).copied().flatten();
                    given.is_some_and(|given| points.of.iter().any(|(each, worth)| *each == given && *worth != 0))
                };
                into.extend(scale.of.iter().filter(gives).map(|points| points.item));
            }
            Test::All(parts) => parts.iter().for_each(|part| self.rests_on(part, logic, into)),
            Test::Any(parts) => parts.iter().filter(|part| self.holds(part)).for_each(|part| self.rests_on(part, logic, into)),
        }
    }
}

/// What became of an item between two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The item.
    pub item: ItemIndex,
    /// Its answer then.
    pub before: Given,
    /// Its answer now.
    pub now: Given,
}

impl RiskTool {
    /// The items whose answer differs between an earlier run and now, in the form's order.
    pub fn changes_since(&self, earlier: &[Given], now: &[Given]) -> Vec<Changed> {
        let at = |sheet: &[Given], place: usize| sheet.get(place).copied().unwrap_or_default();
        let changed = (0u16..).zip(&self.items).map(|(place, _)| {
            let index = usize::from(place);
            Changed { item: ItemIndex(place), before: at(earlier, index), now: at(now, index) }
        });
        changed.filter(|each| each.before != each.now).collect()
    }

    /// The answers of a run of another tool (such as the first form before the repeat form) under the items of this one with the same id.
    pub fn answers_carried(&self, from: &Self, answers: &[Given]) -> Vec<Given> {
        let carry = |item: &crate::Item| {
            let place = from.find_item(&item.id)?;
            answers.get(place.at()).copied()
        };
        self.items.iter().map(|item| carry(item).unwrap_or_default()).collect()
    }
}

impl Logic {
    /// What an item is for; risk where nothing is known of it.
    pub fn role(&self, item: ItemIndex) -> Role {
        self.items.get(item.at()).map_or(Role::Risk, |item| item.role)
    }
}

// An item out of the form has a code of its own in a program: none of the seven classes.
const _: () = assert!(OUT as usize == Answer::ALL.len());
