//! What statistics need of one attempt, and of the call that it was made at.

use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::{Claim, Construct};
use doorstep_scenario::CallKind;
use doorstep_scoring::{
    ActGroup, AnswerKey, AssessmentReport, CriticalClass, Expect, GradeDirection, Heard, KeyStatus, Outcome, Policy, Ratio, Report,
    ScoreError, Truth, WaterfallStage, direction, score_under,
};
use doorstep_simulator::{Beside, Confidence, Content, Session};

/// A version of a call with its tool and its key: what all its attempts share.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The call's id.
    pub id: String,
    /// The call's version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Whether it only practises the screens: it is in no statistic.
    pub tutorial: bool,
    /// The call's digest.
    pub digest: Digest,
    /// The tool's digest.
    pub tool_digest: Digest,
    /// The key's version.
    pub key_version: String,
    /// The key's digest.
    pub key_digest: Digest,
    /// What stands behind the key.
    pub status: KeyStatus,
    /// How many readers the key has.
    pub readers: usize,
    /// The policy by which attempts are scored.
    pub policy: Policy,
    /// The levels' words, lowest first.
    pub levels: Vec<String>,
    /// The key's factors.
    pub factors: Vec<FactorMeta>,
    /// The call's assessment points.
    pub assessments: Vec<AssessmentMeta>,
    /// The key's acts.
    pub acts: Vec<ActMeta>,
    /// The attributes that the call draws.
    pub attributes: Vec<AttributeMeta>,
}

/// A factor of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the key")]
pub struct FactorMeta {
    pub id: String,
    pub label: String,
    pub weight: u8,
    pub constructs: Vec<Construct>,
}

/// An assessment point of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the call")]
pub struct AssessmentMeta {
    pub id: String,
    pub label: String,
    /// Whether the key says anything of it.
    pub judged: bool,
}

/// An act of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the key")]
pub struct ActMeta {
    pub id: String,
    pub label: String,
    pub group: ActGroup,
    pub expect: Expect,
    pub value: i8,
}

/// An attribute of somebody in a call, drawn in equal numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeMeta {
    /// Its id in the call.
    pub id: String,
    /// `age`, `origin`, `disability` or `sex`.
    pub kind: &'static str,
    /// Whose: `victim`, `suspect` ...
    pub part: &'static str,
    /// The values.
    pub values: Vec<String>,
    /// Its place among the call's variations.
    variation: usize,
}

/// What statistics need of one attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Whose it is: any word that is the same for all attempts of one person. It never reaches a report.
    pub person: String,
    /// What it was made at.
    pub call: Arc<Call>,
    /// The attempt's digest.
    pub attempt: Digest,
    /// Whether it counts as a repeat: after going back, or after the debrief was read.
    pub repeat: bool,
    /// Whether the call was taken to its end.
    pub ended: bool,
    /// When it was started, in milliseconds since 1970, where that is known.
    pub started: Option<u64>,
    /// Seconds on the wall from the start to the last change, pauses included, where that is known.
    pub wall_seconds: Option<u64>,
    /// Seconds of call time.
    pub seconds: u32,
    /// How many choices were taken.
    pub choices: u32,
    /// How many questions were asked, and how many of them of an apt kind.
    pub questions: (u32, u32),
    /// The call's score, 0 to 100: only sums over people and calls are shown.
    pub score: Option<f64>,
    /// Of the weight of the required factors, the share whose truth was heard.
    pub elicited: Option<f64>,
    /// Of that, the share that was answered rightly.
    pub recognised: Option<f64>,
    /// The credit for the levels.
    pub graded: Option<f64>,
    /// The value of the acts, of what could be earned.
    pub acted: Option<f64>,
    /// The sum of weight times credit of all factors, and the weights of those required: F before it is bound.
    pub factor_points: f64,
    /// See [`Entry::factor_points`].
    pub factor_weight: f64,
    /// For each factor of the call how it came out; nothing where it was not judged.
    pub factors: Vec<Option<FactorResult>>,
    /// For each assessment point what was committed.
    pub levels: Vec<Option<LevelResult>>,
    /// For each act of the call.
    pub acts: Vec<ActResult>,
    /// Critical errors: K1 and K2.
    pub critical: [u32; 2],
    /// For each attribute of the call the place of its value.
    pub drawn: Vec<u8>,
}

