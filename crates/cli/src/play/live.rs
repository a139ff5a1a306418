//! A call taken by hand.

use std::io::{BufRead, Write};

use doorstep_simulator::{Event, Mode, Phase, Refusal, Session, TurnIndex};

use super::ask::{Stop, Terminal, number};
use super::{assessment, transcript};
use crate::failure::Failure;

/// What can be written at a choice besides its number.
const HELP: &str = "Write the number of a choice. Or: `mark 12` or `unmark 12` for a line as evidence, `note` and your words, \
    `back` to the choice before (in practice), `quit`.";

/// Takes the call until it ends or the trainee stops.
pub(super) fn take(session: &mut Session, mut terminal: Terminal<impl BufRead, impl Write>) -> Result<(), Failure> {
    match go(session, &mut terminal) {
        Ok(()) => Ok(()),
        Err(Stop::Quit) => match terminal.tell("You left the call before its end.") {
            Ok(()) | Err(Stop::Quit) => Ok(()),
            Err(Stop::Failed(failure)) => Err(failure),
        },
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

fn go(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>) -> Result<(), Stop> {
    terminal.say(&transcript::briefing(session, terminal.width))?;
    terminal.say("\n")?;
    terminal.tell(HELP)?;
    let mut shown = 0;
    loop {
        terminal.say(&transcript::since(session, shown, terminal.width))?;
        shown = session.view().turn_count();
        match session.state().phase() {
            Phase::Ended(_) => return terminal.say("\nThe call has ended.\n"),
            Phase::Assessing(due, _) => assessment::make(session, due, terminal)?,
            Phase::Call => choose(session, terminal, &mut shown)?,
        }
    }
}

/// One choice, and what is written before it.
fn choose(session: &mut Session, terminal: &mut Terminal<impl BufRead, impl Write>, shown: &mut usize) -> Result<(), Stop> {
    terminal.say("\n")?;
    let choices: Vec<_> = session.view().offers().map(|offer| (offer.choice, session.view().words(offer.text), offer.manner)).collect();
    for (place, (_, words, manner)) in choices.iter().enumerate() {
        let words = match manner {
            doorstep_scenario::Manner::Say => format!("\"{words}\""),
            doorstep_scenario::Manner::Do => words.clone(),
        };
        terminal.entry(place + 1, &words)?;
    }
    loop {
        let line = terminal.ask("\nYour choice:")?;
        let (word, rest) = line.split_once(' ').map_or((line.as_str(), ""), |(word, rest)| (word, rest.trim()));
        let done = match word {
            "mark" => turn(session, rest).and_then(|turn| apply(session, Event::Mark(turn))).map(|()| "Marked."),
            "unmark" => turn(session, rest).and_then(|turn| apply(session, Event::Unmark(turn))).map(|()| "The mark is off."),
            "note" => apply(session, Event::Note { text: rest.to_owned() }).map(|()| "Noted."),
            "back" => match back(session) {
                Ok(()) => {
                    *shown = session.view().turn_count().saturating_sub(1);
                    terminal.say("\nYou are back before your last choice.\n")?;
                    return Ok(());
                }
                Err(why) => Err(why),
            },
            _ => match number(word, choices.len()) {
                Ok(place) if rest.is_empty() => {
                    terminal.say("\n")?;
                    // The choice is one of those offered, and a call ends long before the transcript is too long.
                    match apply(session, Event::Choose(choices[place].0)) {
                        Ok(()) => return Ok(()),
                        Err(why) => Err(why),
                    }
                }
                _ => Err(HELP.to_owned()),
            },
        };
        match done {
            Ok(done) => terminal.tell(done)?,
            Err(why) => terminal.tell(&why)?,
        }
    }
}

/// The moment before the last choice.
fn back(session: &mut Session) -> Result<(), String> {
    let step = session.view().step();
    if session.attempt().header.mode == Mode::Rehearsal {
        return Err(super::sentence(&Refusal::NoWayBack.to_string()));
    }
    let step = step.checked_sub(1).ok_or("This is the first choice.")?;
    apply(session, Event::GoBack { step })
}

fn turn(session: &Session, word: &str) -> Result<TurnIndex, String> {
    // A transcript holds far fewer turns than its numbers can count.
    number(word, session.view().turn_count()).map(|place| TurnIndex(place as u32))
}

/// Applies an event; a refusal in a sentence.
pub(super) fn apply(session: &mut Session, event: Event) -> Result<(), String> {
    session.apply(event).map_err(|refusal| super::sentence(&refusal.to_string()))
}
