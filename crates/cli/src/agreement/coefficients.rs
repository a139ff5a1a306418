//! Which coefficients fit a table, and what each is for.

use doorstep_agreement::{
    CategoryCounts, Coefficient, Interval, Matrix, Plan, Scale, Statistic, Table as Pairs, Undefined, WeightKind, Weights, bootstrap_cases,
    conger_kappa, fleiss_kappa, gwet_ac, icc, kappa, krippendorff_alpha, krippendorff_bootstrap,
};

use super::read::Table;
use super::report::Row;

/// Below so many items coefficients have no interval worth printing.
pub(super) const FEW: usize = 20;

/// The coefficients that fit the table.
pub(super) fn of(table: &Table, scale: Scale, plan: Plan, paired: usize, alike: bool) -> Vec<Row> {
    // No coefficient is above 1, whatever a symmetric interval says.
    let below_one = |interval: Interval| Interval { high: interval.high.min(1.0), ..interval };
    let interval = |interval: Statistic<Interval>| if paired < FEW || alike { None } else { interval.ok().map(below_one) };
    let alpha = krippendorff_alpha(&table.ratings, scale);
    let bootstrap = || if paired < FEW { Err(Undefined::NoResample) } else { krippendorff_bootstrap(&table.ratings, scale, plan) };
    let mut rows = vec![Row::new(
        "Krippendorff's alpha",
        alpha,
        interval(bootstrap()),
        "whether the raters can be relied on: any number of raters, gaps allowed, on this scale",
    )];
    match scale {
        Scale::Nominal | Scale::Ordinal => categorical(table, scale, plan, paired, &interval, &mut rows),
        Scale::Interval | Scale::Ratio => continuous(table, &interval, &mut rows),
    }
    rows
}

/// Each unit's categories, one a rater.
type Units = [Vec<Option<usize>>];
/// Which intervals are printed.
type Keep<'a> = &'a dyn Fn(Statistic<Interval>) -> Option<Interval>;

fn categorical(table: &Table, scale: Scale, plan: Plan, paired: usize, interval: Keep<'_>, rows: &mut Vec<Row>) {
    let q = table.categories.len();
    let (kind, name, word) = match scale {
        Scale::Nominal => (WeightKind::Identity, "Gwet's AC1", ""),
        _ => (WeightKind::Linear, "Gwet's AC2, linear", ", linear"),
    };
    let weights = Weights::new(kind, q);
    let ratings = &table.ratings;
    let place = |rater: usize, unit: usize| ratings.rating(rater, unit).map(|value| value as usize - 1);
    let units: Vec<Vec<Option<usize>>> =
        (0..ratings.units()).map(|unit| (0..ratings.raters()).map(|rater| place(rater, unit)).collect()).collect();
    // Invariant: the table's own categories, and weights made for them.
    let counts = CategoryCounts::from_choices(&units, q).expect("every rating is one of the categories");
    let gwet = gwet_ac(&counts, &weights).expect("the weights fit the categories");
    rows.push(Row::new(
        name,
        gwet.agreement.coefficient,
        interval(gwet.interval_95),
        "beside alpha where one category prevails; not instead of it: it can be high without any association",
    ));
    if ratings.raters() == 2 {
        // The table has at most 256 categories.
        let choices: Vec<(u16, u16)> = units.iter().filter_map(|unit| Some((unit[0]? as u16, unit[1]? as u16))).collect();
        let (a, b): (Vec<u16>, Vec<u16>) = choices.into_iter().unzip();
        let pairs = Pairs::from_pairs(&a, &b, q).expect("every rating is one of the categories");
        let found = kappa(&pairs, &weights).expect("the weights fit the categories");
        let row =
            Row::new(format!("Cohen's kappa{word}"), found.kappa, interval(found.interval_95()), "two raters, each with their own habits");
        rows.push(row);
        return;
    }
    let resampled = |statistic: &dyn Fn(&Units) -> Statistic| {
        if paired < FEW {
            return Err(Undefined::NoResample);
        }
        bootstrap_cases(units.len(), plan, |drawn| statistic(&drawn.iter().map(|unit| units[*unit as usize].clone()).collect::<Vec<_>>()))
    };
    let conger = |units: &Units| conger_kappa(units, &weights).expect("every rating is one of the categories").coefficient;
    rows.push(Row::new(
        format!("Conger's kappa{word}"),
        conger(&units),
        interval(resampled(&conger)),
        "several raters who are the same people throughout: Cohen's kappa for more than two",
    ));
    if scale == Scale::Nominal {
        let fleiss = |units: &Units| {
            fleiss_kappa(&CategoryCounts::from_choices(units, q).expect("every rating is one of the categories")).coefficient
        };
        rows.push(Row::new(
            "Fleiss' kappa",
            fleiss(&units),
            interval(resampled(&fleiss)),
            "several raters, whoever they are; common in older reports",
        ));
    }
}

fn continuous(table: &Table, interval: Keep<'_>, rows: &mut Vec<Row>) {
    let ratings = &table.ratings;
    let complete: Option<Vec<Vec<f64>>> =
        (0..ratings.units()).map(|unit| (0..ratings.raters()).map(|rater| ratings.rating(rater, unit)).collect()).collect();
    let missing = Coefficient { value: Err(Undefined::MissingRatings), interval_95: Err(Undefined::MissingRatings) };
    let (single, mean) = complete.and_then(|rows| Matrix::from_rows(&rows).ok()).map_or((missing, missing), |rows| {
        let found = icc(&rows);
        (found.two, found.two_mean)
    });
    rows.push(Row::new("ICC(2,1)", single.value, interval(single.interval_95), "one rater's number; severity counts as error"));
    rows.push(Row::new("ICC(2,k)", mean.value, interval(mean.interval_95), "the mean of these raters' numbers; severity counts as error"));
}
