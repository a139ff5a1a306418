//! Inputs that have no answer, and those that have only part of one.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::fmt::Write as _;

use doorstep_agreement::stat;
use expect_test::expect;
use serde_json::{Value, json};

/// What each input is answered with.
fn answers(questions: &[(&str, Value)]) -> String {
    let mut text = String::new();
    for (name, input) in questions {
        writeln!(text, "{name} {input}").unwrap();
        match stat::ask(name, input) {
            Ok(answer) => {
                writeln!(text, "    {}", answer.result).unwrap();
                answer.reason.iter().for_each(|reason| writeln!(text, "    because {reason}").unwrap());
            }
            Err(why) => writeln!(text, "    error: {why}").unwrap(),
        }
    }
    text
}

#[test]
fn raters() {
    let found = answers(&[
        ("kappa", json!({"table": [], "weights": "identity"})),
        ("kappa", json!({"table": [[0, 0], [0, 0]], "weights": "identity"})),
        ("kappa", json!({"table": [[7, 0], [0, 0]], "weights": "quadratic"})),
        ("kappa", json!({"table": [[7, 3], [0, 0]], "weights": "identity"})),
        ("kappa", json!({"table": [[7, 0], [0, 5]], "weights": "identity"})),
        ("kappa", json!({"table": [[3, 1], [1, 3]], "weights": [[1, 1], [1, 1]]})),
        ("scott_pi", json!({"table": [[7, 0], [0, 0]]})),
        ("kappa_jackknife", json!({"a": ["x", "y"], "b": ["x", "y"], "categories": ["x", "y"]})),
        ("kappa_jackknife", json!({"a": [1, null], "b": [1.0, 2], "categories": [1, 2]})),
        ("kappa_bootstrap_ci", json!({"table": [[7, 0], [0, 0]], "level": 0.95, "resamples": 100})),
        ("fleiss_kappa", json!({"counts": []})),
        ("fleiss_kappa", json!({"counts": [[3, 0], [3, 0]]})),
        ("fleiss_kappa", json!({"counts": [[1, 0], [0, 1]]})),
        ("krippendorff_alpha", json!({"data": [], "level": "nominal"})),
        ("krippendorff_alpha", json!({"data": [[1, null], [null, 2]], "level": "ordinal"})),
        ("krippendorff_alpha", json!({"data": [[1, 1], [1, 1]], "level": "interval"})),
        ("krippendorff_alpha", json!({"data": [[0, 1], [0, 1]], "level": "ratio"})),
        ("krippendorff_alpha", json!({"data": [[-1, 1], [-1, 2]], "level": "ratio"})),
        ("gwet_ac", json!({"rows": [[1, 1], [1, 1]], "categories": [1, 2], "weights": "identity"})),
        ("gwet_ac", json!({"rows": [[1, 1], [1, 1]], "categories": [1], "weights": "identity"})),
        ("gwet_ac", json!({"rows": [[1, 2]], "categories": [1, 2], "weights": "identity"})),
        ("gwet_ac", json!({"rows": [[1, null]], "categories": [1, 2], "weights": "identity"})),
        ("icc", json!({"rows": [[1, 1], [1, 1]]})),
        ("icc", json!({"rows": [[1, 2], [2, 1]]})),
        ("icc", json!({"rows": [[0.1, 0.2, 0.3], [0.3, 0.1, 0.2]]})),
        ("icc", json!({"rows": [[1, 2], [3, 4]]})),
        ("icc", json!({"rows": [[1, null], [3, 4]]})),
        ("icc", json!({"rows": [[1, 2, 3]]})),
    ]);
    expect![[r#"
        kappa {"table":[],"weights":"identity"}
            {"ci95":null,"kappa":null,"pe":null,"po":null,"se":null,"se0":null}
            because there are no observations
        kappa {"table":[[0,0],[0,0]],"weights":"identity"}
            {"ci95":null,"kappa":null,"pe":null,"po":null,"se":null,"se0":null}
            because there are no observations
        kappa {"table":[[7,0],[0,0]],"weights":"quadratic"}
            {"ci95":null,"kappa":null,"pe":1.0,"po":1.0,"se":null,"se0":null}
            because everything is in one category, so nothing is left to agree on beyond chance
        kappa {"table":[[7,3],[0,0]],"weights":"identity"}
            {"ci95":[0.0,0.0],"kappa":0.0,"pe":0.7,"po":0.7,"se":0.0,"se0":0.0}
        kappa {"table":[[7,0],[0,5]],"weights":"identity"}
            {"ci95":[1.0,1.0],"kappa":1.0,"pe":0.513888888888889,"po":1.0,"se":0.0,"se0":0.2886751345948129}
        kappa {"table":[[3,1],[1,3]],"weights":[[1,1],[1,1]]}
            {"ci95":null,"kappa":null,"pe":1.0,"po":1.0,"se":null,"se0":null}
            because everything is in one category, so nothing is left to agree on beyond chance
        scott_pi {"table":[[7,0],[0,0]]}
            null
            because everything is in one category, so nothing is left to agree on beyond chance
        kappa_jackknife {"a":["x","y"],"b":["x","y"],"categories":["x","y"]}
            {"bias":null,"corrected":null,"estimate":null,"se":null}
            because the statistic is undefined without one of the observations
        kappa_jackknife {"a":[1,null],"b":[1.0,2],"categories":[1,2]}
            {"bias":null,"corrected":null,"estimate":null,"se":null}
            because everything is in one category, so nothing is left to agree on beyond chance
        kappa_bootstrap_ci {"level":0.95,"resamples":100,"table":[[7,0],[0,0]]}
            null
            because the statistic is undefined in every resample
        fleiss_kappa {"counts":[]}
            {"kappa":null,"pa":null,"pe":null}
            because there are no observations
        fleiss_kappa {"counts":[[3,0],[3,0]]}
            {"kappa":null,"pa":1.0,"pe":1.0}
            because everything is in one category, so nothing is left to agree on beyond chance
        fleiss_kappa {"counts":[[1,0],[0,1]]}
            {"kappa":null,"pa":null,"pe":null}
            because no unit has two ratings
        krippendorff_alpha {"data":[],"level":"nominal"}
            null
            because there are no observations
        krippendorff_alpha {"data":[[1,null],[null,2]],"level":"ordinal"}
            null
            because no unit has two ratings
        krippendorff_alpha {"data":[[1,1],[1,1]],"level":"interval"}
            null
            because everything is in one category, so nothing is left to agree on beyond chance
        krippendorff_alpha {"data":[[0,1],[0,1]],"level":"ratio"}
            1.0
        krippendorff_alpha {"data":[[-1,1],[-1,2]],"level":"ratio"}
            null
            because a ratio scale has no negative values
        gwet_ac {"categories":[1,2],"rows":[[1,1],[1,1]],"weights":"identity"}
            {"ci95":[1.0,1.0],"coef":1.0,"pa":1.0,"pe":0.0,"se":0.0}
        gwet_ac {"categories":[1],"rows":[[1,1],[1,1]],"weights":"identity"}
            {"ci95":null,"coef":null,"pa":1.0,"pe":null,"se":null}
            because at least two categories must be declared
        gwet_ac {"categories":[1,2],"rows":[[1,2]],"weights":"identity"}
            {"ci95":null,"coef":-1.0,"pa":0.0,"pe":0.5,"se":null}
            because at least 2 units are needed
        gwet_ac {"categories":[1,2],"rows":[[1,null]],"weights":"identity"}
            {"ci95":null,"coef":null,"pa":null,"pe":null,"se":null}
            because no unit has two ratings
        icc {"rows":[[1,1],[1,1]]}
            {"ci95":{"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null,"ms":{"between":0.0,"error":0.0,"raters":0.0,"within":0.0}}
            because the rating does not vary
        icc {"rows":[[1,2],[2,1]]}
            {"ci95":{"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":-1.0,"icc1k":null,"icc2":null,"icc2k":null,"icc3":-1.0,"icc3k":null,"ms":{"between":0.0,"error":1.0,"raters":0.0,"within":0.5}}
            because icc2, ci95.icc2: the estimated total variance is not positive; icc1k, icc2k, icc3k, ci95.icc1, ci95.icc3, ci95.icc1k, ci95.icc2k, ci95.icc3k: the targets do not differ: the mean square between them is zero
        icc {"rows":[[0.1,0.2,0.3],[0.3,0.1,0.2]]}
            {"ci95":{"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":-0.5,"icc1k":null,"icc2":-1.0,"icc2k":null,"icc3":-0.5,"icc3k":null,"ms":{"between":0.0,"error":0.015,"raters":0.004999999999999999,"within":0.009999999999999998}}
            because icc1k, icc2k, icc3k, ci95.icc1, ci95.icc3, ci95.icc1k, ci95.icc2k, ci95.icc3k: the targets do not differ: the mean square between them is zero; ci95.icc2: the denominator is zero: Satterthwaite's degrees of freedom
        icc {"rows":[[1,2],[3,4]]}
            {"ci95":{"icc1":[-0.6559608056614058,0.9996873534469283],"icc1k":[-3.8132911392405298,0.9998436522826767],"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":0.7777777777777778,"icc1k":0.875,"icc2":0.8,"icc2k":0.8888888888888888,"icc3":1.0,"icc3k":1.0,"ms":{"between":4.0,"error":0.0,"raters":1.0,"within":0.5}}
            because ci95.icc2, ci95.icc2k: the denominator is zero: the mean square of error; ci95.icc3, ci95.icc3k: the denominator is zero: the mean square that is compared with
        icc {"rows":[[1,null],[3,4]]}
            {"ci95":{"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null,"ms":{"between":null,"error":null,"raters":null,"within":null}}
            because a value is missing, and this statistic needs all of them
        icc {"rows":[[1,2,3]]}
            {"ci95":{"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null},"icc1":null,"icc1k":null,"icc2":null,"icc2k":null,"icc3":null,"icc3k":null,"ms":{"between":null,"error":null,"raters":null,"within":null}}
            because at least 2 rows and columns are needed
    "#]].assert_eq(&found);
}

#[test]
fn panels() {
    let found = answers(&[
        ("panel_kappa", json!({"trainee": [], "panel_counts": [], "weights": "linear"})),
        ("panel_kappa", json!({"trainee": [0, 0], "panel_counts": [[5, 0], [5, 0]], "weights": "linear"})),
        ("panel_kappa", json!({"trainee": [1, 1], "panel_counts": [[5, 0], [0, 5]], "weights": "identity"})),
        ("panel_kappa", json!({"trainee": [0, 1], "panel_counts": [[5, 0], [0, 0]], "weights": "identity"})),
        ("sct_credit", json!({"panel": [0, 0]})),
        ("panel_item", json!({"panel": [0, 0], "consensus": 0.75})),
        ("panel_item", json!({"panel": [4], "consensus": 0.75})),
        ("panel_item", json!({"panel": [3, 3], "consensus": 0.75})),
        ("key_stability", json!({"panel": [3, 3]})),
        ("key_stability", json!({"panel": [5, 0, 0]})),
        ("dawid_skene", json!({"long": [], "classes": 2, "raters": 1, "iterations": 5, "alpha": 0.1})),
        ("dawid_skene", json!({"long": [[0, 0, 0], [2, 0, 0]], "classes": 2, "raters": 2, "iterations": 5, "alpha": 0})),
    ]);
    expect![[r#"
        panel_kappa {"panel_counts":[],"trainee":[],"weights":"linear"}
            {"expected":null,"kappa":null,"maximum":null,"observed":null}
            because there are no observations
        panel_kappa {"panel_counts":[[5,0],[5,0]],"trainee":[0,0],"weights":"linear"}
            {"expected":1.0,"kappa":null,"maximum":1.0,"observed":1.0}
            because everything is in one category, so nothing is left to agree on beyond chance
        panel_kappa {"panel_counts":[[5,0],[0,5]],"trainee":[1,1],"weights":"identity"}
            {"expected":0.5,"kappa":0.0,"maximum":1.0,"observed":0.5}
        panel_kappa {"panel_counts":[[5,0],[0,0]],"trainee":[0,1],"weights":"identity"}
            {"expected":null,"kappa":null,"maximum":null,"observed":null}
            because a case has no votes
        sct_credit {"panel":[0,0]}
            null
            because there are no observations
        panel_item {"consensus":0.75,"panel":[0,0]}
            {"consensus":null,"entropy":null,"lower_median":null,"modal_share":null,"modal_share_wilson95":null,"modes":[],"n":0}
            because there are no observations
        panel_item {"consensus":0.75,"panel":[4]}
            {"consensus":true,"entropy":null,"lower_median":0,"modal_share":1.0,"modal_share_wilson95":[0.5101091635454027,1.0],"modes":[0],"n":4}
            because at least two categories must be declared
        panel_item {"consensus":0.75,"panel":[3,3]}
            {"consensus":false,"entropy":1.0,"lower_median":0,"modal_share":0.5,"modal_share_wilson95":[0.1876163064826506,0.8123836935173494],"modes":[0,1],"n":6}
        key_stability {"panel":[3,3]}
            null
            because no single category has the most votes
        key_stability {"panel":[5,0,0]}
            1.0
        dawid_skene {"alpha":0.1,"classes":2,"iterations":5,"long":[],"raters":1}
            {"confusion":null,"iterations":null,"labels":null,"loglik":null,"posterior":null,"prior":null}
            because there are no observations
        dawid_skene {"alpha":0,"classes":2,"iterations":5,"long":[[0,0,0],[2,0,0]],"raters":2}
            {"confusion":[[[1.0,0.0],null],[null,null]],"iterations":5,"labels":[0,null,0],"loglik":0.0,"posterior":[[1.0,0.0],null,[1.0,0.0]],"prior":[1.0,0.0]}
            because there are no observations
    "#]].assert_eq(&found);
}

#[test]
fn scores() {
    let found = answers(&[
        ("detection", json!({"tp": 0, "fp": 0, "fn": 0, "tn": 0})),
        ("detection", json!({"tp": 0, "fp": 0, "fn": 0, "tn": 9})),
        ("detection", json!({"tp": 4, "fp": 0, "fn": 0, "tn": 4})),
        ("clopper_pearson", json!({"x": 0, "n": 0})),
        ("clopper_pearson", json!({"x": 0, "n": 10})),
        ("sdt", json!({"hits": 5, "misses": 0, "false_alarms": 2, "correct_rejections": 3, "correction": "none"})),
        ("sdt", json!({"hits": 5, "misses": 0, "false_alarms": 2, "correct_rejections": 3, "correction": "loglinear"})),
        ("sdt", json!({"hits": 0, "misses": 0, "false_alarms": 2, "correct_rejections": 3, "correction": "loglinear"})),
        ("auc_ordinal", json!({"signal_counts": [0, 0], "noise_counts": [1, 2]})),
        ("auc_ordinal", json!({"signal_counts": [], "noise_counts": []})),
        ("brier", json!({"p": [], "o": []})),
        ("brier", json!({"p": [0.5], "o": [true]})),
        ("rps", json!({"probs": [1], "outcome": 0})),
        ("cbm", json!({"answers": []})),
    ]);
    expect![[r#"
        detection {"fn":0,"fp":0,"tn":0,"tp":0}
            {"bal_acc":null,"f05":null,"f1":null,"f2":null,"mcc":null,"npv":null,"ppv":null,"sens":null,"sens_wilson95":null,"spec":null,"spec_wilson95":null}
            because sens, spec, ppv, npv, bal_acc, sens_wilson95, spec_wilson95: there are no observations; f1, f2, f05: the denominator is zero: nothing was present or called present; mcc: the denominator is zero: a margin of the table is empty
        detection {"fn":0,"fp":0,"tn":9,"tp":0}
            {"bal_acc":null,"f05":null,"f1":null,"f2":null,"mcc":null,"npv":1.0,"ppv":null,"sens":null,"sens_wilson95":null,"spec":1.0,"spec_wilson95":[0.7008549515804559,1.0]}
            because sens, ppv, bal_acc, sens_wilson95: there are no observations; f1, f2, f05: the denominator is zero: nothing was present or called present; mcc: the denominator is zero: a margin of the table is empty
        detection {"fn":0,"fp":0,"tn":4,"tp":4}
            {"bal_acc":1.0,"f05":1.0,"f1":1.0,"f2":1.0,"mcc":1.0,"npv":1.0,"ppv":1.0,"sens":1.0,"sens_wilson95":[0.5101091635454027,1.0],"spec":1.0,"spec_wilson95":[0.5101091635454027,1.0]}
        clopper_pearson {"n":0,"x":0}
            null
            because there are no observations
        clopper_pearson {"n":10,"x":0}
            [0.0,0.3084971078187606]
        sdt {"correct_rejections":3,"correction":"none","false_alarms":2,"hits":5,"misses":0}
            {"F":0.4,"H":1.0,"c":null,"dprime":null,"ln_beta":null,"se_dprime":null}
            because a rate of exactly 0 or 1 has no finite normal deviate; see the log-linear correction
        sdt {"correct_rejections":3,"correction":"loglinear","false_alarms":2,"hits":5,"misses":0}
            {"F":0.4166666666666667,"H":0.9166666666666666,"c":-0.5862828664263569,"dprime":1.5934225213485629,"ln_beta":-0.9341963232445482,"se_dprime":0.984502936733666}
        sdt {"correct_rejections":3,"correction":"loglinear","false_alarms":2,"hits":0,"misses":0}
            {"F":0.4166666666666667,"H":null,"c":null,"dprime":null,"ln_beta":null,"se_dprime":null}
            because there are no observations
        auc_ordinal {"noise_counts":[1,2],"signal_counts":[0,0]}
            null
            because there are no observations
        auc_ordinal {"noise_counts":[],"signal_counts":[]}
            null
            because there are no observations
        brier {"o":[],"p":[]}
            {"brier":null,"reliability":null,"resolution":null,"uncertainty":null}
            because there are no observations
        brier {"o":[true],"p":[0.5]}
            {"brier":0.25,"reliability":0.25,"resolution":0.0,"uncertainty":0.0}
        rps {"outcome":0,"probs":[1]}
            0.0
        cbm {"answers":[]}
            0
    "#]].assert_eq(&found);
}

#[test]
fn forms() {
    let found = answers(&[
        ("cronbach_alpha", json!({"items": []})),
        ("cronbach_alpha", json!({"items": [[1], [2]]})),
        ("cronbach_alpha", json!({"items": [[1, 0], [0, 1]]})),
        ("cronbach_alpha", json!({"items": [[1, 0], [null, 1]]})),
        ("item_stats", json!({"items": []})),
        ("item_stats", json!({"items": [[1, 0, 1], [1, 1, 0], [1, 0, 0]]})),
        ("b_index", json!({"items": [[1, 1], [1, 1]], "cut": 1})),
        ("b_index", json!({"items": [[1, 1], [0, 1]], "cut": 5})),
        ("g_pxi", json!({"items": [[1, 1], [1, 1]]})),
        ("g_pxi", json!({"items": [[1, 2], [2, 1]], "lam": 1.5})),
        ("g_pxi", json!({"items": []})),
        ("spearman_brown", json!({"r": 0.5, "m": -1})),
        ("length_for", json!({"r": 0, "target": 0.8})),
        ("length_for", json!({"r": 0.5, "target": 1})),
        ("livingston_k2", json!({"rel": 0.8, "mean": 5, "sd": 0, "cut": 5})),
        ("peng_subkoviak", json!({"z": 0, "rel": 1})),
        ("peng_subkoviak", json!({"z": 60, "rel": 0.5})),
        ("subkoviak", json!({"scores": [], "n": 5, "cut": 3, "rel": 0.5})),
        ("subkoviak", json!({"scores": [5, 5], "n": 5, "cut": 3, "rel": 1})),
        ("livingston_lewis_params", json!({"l": 0, "u": 1, "a": 2, "b": 2, "n": 10, "cut": 0})),
        ("effective_length", json!({"mean": 5, "variance": 0, "min": 0, "max": 10, "rel": 0.5})),
        ("lord_csem", json!({"x": 1, "n": 1})),
        ("angoff", json!({"ratings": [[0.5, 0.6]]})),
        ("angoff", json!({"ratings": []})),
        ("borderline_regression", json!({"scores": [5, 6, 7], "grades": [2, 2, 2], "borderline": 2})),
        ("borderline_regression", json!({"scores": [5, 6], "grades": [1, 2], "borderline": 2})),
        ("borderline_regression", json!({"scores": [], "grades": [], "borderline": 2})),
        ("hofstee", json!({"scores": [1, 1, 1], "cmin": 5, "cmax": 8, "fmin": 0.1, "fmax": 0.4})),
        ("hofstee", json!({"scores": [], "cmin": 5, "cmax": 8, "fmin": 0.1, "fmax": 0.4})),
        ("hofstee", json!({"scores": [6, 6, 6], "cmin": 5, "cmax": 8, "fmin": 0.1, "fmax": 0.4})),
        ("bookmark", json!({"b": 0, "rp": 1})),
        ("rasch_cml", json!({"items": [[1, 1], [0, 0]]})),
        ("rasch_cml", json!({"items": [[1, 0, 1], [1, 1, 0], [1, 0, 1]]})),
        ("rasch_cml", json!({"items": [[1, 0, 0], [1, 1, 0], [1, 1, 0]]})),
        ("rasch_cml", json!({"items": [[1, 0, 0, 1], [0, 1, 1, 0]]})),
        ("rasch_cml", json!({"items": [[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]})),
        ("rasch_theta", json!({"score": 0, "b": [0, 1], "method": "mle"})),
        ("rasch_theta", json!({"score": 2, "b": [0, 1], "method": "wle"})),
        ("rasch_theta", json!({"score": 0, "b": [], "method": "eap"})),
        ("linear_equate", json!({"x": 1, "mx": 1, "sx": 0, "my": 1, "sy": 1})),
        ("nominal_weights_mean", json!({"x": 1, "mX": 1, "mY": 1, "mV1": 1, "mV2": 1, "nX": 1, "nY": 1, "nV1": 0, "nV2": 1, "w1": 0.5})),
        ("circle_arc", json!({"x": 60, "low": [0, 0], "mid": [25, 27], "high": [50, 50]})),
    ]);
    expect![[r#"
        cronbach_alpha {"items":[]}
            {"alpha":null,"ci95":null,"sem":null}
            because there are no observations
        cronbach_alpha {"items":[[1],[2]]}
            {"alpha":null,"ci95":null,"sem":null}
            because at least 2 items are needed
        cronbach_alpha {"items":[[1,0],[0,1]]}
            {"alpha":null,"ci95":null,"sem":null}
            because the total score does not vary
        cronbach_alpha {"items":[[1,0],[null,1]]}
            {"alpha":null,"ci95":null,"sem":null}
            because a value is missing, and this statistic needs all of them
        item_stats {"items":[]}
            null
            because there are no observations
        item_stats {"items":[[1,0,1],[1,1,0],[1,0,0]]}
            [{"alpha_if_deleted":-2.0,"p":1.0,"r_rest":null,"r_total":null},{"alpha_if_deleted":-4.440892098500626e-16,"p":0.3333333333333333,"r_rest":-0.5000000000000001,"r_total":0.5000000000000001},{"alpha_if_deleted":-4.440892098500626e-16,"p":0.3333333333333333,"r_rest":-0.5000000000000001,"r_total":0.5000000000000001}]
            because the item does not vary
        b_index {"cut":1,"items":[[1,1],[1,1]]}
            null
            because everybody reaches the cut
        b_index {"cut":5,"items":[[1,1],[0,1]]}
            null
            because nobody reaches the cut
        g_pxi {"items":[[1,1],[1,1]]}
            {"erho2":null,"phi":null,"sem_abs":0.0,"sem_rel":0.0,"var_i":0.0,"var_p":0.0,"var_pi":0.0}
            because the denominator is zero: nothing varies
        g_pxi {"items":[[1,2],[2,1]],"lam":1.5}
            {"erho2":0.0,"phi":0.0,"phi_lambda":-1.0,"sem_abs":0.7071067811865476,"sem_rel":0.7071067811865476,"var_i":-0.5,"var_p":-0.5,"var_pi":1.0}
        g_pxi {"items":[]}
            {"erho2":null,"phi":null,"sem_abs":null,"sem_rel":null,"var_i":null,"var_p":null,"var_pi":null}
            because there are no observations
        spearman_brown {"m":-1,"r":0.5}
            null
            because the denominator is zero: 1 + (m - 1) r
        length_for {"r":0,"target":0.8}
            null
            because a form without reliability reaches none by being longer
        length_for {"r":0.5,"target":1}
            null
            because the denominator is zero: no length reaches a reliability of 1
        livingston_k2 {"cut":5,"mean":5,"rel":0.8,"sd":0}
            null
            because the denominator is zero: no spread, and the mean is at the cut
        peng_subkoviak {"rel":1,"z":0}
            {"kappa":1.0,"p0":1.0,"pc":0.5}
        peng_subkoviak {"rel":0.5,"z":60}
            {"kappa":null,"p0":1.0,"pc":1.0}
            because everything is in one category, so nothing is left to agree on beyond chance
        subkoviak {"cut":3,"n":5,"rel":0.5,"scores":[]}
            {"kappa":null,"p0":null,"pc":null}
            because there are no observations
        subkoviak {"cut":3,"n":5,"rel":1,"scores":[5,5]}
            {"kappa":null,"p0":1.0,"pc":1.0}
            because everything is in one category, so nothing is left to agree on beyond chance
        livingston_lewis_params {"a":2,"b":2,"cut":0,"l":0,"n":10,"u":1}
            {"accuracy":1.0,"consistency":1.0,"cut":0,"false_fail":0.0,"false_pass":0.0,"kappa":null,"n":10}
            because everything is in one category, so nothing is left to agree on beyond chance
        effective_length {"max":10,"mean":5,"min":0,"rel":0.5,"variance":0}
            null
            because the denominator is zero: s² (1 - r)
        lord_csem {"n":1,"x":1}
            null
            because at least 2 items are needed
        angoff {"ratings":[[0.5,0.6]]}
            {"cut":1.1,"judge_cuts":[1.1],"sd_judges":null,"se":null}
            because at least 2 judges are needed
        angoff {"ratings":[]}
            {"cut":null,"judge_cuts":[],"sd_judges":null,"se":null}
            because there are no observations
        borderline_regression {"borderline":2,"grades":[2,2,2],"scores":[5,6,7]}
            {"cut":null,"intercept":null,"r2":null,"rmse":null,"se_cut":null,"slope":null}
            because the grade does not vary
        borderline_regression {"borderline":2,"grades":[1,2],"scores":[5,6]}
            {"cut":6.0,"intercept":4.0,"r2":1.0,"rmse":null,"se_cut":null,"slope":1.0}
            because at least 3 candidates are needed
        borderline_regression {"borderline":2,"grades":[],"scores":[]}
            {"cut":null,"intercept":null,"r2":null,"rmse":null,"se_cut":null,"slope":null}
            because there are no observations
        hofstee {"cmax":8,"cmin":5,"fmax":0.4,"fmin":0.1,"scores":[1,1,1]}
            {"cut":null,"fail_rate":null}
            because the line and the curve do not cross
        hofstee {"cmax":8,"cmin":5,"fmax":0.4,"fmin":0.1,"scores":[]}
            {"cut":null,"fail_rate":null}
            because there are no observations
        hofstee {"cmax":8,"cmin":5,"fmax":0.4,"fmin":0.1,"scores":[6,6,6]}
            {"cut":6.0,"fail_rate":0.0}
        bookmark {"b":0,"rp":1}
            null
            because a response probability of 0 or 1 has no finite cut
        rasch_cml {"items":[[1,1],[0,0]]}
            [null,null]
            because nobody has some items right and some wrong
        rasch_cml {"items":[[1,0,1],[1,1,0],[1,0,1]]}
            [null,0.3465735902798269,-0.3465735902798269]
            because everybody or nobody solved the item among those who count
        rasch_cml {"items":[[1,0,0],[1,1,0],[1,1,0]]}
            [null,null,null]
            because 0, 2: everybody or nobody solved the item among those who count; 1: nobody has some items right and some wrong
        rasch_cml {"items":[[1,0,0,1],[0,1,1,0]]}
            [0.0,0.0,0.0,0.0]
        rasch_cml {"items":[[1,1,1,0],[1,1,0,1],[1,0,0,0],[0,1,0,0]]}
            [null,null,null,null]
            because the items fall into groups that the answers do not link, so the likelihood has no finite maximum
        rasch_theta {"b":[0,1],"method":"mle","score":0}
            {"se":null,"theta":null}
            because a score of zero or the full score has no finite estimate by this method
        rasch_theta {"b":[0,1],"method":"wle","score":2}
            {"se":1.961036088783946,"theta":2.245958080372673}
        rasch_theta {"b":[],"method":"eap","score":0}
            {"se":0.999999999999999,"theta":8.236390651576813e-17}
        linear_equate {"mx":1,"my":1,"sx":0,"sy":1,"x":1}
            null
            because the denominator is zero: the standard deviation of X
        nominal_weights_mean {"mV1":1,"mV2":1,"mX":1,"mY":1,"nV1":0,"nV2":1,"nX":1,"nY":1,"w1":0.5,"x":1}
            null
            because the denominator is zero: the number of anchor items
        circle_arc {"high":[50,50],"low":[0,0],"mid":[25,27],"x":60}
            null
            because the score lies outside the two end points
    "#]].assert_eq(&found);
}

#[test]
fn what_is_no_input() {
    let found = answers(&[
        ("kapa", json!({})),
        ("kappa_boot", json!({})),
        ("kappa", json!({})),
        ("kappa", json!({"table": [[1, 2], [3]]})),
        ("kappa", json!({"table": [[1, -2], [3, 1]]})),
        ("kappa", json!({"table": [[1, 2.5], [3, 1]]})),
        ("kappa", json!({"table": [[1, 2], [3, 1]], "weights": "cubic"})),
        ("kappa", json!({"table": [[1, 2], [3, 1]], "weights": [[1, "1/0"], [0, 1]]})),
        ("kappa", json!({"table": [[1, 2], [3, 1]], "weights": [[0, 1], [1, 0]]})),
        ("kappa", json!({"table": [[1, 2], [3, 1]], "weights": [[1]]})),
        ("kappa_jackknife", json!({"a": [1], "b": [3], "categories": [1, 2]})),
        ("kappa_jackknife", json!({"a": [1], "b": [1], "categories": [1, 1.0]})),
        ("kappa_bootstrap_ci", json!({"table": [[1, 2], [3, 1]], "level": 95, "resamples": 10})),
        ("krippendorff_alpha", json!({"data": [[1, 2], [1]], "level": "nominal"})),
        ("krippendorff_alpha", json!({"data": [["a", 2]], "level": "nominal"})),
        ("krippendorff_alpha", json!({"data": [[1, 2]], "level": "cardinal"})),
        ("panel_kappa", json!({"trainee": [3], "panel_counts": [[1, 2]], "weights": "linear"})),
        ("dawid_skene", json!({"long": [[0, 5, 0]], "classes": 2, "raters": 1, "iterations": 5, "alpha": 0.1})),
        ("dawid_skene", json!({"long": [[0, 0, 0]], "classes": 2, "raters": 1, "iterations": 5, "alpha": -1})),
        ("clopper_pearson", json!({"x": 3, "n": 2})),
        ("brier", json!({"p": [1.2], "o": [1]})),
        ("brier", json!({"p": [0.2], "o": [2]})),
        ("rps", json!({"probs": [0.2, 0.2], "outcome": 0})),
        ("rps", json!({"probs": [], "outcome": 0})),
        ("cbm", json!({"answers": [[4, true]]})),
        ("subkoviak", json!({"scores": [9], "n": 5, "cut": 3, "rel": 0.5})),
        ("livingston_lewis_params", json!({"l": 0.5, "u": 0.5, "a": 1, "b": 1, "n": 10, "cut": 0.5})),
        ("hofstee", json!({"scores": [1], "cmin": 9, "cmax": 8, "fmin": 0.1, "fmax": 0.4})),
        ("rasch_theta", json!({"score": 3, "b": [0, 1], "method": "mle"})),
        ("circle_arc", json!({"x": 60, "low": [0, 0], "mid": [0, 27], "high": [50, 50]})),
        ("mean_equate", json!({"x": 60, "mx": "5"})),
    ]);
    expect![[r#"
        kapa {}
            error: there is no function `kapa`
        kappa_boot {}
            error: there is no function `kappa_boot`; did you mean `kappa`?
        kappa {}
            error: input: missing field `table`
        kappa {"table":[[1,2],[3]]}
            error: input: the table: row 1 (from 0) has 1 entries instead of 2; give every row the same number
        kappa {"table":[[1,-2],[3,1]]}
            error: input: -2 is not a count: write a whole number from 0 on
        kappa {"table":[[1,2.5],[3,1]]}
            error: input: 2.5 is not a count: write a whole number from 0 on
        kappa {"table":[[1,2],[3,1]],"weights":"cubic"}
            error: input: there are no weights `cubic`: write identity, linear, quadratic or a matrix
        kappa {"table":[[1,2],[3,1]],"weights":[[1,"1/0"],[0,1]]}
            error: input: the weight `1/0` is no number and no fraction such as `5/6`
        kappa {"table":[[1,2],[3,1]],"weights":[[0,1],[1,0]]}
            error: input: a weight on the diagonal is 0; it must be 1: the same category agrees with itself
        kappa {"table":[[1,2],[3,1]],"weights":[[1]]}
            error: input: the weights has 1 entries and the list of categories has 2; they belong together and must be as many
        kappa_jackknife {"a":[1],"b":[3],"categories":[1,2]}
            error: input: the rating 3 is none of the categories; declare it or correct it
        kappa_jackknife {"a":[1],"b":[1],"categories":[1,1.0]}
            error: input: the category at place 1 (from 0) stands there twice; name each once
        kappa_bootstrap_ci {"level":95,"resamples":10,"table":[[1,2],[3,1]]}
            error: input: the level is 95; it must be between 0 and 1, such as 0.95
        krippendorff_alpha {"data":[[1,2],[1]],"level":"nominal"}
            error: input: the ratings: row 1 (from 0) has 1 entries instead of 2; give every row the same number
        krippendorff_alpha {"data":[["a",2]],"level":"nominal"}
            error: input: invalid type: string "a", expected f64
        krippendorff_alpha {"data":[[1,2]],"level":"cardinal"}
            error: input: unknown variant `cardinal`, expected one of `nominal`, `ordinal`, `interval`, `ratio`
        panel_kappa {"panel_counts":[[1,2]],"trainee":[3],"weights":"linear"}
            error: input: there is no category 3: there are 2, counted from 0
        dawid_skene {"alpha":0.1,"classes":2,"iterations":5,"long":[[0,5,0]],"raters":1}
            error: input: there is no rater 5: there are 1, counted from 0
        dawid_skene {"alpha":-1,"classes":2,"iterations":5,"long":[[0,0,0]],"raters":1}
            error: input: the pseudo-count is -1; it must be 0 or more
        clopper_pearson {"n":2,"x":3}
            error: input: the number of successes is 3; it must be at most the number of observations
        brier {"o":[1],"p":[1.2]}
            error: input: a probability is 1.2; it must be from 0 to 1
        brier {"o":[2],"p":[0.2]}
            error: input: 2 is neither 0 nor 1
        rps {"outcome":0,"probs":[0.2,0.2]}
            error: input: the sum of the probabilities is 0.4; it must be 1
        rps {"outcome":0,"probs":[]}
            error: input: the sum of the probabilities is -0; it must be 1
        cbm {"answers":[[4,true]]}
            error: input: the certainty 4 is none: write 1, 2 or 3
        subkoviak {"cut":3,"n":5,"rel":0.5,"scores":[9]}
            error: input: a score is 9; it must be from 0 to the number of items
        livingston_lewis_params {"a":1,"b":1,"cut":0.5,"l":0.5,"n":10,"u":0.5}
            error: input: the lower bound is 0.5; it must be a proportion below the upper bound
        hofstee {"cmax":8,"cmin":9,"fmax":0.4,"fmin":0.1,"scores":[1]}
            error: input: the least cut is 9; it must be below the most
        rasch_theta {"b":[0,1],"method":"mle","score":3}
            error: input: the score is 3; it must be at most the number of items
        circle_arc {"high":[50,50],"low":[0,0],"mid":[0,27],"x":60}
            error: input: the middle score is 0; it must be between the lowest and the highest
        mean_equate {"mx":"5","x":60}
            error: input: `mx` is "5"; write a number
    "#]]
    .assert_eq(&found);
}
