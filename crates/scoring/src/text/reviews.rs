//! A file of reviews: what a person who read the logs said of critical errors.

use doorstep_source::{Diagnostics, Fields, Node, Reading, parse_tree, read};

use super::NOT_REVIEWS;
use super::lower::text_of;
use crate::CriticalReview;

/// What the first line of the file says.
const FORMAT: &str = "doorstep-reviews/1";

/// Reads reviews of critical errors.
pub fn read_reviews(source: &str) -> Reading<Vec<CriticalReview>> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let reviews = parsed.root.as_ref().and_then(|root| compile(root, &mut out));
    Reading::new(reviews, out)
}

fn compile(root: &Node, out: &mut Diagnostics) -> Option<Vec<CriticalReview>> {
    let mut fields = Fields::of(root, "the file", out)?;
    super::format_is(&mut fields, FORMAT, NOT_REVIEWS, out);
    let by = text_of(&mut fields, "by", out);
    let list = fields.required("reviews", out).and_then(|node| read::list(node, "reviews", out)).unwrap_or(&[]);
    let reviews: Vec<CriticalReview> = list.iter().filter_map(|node| review(node, &by, out)).collect();
    fields.finish(out);
    (!out.has_error()).then_some(reviews)
}

fn review(node: &Node, by: &str, out: &mut Diagnostics) -> Option<CriticalReview> {
    let mut fields = Fields::of(node, "this review", out)?;
    let call = fields.required("call", out).and_then(|node| read::id(node, "call", out)).map(str::to_owned);
    let error = fields.required("error", out).and_then(|node| read::id(node, "error", out)).map(str::to_owned);
    let confirmed = fields.required("confirmed", out).and_then(|node| read::boolean(node, "confirmed", out));
    let why = text_of(&mut fields, "why", out);
    fields.finish(out);
    Some(CriticalReview { call: call?, error: error?, confirmed: confirmed?, by: by.to_owned(), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REVIEWS: &str = "\
format: doorstep-reviews/1
by: second assessor
reviews:
  - call: hollow-lane
    error: left-unsafe
    confirmed: true
    why: The log shows no safety step after line 40.
";

    #[test]
    fn reviews_are_read() {
        let reading = read_reviews(REVIEWS);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let reviews = reading.value.unwrap();
        assert_eq!((reviews.len(), reviews[0].confirmed, reviews[0].by.as_str()), (1, true, "second assessor"));
        for (from, to) in
            [("confirmed: true", "confirmed: perhaps"), ("error: ", "eror: "), ("by: second assessor\n", ""), ("reviews/1", "reviews/9")]
        {
            let reading = read_reviews(&REVIEWS.replace(from, to));
            assert!(reading.value.is_none() && !reading.diagnostics.is_empty(), "{to}");
        }
    }
}
