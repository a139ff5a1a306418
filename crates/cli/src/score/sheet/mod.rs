//! The marking sheet: what a person needs to mark the reasons that an officer gave, and room for the marks.
//!
//! The software proposes no mark. It shows what was written, which facts a sound reason could have named, which of these had been heard
//! and which were cited; a person reads and decides. What the readers judged stands on a page of its own, for afterwards.

mod content;
mod html;
mod markdown;

use doorstep_scoring::Report;
use doorstep_simulator::Session;

use crate::arguments::SheetForm;

/// A part of a sheet.
enum Block {
    Title(String),
    Heading(String),
    Subheading(String),
    Paragraph(String),
    /// The officer's own words, as they were written.
    Quote(String),
    /// A head and rows of as many cells.
    Table(Vec<&'static str>, Vec<Vec<String>>),
    /// Lines to be filled in by hand.
    Blank(Vec<&'static str>),
    NewPage,
}

/// The sheet as a document.
pub(super) fn write(report: &Report, session: &Session, form: SheetForm) -> String {
    let blocks = content::blocks(report, session);
    match form {
        SheetForm::Markdown => markdown::write(&blocks),
        SheetForm::Html => html::write(&blocks, &session.content().scenario.language),
    }
}
