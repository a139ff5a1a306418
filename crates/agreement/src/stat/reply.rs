//! Answers: values with the reasons for those that are not there.

use serde_json::{Map, Value};

use crate::{Interval, Statistic, Undefined};

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The result in the function's shape, `null` for what is undefined.
    pub result: Value,
    /// Why something is `null`.
    pub reason: Option<String>,
}

/// What can stand in an answer.
pub(super) trait Shown {
    fn show(self) -> Statistic<Value>;
}

impl Shown for f64 {
    fn show(self) -> Statistic<Value> {
        // Adding 0 makes a negative zero a plain one.
        crate::number::finite(self).map(|value| Value::from(value + 0.0))
    }
}

impl Shown for Interval {
    fn show(self) -> Statistic<Value> {
        Ok(Value::Array(vec![self.low.show()?, self.high.show()?]))
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn show(self) -> Statistic<Value> {
        self.into_iter().map(Shown::show).collect::<Statistic<_>>().map(Value::Array)
    }
}

macro_rules! plain {
    ($($of:ty),*) => { $(impl Shown for $of { fn show(self) -> Statistic<Value> { Ok(Value::from(self)) } })* };
}
plain!(bool, usize, u64, i64, Value);

impl<T: Shown> Shown for Statistic<T> {
    fn show(self) -> Statistic<Value> {
        self.and_then(Shown::show)
    }
}

/// Collects the fields of a result and the reasons for what is missing.
#[derive(Default)]
pub(super) struct Reply {
    fields: Map<String, Value>,
    reasons: Vec<(String, Undefined)>,
}

impl Reply {
    /// A field.
    pub(super) fn with(mut self, name: &str, value: impl Shown) -> Self {
        let value = self.value(name, value);
        self.fields.insert(name.to_owned(), value);
        self
    }

    /// A field that is a result of its own.
    pub(super) fn with_all(mut self, name: &str, part: Reply) -> Self {
        self.reasons.extend(part.reasons.into_iter().map(|(own, why)| (format!("{name}.{own}"), why)));
        self.fields.insert(name.to_owned(), Value::Object(part.fields));
        self
    }

    /// A value that may be missing, for a place in a list.
    pub(super) fn value(&mut self, name: &str, value: impl Shown) -> Value {
        value.show().unwrap_or_else(|why| {
            self.reasons.push((name.to_owned(), why));
            Value::Null
        })
    }

    /// The same reason for each of some fields.
    pub(super) fn without(names: &[&str], why: Undefined) -> Self {
        names.iter().fold(Self::default(), |reply, name| reply.with(name, Err::<f64, _>(why)))
    }

    /// The fields as the result.
    pub(super) fn done(mut self) -> Answer {
        let fields = core::mem::take(&mut self.fields);
        self.done_with(Value::Object(fields))
    }

    /// Some other value as the result.
    pub(super) fn done_with(self, result: Value) -> Answer {
        let mut told: Vec<(String, Vec<String>)> = Vec::new();
        for (name, why) in self.reasons {
            let why = why.to_string();
            match told.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) => names.push(name),
                None => told.push((why, vec![name])),
            }
        }
        let alone = told.len() == 1;
        let sentence = |(why, names): (String, Vec<String>)| if alone { why } else { format!("{}: {why}", names.join(", ")) };
        let reason = told.into_iter().map(sentence).reduce(|all, one| format!("{all}; {one}"));
        Answer { result, reason }
    }

    /// The fields and the reasons of a list's place.
    pub(super) fn take(self) -> (Value, Vec<(String, Undefined)>) {
        (Value::Object(self.fields), self.reasons)
    }

    /// More reasons, under a name.
    pub(super) fn add_reasons(&mut self, name: &str, reasons: Vec<(String, Undefined)>) {
        self.reasons.extend(reasons.into_iter().map(|(own, why)| (format!("{name}.{own}"), why)));
    }
}

/// An answer that is one value.
pub(super) fn single(value: impl Shown) -> Answer {
    let mut reply = Reply::default();
    let value = reply.value("result", value);
    reply.done_with(value)
}
