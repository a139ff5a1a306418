//! Conditions: what `when`, `ask_if` and `opens_if` say.

use doorstep_source::{Diagnostics, Fields, Node, nearest, read};

use super::form::{ROLES, role_word};
use super::lower::Context;
use super::{ANSWER_NOT_OFFERED, RULE_UNCLEAR, TOOL_UNKNOWN_BIN, UNKNOWN_FLAG};
use crate::{Accepted, Answer, Given, GivenSet, ItemIndex, LevelIndex, Role, Test};

impl Context {
    /// A condition.
    pub(super) fn test(&self, node: &Node, out: &mut Diagnostics) -> Option<Test> {
        let mut fields = Fields::of(node, "a condition", out)?;
        let of_set = |context: &Self, fields: &mut Fields<'_>, out: &mut Diagnostics| context.item_set(fields, out);
        let test = if let Some(flag) = fields.optional("any_flag") {
            let items = self.flagged(flag, "any_flag", out)?;
            Some(Test::at_least(1, items))
        } else if let Some(count) = fields.optional("at_least") {
            let items = of_set(self, &mut fields, out)?;
            let of = self.accepted(&items, fields.optional("answers"), out)?;
            Some(Test::Count { at_least: self.how_many(count, "at_least", of.len(), out)?, of })
        } else if let Some(count) = fields.optional("newly") {
            let items = of_set(self, &mut fields, out)?;
            let of = self.accepted(&items, fields.optional("answers"), out)?;
            Some(Test::Newly { at_least: self.how_many(count, "newly", of.len(), out)?, of })
        } else if let Some(item) = fields.optional("item") {
            let items = self.find_items(item, "item", out);
            let answers = fields.required("is", out)?;
            if items.is_empty() {
                return None;
            }
            Some(Test::Count { of: self.accepted(&items, Some(answers), out)?, at_least: 1 })
        } else if let Some(scale) = fields.optional("scale") {
            self.scale_test(scale, &mut fields, out)
        } else if let Some(level) = fields.optional("earlier_level") {
            let place = self.levels.resolve(level, "earlier_level", out)?;
            Some(Test::EarlierLevel(LevelIndex(u8::try_from(place).ok()?)))
        } else if let Some(variant) = fields.optional("variant") {
            self.variant_test(variant, out)
        } else if let Some(parts) = fields.optional("all") {
            Some(Test::All(self.tests(parts, "all", out)?))
        } else if let Some(parts) = fields.optional("any") {
            Some(Test::Any(self.tests(parts, "any", out)?))
        } else {
            self.unclear(node, out);
            return None;
        };
        // A second thing to look for is left over.
        const HEADS: [&str; 9] = ["any_flag", "at_least", "newly", "item", "scale", "earlier_level", "variant", "all", "any"];
        let rest = fields.rest();
        if rest.iter().any(|(key, _)| HEADS.contains(&key.text.as_str())) {
            self.unclear(node, out);
            return None;
        }
        for (key, _) in rest {
            let mend = match nearest(&key.text, fields.asked().iter().copied().chain(HEADS)) {
                Some(name) => format!("Write `{name}`."),
                None => "Delete it.".to_owned(),
            };
            out.add(doorstep_source::codes::UNKNOWN_FIELD, key.span, format!("a condition has no field `{}` here.", key.text), mend);
        }
        test
    }

    fn unclear(&self, node: &Node, out: &mut Diagnostics) {
        out.add(
            RULE_UNCLEAR,
            node.span,
            "A condition looks for one thing: a flag, a number of items, an answer, or a scale.",
            "Write for instance `{ any_flag: critical }`, `{ at_least: 4 }`, `{ item: one-item, is: yes }` or `{ scale: total, from: 8 }`; put several into `all: [...]` or `any: [...]`.",
        );
    }

