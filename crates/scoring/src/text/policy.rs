//! A policy file.

use doorstep_source::{Diagnostics, Fields, Node, Reading, parse_tree, read};

use super::number::ratio;
use super::{NOT_A_POLICY, POLICY_DOES_NOT_FIT};
use crate::{ConductWeights, FormPolicy, GatePolicy, Policy, Ratio};

/// What the first line of a policy says.
const FORMAT: &str = "doorstep-policy/1";

/// The built-in policy as a file, with a word on each number.
pub const DEFAULT_POLICY_FILE: &str = include_str!("default-policy.yaml");

/// Reads a policy. One without an error fits: see [`Policy::fits`].
pub fn read_policy(source: &str) -> Reading<Policy> {
    let parsed = parse_tree(source);
    let mut out = Diagnostics::new();
    out.extend(parsed.diagnostics);
    let policy = parsed.root.as_ref().and_then(|root| compile(root, &mut out));
    Reading::new(policy, out)
}

fn compile(root: &Node, out: &mut Diagnostics) -> Option<Policy> {
    let mut fields = Fields::of(root, "the policy", out)?;
    let place = fields.place();
    super::format_is(&mut fields, FORMAT, NOT_A_POLICY, out);
    let id = fields.required("id", out).and_then(|node| name(node, out));
    let mut group = |name: &'static str| fields.required(name, out).map(|node| (name, node));
    let groups = ["factors", "levels", "acts", "conduct", "weights", "gates", "form", "groups"].map(&mut group);
    fields.finish(out);
    let [factors, levels, acts, conduct, weights, gates, form, people] =
        groups.map(|found| found.and_then(|(name, node)| Numbers::of(name, node, out)));
    let mut factors = factors?;
    let [heard, marked, cited, unfounded, overcautious] =
        ["heard", "marked", "cited", "unfounded", "overcautious"].map(|name| factors.exact(name, out));
    factors.finish(out);
    let mut levels = levels?;
    let [rho, level_reference] = ["too_low", "reference"].map(|name| levels.exact(name, out));
    levels.finish(out);
    let mut acts = acts?;
    let late = acts.exact("late", out);
    acts.finish(out);
    let mut conduct = conduct?;
    let [question, privacy, respect, blame, collusion] =
        ["question", "privacy", "respect", "blame", "collusion"].map(|name| conduct.whole(name, 10, out));
    conduct.finish(out);
    let mut weights = weights?;
    let [weight_factors, weight_levels, weight_acts, weight_conduct] =
        ["factors", "levels", "acts", "conduct"].map(|name| weights.exact(name, out));
    weights.finish(out);
    let mut gates = gates?;
    let [consensus, stability] = ["consensus", "stability"].map(|name| gates.exact(name, out));
    gates.finish(out);
    let mut form = form?;
    let [cut, band, under_tolerance, under_chance, key_flips, dependability, consistency] =
        ["cut", "band", "under_tolerance", "under_chance", "key_flips", "dependability", "consistency"].map(|name| form.exact(name, out));
    let minimum_cases = form.whole("minimum_cases", 500, out);
    let k2_limit = form.whole("k2_limit", 20, out);
    let key_draws = form.whole("key_draws", 20_000, out);
    let seed = form.whole("seed", u32::MAX, out);
    form.finish(out);
    let mut people = people?;
    let minimum_group = people.whole("minimum", 100, out);
    people.finish(out);
    let policy = Policy {
        id: id?,
        heard: heard?,
        marked: marked?,
        cited: cited?,
        unfounded: unfounded?,
        overcautious: overcautious?,
        rho: rho?,
        level_reference: level_reference?,
        late: late?,
        conduct: ConductWeights { question: question?, privacy: privacy?, respect: respect?, blame: blame?, collusion: collusion? },
        weight_factors: weight_factors?,
        weight_levels: weight_levels?,
        weight_acts: weight_acts?,
        weight_conduct: weight_conduct?,
        gates: GatePolicy { consensus: consensus?, stability: stability? },
        cut: cut?,
        form: FormPolicy {
            minimum_cases: minimum_cases?,
            band: band?,
            k2_limit: k2_limit?,
            under_tolerance: under_tolerance?,
            under_chance: under_chance?,
            key_draws: key_draws?,
            seed: u64::from(seed?),
            key_flips: key_flips?,
            dependability: dependability?,
            consistency: consistency?,
        },
        minimum_group: minimum_group?,
    };
    if let Err(misfit) = policy.fits() {
        let found = misfit.field.split('/').try_fold(root, |node, part| node.get(part));
        let span = found.map_or(place, |node| node.span);
        out.add(POLICY_DOES_NOT_FIT, span, format!("`{}` {}.", misfit.field, misfit.why), "Write a number within these bounds.");
    }
    if super::is_built_in(&policy.id) && policy != Policy::default() {
        out.add(
            POLICY_DOES_NOT_FIT,
            root.get("id").map_or(place, |node| node.span),
            format!("`{}` is the name of the built-in policy, and these are other numbers.", policy.id),
            "Give your policy a name of its own, such as `county@1`.",
        );
    }
    Some(policy)
}

/// A name with its version, such as `county@1`.
fn name(node: &Node, out: &mut Diagnostics) -> Option<String> {
    let text = read::text(node, "id", out)?;
    let letters = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._".contains(letter));
    if text.split_once('@').is_some_and(|(name, version)| letters(name) && letters(version)) && text.len() <= 80 {
        return Some(text.to_owned());
    }
    let message = format!("`{text}` is not a name with a version.");
    out.add(POLICY_DOES_NOT_FIT, node.span, message, "Write letters, digits and hyphens, then @ and a version, such as `county@1`.");
    None
}

