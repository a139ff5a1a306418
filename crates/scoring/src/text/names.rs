//! The names that a key declares, and those of its call and tool.

use doorstep_risk_tool::{LevelIndex, RiskTool};
use doorstep_scenario::text::{CallTerms, Names, OperandPart, check_id};
use doorstep_scenario::{ActionIndex, AssessmentIndex, ChoiceRef, FactIndex};
use doorstep_source::{Code, Diagnostics, Key, Node, Span, nearest, read};

use super::{UNKNOWN_ACT, UNKNOWN_FACTOR, UNKNOWN_LEVEL, UNKNOWN_READER};
use crate::{ActGroup, Doing};

/// Names of one kind that a key declares, in order of the file.
pub(super) struct List<'a> {
    kind: &'static str,
    unknown: Code,
    ids: Vec<&'a str>,
}

impl<'a> List<'a> {
    fn new(kind: &'static str, unknown: Code, group: Option<&'a Node>) -> Self {
        let entries = group.and_then(Node::as_mapping).unwrap_or(&[]);
        Self { kind, unknown, ids: entries.iter().map(|(key, _)| key.text.as_str()).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.ids.iter().copied()
    }

    pub(super) fn find(&self, id: &str) -> Option<u16> {
        self.ids.iter().position(|each| *each == id).and_then(|place| u16::try_from(place).ok())
    }

    /// The place of a name; an unknown one is told, with the nearest that is known.
    pub(super) fn resolve(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<u16> {
        let found = self.find(id);
        if found.is_none() {
            tell_unknown(self.unknown, self.kind, id, span, &self.ids, out);
        }
        found
    }

    /// The places of all names in a list; unknown ones are told.
    pub(super) fn all(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Vec<u16> {
        let nodes = read::one_or_more(node, name, out);
        nodes.iter().filter_map(|each| self.resolve(read::text(each, name, out)?, each.span, out)).collect()
    }
}

/// Tells a name that is not known, with the nearest that is.
pub(super) fn tell_unknown(code: Code, kind: &str, id: &str, span: Span, known: &[&str], out: &mut Diagnostics) {
    let mend = match nearest(id, known.iter().copied()) {
        Some(meant) => format!("Write `{meant}`."),
        None if known.is_empty() => format!("Declare it; there is no {kind} yet."),
        None if known.len() <= 12 => format!("Write one of: {}.", known.join(", ")),
        None => format!("Write the id of a {kind} that is there."),
    };
    out.add(code, span, format!("There is no {kind} `{id}`."), mend);
}

/// Everything that a key can name.
pub(super) struct KeyNames<'a> {
    pub(super) call: &'a Names<'a>,
    pub(super) tool: &'a RiskTool,
    pub(super) readers: List<'a>,
    pub(super) factors: List<'a>,
    pub(super) acts: List<'a>,
}

impl<'a> KeyNames<'a> {
    pub(super) fn of(root: &'a Node, call: &'a Names<'a>, tool: &'a RiskTool) -> Self {
        Self {
            call,
            tool,
            readers: List::new("reader", UNKNOWN_READER, root.get("readers")),
            factors: List::new("factor", UNKNOWN_FACTOR, root.get("factors")),
            acts: List::new("act", UNKNOWN_ACT, root.get("acts")),
        }
    }

    pub(super) fn fact(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Option<FactIndex> {
        let id = read::text(node, name, out)?;
        self.call.facts.resolve(id, node.span, out).map(FactIndex)
    }

    pub(super) fn facts(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Vec<FactIndex> {
        read::one_or_more(node, name, out).iter().filter_map(|each| self.fact(each, name, out)).collect()
    }

    /// The choice that the name `scene/choice` means.
    pub(super) fn choice(&self, name: &str, span: Span, out: &mut Diagnostics) -> Option<ChoiceRef> {
        CallTerms::new(self.call).choice(OperandPart { text: name, span }, out)
    }

    pub(super) fn assessment(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<AssessmentIndex> {
        self.call.assessments.resolve(id, span, out).map(AssessmentIndex)
    }

    pub(super) fn level(&self, id: &str, span: Span, out: &mut Diagnostics) -> Option<LevelIndex> {
        let found = self.tool.find_level(id);
        if found.is_none() {
            let known: Vec<&str> = self.tool.levels.iter().map(|level| level.id.as_str()).collect();
            tell_unknown(UNKNOWN_LEVEL, "level", id, span, &known, out);
        }
        found
    }

    pub(super) fn level_of(&self, node: &Node, name: &str, out: &mut Diagnostics) -> Option<LevelIndex> {
        let id = read::text(node, name, out)?;
        self.level(id, node.span, out)
    }

    /// One value for each reader, in the order of the readers; `read` makes one of a node.
    pub(super) fn by_reader<T: Clone>(
        &self,
        node: &Node,
        name: &str,
        out: &mut Diagnostics,
        mut read: impl FnMut(&Node, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut values = vec![None; self.readers.len()];
        for (key, value) in read::group(node, name, out).unwrap_or(&[]) {
            let reader = self.readers.resolve(&key.text, key.span, out);
            let value = read(value, out);
            if let Some(place) = reader.and_then(|reader| values.get_mut(usize::from(reader))) {
                *place = value;
            }
        }
        values
    }

    /// What `any_of` names: choices, actions and assessment points.
    pub(super) fn doings(&self, node: &Node, out: &mut Diagnostics) -> Vec<Doing> {
        let nodes = read::one_or_more(node, "any_of", out);
        if nodes.is_empty() && node.as_sequence().is_some() {
            out.add(super::DOING_UNCLEAR, node.span, "`any_of` holds nothing, so nothing could do it.", "Add a choice or an action.");
        }
        nodes.iter().filter_map(|each| self.doing(each, out)).collect()
    }

    fn doing(&self, node: &Node, out: &mut Diagnostics) -> Option<Doing> {
        let entry = match node.as_mapping() {
            Some([(key, value)]) => value.as_text().map(|text| (key.text.as_str(), text.trim(), value.span)),
            _ => None,
        };
        match entry {
            Some(("choice", name, span)) => self.choice(name, span, out).map(Doing::Choice),
            Some(("action", id, span)) => self.call.actions.resolve(id, span, out).map(|place| Doing::Action(ActionIndex(place))),
            Some(("assessment", id, span)) => self.assessment(id, span, out).map(Doing::Assessment),
            _ => {
                if !node.is_unread() {
                    let mend = "Write `choice: scene/choice`, `action: id` or `assessment: id`.";
                    out.add(super::DOING_UNCLEAR, node.span, "This does not say what was chosen.", mend);
                }
                None
            }
        }
    }
}

/// The entries of a group that may be left out, each with a well-formed id.
pub(super) fn named<'a>(node: Option<&'a Node>, name: &str, out: &mut Diagnostics) -> &'a [(Key, Node)] {
    let entries = node.and_then(|node| read::group(node, name, out)).unwrap_or(&[]);
    for (key, _) in entries {
        check_id(&key.text, key.span, out);
    }
    entries
}

/// The groups of acts with their words.
pub(super) const GROUPS: [ActGroup; 6] =
    [ActGroup::VictimSafety, ActGroup::Children, ActGroup::Accountability, ActGroup::Referral, ActGroup::Evidence, ActGroup::Conduct];

/// The word of a group of acts.
pub(super) const fn group_word(group: ActGroup) -> &'static str {
    match group {
        ActGroup::VictimSafety => "victim-safety",
        ActGroup::Children => "children",
        ActGroup::Accountability => "accountability",
        ActGroup::Referral => "referral",
        ActGroup::Evidence => "evidence",
        ActGroup::Conduct => "conduct",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_mended_by_what_is_known() {
        let ids: Vec<String> = (1..=13).map(|number| format!("factor-number-{number}")).collect();
        let known: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mend = |id: &str, known: &[&str]| {
            let mut out = Diagnostics::new();
            tell_unknown(UNKNOWN_FACTOR, "factor", id, Span::default(), known, &mut out);
            out.as_slice().iter().map(|finding| finding.mend.as_str()).collect::<String>()
        };
        assert_eq!(mend("factor-numbr-3", &known), "Write `factor-number-3`.");
        assert_eq!(mend("firearm", &[]), "Declare it; there is no factor yet.");
        assert_eq!(mend("firearm", &known[..2]), "Write one of: factor-number-1, factor-number-2.");
        assert!(mend("firearm", &known[..12]).starts_with("Write one of: "));
        assert_eq!(mend("firearm", &known), "Write the id of a factor that is there.");
    }
}
