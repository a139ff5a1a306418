//! The tables of the report: one home for what text, CSV and the page show.

use doorstep_scoring::WaterfallStage;
use doorstep_simulator::Confidence;

use super::{Cell, Column, Table, Unit};
use crate::{ChainRow, Cohort, Flag, Missing};

const fn column(head: &'static str, unit: Unit) -> Column {
    Column { head, unit }
}

const PLAIN: Unit = Unit::Plain;
const SHARE: Unit = Unit::Share;

/// Every table, in the order of the report.
pub fn tables(cohort: &Cohort) -> Vec<Table> {
    vec![
        calls(cohort),
        chain(cohort, "chain", "Where the cohort fails, by what it is about"),
        chain(cohort, "chain-factors", "Where the cohort fails, factor by factor"),
        grades(cohort),
        steps(cohort),
        confidence(cohort),
        calibration(cohort),
        parity(cohort),
        reliability(cohort),
        lengths(cohort),
        items(cohort),
        time(cohort),
        people(cohort),
    ]
}

fn none(rows: &[Vec<Cell>], why: &str) -> Option<String> {
    rows.is_empty().then(|| why.to_owned())
}

fn calls(cohort: &Cohort) -> Table {
    let rows = cohort.calls.found.rows.iter().map(|row| {
        vec![
            row.call.as_str().into(),
            format!("key {}, {}", row.key_version, super::keys_word(Some(row.key))).as_str().into(),
            row.n.into(),
            (&row.score).into(),
            (&row.spread).into(),
            (&row.discrimination).into(),
            (&row.under).into(),
            (&row.over).into(),
            (&row.never_event).into(),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    Table {
        id: "calls",
        title: "The calls",
        says:
            "How hard each call is (mean score, 0 to 100: the higher, the easier), how much people differ in it, and whether those who do \
               well in it do well elsewhere. A call that goes against the others has a key to look at."
                .to_owned(),
        basis: cohort.calls.basis.clone(),
        columns: vec![
            column("call", PLAIN),
            column("key", PLAIN),
            column("n", PLAIN),
            column("mean score", Unit::Decimals(0)),
            column("standard deviation", Unit::Decimals(1)),
            column("goes with other calls", Unit::Decimals(2)),
            column("graded too low", SHARE),
            column("graded too high", SHARE),
            column("a never event", SHARE),
        ],
        none: none(&rows, "No attempt counts."),
        rows,
    }
}

fn chain(cohort: &Cohort, id: &'static str, title: &'static str) -> Table {
    let found = &cohort.chain.found;
    let by_factor = id == "chain-factors";
    let cells = |row: &ChainRow| {
        let mut cells: Vec<Cell> = vec![row.label.as_str().into()];
        cells.push(if by_factor { row.call.clone().unwrap_or_default().as_str().into() } else { row.calls.into() });
        cells.push(row.n.into());
        cells.extend(row.shares().map(Cell::from));
        cells
    };
    let rows: Vec<Vec<Cell>> =
        if by_factor { found.factors.iter().map(cells).collect() } else { found.all.iter().chain(&found.constructs).map(cells).collect() };
    Table {
        id,
        title,
        says: "Each factor of a call is lost at one step at most: it was never learned; or heard and not recognised on the form; or \
               recognised, and the call was graded too low or too high all the same; or graded, and something that must be done was left out, \
               late, or done though it must not be. The grade and the acts are those of the whole call. The five shares add up to 100 %."
            .to_owned(),
        basis: cohort.chain.basis.clone(),
        columns: vec![
            column("factor", PLAIN),
            column(if by_factor { "call" } else { "calls" }, PLAIN),
            column("n", PLAIN),
            column("never learned", SHARE),
            column("heard, not recognised", SHARE),
            column("recognised, graded otherwise", SHARE),
            column("graded, not acted on", SHARE),
            column("carried through", SHARE),
        ],
        none: none(&rows, "No factor was judged."),
        rows,
    }
}

fn grades(cohort: &Cohort) -> Table {
    let rows: Vec<Vec<Cell>> = cohort
        .grading
        .found
        .grades
        .iter()
        .filter(|row| row.n > 0)
        .map(|row| {
            vec![
                place(row.call.as_deref(), row.assessment.as_deref()).as_str().into(),
                row.when.words().into(),
                row.n.into(),
                (&row.under).into(),
                (&row.exact).into(),
                (&row.over).into(),
            ]
        })
        .collect();
    Table {
        id: "grades",
        title: "Grades too low and too high",
        says: "Against the levels that the readers' votes make cheapest. Too low is the dearer mistake: it leaves somebody in danger. The \
               first impression and the own grade show what the form changed."
            .to_owned(),
        basis: cohort.grading.basis.clone(),
        columns: vec![
            column("where", PLAIN),
            column("which grade", PLAIN),
            column("n", PLAIN),
            column("too low", SHARE),
            column("as the readers'", SHARE),
            column("too high", SHARE),
        ],
        none: none(&rows, "Nobody committed a grade that a key judges."),
        rows,
    }
}

fn place(call: Option<&str>, assessment: Option<&str>) -> String {
    match (call, assessment) {
        (Some(call), Some(assessment)) => format!("{call}: {assessment}"),
        (Some(call), None) => call.to_owned(),
        _ => "All calls".to_owned(),
    }
}

/// A step of the waterfall in words.
const fn stage(stage: WaterfallStage) -> &'static str {
    match stage {
        WaterfallStage::Elicitation => "what was not learned",
        WaterfallStage::Recognition => "what was heard and not recognised",
        WaterfallStage::Weighting => "how what was recognised was weighed",
    }
}

fn steps(cohort: &Cohort) -> Table {
    let rows: Vec<Vec<Cell>> = cohort
        .grading
        .found
        .steps
        .iter()
        .map(|row| {
            vec![
                place(row.call.as_deref(), row.assessment.as_deref()).as_str().into(),
                stage(row.stage).into(),
                row.n.into(),
                (&row.lowered).into(),
                (&row.raised).into(),
                (&row.levels).into(),
            ]
        })
        .collect();
    Table {
        id: "steps",
        title: "How grades came about",
        says: "By the readers' level rule each final grade divides into three steps, from what is true in the call to what was graded. Where the \
               cohort grades too low, this says by which step."
            .to_owned(),
        basis: cohort.grading.basis.clone(),
        columns: vec![
            column("where", PLAIN),
            column("step", PLAIN),
            column("n", PLAIN),
            column("lowered the grade", SHARE),
            column("raised the grade", SHARE),
            column("levels up", Unit::Signed(2)),
        ],
        none: none(&rows, "None of these keys has a level rule."),
        rows,
    }
}

/// A word of confidence as people read it.
pub(super) const fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Unsure => "unsure",
        Confidence::FairlySure => "fairly sure",
        Confidence::Sure => "sure",
    }
}