/// The numbers of one group.
struct Numbers<'a>(Fields<'a>);

impl<'a> Numbers<'a> {
    fn of(name: &str, node: &'a Node, out: &mut Diagnostics) -> Option<Self> {
        Fields::of(node, format!("`{name}`"), out).map(Self)
    }

    fn exact(&mut self, name: &'static str, out: &mut Diagnostics) -> Option<Ratio> {
        self.0.required(name, out).and_then(|node| ratio(node, name, out))
    }

    fn whole(&mut self, name: &'static str, most: u32, out: &mut Diagnostics) -> Option<u32> {
        let number = self.0.required(name, out).and_then(|node| read::integer(node, name, 0..=i64::from(most), out))?;
        u32::try_from(number).ok()
    }

    fn finish(self, out: &mut Diagnostics) {
        self.0.finish(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_is_printed_is_the_built_in_policy() {
        let reading = read_policy(DEFAULT_POLICY_FILE);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        assert_eq!(reading.value, Some(Policy::default()));
        assert_eq!(Policy::default().fits(), Ok(()));
    }

    #[test]
    fn every_number_is_read_from_its_place() {
        // Each number changed alone, within its bounds, gives another policy.
        let mut seen = vec![Policy::default()];
        let lines: Vec<&str> = DEFAULT_POLICY_FILE.lines().collect();
        let mut changed = 0;
        for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("  ") && line.contains(':')) {
            let (field, rest) = line.split_once(':').unwrap();
            let value = rest.split_whitespace().next().unwrap();
            let other = match field.trim() {
                "heard" | "marked" | "cited" => continue,
                "too_low" | "band" | "reference" => "3",
                "key_draws" | "seed" | "minimum_cases" | "k2_limit" | "minimum" | "cut" => "7",
                "question" | "privacy" | "respect" | "blame" | "collusion" => "2",
                _ => "0.375",
            };
            assert_ne!(value, other);
            let mut text = lines.clone();
            let line = format!("{field}: {other}");
            text[place] = &line;
            let read = read_policy(&text.join("\n").replace("default@1", "other@1"));
            let policy = read.value.unwrap_or_else(|| panic!("{field}: {:?}", read.diagnostics));
            assert!(read.diagnostics.is_empty(), "{field}: {:?}", read.diagnostics);
            assert!(!seen.contains(&policy), "{field} changes something");
            seen.push(policy);
            changed += 1;
        }
        assert_eq!(changed, 28);
    }

    #[test]
    fn a_policy_has_a_name_with_a_version() {
        let named = |name: &str| read_policy(&DEFAULT_POLICY_FILE.replacen("default@1", name, 1)).diagnostics.len();
        let long = |letters: usize| format!("{}@1", "a".repeat(letters));
        assert_eq!(["county@1", "a.b-c_d@2.0", &long(78)].map(named), [0; 3]);
        assert_eq!(["county", "'@1'", "county@", "'coun ty@1'", "county@1!", "a@b@c", &long(79)].map(named), [1; 7]);
    }

    #[test]
    fn the_built_in_name_belongs_to_the_built_in_numbers() {
        let reading = read_policy(&DEFAULT_POLICY_FILE.replacen("cut: 65", "cut: 70", 1));
        let said: Vec<(u32, &str)> = reading.diagnostics.iter().map(|each| (each.span.start.line, each.message.as_str())).collect();
        assert_eq!(said, [(5, "`default@1` is the name of the built-in policy, and these are other numbers.")]);
    }

    #[test]
    fn what_does_not_fit_is_told_at_its_place() {
        let told = |from: &str, to: &str| {
            let text = DEFAULT_POLICY_FILE.replace("default@1", "county@1");
            assert!(text.contains(from), "{from}");
            let reading = read_policy(&text.replacen(from, to, 1));
            reading
                .diagnostics
                .iter()
                .map(|each| format!("{}:{} {}", each.span.start.line, each.code, each.message))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let said = [
            told("heard: 0.3 ", "heard: 0.4 "),
            told("too_low: 2", "too_low: 0.5"),
            told("unfounded: 0.25", "unfounded: a quarter"),
            told("cut: 65", "cut: 101"),
            told("  late: 0.5", "  lat: 0.5"),
            told("format: doorstep-policy/1", "format: doorstep-policy/2"),
            told("weights:              ", "weight:               "),
            told("reference: 2 ", "reference: 1.999 "),
            told("county@1", "county"),
        ];
        expect_test::expect![[r#"
            8:policy-does-not-fit `factors` does not sum to 1: `heard`, `marked` and `cited` are the parts of one credit.
            15:policy-does-not-fit `levels/too_low` is not from 1 to 10.
            11:wrong-type `unfounded` must be a number; this is `a quarter`.
            40:policy-does-not-fit `form/cut` is not from 0 to 100.
            19:missing-field `acts` has no `late`.
            19:unknown-field `acts` has no field `lat`.
            1:not-a-policy `format` must be `doorstep-policy/1`; this is `doorstep-policy/2`.
            1:missing-field the policy has no `weights`.
            28:unknown-field the policy has no field `weight`.
            1:policy-does-not-fit `numbers` are too fine to be summed exactly: write fewer decimals, such as 0.25 and 0.3.
            5:policy-does-not-fit `county` is not a name with a version."#]]
        .assert_eq(&said.join("\n"));
    }
}
