//! The map: a row for each scene, from left to right through the choices. The line goes from stay to stay; marks show assessments and
//! what cut in. Words are HTML and places are shares of the width, so it reads at every width and every size of text.

use doorstep_scenario::SceneIndex;
use doorstep_simulator::Session;
use yew::prelude::*;

use super::visits::Visit;
use super::words::{self, counted};

/// The map.
pub fn map(session: &Session, visits: &[Visit]) -> Html {
    let mut rows: Vec<SceneIndex> = Vec::new();
    for visit in visits {
        if !rows.contains(&visit.scene) {
            rows.push(visit.scene);
        }
    }
    let drawing = Drawing { session, visits, rows: &rows, steps: session.state().path().len() };
    html! {
        <ul class="plain-list way-map">
            { for rows.iter().enumerate().map(|(row, scene)| html! {
                <li>
                    <div class="way-words">
                        <strong>{ words::place(session, *scene) }</strong>
                        <span class="soft small">{ drawing.told(*scene) }</span>
                    </div>
                    <div class="way-cell">{ drawing.strip(row) }</div>
                </li>
            }) }
        </ul>
    }
}

struct Drawing<'a> {
    session: &'a Session,
    visits: &'a [Visit],
    rows: &'a [SceneIndex],
    /// How many choices were taken.
    steps: usize,
}

impl Drawing<'_> {
    /// A row in words: when, how many choices, what was special.
    fn told(&self, scene: SceneIndex) -> String {
        let stays: Vec<&Visit> = self.visits.iter().filter(|visit| visit.scene == scene).collect();
        let mut entered: Vec<String> = stays.iter().map(|visit| words::time(self.session, visit.second)).collect();
        entered.dedup();
        let choices = self.session.state().path().iter().filter(|(choice, _)| choice.scene == scene).count();
        let mut told = vec![entered.join(", ")];
        if choices > 0 {
            told.push(counted(choices, "choice", "choices"));
        }
        if stays.iter().any(|visit| visit.cut_in) {
            told.push("came by itself".to_owned());
        }
        let state = self.session.state();
        for committed in state.assessments() {
            let last = (committed.step as usize).checked_sub(1).and_then(|step| state.path().get(step));
            if last.is_some_and(|(choice, _)| choice.scene == scene) {
                let level = &self.session.content().tool.level(committed.last.level).label;
                told.push(format!("graded {level} at {}", words::time(self.session, committed.second)));
            }
        }
        told.join(" \u{b7} ")
    }

    /// The place of a moment between choices, in the width.
    fn at(&self, step: u32) -> String {
        // A little room at both edges: 2 to 98 of 100, in hundredths.
        let hundredths = 200 + 9_600 * step as usize / self.steps.max(1);
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }

    fn row_of(&self, scene: SceneIndex) -> usize {
        // Every visit's scene has a row.
        self.rows.iter().position(|each| *each == scene).unwrap_or_default()
    }

    /// The picture of a row: its stays, and the lines that pass on the way from one row to another.
    fn strip(&self, row: usize) -> Html {
        html! {
            <svg class="way-strip" aria-hidden="true" focusable="false">
                <line class="way-row" x1="0%" x2="100%" y1="50%" y2="50%" />
                { for self.visits.windows(2).map(|pair| self.passing(row, &pair[0], &pair[1])) }
                { for self.visits.iter().filter(|visit| self.row_of(visit.scene) == row).map(|visit| self.stay(visit)) }
                { for self.assessments(row) }
            </svg>
        }
    }

    /// The part of a change of row that lies in this one.
    fn passing(&self, row: usize, before: &Visit, after: &Visit) -> Html {
        let (from, to) = (self.row_of(before.scene), self.row_of(after.scene));
        let (above, below) = (from.min(to), from.max(to));
        if row < above || row > below || above == below {
            return Html::default();
        }
        let y1 = if row == above { "50%" } else { "0%" };
        let y2 = if row == below { "50%" } else { "100%" };
        let x = self.at(after.from);
        html! { <line class="way-line" x1={x.clone()} x2={x} {y1} {y2} /> }
    }

    fn stay(&self, visit: &Visit) -> Html {
        let (from, to) = (self.at(visit.from), self.at(visit.to));
        html! {
            <>
                <line class="way-stay" x1={from.clone()} x2={to} y1="50%" y2="50%" />
                if visit.cut_in {
                    <svg x={from} y="50%" overflow="visible"><path class="way-cut-in" d="M0-8 8 6H-8Z" /></svg>
                } else {
                    <circle class="way-point" cx={from} cy="50%" r="4" />
                }
            </>
        }
    }

    /// A diamond where an assessment was committed.
    fn assessments(&self, row: usize) -> Vec<Html> {
        let state = self.session.state();
        let made = state.assessments().iter().filter(|committed| {
            let last = (committed.step as usize).checked_sub(1).and_then(|step| state.path().get(step));
            last.is_some_and(|(choice, _)| self.row_of(choice.scene) == row)
        });
        made.map(|committed| html! { <svg x={self.at(committed.step)} y="50%" overflow="visible"><path class="way-assessment" d="M0-9 9 0 0 9-9 0Z" /></svg> }).collect()
    }
}
