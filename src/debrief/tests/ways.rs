//! The way through long calls: every choice in one stay, what cut in, and where each grade stands on the map.

use super::{html, judged, section};
use crate::debrief::visits::visits;
use crate::debrief::words::{hours, times};

#[test]
fn every_choice_was_taken_in_one_stay() {
    for play in ["open-line.good", "hollow-lane.good", "hollow-lane.harmful", "the-mug.middling"] {
        let judged = judged(play);
        let path = judged.session.state().path();
        let visits = visits(&judged.session);
        for (step, (choice, _)) in (0_u32..).zip(path) {
            let within = visits.iter().filter(|visit| visit.scene == choice.scene && (visit.from..visit.to).contains(&step)).count();
            assert_eq!(within, 1, "{play}: choice {step}");
        }
        assert!(visits.windows(2).all(|pair| pair[0].to <= pair[1].to && pair[0].second <= pair[1].second), "{play}: in order");
        assert!(!visits[0].cut_in, "{play}: a call does not begin by cutting in");
    }
}

#[test]
fn what_cuts_in_is_told_from_where_a_choice_led() {
    let judged = judged("hollow-lane.harmful");
    let scenario = &judged.session.content().scenario;
    let cut_in: Vec<&str> =
        visits(&judged.session).iter().filter(|visit| visit.cut_in).map(|visit| scenario.scene(visit.scene).id.as_str()).collect();
    assert_eq!(cut_in.len(), 2, "{cut_in:?}");
    assert!(cut_in.iter().all(|scene| scenario.interrupts.iter().any(|interrupt| scenario.scene(interrupt.scene).id == *scene)));
}

#[tokio::test]
async fn the_map_has_a_row_for_each_scene_and_a_mark_for_each_grade() {
    for play in ["open-line.good", "hollow-lane.middling"] {
        let judged = judged(play);
        let grades = judged.session.state().assessments().len();
        let mut scenes: Vec<_> = visits(&judged.session).iter().map(|visit| visit.scene).collect();
        scenes.sort_unstable();
        scenes.dedup();
        let page = html(judged).await;
        let way = section(&page, "way");
        assert_eq!(way.matches("class=\"way-strip\"").count(), scenes.len(), "{play}");
        // One more stands in the key of the map.
        assert_eq!(way.matches("class=\"way-assessment\"").count(), grades + 1, "{play}");
    }
}

#[test]
fn times_and_hours_are_said_as_people_say_them() {
    assert_eq!([1, 2, 3].map(times), ["once", "twice", "3 times"]);
    assert_eq!([1, 24, 48, 72, 50].map(hours), ["1 hour", "24 hours", "2 days", "3 days", "50 hours"]);
}
