"""Figures of items, as one tidy table: what became of each, where its ratings lie, and how it goes with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.agreement.item_analysis import ItemAnalysis, ItemFigure, item_analysis
from fidelity.agreement.reliability import Caution, NoReliability, Reliability
from fidelity.evaluation.item_answers import STATUSES, Floats, ItemAnswers, added, adds_up, range_of
from fidelity.evaluation.item_columns import (
    ALWAYS,
    AT_END,
    BETTER_WITHOUT,
    BOUNDS,
    COLUMNS,
    DEPENDENT,
    LEAST_WITH_REST,
    MOST_AT_END,
    NO_RANGE,
    RUNS_ITS_OWN_WAY,
    SHARES,
)
from fidelity.model.answer import allowed
from fidelity.model.item import Item
from fidelity.model.score import Score
from fidelity.model.status import Status

Row = dict[str, Any]
_COUNTS = ("n", "n_visits", "n_practitioners")
_SCORED_ENDS = ("difficulty", "floor", "ceiling")


def item_figures(answers: Iterable[ItemAnswers], by: Sequence[str] = (), level: float = 0.95) -> pd.DataFrame:
    """Every figure of the items, and of the scores that add them up.

    Args:
        answers: The answers, of everything that computes alike.
        by: The columns that the answers are grouped by; totals are added.
        level: How often intervals are to hold the true value.

    Returns:
        The columns of the groups, `ALWAYS` first, then those of `COLUMNS`; a row a figure.

    Raises:
        UsageError: The level is not between 0 and 1.
    """
    rows = [row for each in answers for row in _of_one(each, by, level)]
    return pd.DataFrame(rows, columns=[*ALWAYS, *by, *COLUMNS])


def _of_one(answers: ItemAnswers, by: Sequence[str], level: float) -> Iterator[Row]:
    version = " + ".join(answers.made.versions)
    margins = [tuple(by[:n]) for n in range(len(by), -1, -1)]
    for names in margins:
        cells, place = answers.cells.by(["source", *names])
        of = place[answers.cell]
        for number, texts in enumerate(cells.rows()):
            held = _Group(answers, of == number, level)
            said = {"version": version, "profile": answers.made.profile} | dict.fromkeys(by, "")
            said |= dict(zip(cells.names, texts, strict=True)) | {"grouped_by": ", ".join(names)}
            yield from ({**row, **said} for row in held.rows())


@attrs.frozen(eq=False)
class _Group:
    """The visits of one group."""

    answers: ItemAnswers
    which: npt.NDArray[np.bool_]
    level: float

    def rows(self) -> Iterator[Row]:
        """All figures of the group."""
        people = self.answers.practitioner[self.which]
        known = people[people != ""]
        sizes = {"n_visits": int(self.which.sum()), "n_practitioners": len({*known}) if len(known) else None}
        for item in self.answers.items:
            yield from (_figure(**sizes, **row) for row in self._of_item(item))
        again = len({*known}) < len(known)
        for score in self.answers.checklist.scores:
            items = adds_up(score, self.answers)
            if items:
                yield from (_figure(**sizes, **row) for row in self._of_score(score, items, again))

    def _of_item(self, item: Item) -> Iterator[Row]:
        """What became of the item, and where its ratings lie."""
        said = {"item": item.id}
        became = self.answers.statuses[item.id][self.which]
        n = len(became)
        for status in (Status.RATED, *allowed(item), Status.MISSING, Status.INVALID):
            share = int((became == STATUSES.index(status)).sum()) / n
            if status is not Status.INVALID or share:
                yield {**said, "statistic": SHARES[status], "value": share, "n": n}
        points = self.answers.points[item.id][self.which]
        ends = range_of(item)
        # A number without limits is described in a range of its own, and what depends on that is not told.
        low, high = ends or (float(np.nanmin(points, initial=0)) - 1, float(np.nanmax(points, initial=0)) + 1)
        found = item_analysis(points[:, np.newaxis], [low], [high])
        for name, figure in (
            ("mean", found.mean),
            ("sd", found.sd),
            ("difficulty", found.difficulty),
            ("floor", found.lowest_share),
            ("ceiling", found.highest_share),
        ):
            value, why = _one(figure, 0)
            if ends is None and name in _SCORED_ENDS:
                value, why = np.nan, NO_RANGE
            flagged = name in ("floor", "ceiling") and value > MOST_AT_END
            cautions = AT_END if flagged else ""
            n_rated = int(found.n_rated[0])
            yield {**said, "statistic": name, "value": value, "why_no_value": why, "n": n_rated, "cautions": cautions}

    def _of_score(self, score: Score, items: Sequence[Item], again: bool) -> Iterator[Row]:
        """How the items that a score adds up go together."""
        found = self._analysis(score, items)
        said = {"within": score.id, "n": found.n_complete}
        for name, of, method in (("alpha", found.alpha, "feldt"), ("omega", found.omega, "one_factor_ml")):
            yield {**said, "item": "", "statistic": name, "method": method, **_coefficient(of, again)}
        whole = float(found.alpha.value[0])
        for place, item in enumerate(items):
            value, why = _one(found.item_rest, place)
            flag = RUNS_ITS_OWN_WAY if value < LEAST_WITH_REST else ""
            own = {**said, "item": item.id}
            yield {**own, "statistic": "item_rest", "value": value, "why_no_value": why, "cautions": flag}
            value, why = _one(found.alpha_without, place)
            flag = BETTER_WITHOUT if value > whole else ""
            yield {**own, "statistic": "alpha_without", "value": value, "why_no_value": why, "cautions": flag}

    def _analysis(self, score: Score, items: Sequence[Item]) -> ItemAnalysis:
        columns: list[Floats] = []
        ends = []
        for item in items:
            values, low, high = added(score, item, self.answers.points[item.id][self.which])
            columns.append(values)
            ends.append((low, high))
        lows, highs = zip(*ends, strict=True)
        return item_analysis(np.column_stack(columns), lows, highs, level=self.level)


def _figure(**said: Any) -> Row:
    nothing = dict.fromkeys(("value", "low", "high", "level"), np.nan) | dict.fromkeys(_COUNTS)
    row: Row = dict.fromkeys(COLUMNS, "") | nothing | said
    if not row["why_no_value"] and np.isnan(row["low"]) and not row["why_no_interval"]:
        row["why_no_interval"] = "none_defined"
    return row


def _one(figure: ItemFigure, place: int) -> tuple[float, str]:
    code = int(figure.why_none[place])
    return float(figure.value[place]), NoReliability(code).name.lower() if code else ""


def _coefficient(found: Reliability, again: bool) -> Row:
    why, without = int(found.why_none[0]), int(found.why_no_bounds[0])
    cautions = [each.name.lower() for each in Caution if int(found.cautions[0]) & each and each.name]
    said = [] if why else [*cautions, *([DEPENDENT] if again and not without else [])]
    return {
        "value": float(found.value[0]),
        "why_no_value": NoReliability(why).name.lower() if why else "",
        "low": float(found.low[0]),
        "high": float(found.high[0]),
        "level": np.nan if without else found.level,
        "why_no_interval": "" if why or not without else BOUNDS[without],
        "cautions": ", ".join(said),
    }
