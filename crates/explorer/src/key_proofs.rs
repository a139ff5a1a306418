//! What is proven about a call and its key together: the codes no-model-path, unearned, guessable and give-away; and leak.

use std::sync::Arc;

use doorstep_scenario::text::Places;
use doorstep_scenario::{ActionIndex, CallKind, Scenario};
use doorstep_scoring::{AnswerKey, Doing, Scale, ScoreError};
use doorstep_simulator::Content;
use doorstep_source::{Severity, Span};

use crate::bounds::ScoreBounds;
use crate::future::true_sets;
use crate::give_away::{Sample, first_right, samples};
use crate::model::{Missing, Model, find_all};
use crate::observed::Observed;
use crate::policies::{Chance, chance_seen, number};
use crate::unearned::{Proven, prove};
use crate::variants::{Variant, variants};
use crate::{Code, Finding, leak, script};

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many plays each policy takes.
    pub runs: u32,
    /// How many states a guided search looks at before it is given up.
    pub most_states: usize,
    /// Where chance is drawn from.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { runs: 400, most_states: 20_000, seed: 1 }
    }
}

/// What is proven about a call and its key.
#[derive(Clone, Debug)]
pub struct KeyProofs {
    /// What each policy scores; none where the call has nothing to score.
    pub chance: Vec<Chance>,
    /// The model path of each variant, or that there is none.
    pub models: Vec<(Variant, Model)>,
    /// How low and how high each stage can go.
    pub score: ScoreBounds,
    /// What is proven of single points.
    pub proven: Proven,
    /// What right and wrong choices show, by cue.
    pub give_away: [Sample; 3],
    /// What was found, in order of the call's file.
    pub findings: Vec<Finding>,
}

/// Proves what can be proven about a call and its key. The same arguments give the same answer.
///
/// # Errors
/// Where the key does not fit the call and its tool, or names a policy that this program does not know.
pub fn prove_key(content: &Arc<Content>, places: &Places, key: &AnswerKey, effort: Effort) -> Result<KeyProofs, ScoreError> {
    let scale = Scale::new(key, content)?;
    let all = variants(&content.scenario, Some(key));
    let mut seen = Observed::nothing(&scale, content.tool.levels.len());
    let chance = chance_seen(content, &scale, effort.runs, effort.seed, &mut |session, tally| seen.add(session, tally));
    let models = find_all(content, &scale, &all, effort.most_states);
    for (_, model) in &models {
        if let Model::Path(path) = model {
            seen.add(&path.session, &scale.tally(&path.session));
        }
    }
    let proven = prove(content, &scale, &all, &mut seen, effort.most_states);
    let score = ScoreBounds::of(&scale, &seen, &proven);
    let give_away = samples(&content.scenario, key);
    let mut teller = Teller { content, places, scale: &scale, variants: &all, found: Vec::new() };
    teller.models(&models);
    teller.unearned(&proven);
    teller.guessable(&chance, effort.seed);
    teller.give_away(&give_away);
    let mut findings = teller.found;
    in_order(&mut findings);
    Ok(KeyProofs { chance, models, score, proven, give_away, findings })
}

/// What the call gives away before it was heard: phrases of facts, and, where there is a key, its reasons.
pub fn leaks(content: &Arc<Content>, places: &Places, key: Option<&AnswerKey>, effort: Effort) -> Vec<Finding> {
    let all = variants(&content.scenario, key);
    let mut findings = leak::phrases_shown(content, places, &all, effort.most_states);
    findings.extend(key.map(|key| leak::key_in_call(&content.scenario, places, key)).unwrap_or_default());
    in_order(&mut findings);
    findings
}

fn in_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.span.start.offset, finding.severity, finding.code));
}

struct Teller<'a> {
    content: &'a Arc<Content>,
    places: &'a Places,
    scale: &'a Scale<'a>,
    variants: &'a [Variant],
    found: Vec<Finding>,
}

