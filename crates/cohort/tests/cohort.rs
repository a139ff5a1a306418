//! The report of synthetic cohorts: what was planted is found, what was not is not, and nobody is exposed.

mod synthetic;

use doorstep_cohort::{Cohort, CohortPolicy, Entry, Lost, Missing, Pool, Verdict, When, show};
use synthetic::{Officer, cohort, door, officers};

fn doors(count: usize) -> Vec<synthetic::Door> {
    (1..=count).map(door).collect()
}

fn report(entries: &[Entry]) -> Cohort {
    Cohort::of(entries, &CohortPolicy::default())
}

#[test]
fn people_who_differ_in_skill_are_told_apart_and_calls_go_together() {
    let report = report(&cohort(&officers(60), &doors(12), 1));
    let study = report.reliability.found.study.as_ref().expect("everybody took every call");
    assert_eq!((report.reliability.found.people, report.reliability.found.calls.len()), (60, 12));
    let (alpha, phi) = (study.alpha.value.unwrap(), study.phi.value.unwrap());
    assert!(alpha > 0.75 && phi > 0.7 && phi <= alpha + 1e-9, "{alpha} {phi}");
    let [low, high] = study.phi.interval95.unwrap();
    assert!(low < phi && phi < high);
    // The calls are alike, so that longer forms follow the prophecy of Spearman and Brown.
    let phis: Vec<f64> = study.lengths.iter().map(|length| length.phi.value.unwrap()).collect();
    assert!(phis.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(report.calls.found.rows.iter().all(|row| row.discrimination.value.unwrap() > 0.2), "{:?}", report.calls.found.rows[0]);
    let decisions = &study.decisions;
    let all: f64 = [&decisions.above, &decisions.within, &decisions.below].map(|figure| figure.value.unwrap()).iter().sum();
    assert!((all - 1.0).abs() < 1e-12);
}

#[test]
fn where_a_cohort_fails_is_found() {
    // One skill is poor at a time; the others are good.
    let good = Officer::even(950);
    let poor = [
        (Lost::Elicit, Officer { asks: 300, ..good }),
        (Lost::Recognise, Officer { recognises: 300, ..good }),
        (Lost::Grade, Officer { grades: 300, ..good }),
        (Lost::Act, Officer { acts: 300, ..good }),
    ];
    for (stage, officer) in poor {
        let report = report(&cohort(&[officer; 30], &doors(3), 7));
        let all = report.chain.found.all.as_ref().expect("factors were judged");
        let shares: Vec<f64> = all.shares().iter().map(|figure| figure.value.unwrap()).collect();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let most = (0..4).max_by(|one, other| shares[*one].total_cmp(&shares[*other])).unwrap();
        assert_eq!(Lost::ALL[most], stage, "{shares:?}");
        // By factor and by construct the shares add up too.
        for row in report.chain.found.factors.iter().chain(&report.chain.found.constructs) {
            let sum: f64 = row.shares().iter().map(|figure| figure.value.unwrap()).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{}", row.label);
        }
    }
}

#[test]
fn a_planted_disparity_is_found_where_it_lies() {
    let officer = Officer { asks_less_abroad: 300, ..Officer::even(800) };
    let report = report(&cohort(&[officer; 40], &doors(4), 3));
    let parity = &report.parity.found;
    let found: Vec<_> = parity.rows.iter().filter(|row| row.verdict == Verdict::Difference).collect();
    assert!(found.iter().any(|row| row.kind == "origin" && row.measure.contains("learned")), "{found:?}");
    assert!(found.iter().all(|row| row.kind == "origin"), "nothing was planted for age: {found:?}");
    let learned = found.iter().find(|row| row.measure.contains("learned")).unwrap();
    let [low, high] = learned.difference.interval95.unwrap();
    assert!(low < -0.3 && -0.3 < high && learned.value == "abroad" && learned.against == "here", "{learned:?}");
    assert_eq!(parity.comparisons, parity.rows.iter().filter(|row| row.p_holm.is_some()).count());
}

#[test]
fn without_a_disparity_a_report_raises_a_false_alarm_as_seldom_as_it_says() {
    let doors = doors(3);
    let (rounds, mut alarms, mut single, mut comparisons) = (60, 0, 0, 0);
    for round in 0..rounds {
        let entries = cohort(&officers(30), &doors, 1000 + round);
        let report = report(&entries);
        let rows = &report.parity.found.rows;
        alarms += u32::from(rows.iter().any(|row| row.verdict == Verdict::Difference));
        single += rows.iter().filter(|row| row.p.is_some_and(|p| p < 0.05)).count();
        comparisons += report.parity.found.comparisons;
    }
    // A report: at most 5 % of 60 is 3; four binomial standard deviations above are 9. A comparison alone: near 5 %.
    assert!(alarms <= 9, "{alarms} of {rounds} reports");
    let rate = single as f64 / comparisons as f64;
    assert!((0.02..0.09).contains(&rate), "{single} of {comparisons}");
}

#[test]
fn nobody_is_exposed() {
    let doors = doors(4);
    let mut entries = cohort(&officers(12), &doors, 5);
    // The names tell how able people are; nothing of the report may.
    for entry in &mut entries {
        entry.person = format!("Sergeant {}", entry.person);
    }
    let report = report(&entries);
    let written =
        [show::page(&report), show::csv(&report), serde_json::to_string(&report).unwrap(), format!("{:?}", show::summary(&report))];
    for text in &written {
        assert!(!text.contains("ergeant") && !text.contains("officer 1"), "no name reaches a report");
    }
    // Four calls are too few for a score.
    let people = &report.people.found.rows;
    assert!(people.iter().all(|row| row.score.value.is_none() && row.score.reason == Some(Missing::FewCases(20))));
    assert!(people.windows(2).all(|pair| pair[0].pseudonym < pair[1].pseudonym), "in the order of the pseudonyms");
    // With as many calls as the policy asks for, everybody has a score with a band, still in the order of the pseudonyms.
    let policy = CohortPolicy { fewest_cases: 4, ..CohortPolicy::default() };
    let shown = Cohort::of(&entries, &policy);
    assert!(shown.people.found.rows.iter().all(|row| row.score.value.is_some() && row.score.interval95.is_some()));
    let scores: Vec<f64> = shown.people.found.rows.iter().filter_map(|row| row.score.value).collect();
    let sorted = |mut scores: Vec<f64>| {
        scores.sort_by(f64::total_cmp);
        scores
    };
    let (up, down) = (sorted(scores.clone()), sorted(scores.clone()).into_iter().rev().collect::<Vec<_>>());
    assert!(scores != up && scores != down, "the order tells nothing of the scores");
}

#[test]
fn few_people_give_no_numbers_and_one_officer_no_parity() {
    let doors = doors(3);
    for count in [1, 4] {
        let report = report(&cohort(&officers(count), &doors, 2));
        let tables = show::tables(&report);
        for table in tables.iter().filter(|table| table.id != "people") {
            for cell in table.rows.iter().flatten() {
                if let show::Cell::Figure(figure) = cell {
                    assert!(figure.value.is_none() && figure.reason.is_some(), "{}: {figure:?}", table.id);
                }
            }
        }
        assert!(report.parity.found.rows.iter().all(|row| row.verdict == Verdict::NotCompared && row.p.is_none()));
        assert!(report.parity.found.rows.iter().all(|row| row.difference.reason == Some(Missing::SmallGroup(10))));
        assert!(show::summary(&report)[0].contains("too little"));
    }
    // One officer with very many attempts is still one officer.
    let many: Vec<_> = (1..=30).map(door).collect();
    let report = report(&cohort(&officers(1), &many, 2));
    assert!(report.parity.found.rows.iter().all(|row| row.p.is_none() && row.difference.value.is_none()));
    assert_eq!(report.people.found.rows[0].calls, 30);
}

#[test]
fn an_empty_cohort_says_so_everywhere() {
    let report = report(&[]);
    assert_eq!((report.keys, report.counted.people), (None, 0));
    for table in show::tables(&report) {
        assert!(table.rows.is_empty() && table.none.is_some(), "{}", table.id);
    }
    assert!(show::page(&report).contains("There is too little"));
}

#[test]
fn what_does_not_count_is_left_out_and_counted() {
    let doors = doors(2);
    let mut chance = doorstep_agreement::Chance::new(9);
    let mut entry = |person: &str, door: usize, started: u64| {
        let session = synthetic::take(&doors[door], Officer::even(600), synthetic::drawn(&mut chance), &mut chance);
        let beside = doorstep_simulator::Beside { started, updated: started + 1000, imported: false };
        Entry::of(person, &doors[door].call, &session, &doors[door].key, Some(&beside)).unwrap()
    };
    let (first, later) = (entry("a", 0, 10), entry("a", 0, 20));
    let other = entry("a", 1, 15);
    let mut repeat = entry("b", 0, 1);
    repeat.repeat = true;
    let mut unfinished = entry("b", 1, 1);
    unfinished.ended = false;
    let entries = [later.clone(), repeat, first.clone(), unfinished, other.clone(), first.clone()];
    let pool = Pool::of(&entries);
    let out = pool.left_out;
    assert_eq!((pool.read, out.repeats, out.unfinished, out.seconds, out.doubles), (6, 1, 1, 1, 1));
    assert_eq!(pool.people.len(), 1);
    assert!(
        pool.taken.iter().all(|taken| taken.entry.attempt == first.attempt || taken.entry.attempt == other.attempt),
        "the first counts"
    );
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let entries = cohort(&officers(20), &doors(3), 4);
    let reversed: Vec<Entry> = entries.iter().rev().cloned().collect();
    let (one, other) = (report(&entries), report(&reversed));
    assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
}

#[test]
fn grades_and_confidence_are_counted_as_they_were_given() {
    let entries = cohort(&officers(40), &doors(2), 6);
    let report = report(&entries);
    for (place, when) in When::ALL.into_iter().enumerate() {
        let row = report.grading.found.grades.iter().find(|row| row.call.is_none() && row.when == when).unwrap();
        let under =
            entries.iter().filter(|entry| entry.levels[0].unwrap().directions[place] == doorstep_scoring::GradeDirection::Under).count();
        assert!((row.under.value.unwrap() - under as f64 / entries.len() as f64).abs() < 1e-12);
        assert_eq!(row.n, 40);
    }
    let confident = &report.confidence.found;
    assert_eq!(confident.rows.iter().map(|row| row.grades).sum::<usize>(), entries.len());
    assert!(confident.tells_apart.value.unwrap() > 0.5, "who is right is surer here");
    let parts = (&confident.brier, &confident.miscalibration, &confident.resolution);
    let right = entries.iter().filter(|entry| entry.levels[0].unwrap().own_credit == 1.0).count() as f64 / entries.len() as f64;
    let sum = parts.1.value.unwrap() - parts.2.value.unwrap() + right * (1.0 - right);
    assert!((parts.0.value.unwrap() - sum).abs() < 1e-12, "Murphy's parts add up");
}

#[test]
fn every_table_and_every_line_says_what_it_rests_on() {
    let report = report(&cohort(&officers(15), &doors(2), 8));
    for table in show::tables(&report) {
        let basis = show::basis(&table.basis);
        assert!(basis.contains("15 people") && basis.contains("illustrative") && basis.contains("Bands:"), "{basis}");
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
    }
    let csv = show::csv(&report);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    for wanted in ["n", "band", "keys", "people", "attempts"] {
        let place = head.iter().position(|name| name == wanted).expect("the column is there");
        assert!(reader.records().all(|record| !record.unwrap()[place].is_empty()), "{wanted}");
        reader = csv::Reader::from_reader(csv.as_bytes());
    }
    assert!(csv.lines().count() > 100);
}

#[test]
fn the_page_needs_nothing_else_and_runs_nothing() {
    let page = show::page(&report(&cohort(&officers(15), &doors(2), 8)));
    for never in ["<script", "style=\"", "onclick", "http://", "https://", "<link", "<img", "javascript:"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert_eq!(page.matches("<style>").count(), 1);
}
