//! Questions and answers in the terminal.

use std::io::{BufRead, Write};

use crate::failure::Failure;
use crate::page::wrap;

/// The trainee stopped: by `quit`, or by closing the input.
#[derive(Debug)]
pub(super) enum Stop {
    /// By their own wish.
    Quit,
    /// Something failed.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Whether people see what they write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Echo {
    /// The terminal shows it.
    Seen,
    /// It comes from elsewhere and is shown here.
    Shown,
}

/// A terminal to ask in.
pub(super) struct Terminal<I, O> {
    input: I,
    output: O,
    echo: Echo,
    pub(super) width: usize,
}

impl<I: BufRead, O: Write> Terminal<I, O> {
    pub(super) fn new(input: I, output: O, width: usize, echo: Echo) -> Self {
        Self { input, output, echo, width }
    }

    /// Says something, as it stands.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.output.write_all(text.as_bytes())?)
    }

    /// Says a paragraph, wrapped.
    pub(super) fn tell(&mut self, text: &str) -> Result<(), Stop> {
        let text = wrap("", "", text, self.width);
        self.say(&text)
    }

    /// Says a paragraph with an indent, wrapped.
    pub(super) fn tell_within(&mut self, text: &str) -> Result<(), Stop> {
        let text = wrap("  ", "  ", text, self.width);
        self.say(&text)
    }

    /// Says a paragraph below an entry of a numbered list, wrapped.
    pub(super) fn tell_under(&mut self, text: &str) -> Result<(), Stop> {
        let text = wrap("      ", "      ", text, self.width);
        self.say(&text)
    }

    /// Says an entry of a numbered list, wrapped.
    pub(super) fn entry(&mut self, number: usize, text: &str) -> Result<(), Stop> {
        let text = wrap(&format!("{number:>4}  "), "      ", text, self.width);
        self.say(&text)
    }

    /// Asks for a line. White space around it is left out.
    pub(super) fn ask(&mut self, prompt: &str) -> Result<String, Stop> {
        self.say(&format!("{prompt} "))?;
        self.output.flush()?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        let line = line.trim();
        if self.echo == Echo::Shown {
            self.say(&format!("{line}\n"))?;
        }
        if read == 0 || line == "quit" {
            self.say("\n")?;
            return Err(Stop::Quit);
        }
        Ok(line.to_owned())
    }

    /// Asks until `read` takes the answer; what it says otherwise is told.
    pub(super) fn ask_until<T>(&mut self, prompt: &str, mut read: impl FnMut(&str) -> Result<T, String>) -> Result<T, Stop> {
        loop {
            let line = self.ask(prompt)?;
            match read(&line) {
                Ok(answer) => return Ok(answer),
                Err(why) => self.tell(&why)?,
            }
        }
    }

    /// Asks for the number of an entry; `usual` is taken where nothing is written.
    pub(super) fn ask_number(&mut self, prompt: &str, count: usize, usual: Option<usize>) -> Result<usize, Stop> {
        self.ask_until(prompt, |line| match (line, usual) {
            ("", Some(usual)) => Ok(usual),
            _ => number(line, count),
        })
    }
}

/// A number from 1 to `count`, as a place from 0.
pub(super) fn number(word: &str, count: usize) -> Result<usize, String> {
    match word.parse::<usize>() {
        Ok(number) if (1..=count).contains(&number) => Ok(number - 1),
        _ if count == 1 => Err("Write 1.".to_owned()),
        _ => Err(format!("Write a number from 1 to {count}.")),
    }
}

/// Numbers from 1 to `count` with spaces or commas between, as places from 0.
pub(super) fn numbers(line: &str, count: usize) -> Result<Vec<usize>, String> {
    line.split([' ', ',', '\t']).filter(|word| !word.is_empty()).map(|word| number(word, count)).collect()
}