/// How a factor came out.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "as in the report")]
pub struct FactorResult {
    pub outcome: Outcome,
    /// What was answered.
    pub answer: Claim,
    /// Whether the call settles it.
    pub settled: bool,
    /// Whether what is true was heard.
    pub heard: bool,
    /// Required and not waived.
    pub counts: bool,
    pub credit: f64,
}

impl FactorResult {
    /// Whether what is true was heard and answered so.
    pub fn recognised(&self) -> bool {
        matches!(self.outcome, Outcome::Hit | Outcome::HitUnsupported | Outcome::CorrectAbsent)
    }
}

/// What was graded at an assessment point.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "as in the report; levels count from 0, the lowest")]
pub struct LevelResult {
    pub first: usize,
    pub own: usize,
    pub last: usize,
    pub confidence: Confidence,
    pub credit: f64,
    pub own_credit: f64,
    /// The first impression, the own and the final level against those of the least cost.
    pub directions: [GradeDirection; 3],
    /// Levels up or down by elicitation, recognition and weighting, where the key has a rule.
    pub steps: Option<[i16; 3]>,
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "as in the report")]
pub struct ActResult {
    pub in_play: bool,
    pub done: bool,
    pub late: bool,
    pub earned: f64,
}

impl Call {
    /// What all attempts at these versions of call, tool and key share. They are scored under the policy that the key names.
    ///
    /// # Errors
    /// A key that does not fit, or whose policy is not known.
    pub fn of(content: &Content, key: &AnswerKey, key_digest: Digest) -> Result<Arc<Self>, ScoreError> {
        let policy = Policy::named(&key.policy).ok_or_else(|| ScoreError::UnknownPolicy(key.policy.clone()))?;
        Self::under(policy, content, key, key_digest)
    }

    /// The same under another policy.
    ///
    /// # Errors
    /// A key that does not fit, or a policy with a number out of its bounds.
    pub fn under(policy: Policy, content: &Content, key: &AnswerKey, key_digest: Digest) -> Result<Arc<Self>, ScoreError> {
        let (scenario, tool) = (&content.scenario, &content.tool);
        key.fits(scenario, tool)?;
        policy.fits()?;
        let judged = |place: usize| key.assessments.iter().any(|each| each.assessment.at() == place);
        let attributes = scenario.variations.iter().enumerate().filter_map(|(place, variation)| {
            let attribute = variation.attribute?;
            Some(AttributeMeta {
                id: variation.id.clone(),
                kind: attribute.kind.word(),
                part: scenario.cast[attribute.person.at()].part.word(),
                values: variation.values.clone(),
                variation: place,
            })
        });
        Ok(Arc::new(Self {
            id: scenario.id.clone(),
            version: scenario.version.clone(),
            title: scenario.title.clone(),
            tutorial: scenario.kind == CallKind::Tutorial,
            digest: content.scenario_digest,
            tool_digest: content.tool_digest,
            key_version: key.version.clone(),
            key_digest,
            status: key.status,
            readers: key.readers.len(),
            policy,
            levels: tool.levels.iter().map(|level| level.label.clone()).collect(),
            factors: key.factors.iter().map(FactorMeta::of).collect(),
            assessments: scenario
                .assessments
                .iter()
                .enumerate()
                .map(|(place, each)| AssessmentMeta { id: each.id.clone(), label: each.label.clone(), judged: judged(place) })
                .collect(),
            acts: key
                .acts
                .iter()
                .map(|act| ActMeta { id: act.id.clone(), label: act.label.clone(), group: act.group, expect: act.expect, value: act.value })
                .collect(),
            attributes: attributes.collect(),
        }))
    }

    /// What tells this version from every other: the digests of call, tool and key.
    pub(crate) fn versions(&self) -> (&str, Digest, Digest, Digest) {
        (&self.id, self.digest, self.tool_digest, self.key_digest)
    }
}

impl FactorMeta {
    fn of(factor: &doorstep_scoring::Factor) -> Self {
        Self { id: factor.id.clone(), label: factor.label.clone(), weight: factor.weight, constructs: factor.constructs.clone() }
    }
}

