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
