//! What was proven about a call, as people read it: first what is wrong, then what a good play looks like, how long plays are, what they
//! can score, what guessing earns, and how each fact comes out.

use doorstep_explorer::{Bound, Code, Earliest, FactWays, Finding, KeyProofs, ModelPath, Most, PlayCount, Range, StageBounds, Witness};
use doorstep_scenario::ChoiceRef;
use doorstep_simulator::Content;
use doorstep_source::{Diagnostic, Severity};

use super::Explored;
use super::give_away::OverCalls;
use super::keyed::NEED_A_KEY;
use super::open;
use super::plays::answers;
use crate::finding::render;
use crate::page::{counted, listed, wrap};

/// How many policies without knowledge are told of.
const POLICIES: usize = 3;

/// Everything about one call.
pub(super) fn text(explored: &Explored, width: usize, styled: bool) -> String {
    let Explored { content, call, plays, keyed, findings, .. } = explored;
    let mut out = format!("{} ({})\n\n", content.scenario.title, content.scenario.id);
    for finding in findings {
        let as_read = Diagnostic {
            code: finding.code.word(),
            severity: finding.severity,
            span: finding.span,
            message: finding.message.clone(),
            mend: finding.mend.clone(),
        };
        out.push_str(&render(&call.path, &call.source, &as_read, styled));
        if let Some(witness) = &finding.witness {
            out.push_str(&play(content, witness, width));
        }
        out.push('\n');
    }
    match &keyed.proofs {
        Ok(proofs) => {
            if let Some(path) = keyed.model_path() {
                out.push_str(&model_path(path, width));
            }
            out.push_str(&lengths(explored, width));
            out.push_str(&stages(proofs));
            out.push_str(&guessing(proofs, width));
        }
        Err(why) => {
            out.push_str(&lengths(explored, width));
            let codes = listed(NEED_A_KEY.map(Code::word));
            out.push_str(&wrap("", "  ", &format!("Not checked, because {why}: {codes}."), width));
            out.push('\n');
        }
    }
    if !plays.facts.is_empty() {
        out.push_str("How each fact comes out\n");
        let answers = answers(&explored.exploration);
        for ways in &plays.facts {
            out.push_str(&fact(content, answers.get(&ways.fact.at()).copied().flatten(), ways, width));
        }
        out.push('\n');
    }
    out.push_str(&summary(explored, width));
    out
}

/// What is told after several calls.
pub(super) fn together(all: &[Explored], over_calls: &OverCalls, files: usize, width: usize) -> String {
    let mut out = format!("Over {}\n", counted(over_calls.calls, "call with a key", "calls with a key"));
    for sample in &over_calls.samples {
        let told = sample.area().map_or_else(
            || "nothing to compare".to_owned(),
            |area| {
                let (right, wrong) = (sample.right.len(), sample.wrong.len());
                let area =
                    format!("{:.0} of 100 pairs (95 % interval {:.0} to {:.0})", 100.0 * area.value, 100.0 * area.low, 100.0 * area.high);
                format!("{} in {area}; {right} right, {wrong} wrong", sample.cue.greater())
            },
        );
        out.push_str(&wrap(&format!("  {}: ", sample.cue.word()), "    ", &format!("the right choice is {told}."), width));
    }
    for finding in over_calls.findings() {
        out.push_str(&wrap(&format!("{}[{}]: ", finding.severity.word(), finding.code.word()), "  ", &finding.message, width));
        out.push_str(&wrap("  = help: ", "    ", &finding.mend, width));
    }
    out.push('\n');
    let findings: Vec<Finding> = all.iter().flat_map(|explored| &explored.findings).cloned().chain(over_calls.findings()).collect();
    let proven = all.iter().filter(|explored| explored.exploration.complete).count();
    out.push_str(&wrap(
        "",
        "  ",
        &format!("{} of {}: every play was covered in {proven}; {}.", all.len(), counted(files, "call", "calls"), tally(&findings)),
        width,
    ));
    out
}

/// A play as people read it, and how to take it again.
fn play(content: &Content, witness: &Witness, width: usize) -> String {
    let steps = witness.words(&content.scenario, &content.tool);
    if steps.is_empty() {
        return format!("  = play: at the very start (seed {})\n", witness.seed);
    }
    wrap(&format!("  = play (seed {}): ", witness.seed), "          ", &steps.join(", "), width)
}

