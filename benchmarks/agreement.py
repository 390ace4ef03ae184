"""Agreement at 1,000 sites: alpha and AC2 with intervals, against loops over packages that take one site at a time."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import attrs
import krippendorff
import numpy as np
import numpy.typing as npt

from benchmarks.timing import in_turn, table
from fidelity.agreement.categories import Categories
from fidelity.agreement.coefficients import Coefficients
from fidelity.agreement.design import Design
from fidelity.agreement.gwet import gwet_ac
from fidelity.agreement.krippendorff import Metric, krippendorff_alpha
from fidelity.agreement.weights import Weighting, weights

N_SITES, N_RATERS, N_CATEGORIES, MISSING = 1_000, 4, 4, 0.1
N_SITES_IRRCAC = 50
"""irrCAC takes so long that its figure is scaled up from so many sites."""
IRRCAC = "FIDELITY_IRRCAC_PYTHON"
"""Names a Python that has irrCAC, which needs a SciPy of its own."""

Sheets = list[npt.NDArray[np.float64]]


def ratings(n_sites: int = N_SITES) -> Sheets:
    """A sheet of codes for each site, units by raters, 80 to 120 units each, with NaN where a rating is missing.

    Args:
        n_sites: How many sites.
    """
    rng = np.random.default_rng(7)
    sheets = []
    for _ in range(n_sites):
        truth = rng.choice(N_CATEGORIES, rng.integers(80, 121), p=(0.1, 0.2, 0.3, 0.4))
        guesses = rng.choice(N_CATEGORIES, (len(truth), N_RATERS))
        codes = np.where(rng.random(guesses.shape) < 0.7, truth[:, None], guesses).astype(np.float64)
        sheets.append(np.where(rng.random(codes.shape) < MISSING, np.nan, codes))
    return sheets


def design(sheets: Sheets) -> Design:
    """All sites as one design.

    Args:
        sheets: A sheet for each site.
    """
    sites = np.repeat(np.arange(len(sheets)), [sheet.size for sheet in sheets])
    unit, rater = (np.concatenate([np.indices(sheet.shape)[axis].ravel() for sheet in sheets]) for axis in (0, 1))
    code = np.concatenate([np.where(np.isnan(sheet), -1, sheet).ravel() for sheet in sheets]).astype(np.int64)
    labels = tuple(str(number) for number in range(N_CATEGORIES))
    return Design(sites, unit, rater, code, len(sheets), Categories(labels, tuple(map(float, range(N_CATEGORIES)))))


def ours(given: Design, metric: Metric = Metric.INTERVAL) -> tuple[Coefficients, Coefficients]:
    """Alpha and AC2 of all sites, with their intervals, from ratings that were not looked at before.

    Args:
        given: The design.
        metric: The metric of alpha.
    """
    patterns = attrs.evolve(given).patterns()
    quadratic = weights(Weighting.QUADRATIC, given.categories)
    return krippendorff_alpha(patterns, metric), gwet_ac(patterns, quadratic)


def theirs(sheets: Sheets, metric: Metric = Metric.INTERVAL) -> list[float]:
    """Alpha of each site, one after the other, by the package krippendorff.

    Args:
        sheets: A sheet for each site.
        metric: The metric.
    """
    domain = np.arange(N_CATEGORIES)
    return [krippendorff.alpha(sheet.T, value_domain=domain, level_of_measurement=metric.value) for sheet in sheets]


def run() -> None:
    """Print the ratios."""
    sheets = ratings()
    given = design(sheets)
    for metric in (Metric.INTERVAL, Metric.ORDINAL):
        _agree(given, sheets, metric)
        seconds: dict[str, float] = in_turn(
            {
                "krippendorff, alpha only": lambda metric=metric: theirs(sheets, metric),  # type: ignore[misc]
                "ours, alpha and AC2 with intervals": lambda metric=metric: ours(given, metric),  # type: ignore[misc]
            }
        )
        seconds |= _irrcac(sheets) if metric is Metric.INTERVAL else {}
        title = f"{N_SITES:,} sites, {len(given.code):,} ratings, {metric.value} metric"
        print(table(title, seconds, "krippendorff, alpha only"))


def _agree(given: Design, sheets: Sheets, metric: Metric) -> None:
    """Ways that give different numbers are not to be compared."""
    np.testing.assert_allclose(ours(given, metric)[0].value, theirs(sheets, metric), rtol=0, atol=1e-9)


_SCRIPT = """
import sys, time
import numpy as np, pandas as pd
from irrCAC.raw import CAC
held = np.load(sys.argv[1])
frames = [pd.DataFrame(held[name]) for name in held.files]
start = time.perf_counter()
for frame in frames:
    made = CAC(frame, weights="quadratic", categories=[0.0, 1.0, 2.0, 3.0])
    made.krippendorff(), made.gwet()
print(time.perf_counter() - start)
"""


def _irrcac(sheets: Sheets) -> Mapping[str, float]:
    """How long irrCAC takes for all sites, scaled up from a few; nothing where it is not named."""
    python = os.environ.get(IRRCAC)
    if not python:
        print(f"irrCAC is left out: set {IRRCAC} to a Python that has it\n")
        return {}
    few = {f"site_{number}": sheet for number, sheet in enumerate(sheets[:N_SITES_IRRCAC])}
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "sheets.npz"
        np.savez(held, **few)  # type: ignore[arg-type]
        made = subprocess.run([python, "-c", _SCRIPT, str(held)], capture_output=True, text=True, check=True)
    seconds = float(made.stdout) * len(sheets) / len(few)
    return {f"irrCAC, the same (scaled from {len(few)} sites)": seconds}
