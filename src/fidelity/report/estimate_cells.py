"""One estimate as people read it: the cells of its row, and what must be explained below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isclose, isnan

import attrs

from fidelity.report.estimate_words import (
    CLIPPED,
    NO_INTERVAL,
    NO_INTERVAL_MEANINGS,
    NO_VALUE,
    NO_VALUE_MEANINGS,
    SHARES,
    method_words,
    plural,
    statistic,
)
from fidelity.report.numbers import shown
from fidelity.report.tidy.preface import Measure
from fidelity.tally.estimates import NoEstimate, NoInterval

NEAR = 1e-12
"""How near a number must be to a cut to be it: nearer than a mean of a thousand million observations can come."""
LACK = "left out"
HIDDEN = NoEstimate.SUPPRESSED
"""What explains every hidden figure: a page never tells the small from those that are hidden with them."""
_ENDS = frozenset({Fraction(0), Fraction(100)})


@attrs.frozen
class Cells:
    """An estimate in cells of text.

    Attributes:
        value: The figure; a dash where there is none.
        interval: Its interval, or in words why there is none; empty where there is no figure.
        n: Of how many units it is taken.
        observations: How many observations were made; in figures of practitioners, those that name one.
        remark: Why there is no figure, and how many observations lack it.
        method: How the interval was made, in a sentence; empty where there is none.
        words: The words above that want explaining, each with its explanation.
    """

    value: str
    interval: str
    n: str
    observations: str
    remark: str
    method: str
    words: Mapping[str, str]


def cells_of(row: Mapping[str, object], measure: Measure) -> Cells:
    """The cells of one estimate.

    Args:
        row: The row by the names of `fidelity.tally.estimates.COLUMNS`.
        measure: What is measured.
    """
    value, low, high = (_number(row[name]) for name in ("value", "low", "high"))
    numbers = Numbers(str(row["statistic"]), measure)
    words: dict[str, str] = {}
    return Cells(
        value="–" if value is None else numbers.with_unit(value),
        interval=_interval(row, numbers, value, low, high, words),
        n=_count(row["n"]),
        observations=_of_named(row),
        remark="; ".join(_remarks(row, words)),
        method="" if low is None else _method(row),
        words=words,
    )


@attrs.frozen
class Numbers:
    """How the numbers of a statistic of a measure are shown.

    Attributes:
        name: The statistic.
        measure: What it is taken of.
    """

    name: str
    measure: Measure

    @property
    def is_share(self) -> bool:
        """Whether its values are shares from 0 to 1, shown as percentages."""
        return statistic(self.name).is_share or self.measure.kind in SHARES

    def text(self, value: float) -> str:
        """A number, never rounded onto a cut or an end that it does not stand on."""
        if statistic(self.name).is_verdict and value in (0, 1):
            return "yes" if value else "no"
        # The shortest decimal that means this number: 0.15 is meant where the computer holds a little less.
        number = Fraction(repr(float(value)))
        if self.is_share:
            return shown(_settled(100 * number, _ENDS), 1, _ENDS)
        cuts = self._cuts()
        # A spread is smaller than what it is the spread of, and is told with one digit at least.
        decimals = max(self.measure.decimals, 1) if self.name.startswith("sd_") else self.measure.decimals
        return shown(_settled(number, cuts), decimals, cuts)

    def with_unit(self, value: float) -> str:
        """A number with its percent sign, where it is a percentage."""
        text = self.text(value)
        is_percentage = (self.is_share and text not in ("yes", "no")) or (
            not self.is_share and self.measure.unit == "%"
        )
        return f"{text} %" if is_percentage else text

    def _cuts(self) -> frozenset[Fraction]:
        if self.name.startswith("sd_"):
            return frozenset({Fraction(0)})
        ends = {self.measure.lowest, self.measure.highest, *(_ENDS if self.measure.unit == "%" else ())}
        return self.measure.cuts | {end for end in ends if end is not None}


def _settled(number: Fraction, cuts: frozenset[Fraction]) -> Fraction:
    """A number, or the cut that it would be if computers were exact."""
    return next((cut for cut in cuts if isclose(number, cut, rel_tol=NEAR, abs_tol=NEAR)), number)


def _interval(
    row: Mapping[str, object],
    numbers: Numbers,
    value: float | None,
    low: float | None,
    high: float | None,
    words: dict[str, str],
) -> str:
    if low is not None and high is not None:
        return f"{numbers.text(low)} to {numbers.text(high)}"
    if value is None:
        return ""
    why = NoInterval(row["why_no_interval"])
    if why is not NoInterval.NONE_DEFINED:
        words[NO_INTERVAL[why]] = NO_INTERVAL_MEANINGS[why]
    return NO_INTERVAL[why]


def _remarks(row: Mapping[str, object], words: dict[str, str]) -> Iterator[str]:
    """Why there is no value, and how many observations have none."""
    if row["why_no_value"]:
        why = NoEstimate(row["why_no_value"])
        words[NO_VALUE[why]] = NO_VALUE_MEANINGS[HIDDEN if NO_VALUE[why] == NO_VALUE[HIDDEN] else why]
        yield NO_VALUE[why]
    n_without = _count(row["n_not_rated"])
    if n_without not in ("", "0"):
        words[LACK] = "Observations that lack what the figure is taken of, and that are not in it."
        yield f"{n_without} {LACK}"


def _method(row: Mapping[str, object]) -> str:
    level = Fraction(repr(float(str(row["level"]))))
    said = f"{shown(100 * level, 0, _ENDS)} % interval: {method_words(str(row['method']).removesuffix(CLIPPED))}"
    clusters = str(row["cluster"]) and plural(str(row["cluster"]))
    if not clusters:
        return said
    named = said.replace("the clusters", f"the {clusters}")
    return f"{said}, clusters: {clusters}" if named == said else named


def _number(cell: object) -> float | None:
    return None if isnan(cell) else float(cell)  # type: ignore[arg-type]


def _of_named(row: Mapping[str, object]) -> str:
    """How many observations a figure could be taken of: of practitioners, those that name one."""
    n, n_unnamed = row["n_observations"], row["n_unnamed"]
    return _count(n - n_unnamed if isinstance(n, int) and isinstance(n_unnamed, int) else n)


def _count(cell: object) -> str:
    """A count as text; empty where it is not known."""
    return str(cell) if isinstance(cell, int) else ""
