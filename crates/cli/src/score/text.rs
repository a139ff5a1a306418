//! The report as people read it: what matters most first, then stage by stage.

use doorstep_risk_tool::RiskTool;
use doorstep_scoring::{ActReport, AssessmentReport, CommittedReport, FactorReport, Report};
use doorstep_simulator::{Mode, Session, TurnIndex};

use super::words;
use crate::page::{counted, hours, wrap};

/// The page that is being written.
struct Page<'a> {
    report: &'a Report,
    session: &'a Session,
    width: usize,
    out: String,
}

/// The report.
pub(super) fn report(report: &Report, session: &Session, width: usize) -> String {
    let mut page = Page { report, session, width, out: String::new() };
    page.head();
    page.critical();
    page.first_things();
    page.stages();
    report.assessments.iter().for_each(|assessment| page.assessment(assessment));
    page.factors();
    page.acts();
    page.conduct();
    page.steps();
    page.out.push('\n');
    page.line("", "A right grade may not prevent harm, and a wrong one need not lead to it. This judges what could be known then.");
    page.out
}

impl Page<'_> {
    fn head(&mut self) {
        let made = &self.report.made_from;
        let title = &self.session.content().scenario.title;
        self.line("", &format!("{title} ({} {})", made.scenario, made.scenario_version));
        self.line("", words::status(made.key_status));
        let end = match &self.report.ending {
            Some(ending) => format!("Ended `{ending}` at {}", self.time(self.report.seconds)),
            None => format!("Not ended; the call stands at {}", self.time(self.report.seconds)),
        };
        let mode = if made.mode == Mode::Practice { "practice" } else { "rehearsal" };
        let repeat = if self.report.repeat { ", a repeat" } else { "" };
        let choices = counted(self.report.choices as usize, "choice", "choices");
        self.line("", &format!("{end}, after {choices}. Taken as {mode}{repeat}, seed {}.", made.seed));
    }

    fn critical(&mut self) {
        self.heading("Critical errors");
        if self.report.critical.is_empty() {
            self.line("  ", "None.");
        }
        for error in &self.report.critical {
            self.line("  ", &format!("! {} ({:?}, {}){}", error.label, error.class, words::class(error.class), self.at_step(error.step)));
            self.line("      ", &error.why);
        }
    }

    fn first_things(&mut self) {
        if self.report.first_things.is_empty() {
            return;
        }
        self.heading("What to do differently, first of all");
        for (thing, number) in self.report.first_things.iter().zip(1..) {
            self.line("  ", &format!("{number}. {}", thing.says));
        }
    }

    fn stages(&mut self) {
        self.heading("The four stages, and conduct");
        let stages = self.report.stages.clone();
        let lines = [
            ("Elicited", "of the weight of what had to be learned was heard", stages.elicited),
            ("Recognised", "of the weight of what was heard was answered rightly", stages.recognised),
            ("Graded", "of the credit for the levels was earned", stages.graded),
            ("Acted", "of what could be earned by acting was earned", stages.acted),
            ("Conduct", "of the questions and of what else told of conduct were apt or good", stages.conduct),
        ];
        for (name, of, share) in lines {
            let of = if share.is_some() { format!(" {of}") } else { String::new() };
            self.line("  ", &format!("{name}: {}{of}", words::share(share)));
        }
        let finer = self.report.diagnostics.clone();
        let lines = [
            ("of what is there and was heard, was answered yes", finer.recognised_if_heard),
            ("of what was heard not to be there was answered no", finer.excluded_if_heard),
            ("of the lines cited for what was heard and answered yes bear on it", finer.cited_if_marked),
        ];
        for (of, share) in lines.into_iter().filter(|(_, share)| share.is_some()) {
            self.line("    ", &format!("- {} {of}", words::share(share)));
        }
    }

    fn assessment(&mut self, assessment: &AssessmentReport) {
        self.heading(&format!("Assessment: {}", assessment.label));
        let votes: Vec<String> = self
            .tool()
            .levels
            .iter()
            .zip(&assessment.votes)
            .map(|(level, votes)| format!("{} {votes}", level.label.to_lowercase()))
            .collect();
        self.line("  ", &format!("The readers' levels: {}.", votes.join(", ")));
        match &assessment.committed {
            None => self.line("  ", "You committed nothing here."),
            Some(committed) => self.committed(assessment, committed),
        }
        for reader in &assessment.readers {
            let reason = reader.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
            self.line("    ", &format!("- {} graded {}{reason}", reader.viewpoint, self.level(&reader.level)));
        }
    }

    fn committed(&mut self, assessment: &AssessmentReport, committed: &CommittedReport) {
        self.line(
            "  ",
            &format!(
                "You: first impression {}, own level {}, the tool's result {}, final level {}: {}; credit {}.",
                self.level(&committed.first_impression),
                self.level(&committed.own),
                committed.tool.as_ref().map_or_else(|| "none".to_owned(), |level| self.level(level).to_string()),
                self.level(&committed.last),
                words::direction(committed.direction),
                words::points(committed.credit)
            ),
        );
        if committed.below_tool {
            self.line("  ", "Your final level is below the tool's result, which this tool allows only to be left upward.");
        }
        let sound = assessment.reassess_hours.map(|within| format!(" (sound: within {})", hours(within))).unwrap_or_default();
        let in_time = match committed.reassess_in_time {
            Some(true) => ", in time",
            Some(false) => ", too late",
            None => "",
        };
        self.line("  ", &format!("Assessed again within {}{in_time}{sound}.", hours(u32::from(committed.reassess_hours))));
        if let Some(fall) = &committed.waterfall {
            let differ = if fall.fits_votes { "" } else { " The rule and the votes differ here." };
            let error = words::levels_apart(fall.error);
            let (truth, answer) = (self.level(&fall.truth), self.level(&fall.answer));
            self.line(
                "  ",
                &format!("How it came about: by the readers' rule all that is so comes to {truth}; you graded {answer}, {error}.{differ}"),
            );
            for step in &fall.steps {
                let change = if step.steps == 0 { "0".to_owned() } else { format!("{:+}", step.steps) };
                self.line("    ", &format!("- {} {change}: {}", words::capital(words::waterfall_stage(step.stage)), step.says));
            }
        }
        for fact in &committed.rationale {
            let state = match (fact.heard, fact.cited) {
                (_, true) => "cited",
                (true, false) => "heard, not cited",
                (false, false) => "not heard by then",
            };
            self.line("    ", &format!("- A sound reason names: {} ({state})", fact.text));
        }
    }

    fn factors(&mut self) {
        self.heading("Factor by factor");
        let report = self.report;
        report.factors.iter().for_each(|factor| self.factor(factor));
    }

    fn factor(&mut self, factor: &FactorReport) {
        let early = if factor.ticked_before_asked { ", ticked before it was asked" } else { "" };
        self.line("  ", &format!("{}: {}{early}", factor.label, words::outcome(factor.outcome)));
        let part = match (factor.waived, factor.required) {
            (true, _) => "waived: a right act closed the question off".to_owned(),
            (false, true) => format!("weight {}", factor.weight),
            (false, false) => "not required".to_owned(),
        };
        let truth =
            format!("{}; {}; {}.", words::capital(words::truth(factor.truth)), words::heard(factor.heard), words::answer(factor.answer));
        let points: Vec<String> =
            factor.points.iter().map(|point| format!("{} {}", words::points(point.value), words::rule(&point.rule))).collect();
        let points = if points.is_empty() { String::new() } else { format!(" ({})", points.join(", ")) };
        self.line("      ", &format!("{truth} Credit {}{points}, {part}.", words::points(factor.credit)));
        self.turns("Heard", &factor.evidence);
        self.turns("You cited", &factor.cited);
        let votes = factor.votes;
        self.line(
            "      ",
            &format!("Readers: present {}, unknown {}, absent {}. {}", votes.present, votes.unknown, votes.absent, factor.why),
        );
        for way in &factor.ways {
            let taken = if way.taken { "; you took it, and it did not come out then" } else { "" };
            self.line("      ", &format!("Could have been learned by: {} ({}){}{taken}", way.text, way.choice, self.at_step(way.step)));
        }
    }

    fn turns(&mut self, name: &str, turns: &[TurnIndex]) {
        if !turns.is_empty() {
            let numbers: Vec<String> = turns.iter().map(|turn| turn.number().to_string()).collect();
            self.line("      ", &format!("{name}: {} {}", if turns.len() == 1 { "line" } else { "lines" }, numbers.join(", ")));
        }
    }

    fn acts(&mut self) {
        self.heading("Acts");
        let report = self.report;
        if report.acts.is_empty() {
            self.line("  ", "None to judge in this call.");
        }
        for group in words::GROUPS {
            let acts: Vec<&ActReport> = report.acts.iter().filter(|act| act.group == group).collect();
            if acts.is_empty() {
                continue;
            }
            self.line("  ", words::group(group));
            acts.into_iter().for_each(|act| self.act(act));
        }
    }

    fn act(&mut self, act: &ActReport) {
        let state = match &act.done {
            Some(done) if done.late => format!("done late, at {}", self.time(done.second)),
            Some(done) => format!("done at {}", self.time(done.second)),
            None => "not done".to_owned(),
        };
        let state = if act.in_play { state } else { format!("{state}, not called for here") };
        self.line("    ", &format!("{}: {state} ({}, {})", act.label, words::expect(act.expect), words::points(act.earned)));
        self.line("        ", &act.why);
    }

    fn conduct(&mut self) {
        let report = self.report;
        self.heading("Questions and conduct");
        let apt = report.conduct.questions.iter().filter(|question| question.apt).count();
        let asked = counted(report.conduct.questions.len(), "question", "questions");
        self.line("  ", &format!("{asked}, {apt} of an apt kind."));
        for question in report.conduct.questions.iter().filter(|question| !question.apt || question.why.is_some()) {
            let apt = if question.apt { "" } else { ", not apt here" };
            self.line("  ", &format!("- {} ({}{apt}){}", question.text, words::question(question.kind), self.at_step(Some(question.step))));
            if let Some(why) = &question.why {
                self.line("      ", why);
            }
        }
        for moment in &report.conduct.moments {
            let good = if moment.good { "well done" } else { "not well done" };
            self.line("  ", &format!("- {} ({}, {good}){}", moment.text, words::conduct(moment.kind), self.at_step(Some(moment.step))));
            self.line("      ", &moment.why);
        }
    }

    fn steps(&mut self) {
        self.heading("The sixteen steps of good practice");
        for step in &self.report.steps {
            let when = step.second.map(|second| format!(" at {}", self.time(second))).unwrap_or_default();
            self.line("  ", &format!("{}: {}{when}", step.step.label(), words::step(step.state)));
        }
    }

    /// A choice by its number, for people from 1.
    fn at_step(&self, step: Option<u32>) -> String {
        step.map(|step| format!(", choice {}", step + 1)).unwrap_or_default()
    }

    fn time(&self, second: u32) -> String {
        let (hour, minute) = self.session.view().time_of_day(second);
        format!("{hour:02}:{minute:02}")
    }

    fn tool(&self) -> &RiskTool {
        &self.session.content().tool
    }

    /// What the tool calls a level.
    fn level(&self, id: &str) -> String {
        let tool = self.tool();
        tool.find_level(id).map_or_else(|| id.to_owned(), |index| tool.level(index).label.to_lowercase())
    }

    fn heading(&mut self, words: &str) {
        self.out.push('\n');
        self.out.push_str(words);
        self.out.push_str("\n\n");
    }

    /// A paragraph with an indent.
    fn line(&mut self, indent: &str, text: &str) {
        let rest = if text.starts_with("- ") || text.starts_with("! ") { format!("{indent}  ") } else { indent.to_owned() };
        self.out.push_str(&wrap(indent, &rest, text, self.width));
    }
}