fn confidence(cohort: &Cohort) -> Table {
    let found = &cohort.confidence.found;
    let rows: Vec<Vec<Cell>> = found
        .rows
        .iter()
        .map(|row| vec![sure(row.confidence).into(), row.n.into(), row.grades.into(), Cell::Number(Some(row.stated)), (&row.right).into()])
        .collect();
    let nobody = found.overconfidence.n == 0;
    Table {
        id: "confidence",
        title: "Confidence",
        says: format!(
            "How often the own grade was right (at a level of the least cost) when people said how sure they were. What the words stand for is \
             judgement of the policy `{}`.",
            cohort.made.policy.id
        ),
        basis: cohort.confidence.basis.clone(),
        columns: vec![
            column("how sure", PLAIN),
            column("n", PLAIN),
            column("grades", PLAIN),
            column("taken for", SHARE),
            column("right", SHARE),
        ],
        none: nobody.then(|| NO_GRADE.to_owned()),
        rows: if nobody { Vec::new() } else { rows },
    }
}

/// Why there is nothing to say of confidence.
const NO_GRADE: &str = "Nobody committed a grade that a key judges.";

fn calibration(cohort: &Cohort) -> Table {
    let found = &cohort.confidence.found;
    let n = found.overconfidence.n;
    let row =
        |words: &str, figure: &crate::Figure, unit| -> Vec<Cell> { vec![words.into(), n.into(), Cell::FigureIn(figure.clone(), unit)] };
    let rows = vec![
        row("stated less right: above 0 is too sure", &found.overconfidence, Unit::Signed(2)),
        row("confidence tells right from wrong grades: 1 is always, .5 is not at all", &found.tells_apart, Unit::Decimals(2)),
        row("Brier score: 0 is best", &found.brier, Unit::Decimals(3)),
        row("of it, what bad calibration costs", &found.miscalibration, Unit::Decimals(3)),
        row("of it, what knowing when one is right saves", &found.resolution, Unit::Decimals(3)),
    ];
    Table {
        id: "calibration",
        title: "Whether confidence can be relied on",
        says: "The same answers in one number each, with what the words are taken for.".to_owned(),
        basis: cohort.confidence.basis.clone(),
        columns: vec![column("what", PLAIN), column("n", PLAIN), column("value", Unit::Decimals(3))],
        none: (n == 0).then(|| NO_GRADE.to_owned()),
        rows: if n == 0 { Vec::new() } else { rows },
    }
}