impl Teller<'_> {
    fn scenario(&self) -> &Scenario {
        &self.content.scenario
    }

    fn key(&self) -> &AnswerKey {
        self.scale.key()
    }

    fn models(&mut self, models: &[(Variant, Model)]) {
        for (variant, model) in models {
            let Model::None { proven, closest, missing } = model else { continue };
            let drawn = variant.words(self.scenario(), self.variants);
            let where_drawn = if drawn.is_empty() { String::new() } else { format!(" where {drawn}") };
            let open = missing.iter().map(|missing| missing.words(self.key())).collect::<Vec<_>>().join("; ");
            let (severity, message) = if *proven {
                let what = "No play hears enough for every required factor, does every must and nothing that must not be done, in time";
                (Severity::Error, format!("{what}{where_drawn}. The closest one leaves open: {open}."))
            } else {
                let what = "No play was found that hears enough for every required factor and does every must in time";
                (Severity::Warning, format!("{what}{where_drawn}; that there is none is not proven. The closest one leaves open: {open}."))
            };
            let span = missing.first().map_or_else(Span::default, |missing| self.span_of(*missing));
            let mend = "Open a way to it in one play: another place where it is told, more time, a deadline that can be met; or ask less in the key.";
            self.found.push(Finding {
                code: Code::NoModelPath,
                severity,
                span,
                message,
                mend: mend.to_owned(),
                witness: Some(closest.clone()),
            });
        }
    }

    fn span_of(&self, missing: Missing) -> Span {
        match missing {
            Missing::Factor(place) => self.factor_span(place),
            Missing::Act(place) | Missing::Harm(place) => self.act_span(place),
            Missing::Critical(_) | Missing::End => self.places.scene(self.scenario().start).unwrap_or_default(),
        }
    }

    /// The fact that tells what is true of a factor.
    fn factor_span(&self, place: usize) -> Span {
        let fact = self.key().factors.get(place).and_then(|factor| true_sets(factor).first()?.first().copied());
        fact.and_then(|fact| self.places.facts.get(fact.at()).copied()).unwrap_or_default()
    }

    /// The first choice or action by which an act is done.
    fn act_span(&self, place: usize) -> Span {
        let first = self.key().acts.get(place).and_then(|act| act.any_of.first());
        first.and_then(|doing| self.doing_span(*doing)).unwrap_or_default()
    }

    fn doing_span(&self, doing: Doing) -> Option<Span> {
        match doing {
            Doing::Choice(choice) => self.places.choice(choice),
            Doing::Action(ActionIndex(action)) => self.places.actions.get(usize::from(action)).copied(),
            Doing::Assessment(assessment) => self.places.assessments.get(assessment.at()).copied(),
        }
    }

    fn unearned(&mut self, proven: &Proven) {
        let key = self.key();
        let factor = |place: usize| format!("the factor `{}` (weight {})", key.factors[place].id, key.factors[place].weight);
        let act = |place: usize| format!("the act `{}` (value {})", key.acts[place].id, key.acts[place].value);
        let point = |place: usize| format!("the assessment `{}`", self.scenario().assessments[key.assessments[place].assessment.at()].id);
        let assessment_span =
            |place: usize| self.places.assessments.get(key.assessments[place].assessment.at()).copied().unwrap_or_default();
        let mut told: Vec<(bool, Span, String)> = Vec::new();
        told.extend(proven.factors_never.iter().map(|place| (true, self.factor_span(*place), factor(*place))));
        told.extend(proven.acts_never.iter().map(|place| (true, self.act_span(*place), act(*place))));
        told.extend(proven.assessments_never.iter().map(|place| (true, assessment_span(*place), point(*place))));
        told.extend(proven.factors_always.iter().map(|place| (false, self.factor_span(*place), factor(*place))));
        told.extend(proven.acts_always.iter().map(|place| (false, self.act_span(*place), act(*place))));
        let findings = told.into_iter().map(|(never, span, what)| {
            let (severity, message, mend) = if never {
                (
                    Severity::Warning,
                    format!("No play can earn the points of {what}."),
                    "Open a way to them in the call, or take them out of the key.",
                )
            } else {
                let message = format!("Every play earns the points of {what}: they tell nobody from anybody.");
                (Severity::Note, message, "Let it depend on what is asked or done, or leave it as a start that everybody has.")
            };
            Finding { code: Code::Unearned, severity, span, message, mend: mend.to_owned(), witness: None }
        });
        let findings: Vec<Finding> = findings.collect();
        self.found.extend(findings);
    }

    fn guessable(&mut self, chance: &[Chance], seed: u64) {
        let cut = number(self.scale.policy().cut);
        let mut reached: Vec<&Chance> = chance.iter().filter(|each| each.p95 >= cut).collect();
        reached.sort_by(|left, right| right.p95.total_cmp(&left.p95));
        let Some(best) = reached.first() else { return };
        let others = match reached.len() - 1 {
            0 => String::new(),
            1 => " So does one other policy.".to_owned(),
            number => format!(" So do {number} other policies."),
        };
        let message = format!(
            "Somebody who does not know the subject reaches the cut of {cut}: with choices `{}` and the sheet `{}`, 95 of 100 plays score up to {:.0}, the mean is {:.0}.{others}",
            best.policy.choices.word(),
            best.policy.sheet.word(),
            best.p95,
            best.mean.value,
        );
        let session = best.policy.play(self.content, seed, best.p95_run);
        // A tutorial teaches the screens and tests nobody.
        let severity = if self.scenario().kind == CallKind::Tutorial { Severity::Note } else { Severity::Warning };
        self.found.push(Finding {
            code: Code::Guessable,
            severity,
            span: self.places.scene(self.scenario().start).unwrap_or_default(),
            message,
            mend: "Let the points hang on what has to be heard and judged: factors that are absent, choices that look alike, a level that is not the first thought.".to_owned(),
            witness: Some(script::witness(&session)),
        });
    }

    fn give_away(&mut self, samples: &[Sample; 3]) {
        let first = first_right(self.scenario(), self.key()).and_then(|doing| self.doing_span(doing));
        for sample in samples {
            let Some(area) = sample.gives_away() else { continue };
            self.found.push(Finding {
                code: Code::GiveAway,
                severity: Severity::Warning,
                span: first.unwrap_or_default(),
                message: format!(
                    "Of 100 pairs of a right and a wrong choice, the right one is {} in {:.0} (95 % interval {:.0} to {:.0}; {} right, {} wrong).",
                    sample.cue.greater(),
                    100.0 * area.value,
                    100.0 * area.low,
                    100.0 * area.high,
                    sample.right.len(),
                    sample.wrong.len(),
                ),
                mend: "Write the wrong ones as long and as likely as the right ones, mix their places, and let them take the time that they would take.".to_owned(),
                witness: None,
            });
        }
    }
}