    fn tests(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Option<Vec<Test>> {
        let nodes = read::list(node, name, out)?;
        let tests: Vec<Test> = nodes.iter().filter_map(|node| self.test(node, out)).collect();
        if nodes.is_empty() {
            self.unclear(node, out);
        }
        (tests.len() == nodes.len() && !nodes.is_empty()).then_some(tests)
    }

    fn how_many(&self, node: &Node, name: &str, most: usize, out: &mut Diagnostics) -> Option<u16> {
        let count = read::integer(node, name, 1..=i64::try_from(most).unwrap_or(1).max(1), out)?;
        u16::try_from(count).ok()
    }

    fn scale_test(&self, node: &Node, fields: &mut Fields<'_>, out: &mut Diagnostics) -> Option<Test> {
        let bin = fields.optional("bin");
        let from = fields.optional("from").map(|node| bound(node, "from", out));
        let to = fields.optional("to").map(|node| bound(node, "to", out));
        let place = self.scale_ids.resolve(node, "scale", out)?;
        let scale = u8::try_from(place).ok()?;
        match (bin, from, to) {
            (Some(bin), None, None) => {
                let (from, to) = self.bin(place, bin, out)?;
                Some(Test::Scale { scale, from, to })
            }
            (None, None, None) | (Some(_), _, _) => {
                self.unclear(node, out);
                None
            }
            (None, from, to) => Some(Test::Scale { scale, from: from.unwrap_or(Some(i32::MIN))?, to: to.unwrap_or(Some(i32::MAX))? }),
        }
    }

    /// The bounds of a part of a scale.
    pub(super) fn bin(&self, scale: usize, node: &Node, out: &mut Diagnostics) -> Option<(i32, i32)> {
        let id = read::text(node, "bin", out)?;
        let bins = self.scales.get(scale).map_or(&[][..], |scale| &scale.bins);
        let found = bins.iter().find(|bin| bin.id == id);
        if found.is_none() {
            let ids: Vec<&str> = bins.iter().map(|bin| bin.id.as_str()).collect();
            let mend = match nearest(id, ids.iter().copied()) {
                Some(meant) => format!("Write `{meant}`."),
                None => format!("The parts of this scale are: {}.", ids.join(", ")),
            };
            out.add(TOOL_UNKNOWN_BIN, node.span, format!("The scale has no part `{id}`."), mend);
        }
        found.map(|bin| (bin.from, bin.to))
    }

    /// The condition that a case is of one of these kinds.
    pub(super) fn variant_test(&self, node: &Node, out: &mut Diagnostics) -> Option<Test> {
        let mut tests = Vec::new();
        for each in read::one_or_more(node, "variant", out) {
            let place = self.variant_ids.resolve(each, "variant", out)?;
            tests.push(self.variants.get(place)?.when.clone());
        }
        match tests.len() {
            0 => None,
            1 => tests.pop(),
            _ => Some(Test::Any(tests)),
        }
    }

    /// The items that `of`, `of_flag`, `of_group` or `of_role` name; every item about risk where none of them is written.
    pub(super) fn item_set(&self, fields: &mut Fields<'_>, out: &mut Diagnostics) -> Option<Vec<ItemIndex>> {
        let place = fields.place();
        let (of, flag) = (fields.optional("of"), fields.optional("of_flag"));
        let (group, role) = (fields.optional("of_group"), fields.optional("of_role"));
        let all = || (0u16..).map(ItemIndex).zip(self.items.iter().zip(&self.logic_items));
        match (of, flag, group, role) {
            (None, None, None, None) => Some(all().filter(|(_, (_, logic))| logic.role == Role::Risk).map(|(item, _)| item).collect()),
            (Some(of), None, None, None) => {
                let nodes = read::list(of, "of", out)?;
                let found: Vec<Vec<ItemIndex>> = nodes.iter().map(|each| self.find_items(each, "of", out)).collect();
                if found.iter().any(Vec::is_empty) || found.is_empty() {
                    return None;
                }
                let mut items = found.concat();
                items.sort_unstable();
                items.dedup();
                Some(items)
            }
            (None, Some(flag), None, None) => self.flagged(flag, "of_flag", out),
            (None, None, Some(group), None) => {
                let group = self.groups.resolve(group, "of_group", out)?;
                Some(all().filter(|(_, (item, _))| usize::from(item.group) == group).map(|(item, _)| item).collect())
            }
            (None, None, None, Some(role)) => {
                let role = read::word(role, "of_role", ROLES, role_word, out)?;
                Some(all().filter(|(_, (_, logic))| logic.role == role).map(|(item, _)| item).collect())
            }
            _ => {
                let message = "Items are named in one way: `of`, `of_flag`, `of_group` or `of_role`.";
                out.add(RULE_UNCLEAR, place, message, "Keep one of them.");
                None
            }
        }
    }

    /// The items with a flag; one that no item has is told.
    fn flagged(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Option<Vec<ItemIndex>> {
        let word = read::text(node, name, out)?;
        let mut flags: Vec<&str> = self.items.iter().flat_map(|item| &item.flags).map(String::as_str).collect();
        flags.sort_unstable();
        flags.dedup();
        if !flags.contains(&word) {
            let mend = match nearest(word, flags.iter().copied()) {
                Some(meant) => format!("Write `{meant}`."),
                None => format!("Give an item `flags: [{word}]`, or name a flag that an item has."),
            };
            out.add(UNKNOWN_FLAG, node.span, format!("No item has the flag `{word}`."), mend);
            return None;
        }
        let has = |item: &crate::Item| item.flags.iter().any(|flag| flag == word);
        Some((0u16..).map(ItemIndex).zip(&self.items).filter(|(_, item)| has(item)).map(|(index, _)| index).collect())
    }

    /// The items with the answers that count for them; yes and partly where none are written.
    pub(super) fn accepted(&self, items: &[ItemIndex], node: Option<&Node>, out: &mut Diagnostics) -> Option<Vec<Accepted>> {
        let Some(node) = node else {
            return Some(items.iter().map(|item| Accepted { item: *item, given: GivenSet::PRESENT }).collect());
        };
        let mut found: Vec<Accepted> = items.iter().map(|item| Accepted { item: *item, given: GivenSet::default() }).collect();
        for each in read::one_or_more(node, "answers", out) {
            let word = read::text(each, "answers", out)?;
            let mut is_offered = false;
            for accepted in &mut found {
                let given = self.given_set(accepted.item, word);
                is_offered |= given != GivenSet::default();
                accepted.given = accepted.given.and(given);
            }
            if !is_offered {
                self.tell_not_offered(items, word, each.span, out);
                return None;
            }
        }
        Some(found)
    }

    /// The answers of an item that a word means: a class, or one option by its id.
    pub(super) fn given_set(&self, item: ItemIndex, word: &str) -> GivenSet {
        let options = self.options_of(item);
        if let Some(answer) = Answer::from_word(word) {
            let is_offered = answer == Answer::NotAsked || options.iter().any(|option| option.answer == answer);
            return if is_offered { GivenSet::class(answer) } else { GivenSet::default() };
        }
        options.iter().find(|option| option.id == word).map_or(GivenSet::default(), |option| option.given().set())
    }

    /// The one answer of an item that a word means: an option by its id, or the first of a class.
    pub(super) fn given(&self, item: ItemIndex, word: &str) -> Option<Given> {
        let options = self.options_of(item);
        let by_id = options.iter().find(|option| option.id == word);
        let answer = Answer::from_word(word);
        let by_class = || options.iter().find(|option| Some(option.answer) == answer);
        by_id.or_else(by_class).map(crate::AnswerOption::given).or_else(|| answer.filter(|it| *it == Answer::NotAsked).map(Given::from))
    }

    pub(super) fn options_of(&self, item: ItemIndex) -> &[crate::AnswerOption] {
        let set = self.items.get(item.at()).map_or(0, |item| usize::from(item.answers));
        self.answer_sets.get(set).map_or(&[], |set| &set.options)
    }

    pub(super) fn tell_not_offered(&self, items: &[ItemIndex], word: &str, span: doorstep_source::Span, out: &mut Diagnostics) {
        let mut words: Vec<&str> = items.iter().flat_map(|item| self.options_of(*item)).map(|option| option.id.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        let mend = match nearest(word, words.iter().copied()) {
            Some(meant) => format!("Write `{meant}`."),
            None => format!("Use an answer that the form offers here ({}), or add it there.", words.join(", ")),
        };
        out.add(ANSWER_NOT_OFFERED, span, format!("The form does not offer the answer `{word}`."), mend);
    }
}

/// A bound of a scale.
pub(super) fn bound(node: &Node, name: &str, out: &mut Diagnostics) -> Option<i32> {
    read::integer(node, name, -1_000_000..=1_000_000, out).and_then(|number| i32::try_from(number).ok())
}
