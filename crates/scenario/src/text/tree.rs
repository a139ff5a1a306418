//! Conditions: `and`, `or`, `not`, brackets and comparisons, over values that each format knows for itself.

use core::ops::Range;

use doorstep_source::{Diagnostics, Node, Span, read};

use super::{
    CONDITION_NOT_READABLE,
    token::{Operand, OperandKind, Part, Sign, Token, tokens},
};
use crate::{Comparison, Logic};

/// How deep brackets and `not` can be nested.
const DEEPEST: usize = 32;

/// What a format makes of the values in its conditions. Each function tells what is wrong and then gives nothing.
pub trait Terms<T> {
    /// A value that stands by itself: a yes-or-no.
    fn alone(&mut self, operand: &Operand<'_>, out: &mut Diagnostics) -> Option<Logic<T>>;

    /// Two values that are compared; `span` is the whole comparison.
    fn compare(
        &mut self,
        left: &Operand<'_>,
        comparison: Comparison,
        right: &Operand<'_>,
        span: Span,
        out: &mut Diagnostics,
    ) -> Option<Logic<T>>;
}

/// Reads a condition, the text of a node. What is wrong is told, each mistake at its place; then there is no condition.
pub fn parse_logic<T>(node: &Node, terms: &mut dyn Terms<T>, out: &mut Diagnostics) -> Option<Logic<T>> {
    let text = read::one(node, "when", "Write one condition, without brackets around it: this and that, or this or that.", out)?;
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err(wrong) => {
            out.add(CONDITION_NOT_READABLE, node.part(wrong.bytes), wrong.message, wrong.mend);
            return None;
        }
    };
    let mut parser = Parser { node, text, tokens: &tokens, at: 0, terms, wrong_term: false };
    match parser.any(0, out) {
        Ok(logic) => match parser.peek() {
            None => (!parser.wrong_term).then_some(logic),
            Some(token) => {
                let shown = &text[token.bytes.clone()];
                let (message, mend) = if token.sign == Sign::Close {
                    ("This bracket closes nothing.".to_owned(), "Delete it, or open a bracket before it.")
                } else {
                    (format!("`{shown}` cannot follow what stands before it."), "Put and, or, or a comparison such as >= between them.")
                };
                out.add(CONDITION_NOT_READABLE, node.part(token.bytes.clone()), message, mend);
                None
            }
        },
        Err(Stop) => None,
    }
}

/// Reading stops; why has been told.
struct Stop;

struct Parser<'p, 's, T> {
    node: &'p Node,
    text: &'s str,
    tokens: &'p [Token],
    at: usize,
    terms: &'p mut dyn Terms<T>,
    /// Whether a value was wrong; the rest is read all the same, to find every mistake.
    wrong_term: bool,
}

impl<'p, 's, T> Parser<'p, 's, T> {
    fn peek(&self) -> Option<&'p Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, sign: Sign) -> Option<&'p Token> {
        let token = self.peek().filter(|token| token.sign == sign)?;
        self.at += 1;
        Some(token)
    }

    fn stop<V>(&self, bytes: Range<usize>, message: impl Into<String>, mend: &str, out: &mut Diagnostics) -> Result<V, Stop> {
        out.add(CONDITION_NOT_READABLE, self.node.part(bytes), message, mend);
        Err(Stop)
    }

    fn any(&mut self, depth: usize, out: &mut Diagnostics) -> Result<Logic<T>, Stop> {
        let first = self.all(depth, out)?;
        if self.peek().is_none_or(|token| token.sign != Sign::Or) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(Sign::Or).is_some() {
            parts.push(self.all(depth, out)?);
        }
        Ok(Logic::Any(parts))
    }

    fn all(&mut self, depth: usize, out: &mut Diagnostics) -> Result<Logic<T>, Stop> {
        let first = self.not(depth, out)?;
        if self.peek().is_none_or(|token| token.sign != Sign::And) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(Sign::And).is_some() {
            parts.push(self.not(depth, out)?);
        }
        Ok(Logic::All(parts))
    }

    fn not(&mut self, depth: usize, out: &mut Diagnostics) -> Result<Logic<T>, Stop> {
        if let Some(token) = self.peek().filter(|_| depth > DEEPEST) {
            return self.stop(token.bytes.clone(), "Brackets are nested too deeply here.", "Split the condition in two.", out);
        }
        if self.take(Sign::Not).is_some() {
            return Ok(Logic::Not(Box::new(self.not(depth + 1, out)?)));
        }
        if let Some(open) = self.take(Sign::Open) {
            let inner = self.any(depth + 1, out)?;
            if self.take(Sign::Close).is_none() {
                return self.stop(open.bytes.clone(), "This bracket is not closed.", "Close it with ).", out);
            }
            return Ok(inner);
        }
        self.comparison(out)
    }

