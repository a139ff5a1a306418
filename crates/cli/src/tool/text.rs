//! A tool's result for people.

use doorstep_risk_tool::logic::Missing;
use doorstep_risk_tool::{Change, Fired, ItemIndex, Working};

use super::{Evaluated, outcome};
use crate::page::{counted, width, wrap};

pub(super) fn render(evaluated: &Evaluated<'_>) -> String {
    let mut page = Page { evaluated, text: String::new() };
    page.head();
    page.rules();
    for scale in &evaluated.explained.scales {
        page.scale(scale);
    }
    page.missing();
    page.nearest();
    page.after();
    page.text
}

struct Page<'a> {
    evaluated: &'a Evaluated<'a>,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, first: &str, rest: &str, text: &str) {
        self.text.push_str(&wrap(first, rest, text, width()));
    }

    fn head(&mut self) {
        let (tool, explained) = (self.evaluated.tool, &self.evaluated.explained);
        self.line("", "", &format!("{} {}: {}", tool.title, tool.version, outcome(tool, explained.result.outcome)));
        if let Some((says, instead)) = &explained.not_for {
            let instead = instead.as_ref().map(|id| format!(" Use `{id}` instead.")).unwrap_or_default();
            self.line("  ", "  ", &format!("{says}{instead}"));
        }
        if let Some(level) = explained.result.level() {
            self.line("  ", "  ", &tool.level(level).meaning);
        }
    }

    fn rules(&mut self) {
        let evaluated = self.evaluated;
        // A rule that always fires says what is so where no other one does; beside a higher one it would mislead.
        let level = evaluated.explained.result.level();
        let fired: Vec<&Fired> = evaluated.explained.fired.iter().filter(|fired| !fired.always || Some(fired.level) == level).collect();
        if fired.is_empty() {
            return;
        }
        self.text.push_str("\nRules that fired\n");
        for fired in fired {
            let on: Vec<String> = fired.items.iter().map(|item| format!("{} ({})", self.short(*item), evaluated.answer(*item))).collect();
            let on = if on.is_empty() { String::new() } else { format!(" On: {}.", on.join("; ")) };
            let mandatory = if fired.mandatory { " It is mandatory." } else { "" };
            let level = &evaluated.tool.level(fired.level).label;
            self.line("  - ", "    ", &format!("{level}: {}{mandatory}{on}", fired.says));
        }
    }

    fn scale(&mut self, scale: &Working) {
        let value = scale.value.map_or("cannot be worked out".to_owned(), |value| value.to_string());
        let bin = scale.bin.as_ref().map(|bin| {
            let name = format!("bin/{}/{bin}", scale.id);
            format!(" ({})", self.evaluated.tool.word(&name))
        });
        self.text.push('\n');
        self.line("", "  ", &format!("{}: {value}{}", scale.label, bin.unwrap_or_default()));
        for (item, points) in &scale.points {
            let line = format!("{points:>3}  {} ({})", self.short(*item), self.evaluated.answer(*item));
            self.line("  ", "       ", &line);
        }
        for (id, points) in &scale.added {
            let name = format!("add/{}/{id}", scale.id);
            self.line("  ", "       ", &format!("{points:>3}  {}", self.evaluated.tool.word(&name)));
        }
        if !scale.missing.is_empty() {
            let done = match scale.policy {
                Missing::Zero => "they give no points, which is not the same as no".to_owned(),
                Missing::Omit => "they are left out".to_owned(),
                Missing::Block => "it cannot be worked out".to_owned(),
                Missing::Prorate { most, .. } if scale.value.is_none() => {
                    format!("at most {most} may be missing, so it cannot be worked out")
                }
                Missing::Prorate { .. } => format!("{} points were scaled up to {} possible points", scale.raw, scale.possible),
            };
            let items = self.shorts(&scale.missing);
            self.line("  ", "  ", &format!("Missing: {items}. What is done: {done}."));
        }
    }

    fn missing(&mut self) {
        let explained = &self.evaluated.explained;
        self.text.push('\n');
        let groups = [
            ("Not asked", &explained.not_asked),
            ("Of these must be asked", &explained.must_ask),
            ("Not established or declined", &explained.not_established),
            ("Not opened in this case", &explained.not_opened),
        ];
        for (name, items) in groups {
            if !items.is_empty() {
                let line = format!("{name}: {} ({}).", counted(items.len(), "item", "items"), self.shorts(items));
                self.line("", "  ", &line);
            }
        }
    }

    fn nearest(&mut self) {
        let explained = &self.evaluated.explained;
        if explained.result.level().is_none() {
            return;
        }
        self.text.push_str("\nWhat one other answer would have changed\n");
        for (name, change) in [("Higher", explained.raise), ("Lower", explained.lower)] {
            let text = change.map_or_else(|| "no single answer would.".to_owned(), |change| self.change(change));
            self.line(&format!("  {name}: "), "    ", &text);
        }
    }

    fn change(&self, change: Change) -> String {
        let tool = self.evaluated.tool;
        let label = tool.items.get(change.item.at()).map_or("", |item| tool.answer_label(item, change.to));
        let others = match change.others {
            0 => String::new(),
            others => format!(" So would an answer to {}.", counted(usize::from(others), "other item", "other items")),
        };
        format!(
            "\u{201c}{}\u{201d} answered \u{201c}{label}\u{201d} gives {}.{others}",
            self.short(change.item),
            tool.level(change.level).label
        )
    }

    fn after(&mut self) {
        let (tool, explained) = (self.evaluated.tool, &self.evaluated.explained);
        if !explained.steps.is_empty() {
            self.text.push_str("\nWhat follows\n");
            for (id, must) in &explained.steps {
                let name = format!("step/{id}");
                let may = if *must { "" } else { " (if wanted)" };
                self.line("  - ", "    ", &format!("{}{may}", tool.word(&name)));
            }
        }
        if let Some(changed) = &self.evaluated.changed {
            self.text.push_str("\nSince the earlier run\n");
            if changed.is_empty() {
                self.text.push_str("  Nothing was answered otherwise.\n");
            }
            for each in changed {
                let Some(item) = tool.items.get(each.item.at()) else { continue };
                let (before, now) = (tool.answer_label(item, each.before), tool.answer_label(item, each.now));
                self.line("  - ", "    ", &format!("{}: {before}, now {now}", item.short));
            }
        }
        self.text.push('\n');
        self.line("", "", "It is what the rules say of these answers, not a fact about a case.");
    }

    fn short(&self, item: ItemIndex) -> &str {
        self.evaluated.tool.items.get(item.at()).map_or("", |item| &item.short)
    }

    /// Short labels may hold a comma, so a semicolon stands between them.
    fn shorts(&self, items: &[ItemIndex]) -> String {
        items.iter().map(|item| self.short(*item)).collect::<Vec<_>>().join("; ")
    }
}
