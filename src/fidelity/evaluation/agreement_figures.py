"""Figures of agreement of what has categories, as columns: from patterns, or from tables of two raters each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.brennan_prediger import brennan_prediger
from fidelity.agreement.chance import sizes_of
from fidelity.agreement.coefficients import Coefficients
from fidelity.agreement.cohen import cohen_kappa
from fidelity.agreement.conger import conger_kappa
from fidelity.agreement.design import Design
from fidelity.agreement.fleiss import fleiss_kappa
from fidelity.agreement.gwet import gwet_ac
from fidelity.agreement.krippendorff import Metric, krippendorff_alpha
from fidelity.agreement.observed import observed_agreement
from fidelity.agreement.pairs import Pairs
from fidelity.agreement.weights import Weighting, Weights, weights
from fidelity.evaluation.agreement_asked import Asked
from fidelity.evaluation.agreement_blocks import Block, within_one
from fidelity.evaluation.agreement_cautions import caution_texts
from fidelity.evaluation.agreement_columns import LINEARISED, OF_PAIRS, SCALES_DIFFER
from fidelity.tally.estimates import NoEstimate

Columns = Mapping[str, npt.NDArray[Any]]
"""Columns of figures by name; each of shape (groups,)."""
OF_POINTS = ("exact", "within_one", "ac2", "alpha")
"""What is told of a scale whose points have an order, where nobody asks for anything else."""
OF_EITHER_OR = ("exact", "ac1", "alpha")
"""The same of two categories, or of categories without order."""
OF_VERDICTS = ("exact", "ac1", "fleiss_kappa")
"""The same of criteria, which are met or not."""
OF_MIXED = ("exact", "within_one")
"""The same of items with different scales together."""
OF_TWO = ("exact", "within_one", "cohen_kappa")
"""The same of two raters."""
KNOWN = ("exact", "within_one", "ac1", "ac2", "alpha", "fleiss_kappa", "conger_kappa", "brennan_prediger")
"""What can be told of categories."""
KNOWN_OF_TWO = ("exact", "within_one", "ac1", "ac2", "alpha", "brennan_prediger", "cohen_kappa")
"""What can be told of two raters."""
_WITHIN_ONE = "within_one"


@attrs.frozen(eq=False)
class Figures:
    """Figures of one statistic: columns with a cell for each group.

    Attributes:
        statistic: Which.
        weights: How far different ratings agree.
        columns: ``value`` and what stands beside it, by name; each of shape (groups,).
    """

    statistic: str
    weights: str
    columns: Columns


def default_of(block: Block) -> tuple[str, ...]:
    """The statistics that suit what a block holds.

    Args:
        block: The block.
    """
    if block.rows[0].of == "criterion":
        return OF_VERDICTS
    if block.is_mixed:
        return OF_MIXED
    return OF_POINTS if block.is_graded else OF_EITHER_OR


def figures(block: Block, asked: Asked, design: Design | None) -> Iterator[Figures]:
    """Every figure of a block that is asked for.

    Args:
        block: The patterns.
        asked: What is asked.
        design: Who rated what, in the same groups; None where tallies are all there is.
    """
    known = KNOWN if block.is_graded else tuple(name for name in KNOWN if name != _WITHIN_ONE)
    for name in asked.chosen(default_of(block), known):
        chosen = _weights(name, block, asked.weights)
        if name not in ("exact", _WITHIN_ONE) and block.is_mixed:
            yield Figures(name, "", {**absent(block.patterns.n_groups, SCALES_DIFFER), **_sizes(block)})
        elif name == "conger_kappa" and design is None:
            why = NoEstimate.NOT_FROM_TALLIES.value
            yield Figures(name, _named(name, chosen), {**absent(block.patterns.n_groups, why), **_sizes(block)})
        elif name == "conger_kappa":
            assert design is not None
            yield Figures(name, _named(name, chosen), columns_of(conger_kappa(design, chosen, level=asked.level)))
        else:
            yield Figures(name, _named(name, chosen, block), columns_of(_of_patterns(name, block, chosen, asked.level)))


def _of_patterns(name: str, block: Block, chosen: Weights, level: float) -> Coefficients:
    held = block.patterns
    if name == _WITHIN_ONE:
        held, chosen = within_one(block)
        return observed_agreement(held, chosen, level=level)
    if name == "alpha":
        return krippendorff_alpha(held, Metric.ORDINAL if block.is_graded else Metric.NOMINAL, level=level)
    if name == "exact":
        return observed_agreement(held, chosen, level=level)
    of = {"fleiss_kappa": fleiss_kappa, "brennan_prediger": brennan_prediger}.get(name, gwet_ac)
    return of(held, chosen, level=level)


def _weights(name: str, block: Block, asked: Weighting) -> Weights:
    """The weights of a statistic; categories without order, or two of them, are equal or not."""
    scale = block.patterns.categories
    if name in ("exact", "ac1", "alpha", _WITHIN_ONE) or not block.is_graded or block.is_mixed:
        return weights(Weighting.IDENTITY, scale)
    return weights(asked, scale)


def _named(name: str, chosen: Weights, block: Block | None = None) -> str:
    if name in ("exact", _WITHIN_ONE):
        return ""
    if name == "alpha" and block is not None:
        return "ordinal_metric" if block.is_graded else "nominal_metric"
    return chosen.name.partition(" ")[0]


def of_two(pairs: Pairs, block: Block, asked: Asked) -> Iterator[Figures]:
    """Every figure of two raters that is asked for.

    Args:
        pairs: What each two said, as tables.
        block: The same as patterns, whose groups are the tables.
        asked: What is asked.
    """
    known = KNOWN_OF_TWO if block.is_graded else tuple(name for name in KNOWN_OF_TWO if name != _WITHIN_ONE)
    for name in asked.chosen(OF_MIXED if block.is_mixed else OF_TWO, known):
        chosen = _weights(name, block, asked.weights)
        if name not in ("exact", _WITHIN_ONE) and block.is_mixed:
            yield Figures(name, "", {**absent(block.patterns.n_groups, SCALES_DIFFER), **_sizes(block)})
        elif name == "cohen_kappa":
            found = cohen_kappa(pairs, chosen, level=asked.level)
            yield Figures(name, _named(name, chosen), columns_of(found, OF_PAIRS))
        else:
            yield Figures(name, _named(name, chosen, block), columns_of(_of_patterns(name, block, chosen, asked.level)))


def whether_rated(block: Block, asked: Asked) -> Figures:
    """In how many pairs one gave a rating and the other said why there was none.

    Args:
        block: Patterns of whether there is a rating.
        asked: What is asked.
    """
    found = observed_agreement(
        block.patterns, weights(Weighting.IDENTITY, block.patterns.categories), level=asked.level
    )
    columns = columns_of(found)
    turned = {"value": 1 - columns["value"], "low": 1 - columns["high"], "high": 1 - columns["low"]}
    none = np.full(len(found), "", object)
    return Figures("not_rated_by_one", "", {**columns, **turned, "cautions": none})


def absent(n: int, why: str) -> dict[str, npt.NDArray[Any]]:
    """The columns of figures that are not there.

    Args:
        n: How many.
        why: Why not.
    """
    nothing = np.full(n, np.nan)
    empty = np.full(n, "", object)
    numbers = dict.fromkeys(("value", "low", "high", "level", "df", "n_visits", "n_single", "n_ratings"), nothing)
    texts = dict.fromkeys(("method", "why_no_interval", "cautions"), empty)
    return {**numbers, **texts, "why_no_value": np.full(n, why, object)}


def columns_of(found: Coefficients, method: str = LINEARISED) -> dict[str, npt.NDArray[Any]]:
    """The columns of some coefficients.

    Args:
        found: The coefficients.
        method: How they were made.
    """
    has = ~np.isnan(found.low)
    return {
        "value": found.value,
        "why_no_value": _codes(found.reason),
        "low": found.low,
        "high": found.high,
        "level": np.where(has, found.level, np.nan),
        "method": np.where(has, method, "").astype(object),
        "df": found.df,
        "why_no_interval": _codes(found.no_interval),
        "n_visits": found.n_units.astype(np.float64),
        "n_single": found.n_units_single.astype(np.float64),
        "n_ratings": found.n_ratings.astype(np.float64),
        "cautions": caution_texts(found.cautions),
    }


def _sizes(block: Block) -> dict[str, npt.NDArray[Any]]:
    """How much there is of what has no figure."""
    found = sizes_of(block.patterns)
    counts = {"n_visits": found.n_units, "n_single": found.n_units_single, "n_ratings": found.n_ratings}
    return {name: held.astype(np.float64) for name, held in counts.items()}


def _codes(reasons: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    found = np.empty(len(reasons), object)
    found[:] = ["" if reason is None else reason.value for reason in reasons]
    return found
