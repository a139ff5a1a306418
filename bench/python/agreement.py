"""Times the Python packages on the data in a folder and prints one line of JSON: milliseconds, and what came out."""

import json
import math
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

import krippendorff
import numpy as np
import pandas as pd
import pingouin
from crowdkit.aggregation import DawidSkene
from sklearn.metrics import cohen_kappa_score

folder = Path(sys.argv[1])
load = lambda name: np.fromfile(folder / f"{name}.f64")


def timed(rounds, run):
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        value = run()
        taken.append((time.perf_counter() - start) * 1000)
    return {"best": min(taken), "median": sorted(taken)[len(taken) // 2], "value": float(value)}


a, b = load("a").astype(int), load("b").astype(int)
ratings = load("ratings").reshape(1000, 1000)
labels = pd.DataFrame(load("labels").astype(int).reshape(-1, 3), columns=["task", "worker", "label"])
targets = pd.DataFrame(load("targets").reshape(1000, 10)).reset_index().melt(id_vars="index")


def latent():
    # Exactly fifty iterations, as ours.
    return DawidSkene(n_iter=50, tol=-math.inf).fit(labels).probas_.loc[0, 0]


def correlations():
    table = pingouin.intraclass_corr(targets, targets="index", raters="variable", ratings="value")
    return table["ICC"].iloc[1]


print(json.dumps({
    "kappa": timed(5, lambda: cohen_kappa_score(a, b, weights="quadratic")),
    "alpha": timed(5, lambda: krippendorff.alpha(reliability_data=ratings, level_of_measurement="ordinal")),
    "dawid_skene": timed(3, latent),
    "icc": timed(3, correlations),
}))
