//! Each part of an assessment and of the debrief by itself: axe in light and dark, its accessibility tree, 320 pixels; and the debrief on paper.

use anyhow::ensure;
use doorstep_journeys::*;

/// Everything that is folded, opened: a script does what a reader would do thirty times.
const UNFOLDED: &str = "document.querySelectorAll('.debrief details').forEach((part) => part.open = true); return true";

#[test]
fn each_part_of_an_assessment_and_of_the_debrief() {
    journey("parts", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?.looking();
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        trainee.reads::<bool>(UNFOLDED, vec![]).await?;
        check_accessibility(trainee, "the debrief unfolded").await?;
        check_reflow(trainee, "part-debrief-unfolded").await?;
        for (part, region) in [
            ("stages", "The four stages, and conduct"),
            ("factors", "Each risk factor"),
            ("levels", "Your grade beside the readers'"),
            ("acts", "What you did"),
            ("conduct", "How you asked"),
            ("steps", "The steps of good practice"),
            ("way", "Your way through the call"),
            ("intention", "One thing for next time"),
            ("papers", "Print and keep"),
        ] {
            tree_of(trainee, &format!("part-debrief-{part}"), region).await?;
        }
        Ok(())
    });
}

/// The longest attempt of the plays, on A4: what matters, and the conversation only if it is asked for.
#[test]
fn the_longest_debrief_is_short_on_paper() {
    journey("paper", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "hollow-lane.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        let short = trainee.browser().pages_on_paper().await?;
        ensure!(short <= 16, "the debrief fills {short} pages");
        trainee.ticks(&Wanted::role("checkbox").named("Print the whole conversation too")).await?;
        let long = trainee.browser().pages_on_paper().await?;
        ensure!(long > short + 2, "the conversation is printed when it is asked for: {short} and {long} pages");
        trainee.remarks(format!("{short} pages, {long} with the conversation"));
        Ok(())
    });
}