    fn comparison(&mut self, out: &mut Diagnostics) -> Result<Logic<T>, Stop> {
        let start = self.peek().map_or(self.text.len(), |token| token.bytes.start);
        let left = self.operand(out)?;
        let Some(Token { sign: Sign::Compare(comparison), .. }) = self.peek() else {
            let logic = self.terms.alone(&left, out);
            return Ok(self.or_wrong(logic));
        };
        self.at += 1;
        let right = self.operand(out)?;
        let end = self.tokens[..self.at].last().map_or(self.text.len(), |token| token.bytes.end);
        if let Some(Token { sign: Sign::Compare(_), bytes }) = self.peek() {
            return self.stop(bytes.clone(), "Only two values can be compared.", "Write two comparisons with and between them.", out);
        }
        let span = self.node.part(start..end);
        let logic = self.terms.compare(&left, *comparison, &right, span, out);
        Ok(self.or_wrong(logic))
    }

    /// A value that was wrong counts as yes, so that reading can go on.
    fn or_wrong(&mut self, logic: Option<Logic<T>>) -> Logic<T> {
        logic.unwrap_or_else(|| {
            self.wrong_term = true;
            Logic::Constant(true)
        })
    }

    fn operand(&mut self, out: &mut Diagnostics) -> Result<Operand<'s>, Stop> {
        let Some(token) = self.peek() else {
            let end = self.text.len();
            let last = self.tokens.last().map_or(0..end, |token| token.bytes.clone());
            return self.stop(last, "Something is missing after this.", "Write a name, a number or a question such as heard(fact).", out);
        };
        let bytes = token.bytes.clone();
        let text = &self.text[bytes.clone()];
        let part = Part { text, span: self.node.part(bytes.clone()) };
        self.at += 1;
        let kind = match token.sign {
            Sign::Quoted => OperandKind::Quoted,
            Sign::Word if self.peek().is_some_and(|next| next.sign == Sign::Open && next.bytes.start == bytes.end) => {
                return self.call(part, bytes.start, out);
            }
            Sign::Word => word_kind(text),
            Sign::And | Sign::Or | Sign::Not | Sign::Open | Sign::Close | Sign::Comma | Sign::Compare(_) => {
                let message = format!("`{text}` stands where a value belongs.");
                return self.stop(bytes, message, "Write a name, a number or a question such as heard(fact) before it.", out);
            }
        };
        Ok(Operand { kind, text, span: part.span })
    }

    fn call(&mut self, name: Part<'s>, start: usize, out: &mut Diagnostics) -> Result<Operand<'s>, Stop> {
        let open = self.at;
        self.at += 1;
        let mut arguments = Vec::new();
        loop {
            let Some(token) = self.peek() else {
                let bytes = self.tokens[open].bytes.clone();
                return self.stop(bytes, "This bracket is not closed.", "Close it with ).", out);
            };
            self.at += 1;
            let bytes = token.bytes.clone();
            match token.sign {
                Sign::Close => break,
                Sign::Comma if !arguments.is_empty() => {}
                Sign::Word | Sign::Quoted => {
                    arguments.push(Part { text: &self.text[bytes.clone()], span: self.node.part(bytes) });
                }
                Sign::And | Sign::Or | Sign::Not | Sign::Open | Sign::Comma | Sign::Compare(_) => {
                    let message = format!("`{}` cannot stand in these brackets.", &self.text[bytes.clone()]);
                    return self.stop(bytes, message, "Write one id in the brackets; ask for each with and or or between.", out);
                }
            }
        }
        let end = self.tokens[..self.at].last().map_or(self.text.len(), |token| token.bytes.end);
        let text = &self.text[start..end];
        Ok(Operand { kind: OperandKind::Call { name, arguments }, text, span: self.node.part(start..end) })
    }
}

fn word_kind<'s>(text: &str) -> OperandKind<'s> {
    match text {
        "true" => return OperandKind::Truth(true),
        "false" => return OperandKind::Truth(false),
        _ => {}
    }
    if let Ok(number) = text.parse::<i32>() {
        return OperandKind::Number(number);
    }
    match read::seconds_of(text) {
        Some(seconds) => OperandKind::Duration(seconds),
        None => OperandKind::Name,
    }
}
