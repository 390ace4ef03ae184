"""Agreement about numbers: scores, raw numbers; intraclass correlations and alpha of many groups at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.categories import Categories
from fidelity.agreement.design import Design
from fidelity.agreement.icc import icc
from fidelity.agreement.icc_form import Form
from fidelity.agreement.krippendorff import Metric, krippendorff_alpha
from fidelity.agreement.measurements import measurements
from fidelity.agreement.observed import observed_agreement
from fidelity.agreement.reliability import Caution, NoBounds, NoReliability, Reliability
from fidelity.agreement.weights import Weighting, weights
from fidelity.evaluation.agreement_asked import Asked
from fidelity.evaluation.agreement_cautions import caution_texts
from fidelity.evaluation.agreement_columns import ICC_METHODS, NO_FREEDOM, OUT_OF_REACH, STEPPED_UP
from fidelity.evaluation.agreement_figures import Figures, columns_of
from fidelity.evaluation.rated_apart import Floats, Key, RatedApart
from fidelity.tally.counts import Integers
from fidelity.tally.estimates import NoInterval

OF_NUMBERS = ("alpha", "icc_a1", "icc_ak")
"""What is told of numbers where nobody asks for anything else."""
FORMS = {
    "icc_a1": Form.A_1,
    "icc_ak": Form.A_K,
    "icc_c1": Form.C_1,
    "icc_ck": Form.C_K,
    "icc_1": Form.ONE,
    "icc_k": Form.ONE_K,
}
"""The intraclass correlations by the names of their statistics."""
KNOWN = ("exact", "alpha", *FORMS)
"""What can be told of numbers."""
_BOUNDS = {
    NoBounds.NO_SPREAD: NoInterval.NO_SPREAD.value,
    NoBounds.NONE_DEFINED: NoInterval.NONE_DEFINED.value,
    NoBounds.OUT_OF_REACH: OUT_OF_REACH,
    NoBounds.NO_FREEDOM: NO_FREEDOM,
}
_REASONS = {NoReliability.ONE_RATING_EACH: "no_pairs"}


@attrs.frozen(eq=False)
class Numbers:
    """The numbers of several measures, a row each.

    Attributes:
        group: The place of the measure times how many groups of visits there are, plus that of the visit.
        visit: The visit.
        rater: The rater.
        value: The number.
        n_groups: How many groups there are.
    """

    group: Integers
    visit: Integers
    rater: Integers
    value: Floats
    n_groups: int


def numbers_of(of: RatedApart, keys: Sequence[Key], cell: npt.NDArray[np.intp], n_cells: int) -> Numbers:
    """The numbers that are there.

    Args:
        of: The ratings.
        keys: The measures.
        cell: The group of each record's visit; shape (records,).
        n_cells: How many groups there are.
    """
    value = np.stack([of.numbers[key] for key in keys])
    measure, row = np.nonzero(~np.isnan(value))
    group = measure * n_cells + cell[row]
    return Numbers(group, of.visit[row], of.rater[row], value[measure, row], len(keys) * n_cells)


def number_figures(of: Numbers, asked: Asked) -> Iterator[Figures]:
    """Every figure of numbers that is asked for.

    Args:
        of: The numbers.
        asked: What is asked.
    """
    names = asked.chosen(OF_NUMBERS, KNOWN)
    if "exact" in names or "alpha" in names:
        yield from _of_categories(of, [name for name in names if name in ("exact", "alpha")], asked)
    forms = [name for name in names if name in FORMS]
    if forms:
        twice, sizes = _rated_twice(of)
        data = measurements(of.group[twice], of.visit[twice], of.rater[twice], of.value[twice], of.n_groups)
        found = icc(data, asked.level)
        for name in forms:
            yield Figures(name, "", {**_columns(found[form := FORMS[name]], form, sizes["n_ratings"]), **sizes})


def _of_categories(of: Numbers, names: Sequence[str], asked: Asked) -> Iterator[Figures]:
    """Alpha for numbers, and how often two are the same: each number that occurs is a category."""
    values, code = np.unique(of.value, return_inverse=True)
    scale = Categories(tuple(map(repr, values.tolist())) or ("none",), tuple(values.tolist()) or (0.0,))
    held = Design(of.group, of.visit, of.rater, code, of.n_groups, scale).patterns()
    for name in names:
        if name == "alpha":
            alpha = krippendorff_alpha(held, Metric.INTERVAL, level=asked.level)
            yield Figures(name, "interval_metric", columns_of(alpha))
        else:
            equal = weights(Weighting.IDENTITY, scale)
            yield Figures(name, "", columns_of(observed_agreement(held, equal, level=asked.level)))


def _rated_twice(of: Numbers) -> tuple[npt.NDArray[np.bool_], dict[str, Floats]]:
    """Which numbers are of visits with two or more, and how many of either there are in each group."""
    n_visits = int(of.visit.max(initial=-1)) + 1
    slots, slot, n = np.unique(of.group * n_visits + of.visit, return_inverse=True, return_counts=True)
    group = slots // max(n_visits, 1)
    counts = {
        "n_visits": np.bincount(group[n >= 2], minlength=of.n_groups),
        "n_single": np.bincount(group[n == 1], minlength=of.n_groups),
        "n_ratings": np.bincount(of.group, minlength=of.n_groups),
    }
    return (n >= 2)[slot.reshape(-1)], {name: held.astype(np.float64) for name, held in counts.items()}


def _columns(found: Reliability, form: Form, n_ratings: Floats) -> dict[str, npt.NDArray[Any]]:
    has = ~np.isnan(found.low)
    why = _texts(found.why_none, {each: _REASONS.get(each, each.name.lower()) for each in NoReliability})
    # Nothing that was rated twice is not the same as nothing that was rated.
    why[(why == NoReliability.NOTHING_RATED.name.lower()) & (n_ratings > 0)] = "no_pairs"
    without = _texts(found.why_no_bounds, {each: _BOUNDS.get(each, "") for each in NoBounds})
    cautions = caution_texts(found.cautions, Caution)
    cautions[found.why_none != 0] = ""
    methods = [f"{name}{STEPPED_UP if form.of_mean else ''}" for name in ICC_METHODS]
    return {
        "value": found.value,
        "why_no_value": why,
        "low": found.low,
        "high": found.high,
        "level": np.where(has, found.level, np.nan),
        "method": np.where(has, np.array(methods, object)[found.method], ""),
        "df": np.full(len(has), np.nan),
        "why_no_interval": without,
        "cautions": cautions,
    }


def _texts(codes: npt.NDArray[np.int8], words: Mapping[int, str]) -> npt.NDArray[np.object_]:
    table = np.full(max(words) + 1, "", object)
    for code, text in words.items():
        table[code] = text
    found: npt.NDArray[np.object_] = table[codes]
    return found
