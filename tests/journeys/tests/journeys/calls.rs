//! Each call from the list of calls to the debrief by keys alone, with a reload in the middle; the report is the same as that of the command
//! line, for this attempt and for the play.

use doorstep_journeys::*;

/// Takes a play on the page.
fn take(play: &str) {
    journey(play, async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, play)?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        let half = player.steps() / 3;
        player.takes(trainee, half).await?;
        player.takes_choice_and_reloads(trainee).await?;
        trainee.shows(&format!("{play}-middle")).await?;
        check_accessibility(trainee, "the call in its middle").await?;
        player.takes_all(trainee).await?;
        check_accessibility(trainee, "the call at its end").await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("What he does not say.", "What happened before.", "A threat, or a weapon.").await?;
        check_accessibility(trainee, "the debrief").await?;
        trainee.shows(&format!("{play}-debrief")).await?;

        let (attempt, report) = trainee.reads_papers().await?;
        keep(&format!("{play}.attempt.json"), &attempt)?;
        keep(&format!("{play}.report.json"), &report)?;
        check_same("browser and command line on the same attempt", &report, &cli_report(&attempt)?)?;
        check_same("the play taken by keys and by the engine", &report, &expected_report(play)?)?;
        Ok(())
    });
}

#[test]
fn hollow_lane_well() {
    take("hollow-lane.good");
}

#[test]
fn hollow_lane_middling() {
    take("hollow-lane.middling");
}

#[test]
fn hollow_lane_with_harm() {
    take("hollow-lane.harmful");
}

#[test]
fn open_line_well() {
    take("open-line.good");
}

#[test]
fn open_line_middling() {
    take("open-line.middling");
}

#[test]
fn open_line_with_harm() {
    take("open-line.harmful");
}

#[test]
fn the_mug_well() {
    take("the-mug.good");
}

#[test]
fn the_mug_middling() {
    take("the-mug.middling");
}

#[test]
fn the_mug_with_harm() {
    take("the-mug.harmful");
}

/// A short call: five minutes with one decision.
#[test]
fn a_short_call_middling() {
    take("last-guests.middling");
}

/// In The mug, standard graded without asking stands below a medium that was asked for and evidenced, though standard is the readers' level.
#[test]
fn standard_without_asking_scores_below_an_evidenced_medium() {
    let stages = |play: &str| -> Vec<f64> {
        let report: serde_json::Value = serde_json::from_str(&expected_report(play).unwrap()).unwrap();
        let credit = |stage: &str| match report["stages"][stage].as_array() {
            Some(ratio) => ratio[0].as_f64().unwrap() / ratio[1].as_f64().unwrap(),
            None => 0.0,
        };
        ["elicited", "recognised", "graded", "acted"].map(credit).to_vec()
    };
    let (standard, medium) = (stages("the-mug.harmful"), stages("the-mug.middling"));
    assert!(
        standard[0] < medium[0] && standard[1] < medium[1],
        "what was not asked is neither elicited nor recognised: {standard:?}, {medium:?}"
    );
    assert!(standard.iter().sum::<f64>() < medium.iter().sum::<f64>(), "{standard:?}, {medium:?}");
}
