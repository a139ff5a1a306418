//! The first call of a trainee, from the list of calls to the debrief.

use doorstep_journeys::*;

/// The tutorial with its pages' accessibility trees, and the whole log of keys, focus and announcements.
#[test]
fn the_tutorial_from_the_list_of_calls_to_the_debrief() {
    journey("tutorial", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();

        trainee.opens("").await?;
        check_accessibility(trainee, "catalogue").await?;
        trainee.shows("catalogue-first-use").await?;
        trainee.chooses_call(&title).await?;
        check_accessibility(trainee, "briefing").await?;
        trainee.shows("briefing").await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        check_accessibility(trainee, "call").await?;
        trainee.shows("call-begins").await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        check_accessibility(trainee, "looking back").await?;
        trainee.shows("reflection").await?;
        trainee.reflects("Her silence.", "Whether he has a key.", "A threat.").await?;
        check_accessibility(trainee, "debrief").await?;
        trainee.shows("debrief-tutorial").await?;
        let (attempt, report) = trainee.reads_papers().await?;
        check_same("browser and command line on the same attempt", &report, &cli_report(&attempt)?)?;
        check_same("the play taken by keys and by the engine", &report, &expected_report("first-steps.good")?)
    });
}

/// Where the focus goes and what is announced, key by key.
#[test]
fn focus_and_words_of_a_short_call() {
    journey("focus-and-words", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes(trainee, 1).await?;
        trainee.marks(2).await?;
        trainee.settles().await?;
        trainee.marks(4).await?;
        trainee.settles().await?;
        trainee.notes("She looks at the door.").await?;
        trainee.settles().await?;
        trainee.answers(3, "No").await?;
        trainee.settles().await?;
        trainee.changes_evidence(3, &[4]).await?;
        trainee.settles().await?;
        player.takes(trainee, 1).await?;
        trainee.settles().await?;
        trainee.compares_log("focus-and-words")
    });
}
