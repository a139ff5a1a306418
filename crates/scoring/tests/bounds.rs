//! The bounds of a policy's numbers, each at its last good value and at the first bad one; and what exact ratios read and write.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use doorstep_scoring::*;

fn refused(change: impl FnOnce(&mut Policy)) -> Option<&'static str> {
    let mut policy = Policy::default();
    change(&mut policy);
    policy.fits().err().map(|misfit| misfit.field)
}

#[test]
fn each_number_of_a_policy_is_held_to_its_bounds() {
    let whole = Ratio::whole;
    let hundredths = |share: i64| Ratio::new(share, 100);
    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|policy| policy.unfounded = hundredths(101)), Some("factors/unfounded"));
    assert_eq!(refused(|policy| policy.unfounded = hundredths(-1)), Some("factors/unfounded"));
    assert_eq!(refused(|policy| policy.unfounded = Ratio::ONE), None);
    assert_eq!(refused(|policy| policy.unfounded = Ratio::ZERO), None);
    assert_eq!(refused(|policy| policy.heard = hundredths(31)), Some("factors"));
    assert_eq!([1, 10].map(|rho| refused(|policy| policy.rho = whole(rho))), [None, None]);
    assert_eq!([hundredths(99), hundredths(1001)].map(|rho| refused(|policy| policy.rho = rho)), [Some("levels/too_low"); 2]);
    assert_eq!(refused(|policy| policy.level_reference = whole(20)), None);
    assert_eq!([Ratio::ZERO, hundredths(2001)].map(|most| refused(|policy| policy.level_reference = most)), [Some("levels/reference"); 2]);
    let weigh = |policy: &mut Policy, factors, levels, acts, conduct| {
        (policy.weight_factors, policy.weight_levels) = (whole(factors), whole(levels));
        (policy.weight_acts, policy.weight_conduct) = (whole(acts), whole(conduct));
    };
    assert_eq!(refused(|policy| weigh(policy, 0, 0, 0, 1)), Some("weights"), "conduct alone is no score");
    assert_eq!(refused(|policy| weigh(policy, 0, 0, 1, 0)), None);
    assert_eq!(refused(|policy| policy.conduct.blame = 10), None);
    assert_eq!(refused(|policy| policy.conduct.blame = 11), Some("conduct"));
    assert_eq!([0, 100].map(|cut| refused(|policy| policy.cut = whole(cut))), [None, None]);
    assert_eq!([hundredths(-1), hundredths(10_001)].map(|cut| refused(|policy| policy.cut = cut)), [Some("form/cut"); 2]);
    assert_eq!([1, 500].map(|least| refused(|policy| policy.form.minimum_cases = least)), [None, None]);
    assert_eq!([0, 501].map(|least| refused(|policy| policy.form.minimum_cases = least)), [Some("form/minimum_cases"); 2]);
    assert_eq!([0, 4].map(|band| refused(|policy| policy.form.band = whole(band))), [None, None]);
    assert_eq!(refused(|policy| policy.form.band = hundredths(401)), Some("form/band"));
    assert_eq!([1, 20].map(|limit| refused(|policy| policy.form.k2_limit = limit)), [None, None]);
    assert_eq!([0, 21].map(|limit| refused(|policy| policy.form.k2_limit = limit)), [Some("form/k2_limit"); 2]);
    let half = Ratio::new(1, 2);
    assert_eq!(refused(|policy| (policy.form.under_tolerance, policy.form.under_chance) = (half, half)), None);
    assert_eq!(refused(|policy| policy.form.under_tolerance = hundredths(51)), Some("form/under_tolerance"));
    assert_eq!(refused(|policy| policy.form.under_chance = hundredths(51)), Some("form/under_chance"));
    assert_eq!(refused(|policy| policy.form.key_draws = 20_000), None);
    assert_eq!(refused(|policy| policy.form.key_draws = 20_001), Some("form/key_draws"));
    assert_eq!([2, 100].map(|least| refused(|policy| policy.minimum_group = least)), [None, None]);
    assert_eq!([1, 101].map(|least| refused(|policy| policy.minimum_group = least)), [Some("groups/minimum"); 2]);
    assert_eq!(refused(|policy| policy.late = Ratio::new(1, 1000)), None);
    assert_eq!(refused(|policy| policy.late = Ratio::new(1, 1001)), Some("numbers"));
    let misfit = PolicyMisfit { field: "form/cut", why: "is not from 0 to 100" };
    assert_eq!(misfit.to_string(), "the policy's `form/cut` is not from 0 to 100");
}

/// A digest tells two policies, and two forms, apart.
#[test]
fn digests_tell_what_differs_apart() {
    let usual = Policy::default();
    assert_eq!(usual.digest(), Policy::default().digest());
    assert_ne!(usual.digest(), Policy { cut: Ratio::whole(66), ..usual.clone() }.digest());
    assert_ne!(usual.digest(), doorstep_envelope::Digest::default());
    let form = FormPlan::of("a", ["one", "two"]);
    assert_ne!(form.digest(), FormPlan::of("a", ["one"]).digest());
    assert_ne!(form.digest(), doorstep_envelope::Digest::default());
}

#[test]
fn a_ratio_is_written_as_two_numbers_and_read_in_lowest_terms() {
    let read = |text: &str| serde_json::from_str::<Ratio>(text).map_err(|error| error.to_string());
    assert_eq!(read("[6, 8]"), Ok(Ratio::new(3, 4)));
    assert_eq!(serde_json::to_string(&Ratio::new(6, -8)).unwrap(), "[-3,4]");
    assert!(read("[1, 0]").unwrap_err().contains("a ratio needs a denominator other than zero"));
    assert_eq!(<[i64; 2]>::from(Ratio::new(10, 4)), [5, 2]);
}
