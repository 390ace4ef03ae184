"""Generalizability as one tidy table: where differences come from, what was done is worth, and what plans would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
import numpy as np
import pandas as pd

from fidelity.agreement.decision_study import decision, study_weights
from fidelity.agreement.generalizability import StudyDesign, study_design
from fidelity.agreement.generalizability_plan import enough
from fidelity.agreement.reliability import NoBounds, NoReliability, Reliability
from fidelity.agreement.variance_components import Components
from fidelity.errors import UsageError
from fidelity.evaluation.generalize_columns import ALWAYS, COLUMNS
from fidelity.evaluation.rated_apart import RatedApart
from fidelity.evaluation.severity_figures import values_of
from fidelity.evaluation.study import (
    CROSSED,
    OWN_RATERS,
    RATERS,
    RATERS_OF_ONE,
    SESSIONS,
    Rated,
    Study,
    rated_of,
    study,
)
from fidelity.problems import Problem, nearest

Row = dict[str, Any]
COMPONENTS: Mapping[str, Mapping[str, str]] = {
    CROSSED: {
        "p": "practitioner",
        "s:p": "session",
        "r": "rater",
        "r x p": "rater_and_practitioner",
        "r x s:p": "rest",
    },
    OWN_RATERS: {"p": "practitioner", "s:p": "session", "r:p": "rater_of_practitioner", "r x s:p": "rest"},
    SESSIONS: {"p": "practitioner", "s:p": "session_rater_and_chance"},
    RATERS: {"p": "practitioner_and_session", "r": "rater", "p x r": "rater_with_practitioner_and_chance"},
    RATERS_OF_ONE: {"p": "practitioner_and_session", "r:p": "rater_and_chance"},
}
"""What each effect of each design is called, in the order in which they are told."""
_BOUNDS = {NoBounds.NO_SPREAD: "no_spread", NoBounds.NONE_DEFINED: "none_defined", NoBounds.NO_FREEDOM: "out_of_reach"}
_METHODS = ("feldt", "drawn", "components")


@attrs.frozen
class Planning:
    """What is asked of plans.

    Attributes:
        target: The coefficient that is wanted.
        most_sessions: How many sessions of a practitioner are worth considering.
        most_raters: How many raters of a session.
        relative: Whether practitioners are to be told apart; otherwise the number itself counts.
        other_raters: Whether each session has raters of its own; otherwise a practitioner's sessions share them.
        visit_price: What a visit costs beside its ratings, where a rating costs 1.
        level: How often intervals are to hold the true value.
    """

    target: float = 0.8
    most_sessions: int = 12
    most_raters: int = 4
    relative: bool = False
    other_raters: bool = False
    visit_price: float = 0
    level: float = 0.95

    def __attrs_post_init__(self) -> None:
        """Refuse a target that nothing or everything reaches, and plans without sessions or raters."""
        problems = []
        if not 0 < self.target < 1:
            message = f"what is wanted lies between 0 and 1, and is {self.target:g}"
            problems.append(Problem("bad-plan", message, "write `--target 0.8`"))
        if self.most_sessions < 1 or self.most_raters < 1:
            problems.append(
                Problem("bad-plan", "a plan has one session and one rater or more", "give a number above 0")
            )
        if self.visit_price < 0:
            problems.append(Problem("bad-plan", "a visit cannot cost less than nothing", "give 0 or more"))
        if problems:
            raise UsageError(problems)

    def price(self, sizes: Mapping[str, int]) -> float:
        """What so many sessions and raters cost."""
        sessions, raters = sizes.get("s", 1), sizes.get("r", 1)
        return sessions * (self.visit_price + raters)


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
        values = {name: held for (_, name), held in values_of(each, items=False).items()}
        for name in wanted:
            if name not in values:
                message = f"checklist {each.made.checklist} has no score `{name}`"
                raise UsageError(Problem("unknown-score", message, nearest(name, values)))
        parts = {name: rated_of(each, value) for name, value in values.items() if not wanted or name in wanted}
        unplaced += max((part.n_unplaced for part in parts.values()), default=0)
        version = " + ".join(each.made.versions)
        said = {"version": version, "profile": each.made.profile, "objects": each.cells.names[0]}
        rows += [{**row, **said} for name, part in parts.items() for row in _of_score(name, part, planning)]
    return pd.DataFrame(rows, columns=[*ALWAYS, *COLUMNS]), unplaced


def _of_score(name: str, rated: Rated, planning: Planning) -> Iterator[Row]:
    found = study(rated)
    said = {**_sizes(rated), "measure": name, "cautions": ", ".join(found.cautions)}
    said |= {"design": found.design.text if found.design else "", "is_balanced": "yes" if found.is_balanced else "no"}
    if found.design is None or found.components is None or found.why_none:
        yield _row(**said, part="component", what="practitioner", why_no_value=found.why_none)
        return
    for row in (*_components(found), *_done(found, planning), *_plans(found.design, found.components, planning)):
        yield _row(**said, **row)


def _sizes(rated: Rated) -> Row:
    per_session = rated.per_session()
    return {
        "n_practitioners": len(rated.per_practitioner()),
        "n_visits": len(per_session),
        "n_rated_twice": int((per_session > 1).sum()),
        "n_all_raters": len(rated.practitioners_of_rater()),
        "n_ratings": len(rated.value),
    }


def _row(**said: Any) -> Row:
    numbers = dict.fromkeys((name for name, column in COLUMNS.items() if column.kind != "text"), np.nan)
    row = dict.fromkeys(COLUMNS, "") | numbers | said
    if not row["why_no_value"] and not row["why_no_interval"] and np.isnan(row["low"]):
        row["why_no_interval"] = "not_taken"
    return row


def _components(found: Study) -> Iterator[Row]:
    assert found.design is not None
    assert found.components is not None
    variance = dict(zip((effect.name for effect in found.design.effects), found.components.variance[0], strict=True))
    total = float(sum(variance.values()))
    for effect, name in COMPONENTS[found.design.text].items():
        if effect in found.left_out:
            continue
        value = float(variance[effect])
        method = "anova" if found.is_balanced else "reml"
        yield {"part": "component", "what": name, "value": value, "share": value / total, "method": method}


def _done(found: Study, planning: Planning) -> Iterator[Row]:
    """What a mean over as much as was done is worth; of an uneven design over as much as is typical."""
    assert found.design is not None
    assert found.components is not None
    sizes = typical(found.rated, found.design)
    made = decision(found.components, sizes, level=planning.level)
    for name, of in (("relative", made.relative), ("absolute", made.absolute)):
        yield {"part": "done", "what": name, **_numbers(sizes), **_coefficient(of, planning.level)}


def typical(rated: Rated, design: StudyDesign) -> dict[str, int]:
    """How many sessions a practitioner, and how many raters a session has: the medians, rounded down.

    Args:
        rated: The ratings.
        design: Their design.
    """
    medians = {"s": np.median(rated.per_practitioner()), "r": np.median(rated.per_session())}
    return {facet: max(int(number), 1) for facet, number in medians.items() if facet in design.facets}


def _numbers(sizes: Mapping[str, int]) -> Row:
    return {"n_sessions": sizes.get("s", np.nan), "n_raters": sizes.get("r", np.nan)}


def _coefficient(of: Reliability, level: float) -> Row:
    why, without = int(of.why_none[0]), int(of.why_no_bounds[0])
    return {
        "value": float(of.value[0]),
        "why_no_value": NoReliability(why).name.lower() if why else "",
        "low": float(of.low[0]),
        "high": float(of.high[0]),
        "level": np.nan if without else level,
        "method": _METHODS[int(of.method[0])],
        "why_no_interval": "" if why or not without else _BOUNDS.get(NoBounds(without), "out_of_reach"),
    }


def planned(design: StudyDesign, planning: Planning) -> StudyDesign:
    """The design of plans: practitioners have raters of their own, the same at all sessions or others at each.

    Args:
        design: The design of the records.
        planning: What is asked of plans.
    """
    if design.text in (CROSSED, OWN_RATERS):
        if planning.other_raters:
            return study_design("r:s:p")
        return design if planning.relative else study_design(OWN_RATERS)
    return design


def _plans(design: StudyDesign, found: Components, planning: Planning) -> Iterator[Row]:
    """Every plan that is worth considering, with what it reaches."""
    bounds = {"s": planning.most_sessions, "r": planning.most_raters}
    most = {facet: bounds[facet] for facet in design.facets if facet != "p"}
    new, absolute = planned(design, planning), not planning.relative
    price = planning.price
    cheapest = enough(found, most, target=planning.target, absolute=absolute, design=new, price=price).plans
    smallest = [dict(plan.sizes) for plan in cheapest]
    for sessions in range(1, most.get("s", 1) + 1):
        for raters in range(1, most.get("r", 1) + 1):
            sizes = {facet: number for facet, number in (("s", sessions), ("r", raters)) if facet in most}
            weights = study_weights(design, sizes, (), new)
            true = float(found.variance[0] @ weights.universe)
            error = float(found.variance[0] @ (weights.absolute if absolute else weights.relative))
            reached = true / (true + error) if true + error > 0 else np.nan
            yield {
                "part": "plan",
                "what": "absolute" if absolute else "relative",
                **_numbers(sizes),
                "value": reached,
                "why_no_value": "" if reached == reached else NoReliability.NO_VARIANCE.name.lower(),
                "reaches": "yes" if reached >= planning.target else "no",
                "smallest": "yes" if sizes in smallest else "no",
                "price": price(sizes),
                "method": "components",
            }
