//! Two windows, refused storage, no trace.

use anyhow::ensure;
use doorstep_journeys::*;
use serde_json::Value;

/// Opens the tutorial and takes its first choice.
async fn begins(trainee: &mut Trainee, keep: Keep) -> Outcome<Player> {
    let library = Library::compile()?;
    let mut player = Player::of(&library, "first-steps.good")?;
    let title = player.session().view().title().to_owned();
    trainee.opens("").await?;
    trainee.chooses_call(&title).await?;
    trainee.takes_call(Way::Practice, keep).await?;
    player.takes(trainee, 1).await?;
    Ok(player)
}

#[test]
fn a_second_window_reads_and_does_not_write() {
    journey("two-windows", async |trainee| {
        let mut player = begins(trainee, Keep::OnThisComputer).await?;
        let address = trainee.browser().address().await?;
        trainee.browser().another_tab().await?;
        trainee.browser().go(&address).await?;
        trainee.waits_for_page().await?;
        trainee.sees("This call is open in another window. Here it can be read, not changed.").await?;
        check_accessibility(trainee, "a call that is open in another window").await?;
        trainee.shows("read-only").await?;
        let enabled: usize = trainee.reads("return document.querySelectorAll('.choice:enabled').length", vec![]).await?;
        ensure!(enabled == 0, "the second window offers choices");
        trainee.browser().to_tab(0).await?;
        player.takes(trainee, 1).await?;
        trainee.browser().to_tab(1).await?;
        trainee.finds_no_fault().await
    });
}

/// Storage as sandboxed frames have it: every access throws.
const REFUSED: &str = "
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
    }
";

#[test]
fn refused_storage_is_said_and_the_call_works() {
    journey_with("refused-storage", Journey { script: Some(REFUSED), ..Journey::default() }, async |trainee| {
        let library = Library::compile()?;
        let mut player = Player::of(&library, "first-steps.good")?;
        let title = player.session().view().title().to_owned();
        trainee.opens("").await?;
        trainee.chooses_call(&title).await?;
        trainee.sees("Attempts cannot be kept here").await?;
        check_accessibility(trainee, "a briefing where storage is refused").await?;
        trainee.shows("briefing-storage-refused").await?;
        trainee.takes_call(Way::Practice, Keep::NoTrace).await?;
        player.takes_all(trainee).await?;
        trainee.goes_on_to_look_back().await?;
        trainee.reflects("One.", "Two.", "Three.").await?;
        let (attempt, report) = trainee.reads_papers().await?;
        check_same("browser and command line on the same attempt", &report, &cli_report(&attempt)?)?;
        Ok(())
    });
}

/// Storage that fills up: opening works, writing fails from the second write of an attempt on.
const FULL: &str = "
    let written = 0;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...what) {
        if (this.name === 'records' && ++written > 1) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        return put.apply(this, what);
    };
";

#[test]
fn full_storage_gives_a_banner_with_the_attempt_and_the_call_goes_on() {
    journey_with("full-storage", Journey { script: Some(FULL), ..Journey::default() }, async |trainee| {
        let mut player = begins(trainee, Keep::OnThisComputer).await?;
        trainee.sees("Attempts are not being kept").await?;
        check_accessibility(trainee, "a call while storage is full").await?;
        trainee.shows("call-storage-full").await?;
        player.takes(trainee, 2).await?;
        let file: String = trainee.reads("return document.getElementById('trouble-text').value", vec![]).await?;
        let file: Value = serde_json::from_str(&file)?;
        let events = file["attempt"]["events"].as_array().map_or(0, Vec::len);
        ensure!(events >= 2, "the banner holds the attempt as it is, with {events} events");
        trainee.goes_to(&Wanted::button("Save as a file")).await.map(drop)
    });
}

/// What stands in the app's tables.
const KEPT: &str = "
    const done = arguments[arguments.length - 1];
    indexedDB.databases().then(async (all) => {
        const found = [];
        for (const { name } of all) {
            const database = await new Promise((resolve, reject) => { const open = indexedDB.open(name); open.onsuccess = () => resolve(open.result); open.onerror = reject; });
            for (const table of database.objectStoreNames) {
                const keys = await new Promise((resolve) => { const all = database.transaction(table).objectStore(table).getAllKeys(); all.onsuccess = () => resolve(all.result); });
                keys.forEach((key) => found.push(`${table}/${key}`));
            }
            database.close();
        }
        for (const [key] of Object.entries(localStorage)) found.push(`local/${key}`);
        for (const [key] of Object.entries(sessionStorage)) found.push(`session/${key}`);
        done(found);
    }, (error) => done([String(error)]));
";

#[test]
fn leave_no_trace_leaves_no_record() {
    journey("no-trace", async |trainee| {
        let mut player = begins(trainee, Keep::NoTrace).await?;
        player.takes(trainee, 2).await?;
        let kept: Vec<String> = trainee.browser().read_later(KEPT, vec![]).await?;
        ensure!(kept.is_empty(), "without a trace there stand {kept:?}");
        trainee.opens("#/records").await?;
        trainee.reloads().await?;
        trainee.sees("There are no attempts here.").await?;
        trainee.shows("records-empty").await
    });
}

#[test]
fn leaving_without_a_trace_removes_what_was_kept() {
    journey("leave-without-a-trace", async |trainee| {
        begins(trainee, Keep::OnThisComputer).await?;
        let kept: Vec<String> = trainee.browser().read_later(KEPT, vec![]).await?;
        ensure!(kept.iter().any(|key| key.starts_with("records/")), "the attempt is kept: {kept:?}");
        trainee.activates(&Wanted::button("Leave without a trace")).await?;
        trainee.sees("Leave this call without a trace?").await?;
        check_accessibility(trainee, "the question before leaving").await?;
        trainee.shows("leave-question").await?;
        trainee.presses(Key::Escape).await?;
        trainee.is_somewhere().await?;
        trainee.activates(&Wanted::button("Leave without a trace")).await?;
        trainee.activates(&Wanted::button("Leave")).await?;
        trainee.sees_heading("Calls").await?;
        let kept: Vec<String> = trainee.browser().read_later(KEPT, vec![]).await?;
        ensure!(!kept.iter().any(|key| key.starts_with("records/")), "after leaving there stand {kept:?}");
        trainee.activates(&Wanted::button("Delete all")).await?;
        trainee.activates(&Wanted::button("Delete all").within("Delete everything")).await?;
        trainee.sees("Nothing is kept until you say so").await?;
        trainee.is_somewhere().await?;
        let kept: Vec<String> = trainee.browser().read_later(KEPT, vec![]).await?;
        ensure!(kept.is_empty(), "after deleting all there stand {kept:?}");
        Ok(())
    });
}

#[test]
fn a_paused_call_is_offered_again() {
    journey("paused", async |trainee| {
        let mut player = begins(trainee, Keep::OnThisComputer).await?;
        trainee.activates(&Wanted::button("Pause and leave")).await?;
        trainee.sees_heading("Calls").await?;
        trainee.sees("You left a call open").await?;
        check_accessibility(trainee, "the list of calls with one left open").await?;
        trainee.shows("catalogue-resume").await?;
        trainee.activates(&Wanted::link("Go on with it")).await?;
        trainee.waits_for_page().await?;
        player.takes_all(trainee).await
    });
}
