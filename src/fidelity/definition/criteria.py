"""Criteria: conditions on scores and items, and the days between which they hold."""

from __future__ import annotations

from datetime import date

from fidelity.definition.part import Broken, Part
from fidelity.definition.ranges import range_of
from fidelity.definition.scores import members
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.problems import Problem


def criterion(part: Part) -> Criterion:
    """A criterion."""
    return part.made(
        Criterion,
        id=part.name(),
        condition=_condition(part),
        title=part.text("title"),
        source=part.text("source"),
        valid_from=_day(part, "from"),
        valid_until=_day(part, "until"),
    )


def _condition(part: Part) -> Condition:
    if part.has("all"):
        part.whole("any")
        return All(part.every("all", _condition))
    if part.has("any"):
        return Any(part.every("any", _condition))
    if part.has("item"):
        return ItemTest(members(part, "item"), range_of(part))
    if part.has("band"):
        return BandTest(part.name("score"), _bands(part))
    return ScoreTest(part.name("score"), range_of(part))


def _bands(part: Part) -> tuple[str, ...]:
    value = part.take("band")
    return (value,) if isinstance(value, str) else part.texts("band")


def _day(part: Part, key: str) -> date | None:
    if not part.has(key):
        return None
    written = part.name(key)
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        help_ = "write year-month-day: 2024-01-31"
        part.report(Problem("bad-date", f"there is no day `{written}`", help_, (key,)))
        raise Broken from error