fn parity(cohort: &Cohort) -> Table {
    let found = &cohort.parity.found;
    let rows: Vec<Vec<Cell>> = found
        .rows
        .iter()
        .map(|row| {
            let unit = if row.unit == "share" { Unit::Signed(2) } else { Unit::Signed(1) };
            vec![
                format!("{} of the {}: {} against {}", row.kind, row.part, row.value, row.against).as_str().into(),
                row.about.word().into(),
                format!("{} ({})", row.measure, row.unit).as_str().into(),
                row.people_in.into(),
                row.people_out.into(),
                Cell::FigureIn(row.difference.clone(), unit),
                Cell::Number(row.p_holm),
                row.verdict.words().into(),
            ]
        })
        .collect();
    Table {
        id: "parity",
        title: "Parity",
        says: format!(
            "Calls draw a person's origin, age, disability or sex in equal numbers, so nobody chose whom to meet. The difference is how much \
             higher a measure was where the first value was met, in the same calls. {} comparisons were made, so each probability is corrected: \
             {}. Below {} it is called a difference. \"None shown\" is not \"equal\": the band says how large a difference may still be. A \
             difference is the cohort's; it says nothing of any one officer. Fewer than {} people on a side are not compared.",
            found.comparisons, found.correction, found.significance, cohort.made.policy.smallest_group
        ),
        basis: cohort.parity.basis.clone(),
        columns: vec![
            column("who was met", PLAIN),
            column("about", PLAIN),
            column("measure", PLAIN),
            column("n there", PLAIN),
            column("n elsewhere", PLAIN),
            column("difference", Unit::Signed(2)),
            column("corrected probability", Unit::Decimals(3)),
            column("what can be said", PLAIN),
        ],
        none: found.reason.as_ref().filter(|_| rows.is_empty()).map(|why| format!("Nothing can be compared: {why}.")),
        rows,
    }
}

fn reliability(cohort: &Cohort) -> Table {
    let found = &cohort.reliability.found;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    if let Some(study) = &found.study {
        let decisions = &study.decisions;
        let points = Unit::Decimals(1);
        let coefficient = Unit::Decimals(2);
        for (words, figure, unit) in [
            ("mean of people's mean scores", &study.mean, points),
            ("standard deviation of people's mean scores", &study.spread, points),
            ("Cronbach's alpha, the call as the item", &study.alpha, coefficient),
            ("standard error of measurement, for ranking, in points", &study.error_of_measurement, points),
            ("variance of people", &study.variance_people, points),
            ("variance of calls", &study.variance_calls, points),
            ("variance of people by calls, and error", &study.variance_rest, points),
            ("Eρ²: reliability for ranking", &study.relative, coefficient),
            ("Φ: reliability against a fixed cut", &study.phi, coefficient),
            ("standard error against a fixed cut, in points", &study.error_at_cut, points),
            ("calls wanted for the reliability that the policy wants", &study.calls_wanted, points),
            ("clearly above the cut, by one standard error", &decisions.above, SHARE),
            ("within one standard error of the cut: nothing can be said", &decisions.within, SHARE),
            ("clearly below the cut", &decisions.below, SHARE),
            ("Φ(λ): reliability of the side of the cut", &decisions.phi_at_cut, coefficient),
            ("Livingston's k²", &decisions.k2, coefficient),
            ("decided alike on a second such form (Peng and Subkoviak)", &decisions.agreement, SHARE),
            ("the same beyond chance (kappa)", &decisions.kappa, coefficient),
        ] {
            rows.push(vec![words.into(), figure.n.into(), Cell::FigureIn(figure.clone(), unit)]);
        }
    }
    let cut =
        found.study.as_ref().map_or(String::new(), |study| format!(" The cut is {} of 100, by the keys' policy.", study.decisions.cut));
    let together = match found.calls.len() {
        0 => String::new(),
        count => format!(
            " Here: {} by {} ({}); {} not looked at, because they did not take all of these.",
            super::counted(found.people, "person", "people"),
            super::counted(count, "call", "calls"),
            found.calls.join(", "),
            super::counted(found.people_left_out, "person is", "people are")
        ),
    };
    let left_out = if found.calls_left_out.is_empty() { String::new() } else { format!(" Left out: {}.", found.calls_left_out.join(", ")) };
    Table {
        id: "reliability",
        title: "Reliability and decisions at the cut",
        says: format!(
            "Whether these calls together tell people apart, and how sure a decision would be. What is said within one call hangs together, so \
             the call is the unit.{cut}{together}{left_out} Nobody is decided about here."
        ),
        basis: cohort.reliability.basis.clone(),
        columns: vec![column("what", PLAIN), column("n", PLAIN), column("value", Unit::Decimals(2))],
        none: found.reason.as_ref().map(|why: &Missing| format!("Undefined: {why}.")),
        rows,
    }
}

