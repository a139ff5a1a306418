//! Whether a key that can certify somebody stands on a tool that may be used for it.

use std::time::{SystemTime, UNIX_EPOCH};

use doorstep_risk_tool::logic::{Date, Unfit};
use doorstep_risk_tool::{RiskTool, Status};
use doorstep_scoring::{AnswerKey, KeyStatus};
use doorstep_source::{Code, Diagnostic, Diagnostics, Severity, parse_tree};

/// A key that is approved, and a tool that is not.
const TOOL_NOT_APPROVED: Code = Code {
    code: "tool-not-approved",
    severity: Severity::Error,
    about: "A key that is approved for certification, and a tool that no force has approved.",
};
/// A key that is approved, and a tool that is not valid on the day.
const TOOL_NOT_VALID: Code = Code {
    code: "tool-not-valid",
    severity: Severity::Error,
    about: "A key that is approved for certification, and a tool that is not valid yet, or no longer.",
};

/// What speaks against certifying with this key and this tool on a day.
pub(super) fn findings(source: &str, key: &AnswerKey, tool: &RiskTool, today: Date) -> Vec<Diagnostic> {
    let mut out = Diagnostics::new();
    let status = parse_tree(source).root.and_then(|root| root.get("status").map(|node| node.span));
    let (Some(span), KeyStatus::Approved) = (status, key.status) else { return Vec::new() };
    let Ok(logic) = tool.logic() else { return Vec::new() };
    let name = format!("`{}` {}", tool.id, tool.version);
    match logic.unfit(tool.status == Status::Approved, today) {
        None => {}
        Some(Unfit::NotApproved) => out.add(
            TOOL_NOT_APPROVED,
            span,
            format!("This key can certify somebody, and no force has approved the tool {name}."),
            "Write `status: panel` here, or name an approved tool in the call.",
        ),
        Some(Unfit::NotYetValid(from)) => out.add(
            TOOL_NOT_VALID,
            span,
            format!("This key can certify somebody, and the tool {name} is valid from {from} only; today is {today}."),
            "Wait until then, or name a tool in the call that is valid now.",
        ),
        Some(Unfit::Expired(until)) => out.add(
            TOOL_NOT_VALID,
            span,
            format!("This key can certify somebody, and the tool {name} ran out on {until}; today is {today}."),
            "Name a tool in the call that is valid now, or have this one approved again.",
        ),
    }
    out.into_sorted()
}

/// The day in universal time, by the machine's clock.
pub(super) fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date_of(seconds / 86_400)
}

/// The date so many days after the first of January 1970, in the Gregorian calendar.
fn date_of(days: u64) -> Date {
    // Counted from the first of March 2000 years before, so that a leap day ends a year, and 400 years are 146,097 days.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    // Years far beyond any clock stop at the last that a date can hold.
    Date { year: u16::try_from(era * 400 + year + next).unwrap_or(u16::MAX), month: month as u8, day: of_month as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, date) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_454, "2026-01-01"), (20_834, "2027-01-16")]
        {
            assert_eq!(date_of(days).to_string(), date, "{days}");
            assert_eq!(Date::read(date), Some(date_of(days)));
        }
    }
}
