//! Every page by itself: its accessibility tree, axe, and how it bears small screens, large text and forced colours.

use doorstep_journeys::*;

/// Everything that is looked at on a page.
async fn looks_at(trainee: &mut Trainee, page: &str) -> Outcome {
    let mut found = Vec::new();
    tree(trainee, page).await?;
    for result in [
        check_accessibility(trainee, page).await,
        check_reflow(trainee, page).await,
        check_clipping(trainee, page).await,
        check_targets(trainee, page).await,
        check_stops(trainee, page, Screen::DESK).await,
        check_stops(trainee, page, Screen::PHONE).await,
    ] {
        found.extend(result.err().map(|error| format!("{error:#}")));
    }
    trainee.shows(page).await?;
    trainee.browser().colours(Colours::Forced).await?;
    trainee.shows_as_it_is(&format!("{page}-forced")).await?;
    trainee.browser().colours(Colours::Light).await?;
    anyhow::ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Goes on where a page has faults, and says them all at the end.
struct Findings(Vec<String>);

impl Findings {
    fn take(&mut self, result: Outcome) {
        self.0.extend(result.err().map(|error| format!("{error:#}")));
    }

    fn end(self) -> Outcome {
        anyhow::ensure!(self.0.is_empty(), "{}", self.0.join("\n"));
        Ok(())
    }
}

#[test]
fn pages_without_an_attempt() {
    journey("pages", async |trainee| {
        let mut findings = Findings(Vec::new());
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
            findings.take(looks_at(trainee, page).await);
        }
        findings.end()
    });
}

#[test]
fn pages_of_an_attempt() {
    journey("pages-of-an-attempt", async |trainee| {
        let mut findings = Findings(Vec::new());
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.takes_call(Way::Practice, Keep::OnThisComputer).await?;
        player.takes(trainee, 2).await?;
        findings.take(looks_at(trainee, "page-call").await);
        trainee.brings_forward("Notebook").await?;
        findings.take(looks_at(trainee, "page-call-notebook").await);
        player.takes_all(trainee).await?;
        findings.take(looks_at(trainee, "page-call-ended").await);
        trainee.goes_on_to_look_back().await?;
        findings.take(looks_at(trainee, "page-reflection").await);
        trainee.reflects("One.", "Two.", "Three.").await?;
        findings.take(looks_at(trainee, "page-debrief").await);
        trainee.opens("#/records").await?;
        findings.take(looks_at(trainee, "page-records").await);
        findings.end()
    });
}