fn lengths(cohort: &Cohort) -> Table {
    let found = &cohort.reliability.found;
    let rows: Vec<Vec<Cell>> = found
        .study
        .iter()
        .flat_map(|study| &study.lengths)
        .map(|length| vec![length.calls.into(), (&length.phi).into(), (&length.error_at_cut).into()])
        .collect();
    Table {
        id: "lengths",
        title: "What longer forms would give",
        says: format!(
            "Forms of other lengths with calls like these. Decisions about people want a Φ of {} or more.",
            cohort.made.policy.wanted_reliability
        ),
        basis: cohort.reliability.basis.clone(),
        columns: vec![
            column("calls", PLAIN),
            column("Φ", Unit::Decimals(2)),
            column("standard error against a fixed cut, in points", Unit::Decimals(1)),
        ],
        none: found.reason.as_ref().map(|why: &Missing| format!("Undefined: {why}.")),
        rows,
    }
}

fn items(cohort: &Cohort) -> Table {
    let rows: Vec<Vec<Cell>> = cohort
        .items
        .found
        .rows
        .iter()
        .map(|row| {
            let flags: Vec<&str> = row.flags.iter().map(|flag: &Flag| flag.words()).collect();
            vec![
                row.call.as_str().into(),
                row.kind.word().into(),
                row.label.as_str().into(),
                row.n.into(),
                (&row.difficulty).into(),
                (&row.discrimination).into(),
                (&row.within_call).into(),
                flags.join("; ").as_str().into(),
            ]
        })
        .collect();
    Table {
        id: "items",
        title: "Factors, grades and acts, one by one",
        says: format!(
            "How often each is earned, and whether those who do well in their other calls earn it more often. Flags are hints from {} people \
             on; an easy item about safety stays.",
            cohort.made.policy.fewest_for_flags
        ),
        basis: cohort.items.basis.clone(),
        columns: vec![
            column("call", PLAIN),
            column("kind", PLAIN),
            column("item", PLAIN),
            column("n", PLAIN),
            column("mean credit, of 1", Unit::Decimals(2)),
            column("goes with other calls", Unit::Decimals(2)),
            column("goes with the rest of the call", Unit::Decimals(2)),
            column("look again", PLAIN),
        ],
        none: none(&rows, "No item was judged."),
        rows,
    }
}

fn time(cohort: &Cohort) -> Table {
    let rows: Vec<Vec<Cell>> = cohort
        .time
        .found
        .rows
        .iter()
        .map(|row| {
            let mut cells: Vec<Cell> = vec![row.call.as_str().into(), row.n.into()];
            cells.extend([&row.choices, &row.questions, &row.call_minutes, &row.wall_minutes].map(|middle| Cell::Middle(middle.clone())));
            cells
        })
        .collect();
    Table {
        id: "time",
        title: "Time",
        says: "Medians; half of the people lie between the two numbers behind. Minutes on the wall count pauses too, and are known of files from \
               a browser only."
            .to_owned(),
        basis: cohort.time.basis.clone(),
        columns: vec![
            column("call", PLAIN),
            column("n", PLAIN),
            column("choices", Unit::Decimals(0)),
            column("questions", Unit::Decimals(0)),
            column("minutes in the call", Unit::Decimals(0)),
            column("minutes on the wall", Unit::Decimals(0)),
        ],
        none: none(&rows, "No attempt counts."),
        rows,
    }
}

fn people(cohort: &Cohort) -> Table {
    let rows: Vec<Vec<Cell>> =
        cohort.people.found.rows.iter().map(|row| vec![row.pseudonym.as_str().into(), row.calls.into(), (&row.score).into()]).collect();
    Table {
        id: "people",
        title: "People",
        says: format!(
            "Under pseudonyms, in the order of these: the order says nothing. Nobody has a score over fewer than {} calls, because fewer say too \
             little about a person; with as many, the band says how much is still open.",
            cohort.made.policy.fewest_cases
        ),
        basis: cohort.people.basis.clone(),
        columns: vec![column("pseudonym", PLAIN), column("calls", PLAIN), column("mean score", Unit::Decimals(0))],
        none: none(&rows, "No attempt counts."),
        rows,
    }
}
