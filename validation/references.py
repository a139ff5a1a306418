"""The cases and what others say to them. Nothing here comes from Doorstep's own code: libraries where one has the statistic, and
otherwise another way to compute it (enumeration, root finding, quadrature, least squares) than the one that Doorstep takes."""

import itertools
import math
import statistics

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import scipy.integrate
import scipy.optimize
import scipy.special
import scipy.stats
import sklearn.metrics
import statsmodels.api
import statsmodels.formula.api
import statsmodels.stats.anova
import statsmodels.stats.inter_rater
import statsmodels.stats.proportion
from crowdkit.aggregation import DawidSkene
from irrCAC.raw import CAC
from irrCAC.table import CAC as TableCAC

UNCHECKED = object()
NOT_STATISTICS = {"factor_outcome", "level_credit", "level_form", "pass_rule"}
CLOSED, ITERATED, RESAMPLED = 1e-9, 1e-6, 0.03


class Case:
    def __init__(self, function, given, expected, reference, tolerance=CLOSED, explain=None, ask_r=None):
        self.function, self.input, self.expected, self.reference = function, given, expected, reference
        self.tolerance, self.ask_r = tolerance, ask_r
        self.explain = explain or (lambda path, expected, found: None)


def attempt(function, *arguments, **options):
    """What a library says, or nothing where it raises."""
    try:
        return function(*arguments, **options)
    except (ValueError, ZeroDivisionError, AssertionError, FloatingPointError, IndexError, KeyError):
        return None


def tables(rng, count):
    for _ in range(count):
        q = int(rng.integers(2, 6))
        yield rng.integers(0, 12, (q, q)) * (rng.random((q, q)) < 0.8)
    yield from (np.array(table) for table in ([[7, 0], [0, 0]], [[7, 3], [0, 0]], [[4, 0], [0, 5]], [[0, 4], [5, 0]], [[0, 0], [0, 1]]))


def pairs_of(table):
    pairs = [(a, b) for (a, b), n in np.ndenumerate(table) for _ in range(int(n))]
    return [a for a, _ in pairs], [b for _, b in pairs]


WEIGHTS = {"identity": None, "linear": "linear", "quadratic": "quadratic"}


def kappa(rng, count):
    for table in tables(rng, count):
        a, b = pairs_of(table)
        labels = list(range(len(table)))
        one_rater = "the standard error of a table with a constant rater is 0, statsmodels divides rounding errors"
        for name, other in WEIGHTS.items():
            expected = attempt(sklearn.metrics.cohen_kappa_score, a, b, labels=labels, weights=other) if a else None
            yield Case("kappa", {"table": table.tolist(), "weights": name}, {"kappa": expected}, "scikit-learn")
            if a:
                known = statsmodels.stats.inter_rater.cohens_kappa(table, wt=other)
                low_high = [known.kappa_low, known.kappa_upp]
                fields = {"kappa": known.kappa, "se": known.std_kappa, "se0": known.std_kappa0, "ci95": low_high}

                def explain(path, expected, found, table=table):
                    constant = (table.sum(0) > 0).sum() == 1 or (table.sum(1) > 0).sum() == 1
                    small = expected is None or math.isnan(expected) or abs(expected) < 1e-6
                    return one_rater if constant and small else None

                yield Case("kappa", {"table": table.tolist(), "weights": name}, fields, "statsmodels", explain=explain)
        if a:
            own = rng.random((len(table), len(table)))
            np.fill_diagonal(own, 1)
            own = (own + own.T) / 2
            # statsmodels takes a matrix as distances.
            known = statsmodels.stats.inter_rater.cohens_kappa(table, weights=1 - own)
            fields = {"kappa": known.kappa, "se": known.std_kappa, "se0": known.std_kappa0}
            yield Case("kappa", {"table": table.tolist(), "weights": own.tolist()}, fields, "statsmodels, weights of one's own", explain=explain)


def scott_pi(rng, count):
    for table in tables(rng, count):
        frame = pd.DataFrame(table)
        known = attempt(lambda: TableCAC(frame, digits=14).scott()["est"]["coefficient_value"])
        constant = ((table.sum(0) + table.sum(1)) > 0).sum() < 2
        yield Case("scott_pi", {"table": table.tolist()}, None if constant else known, "irrCAC")


def kappa_jackknife(rng, count):
    for _ in range(count):
        n, q = int(rng.integers(4, 30)), int(rng.integers(2, 5))
        a = rng.integers(0, q, n)
        b = np.where(rng.random(n) < 0.6, a, rng.integers(0, q, n))
        of = lambda keep: sklearn.metrics.cohen_kappa_score(a[keep], b[keep], labels=range(q))
        everything = np.arange(n)
        estimate, without = of(everything), np.array([of(everything != left_out) for left_out in range(n)])
        fields = {
            "estimate": estimate,
            "bias": (n - 1) * (without.mean() - estimate),
            "se": math.sqrt((n - 1) * np.mean((without - without.mean()) ** 2)),
        }
        if np.isnan(without).any():
            fields = dict.fromkeys(fields)
        given = {"a": a.tolist(), "b": b.tolist(), "categories": list(range(q))}
        yield Case("kappa_jackknife", given, fields, "scikit-learn, one left out at a time")


