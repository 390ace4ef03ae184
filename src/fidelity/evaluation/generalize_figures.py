"""Generalizability as one tidy table: where differences come from, what was done is worth, and what plans would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from fidelity.agreement.decision_study import decision
from fidelity.agreement.drawn_components import component_bounds
from fidelity.agreement.generalizability import StudyDesign
from fidelity.agreement.reliability import NoBounds, NoReliability, Reliability
from fidelity.errors import UsageError
from fidelity.evaluation.generalize_columns import ALWAYS, COLUMNS, DECIDED
from fidelity.evaluation.generalize_plans import Planning, numbers_of, plans
from fidelity.evaluation.item_answers import added, adds
from fidelity.evaluation.rated_apart import RatedApart
from fidelity.evaluation.severity_figures import values_of
from fidelity.evaluation.study import Rated, Study, rated_items, rated_of, study
from fidelity.evaluation.study_designs import COMPONENTS, ITEMS_ONLY
from fidelity.model.scale import Kind
from fidelity.model.score import Score
from fidelity.problems import Problem, nearest

Row = dict[str, Any]
_BOUNDS = {
    NoBounds.NO_SPREAD: "no_spread",
    NoBounds.TOO_FEW_LEVELS: "too_few_levels",
    NoBounds.OUT_OF_REACH: "out_of_reach",
}


def generalize_figures(
    rated: Iterable[RatedApart], planning: Planning, scores: Iterable[str] = ()
) -> tuple[pd.DataFrame, int]:
    """What a score's differences come from, and how many sessions and raters a figure needs.

    Args:
        rated: The independent ratings, of everything that computes alike, grouped by whom it tells apart.
        planning: What is asked of plans.
        scores: Which scores; all, if left out.

    Returns:
        The columns of `ALWAYS`, then those of `COLUMNS`, a row a figure; and how many ratings were left out because
        nobody says of whom they are.

    Raises:
        UsageError: There is no such score, or the level is not between 0 and 1.
    """
    wanted, rows, unplaced = [*scores], list[Row](), 0
    for each in rated:
        found = {score.id: score for score in each.checklist.scores}
        for name in wanted:
            if name not in found:
                message = f"checklist {each.made.checklist} has no score `{name}`"
                raise UsageError(Problem("unknown-score", message, nearest(name, found)))
        said = {"version": " + ".join(each.made.versions), "profile": each.made.profile}
        said |= {"objects": each.cells.names[0], "items": planning.items}
        most = 0
        for score in (found[name] for name in wanted or found):
            parts = _rated(each, score, planning)
            rows += [{**row, **said} for part in parts for row in _of_score(score.id, *part, planning)]
            most = max([most, *(part.n_unplaced for part, _ in parts)])
        unplaced += most
    return pd.DataFrame(rows, columns=[*ALWAYS, *COLUMNS]), unplaced


def _rated(rated: RatedApart, score: Score, planning: Planning) -> list[tuple[Rated, str]]:
    """The ratings of a score, or of its items, with a caution or why there are none; none of a score without values."""
    values = values_of(rated, items=bool(planning.items))
    if not planning.items:
        return [(rated_of(rated, values["score", score.id]), "")] if ("score", score.id) in values else []
    persons = {item.id for item in rated.checklist.items if item.scale.kind is Kind.PERSONS}
    known = {name for kind, name in values if kind == "item"} - persons
    items = adds(score, rated.checklist, known)
    if not items:
        return [(rated_items(rated, [np.full(len(rated.visit), np.nan)]), "adds_no_items")]
    columns, lows, highs = zip(*(added(score, item, values["item", item.id]) for item in items), strict=True)
    uneven = len({*zip(lows, highs, strict=True)}) > 1
    return [(rated_items(rated, columns), "uneven_items" if uneven else "")]


def _of_score(name: str, rated: Rated, about: str, planning: Planning) -> Iterator[Row]:
    if about == "adds_no_items":
        yield _row(measure=name, part="component", what="practitioner", why_no_value=about, is_balanced="no")
        return
    found = study(rated)
    cautions = [code for code in (*found.cautions, about) if code and (code != "few_items" or not planning.fixed)]
    said = {**_sizes(rated), "measure": name, "cautions": ", ".join(cautions)}
    said |= {"design": found.design.text if found.design else "", "is_balanced": "yes" if found.is_balanced else "no"}
    why_none = found.why_none or ("all_fixed" if planning.fixed and said["design"] == ITEMS_ONLY else "")
    if why_none:
        yield _row(**said, part="component", what="practitioner", why_no_value=why_none)
        return
    for row in (*_components(found, planning), *_done(found, planning), *plans(found, planning)):
        yield _row(**said, **row)


def _sizes(rated: Rated) -> Row:
    per_session = rated.per_session()
    return {
        "n_practitioners": len(rated.per_practitioner()),
        "n_visits": len(per_session),
        "n_rated_twice": int((per_session > 1).sum()),
        "n_all_raters": len(rated.practitioners_of_rater()),
        "n_all_items": rated.n_items or np.nan,
        "n_ratings": len(rated.value),
    }


def _row(**said: Any) -> Row:
    numbers = dict.fromkeys((name for name, column in COLUMNS.items() if column.kind != "text"), np.nan)
    row = dict.fromkeys(COLUMNS, "") | numbers | said
    if not row["why_no_value"] and not row["why_no_interval"] and np.isnan(row["low"]):
        row["why_no_interval"] = "not_taken"
    return row


def _components(found: Study, planning: Planning) -> Iterator[Row]:
    assert found.design is not None
    assert found.components is not None
    places = {effect.name: place for place, effect in enumerate(found.design.effects)}
    variance, bounds = found.components.variance[0], component_bounds(found.components, planning.level)
    total = float(variance.sum())
    for effect, name in COMPONENTS[found.design.text].items():
        if effect in found.left_out:
            continue
        place = places[effect]
        without = int(bounds.why_no_bounds[0, place])
        yield {
            "part": "component",
            "what": name,
            "value": float(variance[place]),
            "share": float(variance[place]) / total,
            "low": float(bounds.low[0, place]),
            "high": float(bounds.high[0, place]),
            "level": np.nan if without else planning.level,
            "method": "anova" if found.is_balanced else "reml",
            "why_no_interval": _why_no_interval(without),
        }


def _why_no_interval(without: int) -> str:
    return _BOUNDS.get(NoBounds(without), "out_of_reach") if without else ""


def _done(found: Study, planning: Planning) -> Iterator[Row]:
    """What a mean over as much as was done is worth; of an uneven design over as much as is typical."""
    assert found.design is not None
    assert found.components is not None
    sizes = typical(found.rated, found.design)
    if planning.fixed:
        sizes["i"] = found.rated.n_items
    made = decision(found.components, sizes, planning.fixed, level=planning.level)
    for name, of in (("relative", made.relative), ("absolute", made.absolute)):
        yield {"part": "done", "what": name, **numbers_of(sizes), **_coefficient(of, planning.level)}


def typical(rated: Rated, design: StudyDesign) -> dict[str, int]:
    """How many sessions a practitioner, raters a session and items a rating has: the medians, rounded down.

    Args:
        rated: The ratings.
        design: Their design.
    """
    medians = {"s": np.median(rated.per_practitioner()), "r": np.median(rated.per_session())}
    medians["i"] = np.median(rated.items_of_rating())
    return {facet: max(int(number), 1) for facet, number in medians.items() if facet in design.facets}


def _coefficient(of: Reliability, level: float) -> Row:
    why, without = int(of.why_none[0]), int(of.why_no_bounds[0])
    return {
        "value": float(of.value[0]),
        "why_no_value": NoReliability(why).name.lower() if why else "",
        "low": float(of.low[0]),
        "high": float(of.high[0]),
        "level": np.nan if without else level,
        "method": DECIDED[int(of.method[0])],
        "why_no_interval": "" if why else _why_no_interval(without),
    }