fn model_path(path: &ModelPath, width: usize) -> String {
    let choices: Vec<&str> = path.script.iter().filter(|line| !line.contains(' ')).map(String::as_str).collect();
    let besides = if path.complete { "and everything that should be" } else { "but not everything that should be" };
    let count = counted(path.session.state().path().len(), "choice", "choices");
    let says = "It hears enough for every required factor and does all that must be done,";
    let mut out = format!("A model path: {count} in {}, seed {}\n", time(u64::from(path.session.state().second())), path.seed);
    out.push_str(&wrap("  ", "  ", &format!("{says} {besides}."), width));
    out.push_str(&wrap("  ", "    ", &choices.join(", "), width));
    out.push('\n');
    out
}

/// How many plays there are and how long they are.
fn lengths(explored: &Explored, width: usize) -> String {
    let Explored { content, plays, .. } = explored;
    let mut out = "How long a play is\n".to_owned();
    let number = |number: u64| number.to_string();
    for (what, range, words) in
        [("choices", plays.choices, &number as &dyn Fn(u64) -> String), ("call time", plays.seconds, &time as &dyn Fn(u64) -> String)]
    {
        let told = range.map_or_else(|| "no play is known to end".to_owned(), |range| range_in_words(range, words));
        out.push_str(&wrap(&format!("  {what}: "), "    ", &format!("{told}."), width));
    }
    let count = match &plays.count {
        PlayCount::Exact(number) if number.to_string() == "1" => "one play".to_owned(),
        PlayCount::Exact(number) => format!("{} different plays", grouped(&number.to_string())),
        PlayCount::AtLeast(number) => format!("{} different plays at least: not all of them were counted", grouped(&number.to_string())),
        PlayCount::Unbounded => {
            let names: Vec<String> = plays.round.iter().map(|at| content.scenario.choice_name(*at)).collect();
            let shown = names.iter().take(3).map(String::as_str);
            let more = names.len().saturating_sub(3);
            let more = (more > 0).then(|| format!("{more} more"));
            let names = listed(shown.chain(more.as_deref()));
            format!("without number: a play can go round as often as it likes (by {names}) and end afterwards")
        }
    };
    out.push_str(&wrap("  plays: ", "    ", &format!("{count}."), width));
    out.push('\n');
    out
}

fn range_in_words(range: Range, words: &dyn Fn(u64) -> String) -> String {
    let least = |least: u64| format!("{} at least", words(least));
    let most = match range.most {
        Most::Proven(most) => format!("{} at most", words(most)),
        Most::Unbounded => "and as many as somebody likes".to_owned(),
        Most::Open => "no most is proven".to_owned(),
    };
    let told = format!("{}, {most}", least(range.least));
    match range.seen {
        None => told,
        Some((seen_least, seen_most)) => {
            let least_seen = (seen_least != range.least).then(|| format!("the shortest found takes {}", words(seen_least)));
            let reached = matches!(range.most, Most::Unbounded) || range.most == Most::Proven(seen_most);
            let most_seen = (!reached).then(|| format!("the longest found takes {}", words(seen_most)));
            let seen: Vec<String> = least_seen.into_iter().chain(most_seen).collect();
            if seen.is_empty() { told } else { format!("{told} ({})", seen.join("; ")) }
        }
    }
}

/// How low and how high each stage can go.
fn stages(proofs: &KeyProofs) -> String {
    let score = &proofs.score;
    let stages = [("elicited", score.elicited), ("recognised", score.recognised), ("graded", score.graded), ("acted", score.acted)];
    let mut out = "What a play can score, from the worst to the best\n".to_owned();
    for (name, bounds) in stages.into_iter().filter_map(|(name, bounds)| Some((name, bounds?))) {
        out.push_str(&format!("  {name}: {}\n", bounds_in_words(bounds)));
    }
    out.push('\n');
    out
}

fn bounds_in_words(bounds: StageBounds) -> String {
    let one = |bound: Bound| {
        let (from, to) = (bound.from.percent().to_string(), bound.to.percent().to_string());
        if from == to { from } else { format!("(between {from} and {to})") }
    };
    format!("{} to {} %", one(bounds.least), one(bounds.most))
}

