//! The addresses of the app: what stands behind the `#`.
//!
//! Addresses are hash routes, because the app must work in any folder of any server. An address names a record by its random id and
//! never says what an attempt held.

use core::fmt;

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// All calls.
    Catalogue,
    /// Before a call: its id.
    Briefing(String),
    /// A call that is being taken: the record's id.
    Play(String),
    /// Looking back before the debrief: the record's id.
    Reflect(String),
    /// The debrief: the record's id.
    Debrief(String),
    /// The attempts kept on this computer.
    Records,
    /// Where to find help for yourself or for somebody else.
    Support,
    /// What this is, how it is operated, what is stored.
    About,
    /// The neutral page of the quick hide.
    Notes,
    /// An address that no page has.
    Unknown(String),
}

impl Route {
    /// Reads what stands behind the `#`, with or without the `#`. Every text gives a route.
    ///
    /// ```
    /// use doorstep_app::route::Route;
    /// assert_eq!(Route::parse("#/call/hollow-lane"), Route::Briefing("hollow-lane".into()));
    /// ```
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#');
        let mut parts = path.trim_start_matches('/').trim_end_matches('/').split('/');
        let (page, name, rest) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        let route = match (page, name, rest) {
            ("", None, None) => Some(Self::Catalogue),
            ("call", Some(call), None) => is_name(call).then(|| Self::Briefing(call.to_owned())),
            ("play", Some(record), None) => is_name(record).then(|| Self::Play(record.to_owned())),
            ("reflect", Some(record), None) => is_name(record).then(|| Self::Reflect(record.to_owned())),
            ("debrief", Some(record), None) => is_name(record).then(|| Self::Debrief(record.to_owned())),
            ("records", None, None) => Some(Self::Records),
            ("support", None, None) => Some(Self::Support),
            ("about", None, None) => Some(Self::About),
            ("notes", None, None) => Some(Self::Notes),
            _ => None,
        };
        route.unwrap_or_else(|| Self::Unknown(path.to_owned()))
    }

    /// Whether the page stands in the part of the app that the first choice does not wait for.
    pub const fn needs_rest(&self) -> bool {
        matches!(self, Self::Records | Self::About | Self::Reflect(_) | Self::Debrief(_))
    }
}

/// Whether a text can be a call's or record's id: letters, digits and hyphens.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalogue => f.write_str("#/"),
            Self::Briefing(call) => write!(f, "#/call/{call}"),
            Self::Play(record) => write!(f, "#/play/{record}"),
            Self::Reflect(record) => write!(f, "#/reflect/{record}"),
            Self::Debrief(record) => write!(f, "#/debrief/{record}"),
            Self::Records => f.write_str("#/records"),
            Self::Support => f.write_str("#/support"),
            Self::About => f.write_str("#/about"),
            Self::Notes => f.write_str("#/notes"),
            Self::Unknown(path) => write!(f, "#{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_reads_back_from_its_address() {
        let id = || String::from("a1b2-c3");
        let routes = [
            Route::Catalogue,
            Route::Briefing(id()),
            Route::Play(id()),
            Route::Reflect(id()),
            Route::Debrief(id()),
            Route::Records,
            Route::Support,
            Route::About,
            Route::Notes,
            Route::Unknown("/nowhere/at/all".into()),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn an_empty_address_is_the_catalogue_and_a_strange_one_is_unknown() {
        for hash in ["", "#", "#/", "/"] {
            assert_eq!(Route::parse(hash), Route::Catalogue, "{hash:?}");
        }
        for hash in ["#/play", "#/play/", "#/play/a/b", "#/play/<b>", "#/call/../x", "#/records/all", "#main"] {
            assert!(matches!(Route::parse(hash), Route::Unknown(_)), "{hash:?}");
        }
    }
}