def kappa_bootstrap_ci(rng, count):
    for _ in range(max(3, count // 12)):
        table = rng.integers(3, 25, (3, 3)) + np.diag(rng.integers(20, 40, 3))
        n, shares = table.sum(), (table / table.sum()).ravel()
        drawn = rng.multinomial(n, shares, 10_000).reshape(-1, 3, 3)
        observed = np.trace(drawn, axis1=1, axis2=2) / n
        chance = (drawn.sum(1) * drawn.sum(2)).sum(1) / n**2
        expected = np.quantile((observed - chance) / (1 - chance), [0.025, 0.975])
        given = {"table": table.tolist(), "level": 0.95, "resamples": 10_000}
        yield Case("kappa_bootstrap_ci", given, expected, "NumPy's multinomial resamples", RESAMPLED)


def fleiss_kappa(rng, count):
    for place in range(count):
        units, raters, q = rng.integers(2, 15), rng.integers(2, 8), rng.integers(2, 6)
        counts = rng.multinomial(raters, rng.dirichlet(np.ones(q)), units)
        known = statsmodels.stats.inter_rater.fleiss_kappa(counts)
        yield Case("fleiss_kappa", {"counts": counts.tolist()}, {"kappa": known}, "statsmodels")
        frame = gaps(rng, units, raters, q)
        known = irr(frame, q, "fleiss")
        told = [[int((frame.loc[row] == k).sum()) for k in range(q)] for row in frame.index]
        yield Case("fleiss_kappa", {"counts": told}, {"kappa": known and known[0]}, "irrCAC, unequal numbers of ratings")
    yield Case("fleiss_kappa", {"counts": [[3, 0], [3, 0]]}, {"kappa": None}, "statsmodels")


def gaps(rng, units, raters, q):
    """Ratings with gaps, some agreement, and no unit or rater without any."""
    while True:
        truth = rng.integers(0, q, units)
        said = np.where(rng.random((units, raters)) < 0.6, truth[:, None], rng.integers(0, q, (units, raters))).astype(float)
        said[rng.random((units, raters)) < 0.2] = np.nan
        rated = (~np.isnan(said)).sum(1)
        if (rated > 0).all() and (rated > 1).any() and (~np.isnan(said)).any(0).all() and len(np.unique(said[~np.isnan(said)])) > 1:
            return pd.DataFrame(said)


def irr(frame, q, name, weights="identity"):
    cac = CAC(frame, weights=weights, categories=[float(k) for k in range(q)], digits=14)
    return attempt(lambda: (lambda est: (est["coefficient_value"], est["se"], est["pa"], est["pe"], est["confidence_interval"]))(getattr(cac, name)()["est"]))


def gwet_ac(rng, count):
    for _ in range(count):
        units, raters, q = int(rng.integers(3, 15)), int(rng.integers(2, 7)), int(rng.integers(2, 6))
        frame = gaps(rng, units, raters, q)
        rows = [[None if np.isnan(v) else int(v) for v in row] for row in frame.to_numpy()]
        for weights in WEIGHTS:
            known = irr(frame, q, "gwet", weights)
            # irrCAC pins SciPy 1.12, whose quantile of Student's t is off in the ninth digit; its incomplete beta function is not.
            freedom = units - 1
            y = scipy.special.betaincinv(freedom / 2, 0.5, 0.05)
            half = math.sqrt(freedom * (1 - y) / y) * known[1]
            why = "SciPy 1.12's quantile of Student's t is off in the ninth digit; ours is R's"
            explain = lambda path, expected, found: why if "ci95" in path and abs(expected - found) < 1e-8 else None
            fields = {"coef": known[0], "se": known[1], "pa": known[2], "pe": known[3], "ci95": list(known[4])}
            given = {"rows": rows, "categories": list(range(q)), "weights": weights}
            yield Case("gwet_ac", given, fields, "irrCAC", explain=explain)
            interval = [known[0] - half, min(1, known[0] + half)]
            yield Case("gwet_ac", given, {"ci95": interval}, "SciPy's incomplete beta function, with irrCAC's standard error")


def krippendorff_alpha(rng, count):
    for place in range(count):
        raters, units = int(rng.integers(2, 8)), int(rng.integers(2, 20))
        values = rng.integers(1, 6, (raters, units)).astype(float)
        if place % 3 == 0:
            values = np.round(rng.gamma(2, 2, (raters, units)), 3) + 0.1
        agree = rng.random((raters, units)) < 0.5
        values = np.where(agree, values[0], values)
        values[rng.random(values.shape) < 0.25] = np.nan
        data = [[None if np.isnan(v) else v for v in row] for row in values]
        for level in ("nominal", "ordinal", "interval", "ratio"):
            known = attempt(krippendorff.alpha, reliability_data=values, level_of_measurement=level)
            yield Case("krippendorff_alpha", {"data": data, "level": level}, known, "krippendorff")
    for data in ([[1, 1], [1, 1]], [[1, None], [None, 2]]):
        yield Case("krippendorff_alpha", {"data": data, "level": "nominal"}, None, "krippendorff")


ICC_NAMES = ["icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"]


def icc(rng, count):
    for _ in range(count):
        n, k = int(rng.integers(3, 12)), int(rng.integers(2, 7))
        rows = rng.normal(0, 1.5, (n, 1)) + rng.normal(0, 0.7, k) + rng.normal(0, 1, (n, k))
        long = pd.DataFrame(rows).reset_index().melt(id_vars="index")
        known = pingouin.intraclass_corr(long, targets="index", raters="variable", ratings="value")
        values = known.iloc[:, known.columns.get_loc("ICC")].tolist()
        yield Case("icc", {"rows": rows.tolist()}, dict(zip(ICC_NAMES, values)), "pingouin")
        yield Case("icc", {"rows": rows.tolist()}, None, "R psych", ITERATED, ask_r="icc")
    flat = [[1, 2, 3], [3, 1, 2], [2, 3, 1]]
    yield Case("icc", {"rows": flat}, {"icc1k": None, "icc2k": None, "icc3k": None}, "pingouin")
    yield Case("icc", {"rows": [[2, 2], [2, 2]]}, dict.fromkeys(ICC_NAMES), "pingouin")


def panel_kappa(rng, count):
    for place in range(count):
        cases, q = int(rng.integers(2, 15)), int(rng.integers(2, 6))
        name = ["identity", "linear", "quadratic"][place % 3]
        i, j = np.indices((q, q))
        distance = abs(i - j) / (q - 1)
        weights = {"identity": (i == j) * 1.0, "linear": 1 - distance, "quadratic": 1 - distance**2}[name]
        panel = rng.multinomial(12, rng.dirichlet(np.ones(q)), cases)
        trainee = rng.integers(0, q, cases)
        shares, chosen = panel / 12, np.eye(q)[trainee]
        near = np.einsum("jk,ik->ij", weights, shares)
        observed, maximum = np.einsum("ij,ij->", chosen, near) / cases, near.max(1).mean()
        expected = np.einsum("j,jk,k->", chosen.mean(0), weights, shares.mean(0))
        room = maximum - expected
        fields = {"observed": observed, "expected": expected, "maximum": maximum, "kappa": (observed - expected) / room if room > 1e-12 else None}
        given = {"trainee": trainee.tolist(), "panel_counts": panel.tolist(), "weights": name}
        yield Case("panel_kappa", given, fields, "einsum")
        expert = rng.integers(0, q, cases)
        known = sklearn.metrics.cohen_kappa_score(trainee, expert, labels=range(q), weights=WEIGHTS[name])
        given = {"trainee": trainee.tolist(), "panel_counts": np.eye(q, dtype=int)[expert].tolist(), "weights": name}
        yield Case("panel_kappa", given, {"kappa": known}, "scikit-learn, panels of one")


def votes(rng, count):
    for _ in range(count):
        yield rng.multinomial(int(rng.integers(1, 13)), rng.dirichlet(np.ones(int(rng.integers(2, 5))))).tolist()


def sct_credit(rng, count):
    for panel in votes(rng, count):
        yield Case("sct_credit", {"panel": panel}, [v / max(panel) for v in panel], "division")


def panel_item(rng, count):
    for panel in votes(rng, count):
        said = [k for k, v in enumerate(panel) for _ in range(v)]
        n, most = len(said), max(panel)
        fields = {
            "n": n, "modes": sorted(statistics.multimode(said)), "modal_share": most / n,
            "modal_share_wilson95": statsmodels.stats.proportion.proportion_confint(most, n, method="wilson"),
            "lower_median": statistics.median_low(said), "entropy": scipy.stats.entropy(panel, base=len(panel)),
            "consensus": most / n >= 0.75,
        }
        yield Case("panel_item", {"panel": panel, "consensus": 0.75}, fields, "statistics, SciPy, statsmodels")


def key_stability(rng, count):
    for panel in votes(rng, count):
        n, most = sum(panel), max(panel)
        expected = None
        if panel.count(most) == 1:
            mode, shares = panel.index(most), np.array(panel) / n
            ways = (np.array(c) for c in itertools.product(range(n + 1), repeat=len(panel)) if sum(c) == n)
            won = [c for c in ways if all(c[mode] > v for k, v in enumerate(c) if k != mode)]
            expected = float(sum(scipy.stats.multinomial.pmf(c, n, shares) for c in won))
        yield Case("key_stability", {"panel": panel}, expected, "enumeration with SciPy's multinomial")


def em(long, classes, raters, iterations, alpha):
    """Dawid and Skene with dense arrays and logarithms."""
    items = max(i for i, _, _ in long) + 1
    counts = np.zeros((items, raters, classes))
    for i, r, l in long:
        counts[i, r, l] += 1
    T = counts.sum(1) / counts.sum((1, 2))[:, None]
    for _ in range(iterations):
        prior = T.mean(0)
        theta = np.einsum("ik,irl->rkl", T, counts) + alpha
        theta /= theta.sum(2, keepdims=True)
        # The logarithm of nothing as a number, so that nothing times it is nothing.
        log = lambda values: np.maximum(np.log(np.nan_to_num(values)), -1e5)
        likely = log(prior) + np.einsum("irl,rkl->ik", counts, log(theta))
        total = scipy.special.logsumexp(likely, axis=1)
        T = np.exp(likely - total[:, None])
    return {"prior": prior, "confusion": theta, "posterior": T, "loglik": total.sum(), "labels": T.argmax(1)}


def dawid_skene(rng, count):
    for place in range(max(6, count // 3)):
        items, raters, classes = int(rng.integers(5, 30)), int(rng.integers(2, 6)), int(rng.integers(2, 7))
        truth = rng.integers(0, classes, items)
        long = [
            [i, r, int(truth[i] if rng.random() < 0.7 else rng.integers(0, classes))]
            for i in range(items) for r in range(raters) if r == i % raters or rng.random() < 0.8
        ]
        base = {"long": long, "classes": classes, "raters": raters, "init": "majority"}
        expected = em(long, classes, raters, 12, 0.05)
        yield Case("dawid_skene", base | {"iterations": 12, "alpha": 0.05}, expected, "NumPy, dense", ITERATED)
        data = pd.DataFrame(long, columns=["task", "worker", "label"])
        if data.label.nunique() == classes:
            known = DawidSkene(n_iter=6, tol=-math.inf).fit(data).probas_.sort_index().sort_index(axis=1)
            expected = {"posterior": known.to_numpy().tolist()}
            with np.errstate(all="ignore"):
                dense = em(long, classes, raters, 6, 0)["posterior"]
            why = "where an estimate is 0 crowd-kit takes 1e-10; ours is the dense computation's number"

            def explain(path, expected, found, dense=dense):
                item, label = (int(part.rstrip("]")) for part in path.split("[")[1:])
                return why if abs(dense[item, label] - found) < ITERATED else None

            yield Case("dawid_skene", base | {"iterations": 6, "alpha": 0}, expected, "crowd-kit", ITERATED, explain)


def detection(rng, count):
    for place in range(count):
        tp, fp, fn, tn = (int(v) for v in rng.integers(0 if place % 3 else 1, 9, 4))
        truth, said = [1] * (tp + fn) + [0] * (fp + tn), [1] * tp + [0] * fn + [1] * fp + [0] * tn
        metric = lambda name, **options: getattr(sklearn.metrics, name)(truth, said, zero_division=np.nan, **options)
        rates = lambda yes, no: statsmodels.stats.proportion.proportion_confint(yes, yes + no, method="wilson") if yes + no else [None, None]
        whole = min(tp + fn, fp + tn) > 0
        fields = {
            "sens": metric("recall_score"), "spec": metric("recall_score", pos_label=0),
            "ppv": metric("precision_score"), "npv": metric("precision_score", pos_label=0),
            "sens_wilson95": rates(tp, fn), "spec_wilson95": rates(tn, fp),
            "bal_acc": sklearn.metrics.balanced_accuracy_score(truth, said) if whole else None,
            "mcc": sklearn.metrics.matthews_corrcoef(truth, said) if whole and min(tp + fp, tn + fn) > 0 else None,
        }
        for name, b in (("f1", 1.0), ("f2", 2.0), ("f05", 0.5)):
            fields[name] = metric("fbeta_score", beta=b) if truth else None
        given = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
        yield Case("detection", given, fields, "scikit-learn, statsmodels")
        if min(tp + fn, fp + tn, tp + fp, tn + fn) > 0:
            yield Case("detection", given, None, "R cutpointr", ask_r="detection")


def clopper_pearson(rng, count):
    for _ in range(count):
        n = int(rng.integers(1, 200))
        x = int(rng.choice([0, n, rng.integers(0, n + 1)]))
        known = scipy.stats.binomtest(x, n).proportion_ci(method="exact")
        yield Case("clopper_pearson", {"x": x, "n": n}, [known.low, known.high], "SciPy")


def sdt(rng, count):
    z = scipy.stats.norm
    for place in range(count):
        hits, misses, alarms, rejections = (int(v) for v in rng.integers(0, 40, 4) + (place % 3 > 0))
        for correction in ("none", "loglinear"):
            signals, noise, more = hits + misses, alarms + rejections, 0.5 if correction == "loglinear" else 0
            if not signals or not noise:
                continue
            h, f = (hits + more) / (signals + 2 * more), (alarms + more) / (noise + 2 * more)
            fields = {"H": h, "F": f, "dprime": None, "c": None, "ln_beta": None, "se_dprime": None}
            if 0 < h < 1 and 0 < f < 1:
                own, other = z.ppf(h), z.ppf(f)
                se = math.sqrt(h * (1 - h) / (signals * z.pdf(own) ** 2) + f * (1 - f) / (noise * z.pdf(other) ** 2))
                fields |= {"dprime": own - other, "c": -(own + other) / 2, "ln_beta": math.log(z.pdf(own) / z.pdf(other)), "se_dprime": se}
            given = {"hits": hits, "misses": misses, "false_alarms": alarms, "correct_rejections": rejections, "correction": correction}
            yield Case("sdt", given, fields, "SciPy", ITERATED)


def auc_ordinal(rng, count):
    for _ in range(count):
        signal, noise = rng.integers(0, 9, (2, int(rng.integers(2, 6))))
        if signal.sum() and noise.sum():
            scores = np.concatenate([np.repeat(np.arange(len(signal)), signal), np.repeat(np.arange(len(noise)), noise)])
            truth = [1] * int(signal.sum()) + [0] * int(noise.sum())
            given = {"signal_counts": signal.tolist(), "noise_counts": noise.tolist()}
            yield Case("auc_ordinal", given, sklearn.metrics.roc_auc_score(truth, scores), "scikit-learn")


def brier(rng, count):
    for _ in range(count):
        n = int(rng.integers(1, 60))
        p = rng.choice([0, 0.1, 0.25, 0.5, 0.7, 0.9, 1.0], n)
        o = (rng.random(n) < p).astype(int)
        bins = pd.DataFrame({"p": p, "o": o}).groupby("p").o.agg(["mean", "count"])
        fields = {
            "brier": sklearn.metrics.mean_squared_error(o, p),
            "reliability": np.average((bins["mean"] - bins.index) ** 2, weights=bins["count"]),
            "resolution": np.average((bins["mean"] - o.mean()) ** 2, weights=bins["count"]), "uncertainty": o.var(),
        }
        yield Case("brier", {"p": p.tolist(), "o": o.tolist()}, fields, "scikit-learn, pandas")


def rps(rng, count):
    for _ in range(count):
        probabilities = rng.dirichlet(np.ones(int(rng.integers(2, 7))))
        outcome = int(rng.integers(0, len(probabilities)))
        # The mean Brier score of all ways to cut the categories in two, times their number.
        cuts = [sklearn.metrics.mean_squared_error([outcome <= k], [probabilities[: k + 1].sum()]) for k in range(len(probabilities) - 1)]
        yield Case("rps", {"probs": probabilities.tolist(), "outcome": outcome}, sum(cuts), "scikit-learn, cut by cut")


def cbm(rng, count):
    marks = {(1, 1): 1, (1, 0): 0, (2, 1): 2, (2, 0): -2, (3, 1): 3, (3, 0): -6}
    for _ in range(count):
        answers = [[int(c), int(r)] for c, r in zip(rng.integers(1, 4, 9), rng.integers(0, 2, 9))]
        yield Case("cbm", {"answers": answers}, sum(marks[tuple(answer)] for answer in answers), "a table")


def scores(rng, whole=False):
    n, k = int(rng.integers(4, 25)), int(rng.integers(3, 9))
    rows = rng.normal(0, 1, (n, 1)) + rng.normal(0, 0.5, k) + rng.normal(0, 1.2, (n, k))
    return (rows > 0).astype(int) if whole else rows


def cronbach_alpha(rng, count):
    for _ in range(count):
        items = scores(rng)
        n, k = items.shape
        alpha, _ = pingouin.cronbach_alpha(pd.DataFrame(items))
        f = scipy.stats.f
        bounds = [1 - (1 - alpha) * f.ppf(tail, n - 1, (n - 1) * (k - 1)) for tail in (0.975, 0.025)]
        sem = items.sum(1).std(ddof=1) * math.sqrt(1 - alpha)
        yield Case("cronbach_alpha", {"items": items.tolist()}, {"alpha": alpha, "ci95": bounds, "sem": sem}, "pingouin, SciPy's F")
        yield Case("cronbach_alpha", {"items": items.tolist()}, None, "R psych", ask_r="alpha")


def item_stats(rng, count):
    for _ in range(count):
        items = scores(rng, whole=rng.random() < 0.5)
        frame = pd.DataFrame(items)
        total = frame.sum(axis=1)
        rows = []
        for item in frame:
            rest = frame.drop(columns=item)
            alpha = pingouin.cronbach_alpha(rest)[0] if rest.sum(axis=1).var() > 0 else None
            rows.append({
                "p": frame[item].mean(), "r_total": frame[item].corr(total), "r_rest": frame[item].corr(total - frame[item]),
                "alpha_if_deleted": alpha,
            })
        constant = "pandas finds a correlation with a score that does not vary, out of rounding errors"
        explain = lambda path, expected, found: constant if found is None else None
        yield Case("item_stats", {"items": items.tolist()}, rows, "pandas, pingouin", explain=explain)
        if (frame.var() > 0).all():
            yield Case("item_stats", {"items": items.tolist()}, None, "R psych", ask_r="items")


def b_index(rng, count):
    for _ in range(count):
        frame = pd.DataFrame(scores(rng, whole=True))
        cut = int(rng.integers(1, frame.shape[1]))
        passed = frame.sum(axis=1) >= cut
        expected = None if passed.nunique() < 2 else (frame[passed].mean() - frame[~passed].mean()).tolist()
        yield Case("b_index", {"items": frame.to_numpy().tolist(), "cut": cut}, expected, "pandas")


def g_pxi(rng, count):
    for _ in range(max(10, count // 3)):
        items = scores(rng)
        n, k = items.shape
        long = pd.DataFrame(items).reset_index().melt(id_vars="index")
        fit = statsmodels.formula.api.ols("value ~ C(index) + C(variable)", long).fit()
        squares = statsmodels.stats.anova.anova_lm(fit)
        squares = squares["sum_sq"] / squares["df"]
        p, i, e = (squares["C(index)"] - squares["Residual"]) / k, (squares["C(variable)"] - squares["Residual"]) / n, squares["Residual"]
        length, cut = int(rng.integers(1, 30)), float(rng.normal(0, 0.5))
        used_p, used_i = max(p, 0), max(i, 0)
        bias = used_p / n + used_i / k + e / (n * k)
        away = used_p + (items.mean() - cut) ** 2 - bias
        relative, absolute = e / length, (used_i + e) / length
        fields = {
            "var_p": p, "var_i": i, "var_pi": e, "erho2": used_p / (used_p + relative), "phi": used_p / (used_p + absolute),
            "sem_rel": math.sqrt(relative), "sem_abs": math.sqrt(absolute), "phi_lambda": away / (away + absolute),
        }
        yield Case("g_pxi", {"items": items.tolist(), "n_i": length, "lam": cut}, fields, "statsmodels' analysis of variance")


def lengths(rng, count):
    for _ in range(count):
        r, m = float(rng.uniform(0.05, 0.95)), float(rng.uniform(0.3, 10))
        # The reliability of a sum of m parallel parts, by their covariances.
        yield Case("spearman_brown", {"r": r, "m": m}, m**2 * r / (m + m * (m - 1) * r), "covariances of parallel parts")
        target = float(rng.uniform(0.05, 0.95))
        found = scipy.optimize.brentq(lambda m: m * r / (1 + (m - 1) * r) - target, 1e-6, 1e5, xtol=1e-13, rtol=1e-14)
        yield Case("length_for", {"r": r, "target": target}, found, "SciPy's brentq", ITERATED)
        rel, mean, sd, cut = rng.uniform(0.2, 0.95), rng.uniform(20, 80), rng.uniform(3, 15), rng.uniform(20, 80)
        # The correlation about the cut of two parallel scores with these moments.
        about = (rel * sd**2 + (mean - cut) ** 2) / math.sqrt((sd**2 + (mean - cut) ** 2) ** 2)
        yield Case("livingston_k2", {"rel": rel, "mean": mean, "sd": sd, "cut": cut}, about, "moments about the cut")
        true, error = rel * sd**2, (1 - rel) * sd**2
        expected = ((mean - 0) * (100 - mean) - true) / error
        yield Case("effective_length", {"mean": mean, "variance": sd**2, "min": 0, "max": 100, "rel": rel}, expected, "true and error variance")
        n = int(rng.integers(2, 80))
        x = int(rng.integers(0, n + 1))
        answers = np.array([1] * x + [0] * (n - x))
        yield Case("lord_csem", {"x": x, "n": n}, math.sqrt(n * answers.var(ddof=1)), "NumPy's variance of the answers")


def peng_subkoviak(rng, count):
    z_of = scipy.stats.norm
    for _ in range(count):
        z, rel = float(rng.normal()), float(rng.uniform(0.05, 0.97))
        inner = lambda t: z_of.pdf(t) * z_of.cdf((z - math.sqrt(rel) * t) / math.sqrt(1 - rel)) ** 2
        both, _ = scipy.integrate.quad(inner, -12, 12, points=[0, z], epsabs=1e-13, epsrel=1e-13, limit=400)
        p0, pc = 1 + 2 * (both - z_of.cdf(z)), z_of.cdf(z) ** 2 + z_of.sf(z) ** 2
        yield Case("peng_subkoviak", {"z": z, "rel": rel}, {"p0": p0, "pc": pc, "kappa": (p0 - pc) / (1 - pc)}, "SciPy's quadrature over true scores")


def subkoviak(rng, count):
    for _ in range(count):
        n = int(rng.integers(4, 60))
        x = rng.integers(0, n + 1, int(rng.integers(2, 40)))
        cut, rel = float(rng.uniform(0, n)), float(rng.uniform(0.1, 0.95))
        p = scipy.stats.binom.sf(math.ceil(cut) - 1, n, (rel * x + (1 - rel) * x.mean()) / n)
        p0, pc = np.mean(p**2 + (1 - p) ** 2), p.mean() ** 2 + (1 - p.mean()) ** 2
        fields = {"p0": p0, "pc": pc, "kappa": (p0 - pc) / (1 - pc) if 1 - pc > 1e-9 else UNCHECKED}
        yield Case("subkoviak", {"scores": x.tolist(), "n": n, "cut": cut, "rel": rel}, fields, "SciPy's binomial", ITERATED)


def livingston_lewis_params(rng, count):
    for _ in range(max(10, count // 3)):
        low, high = rng.uniform(0, 0.4), rng.uniform(0.6, 1)
        a, b, n, cut = rng.uniform(1.1, 7), rng.uniform(1.1, 7), int(rng.integers(5, 90)), rng.uniform(0.3, 0.8)
        truth = scipy.stats.beta(a, b, low, high - low)
        passes = lambda t: scipy.stats.binom.sf(round(cut * n) - 1, n, t)
        middle = min(max(cut, low), high)
        quad = lambda f, one, other: scipy.integrate.quad(lambda t: truth.pdf(t) * f(t), one, other, epsabs=1e-11, limit=300)[0] if other > one else 0.0
        over = lambda f: quad(f, low, middle) + quad(f, middle, high)
        false_pass, false_fail = quad(passes, low, middle), quad(lambda t: 1 - passes(t), middle, high)
        rate, same = over(passes), over(lambda t: passes(t) ** 2 + (1 - passes(t)) ** 2)
        chance = rate**2 + (1 - rate) ** 2
        fields = {
            "n": n, "cut": round(cut * n), "false_pass": false_pass, "false_fail": false_fail, "accuracy": 1 - false_pass - false_fail,
            "consistency": same, "kappa": (same - chance) / (1 - chance) if 1 - chance > 1e-4 else UNCHECKED,
        }
        given = {"l": low, "u": high, "a": a, "b": b, "n": n, "cut": cut}
        yield Case("livingston_lewis_params", given, fields, "SciPy's quadrature", ITERATED)


def angoff(rng, count):
    for _ in range(count):
        ratings = rng.uniform(0, 1, (int(rng.integers(2, 12)), int(rng.integers(1, 20))))
        cuts = ratings.sum(1)
        fields = {"cut": cuts.mean(), "sd_judges": cuts.std(ddof=1), "se": scipy.stats.sem(cuts), "judge_cuts": cuts}
        yield Case("angoff", {"ratings": ratings.tolist()}, fields, "NumPy, SciPy")


def borderline_regression(rng, count):
    for _ in range(count):
        grades = rng.integers(1, 6, int(rng.integers(5, 60))).astype(float)
        if len(set(grades)) < 2:
            continue
        results = 40 + 8 * grades + rng.normal(0, 5, len(grades))
        fit = statsmodels.api.OLS(results, statsmodels.api.add_constant(grades)).fit()
        at = fit.get_prediction([[1, 2.0]])
        fields = {
            "intercept": fit.params[0], "slope": fit.params[1], "cut": at.predicted_mean[0], "se_cut": at.se_mean[0], "r2": fit.rsquared,
            "rmse": math.sqrt(fit.mse_resid),
        }
        given = {"scores": results.tolist(), "grades": grades.tolist(), "borderline": 2}
        yield Case("borderline_regression", given, fields, "statsmodels")


def hofstee(rng, count):
    for place in range(count):
        results = np.sort(rng.normal(60, 10, int(rng.integers(3, 40))))
        if place % 2:
            results = np.round(results)
        bounds = {"cmin": 50.0, "cmax": 70.0, "fmin": 0.05, "fmax": float(rng.uniform(0.2, 0.6))}
        line = lambda c: bounds["fmax"] + (bounds["fmin"] - bounds["fmax"]) * (c - 50) / 20
        above = lambda c: np.mean(results < c) - line(c)
        fields = {"cut": None, "fail_rate": None}
        if above(50) <= 0 <= above(70):
            low, high = 50.0, 70.0
            for _ in range(80):
                middle = (low + high) / 2
                low, high = (middle, high) if above(middle) < 0 else (low, middle)
            fields = {"cut": low, "fail_rate": np.mean(results < low - 1e-9)}
        yield Case("hofstee", {"scores": results.tolist()} | bounds, fields, "bisection")


def symmetric(odds):
    """The coefficients of the product of (1 + odds x)."""
    product = np.array([1.0])
    for o in odds:
        product = np.convolve(product, [1.0, o])
    return product


def rasch_cml(rng, count):
    for _ in range(max(8, count // 4)):
        n, k = int(rng.integers(40, 120)), int(rng.integers(3, 9))
        b = rng.normal(0, 1, k)
        answers = (rng.random((n, k)) < scipy.special.expit(rng.normal(0, 1, (n, 1)) - b)).astype(int)
        if answers.mean(0).min() < 0.1 or answers.mean(0).max() > 0.9:
            continue
        groups = np.bincount(answers.sum(1), minlength=k + 1)
        right = answers[(answers.sum(1) > 0) & (answers.sum(1) < k)].sum(0)

        def slope(free):
            easy = np.append(free, -free.sum())
            odds = np.exp(easy)
            everything = symmetric(odds)
            expected = np.zeros(k)
            for item in range(k):
                rest = symmetric(np.delete(odds, item))
                expected[item] = sum(groups[r] * odds[item] * rest[r - 1] / everything[r] for r in range(1, k))
            return (right - expected)[:-1] - (right - expected)[-1]

        found = scipy.optimize.root(slope, np.zeros(k - 1), tol=1e-13)
        expected = -np.append(found.x, -found.x.sum())
        yield Case("rasch_cml", {"items": answers.tolist()}, expected, "SciPy's root of the likelihood's slope", ITERATED)
        yield Case("rasch_cml", {"items": answers.tolist()}, None, "R eRm", 1e-4, ask_r="rasch")


def rasch_theta(rng, count):
    expit = scipy.special.expit
    for _ in range(count):
        b = rng.normal(0, 1.3, int(rng.integers(2, 25)))
        score = int(rng.integers(0, len(b) + 1))
        p = lambda t: expit(t - b)
        information = lambda t: (p(t) * (1 - p(t))).sum()
        log_likely = lambda t: score * t - np.logaddexp(0, t - b).sum()
        inside = 0 < score < len(b)
        mle = scipy.optimize.brentq(lambda t: score - p(t).sum(), -60, 60, xtol=1e-13) if inside else None
        # Warm's estimate is where the likelihood times the root of the information is largest.
        best = lambda t: -(log_likely(t) + math.log(information(t)) / 2)
        wle = scipy.optimize.minimize_scalar(best, bounds=(-12, 12), method="bounded", options={"xatol": 1e-11}).x
        peak = max(log_likely(t) - t * t / 2 for t in np.linspace(-8, 8, 321))
        moment = lambda k: scipy.integrate.quad(lambda t: t**k * math.exp(log_likely(t) - t * t / 2 - peak), -10, 10, epsabs=1e-13, limit=300)[0]
        mean = moment(1) / moment(0)
        known = {
            "mle": (mle, mle if mle is None else information(mle) ** -0.5), "wle": (wle, information(wle) ** -0.5),
            "eap": (mean, math.sqrt(moment(2) / moment(0) - mean**2)),
        }
        for method, (theta, se) in known.items():
            given = {"score": score, "b": b.tolist(), "method": method}
            yield Case("rasch_theta", given, {"theta": theta, "se": se}, "SciPy's root, maximum and quadrature", ITERATED)


def equating(rng, count):
    for _ in range(count):
        x, mx, my = (float(v) for v in rng.uniform(20, 80, 3))
        sx, sy = (float(v) for v in rng.uniform(3, 15, 2))
        yield Case("mean_equate", {"x": x, "mx": mx, "my": my}, np.polyval([1, my - mx], x), "NumPy's line")
        line = np.polyfit([mx - sx, mx + sx], [my - sy, my + sy], 1)
        yield Case("linear_equate", {"x": x, "mx": mx, "sx": sx, "my": my, "sy": sy}, np.polyval(line, x), "NumPy's line through two points")
        means = {name: float(v) for name, v in zip(["mX", "mY", "mV1", "mV2"], rng.uniform(5, 60, 4))}
        numbers = {name: int(v) for name, v in zip(["nX", "nY", "nV1", "nV2"], rng.integers(5, 60, 4))}
        w1 = float(rng.uniform(0, 1))
        # Each form's mean in the group that did not take it, moved by the anchor; then both groups mixed.
        moved = means["mV2"] - means["mV1"]
        x_mixed = w1 * means["mX"] + (1 - w1) * (means["mX"] + moved * numbers["nX"] / numbers["nV1"])
        y_mixed = w1 * (means["mY"] - moved * numbers["nY"] / numbers["nV2"]) + (1 - w1) * means["mY"]
        yield Case("nominal_weights_mean", {"x": x, "w1": w1} | means | numbers, x + y_mixed - x_mixed, "groups mixed")
        low, high = sorted(rng.uniform(0, 100, 2))
        if high - low > 5:
            middle = float(rng.uniform(low + 1, high - 1))
            low_y, high_y = low + rng.normal(0, 3), high + rng.normal(0, 3)
            on_line = np.interp(middle, [low, high], [low_y, high_y])
            lift = float(rng.uniform(0.05, 0.2)) * min(middle - low, high - middle) * rng.choice([-1, 1])
            at = float(rng.uniform(low, high))
            points = np.array([[low, 0], [middle, lift], [high, 0]])
            # The circle x² + y² + dx + ey + f = 0 through three points.
            d, e, f = np.linalg.solve(np.c_[points, np.ones(3)], -(points**2).sum(1))
            both = np.roots([1, e, at * at + d * at + f]).real
            rise = both[np.argmin(abs(both))]
            given = {"x": at, "low": [low, low_y], "mid": [middle, on_line + lift], "high": [high, high_y]}
            yield Case("circle_arc", given, np.interp(at, [low, high], [low_y, high_y]) + rise, "a circle by linear equations", 1e-8)
        b, rp = float(rng.normal()), float(rng.uniform(0.5, 0.9))
        yield Case("bookmark", {"b": b, "rp": rp}, scipy.optimize.brentq(lambda t: scipy.special.expit(t - b) - rp, -20, 20, xtol=1e-14), "SciPy's brentq")


def from_r(case, said):
    """What R said in the function's shape."""
    if case.ask_r == "items":
        return [dict(zip(["r_total", "r_rest", "alpha_if_deleted"], row)) for row in said]
    return said


ALL = [
    kappa, scott_pi, kappa_jackknife, kappa_bootstrap_ci, fleiss_kappa, krippendorff_alpha, gwet_ac, icc, panel_kappa, sct_credit, panel_item,
    key_stability, dawid_skene, detection, clopper_pearson, sdt, auc_ordinal, brier, rps, cbm, cronbach_alpha, item_stats, b_index, g_pxi,
    lengths, peng_subkoviak, subkoviak, livingston_lewis_params, angoff, borderline_regression, hofstee, rasch_cml, rasch_theta, equating,
]


def cases(rng, count):
    return [case for make in ALL for case in make(rng, count)]