/// A ratio as a number.
pub(crate) fn number(ratio: Ratio) -> f64 {
    ratio.numerator() as f64 / ratio.denominator() as f64
}

impl Entry {
    /// Scores an attempt under its call's policy and keeps what statistics need of it. `person` is any word that is the same for all
    /// attempts of one person.
    ///
    /// # Errors
    /// A key that does not fit.
    pub fn of(person: &str, call: &Arc<Call>, session: &Session, key: &AnswerKey, beside: Option<&Beside>) -> Result<Self, ScoreError> {
        let report = score_under(session, key, call.key_digest, &call.policy)?;
        let content = session.content();
        let drawn = doorstep_simulator::draw(session.attempt().header.seed, &content.scenario.variations);
        // The same events at another time of day are the same attempt.
        let attempt = doorstep_envelope::digest(session.attempt());
        Ok(Self {
            person: person.to_owned(),
            call: Arc::clone(call),
            attempt,
            repeat: report.repeat,
            ended: report.ending.is_some(),
            started: beside.map(|beside| beside.started),
            wall_seconds: beside.map(|beside| beside.updated.saturating_sub(beside.started) / 1000),
            seconds: report.seconds,
            choices: report.choices,
            questions: (count(report.conduct.questions.len()), count(report.conduct.questions.iter().filter(|each| each.apt).count())),
            score: report.score.map(number),
            elicited: report.stages.elicited.map(number),
            recognised: report.stages.recognised.map(number),
            graded: report.stages.graded.map(number),
            acted: report.stages.acted.map(number),
            factor_points: number(report.factor_points),
            factor_weight: report.factor_weight as f64,
            factors: call.factors.iter().map(|meta| factor(&report, &meta.id)).collect(),
            levels: report.assessments.iter().map(|assessment| level(content, assessment)).collect(),
            acts: call.acts.iter().map(|meta| act(&report, &meta.id)).collect(),
            critical: [CriticalClass::K1, CriticalClass::K2]
                .map(|class| count(report.critical.iter().filter(|found| found.class == class).count())),
            drawn: call.attributes.iter().map(|attribute| drawn[attribute.variation]).collect(),
        })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn factor(report: &Report, id: &str) -> Option<FactorResult> {
    let found = report.factors.iter().find(|factor| factor.id == id)?;
    let side = match found.truth {
        Truth::Present => Some(Heard::Present),
        Truth::Absent => Some(Heard::Absent),
        Truth::Undetermined => None,
    };
    Some(FactorResult {
        outcome: found.outcome,
        answer: found.answer,
        settled: side.is_some(),
        heard: side == Some(found.heard),
        counts: found.required && !found.waived,
        credit: number(found.credit),
    })
}

fn level(content: &Content, assessment: &AssessmentReport) -> Option<LevelResult> {
    let committed = assessment.committed.as_ref()?;
    // Invariant: the report names levels of this tool.
    let place = |id: &str| content.tool.find_level(id).expect("a report names levels of its tool");
    let direction = |id: &str| direction(&committed.expected_cost, place(id));
    let (first, own, last) = (place(&committed.first_impression), place(&committed.own), place(&committed.last));
    let steps = committed.waterfall.as_ref().map(|waterfall| {
        [WaterfallStage::Elicitation, WaterfallStage::Recognition, WaterfallStage::Weighting]
            .map(|stage| waterfall.steps.iter().filter(|step| step.stage == stage).map(|step| step.steps).sum())
    });
    Some(LevelResult {
        first: first.at(),
        own: own.at(),
        last: last.at(),
        confidence: committed.confidence,
        credit: number(committed.credit),
        own_credit: number(committed.own_credit),
        directions: [direction(&committed.first_impression), direction(&committed.own), committed.direction],
        steps,
    })
}

fn act(report: &Report, id: &str) -> ActResult {
    let found = report.acts.iter().find(|act| act.id == id);
    let done = found.and_then(|act| act.done.as_ref());
    ActResult {
        in_play: found.is_some_and(|act| act.in_play),
        done: done.is_some(),
        late: done.is_some_and(|done| done.late),
        earned: found.map_or(0.0, |act| number(act.earned)),
    }
}