/// What somebody scores who does not know the subject.
fn guessing(proofs: &KeyProofs, width: usize) -> String {
    let mut best: Vec<_> = proofs.chance.iter().collect();
    best.sort_by(|left, right| right.p95.total_cmp(&left.p95));
    let Some(first) = best.first() else { return String::new() };
    let mut out = format!("What guessing earns: {} policies without knowledge, {} plays each\n", best.len(), first.runs);
    for chance in best.iter().take(POLICIES) {
        let mean = &chance.mean;
        let told = format!(
            "95 of 100 plays score up to {:.0} of 100; the mean is {:.1} (95 % interval {:.1} to {:.1}).",
            chance.p95, mean.value, mean.low, mean.high
        );
        out.push_str(&wrap(&format!("  {}: ", chance.policy.word()), "    ", &told, width));
    }
    if best.len() > POLICIES {
        out.push_str("  The others score less.\n");
    }
    out.push('\n');
    out
}

/// How one fact comes out.
fn fact(content: &Content, learned: Option<bool>, ways: &FactWays, width: usize) -> String {
    let fact = &content.scenario.facts[ways.fact.at()];
    let told = match (&ways.in_choices, &ways.in_seconds, learned) {
        (Some(choices), Some(seconds), _) => ways_in_words(content, choices, seconds, ways),
        (_, _, Some(false)) if fact.stays_unknown => "no play reveals it, as it should be".to_owned(),
        (_, _, Some(false)) => "no play reveals it".to_owned(),
        _ => "no play was found that reveals it; that there is none is not proven".to_owned(),
    };
    wrap(&format!("  {}: ", fact.id), "    ", &format!("{told}."), width)
}

fn ways_in_words(content: &Content, choices: &Earliest, seconds: &Earliest, ways: &FactWays) -> String {
    if choices.amount == 0 {
        return "known from the start".to_owned();
    }
    let count = |number: u64| counted(usize::try_from(number).unwrap_or(usize::MAX), "choice", "choices");
    let least = |earliest: &Earliest, words: &dyn Fn(u64) -> String| {
        let sooner = earliest.proven < earliest.amount;
        let sooner = if sooner { format!(" (perhaps sooner, not before {})", words(earliest.proven)) } else { String::new() };
        format!("after {}{sooner}", words(earliest.amount))
    };
    let mut told = format!("at the earliest {}, and {}", least(choices, &count), least(seconds, &time));
    let names = |choices: &[ChoiceRef]| {
        let names: Vec<String> = choices.iter().map(|at| content.scenario.choice_name(*at)).collect();
        listed(names.iter().map(String::as_str))
    };
    if !ways.on_every_way.is_empty() {
        told.push_str(&format!("; on every way: {}", names(&ways.on_every_way)));
    }
    if !ways.on_every_way_seen.is_empty() {
        told.push_str(&format!("; on every way that was seen: {}", names(&ways.on_every_way_seen)));
    }
    told
}

/// What was searched, and how much is to be mended.
fn summary(explored: &Explored, width: usize) -> String {
    let Explored { content, exploration, findings, .. } = explored;
    let states = counted(usize::try_from(exploration.states).unwrap_or(usize::MAX), "state", "states");
    let searched = format!("{}: {states}, {} steps between them.", content.scenario.id, exploration.edges);
    let proven = if exploration.complete {
        format!("Every play was covered: {}.", tally(findings))
    } else {
        format!("NOT A PROOF. What is told holds, but more may be wrong: {}.", tally(findings))
    };
    wrap("", "  ", &searched, width) + &wrap("", "  ", &proven, width) + &open::text(content, &exploration.open, width)
}

/// How many findings of each kind.
fn tally(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    format!(
        "{}, {}, {}",
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings"),
        counted(count(Severity::Note), "note", "notes")
    )
}

/// The call's time in words: `45 s`, `3 min`, `3 min 20 s`.
fn time(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// A number with its digits in groups of three: `12,345`. A number of more than 24 digits is told by how many it has.
fn grouped(digits: &str) -> String {
    if digits.len() > 24 {
        return format!("a {}-digit number of", digits.len());
    }
    let mut out = String::new();
    for (digit, left) in digits.chars().zip((0..digits.len()).rev()) {
        out.push(digit);
        if left > 0 && left % 3 == 0 {
            out.push(',');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_read_in_groups() {
        assert_eq!(grouped("7"), "7");
        assert_eq!(grouped("123"), "123");
        assert_eq!(grouped("1234"), "1,234");
        assert_eq!(grouped("1234567"), "1,234,567");
        assert_eq!(grouped(&"9".repeat(30)), "a 30-digit number of");
    }

    #[test]
    fn times_are_told_in_minutes_and_seconds() {
        assert_eq!([0, 45, 60, 200].map(time), ["0 s", "45 s", "1 min", "3 min 20 s"]);
    }
}
