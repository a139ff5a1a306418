//! Every page by itself: its accessibility tree, axe, and how it bears small screens, large text and forced colours.

use doorstep_journeys::*;

/// Everything that is looked at on a page. What is wrong is taken down and fails the journey at its end.
async fn looks_at(trainee: &mut Trainee, page: &str) -> Outcome {
    trainee.shows(page).await?;
    check_accessibility(trainee, page).await?;
    check_reflow(trainee, page).await?;
    check_clipping(trainee, page).await?;
    check_targets(trainee, page).await?;
    check_stops(trainee, page, Screen::DESK).await?;
    check_stops(trainee, page, Screen::PHONE).await?;
    trainee.browser().colours(Colours::Forced).await?;
    trainee.shows_as_it_is(&format!("{page}-forced")).await?;
    trainee.browser().colours(Colours::Light).await?;
    tree(trainee, page).await
}

#[test]
fn pages_without_an_attempt() {
    journey("pages", async |trainee| {
        for (page, hash) in [
            ("page-catalogue", ""),
            ("page-briefing", "#/call/hollow-lane"),
            ("page-records-empty", "#/records"),
            ("page-support", "#/support"),
            ("page-about", "#/about"),
            ("page-unknown", "#/nowhere"),
            ("page-no-such-attempt", "#/play/nothing"),
            ("page-notes", "#/notes"),
        ] {
            trainee.opens(hash).await?;
            looks_at(trainee, page).await?;
        }
        Ok(())
    });
}

#[test]
fn pages_of_an_attempt() {
    journey("pages-of-an-attempt", async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes(trainee, 2).await?;
        looks_at(trainee, "page-call").await?;
        trainee.brings_forward("Notebook").await?;
        looks_at(trainee, "page-call-notebook").await?;
        player.takes_all(trainee).await?;
        looks_at(trainee, "page-call-ended").await?;
        trainee.goes_on_to_look_back().await?;
        looks_at(trainee, "page-reflection").await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        looks_at(trainee, "page-debrief").await?;
        trainee.opens("#/records").await?;
        looks_at(trainee, "page-records").await?;
        Ok(())
    });
}
