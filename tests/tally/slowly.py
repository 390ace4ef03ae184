"""The figures a second time: a loop over records in fractions, written from the glossary, sharing no code with `tally`.

Only what is said of one observation, its scores and its verdicts, is taken from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import sqrt

import attrs

from fidelity.model.answer import Answer
from fidelity.model.status import Status
from fidelity.tally.clusters import Standing
from tests.tally.visits import CHECKLIST, ITEMS, Visit, scored

Name = tuple[str, str, str]
"""Kind, measure and statistic."""


@attrs.frozen
class Known:
    """One record with what is said of it.

    Attributes:
        visit: The record.
        values: The value of each score, None where there is none.
        verdicts: What each criterion says.
    """

    visit: Visit
    values: Mapping[str, Fraction | None]
    verdicts: Mapping[str, str]


@attrs.frozen
class Slow:
    """A figure.

    Attributes:
        value: The figure; None where there is none.
        n: How many units it is of.
    """

    value: float | None
    n: int


def known(of: Sequence[Visit]) -> list[Known]:
    """The records with their scores and verdicts."""
    if not of:
        return []
    scores, _ = scored(of)
    return [
        Known(visit, {name: result.value for name, result in scores.results(row).items()}, scores.verdicts(row))
        for row, visit in enumerate(of)
    ]


def slow_figures(of: Sequence[Known], standing: Standing, with_sites: bool) -> dict[Name, Slow]:
    """Every figure of one group.

    Args:
        of: The records of the group.
        standing: When a practitioner counts as being at criterion.
        with_sites: Whether sites are a unit of analysis.
    """
    found: dict[Name, Slow] = {}
    units = ("practitioner", "site") if with_sites else ("practitioner",)
    for score in CHECKLIST.scores:
        found |= _values("score", score.id, of, lambda each, name=score.id: each.values[name], units)  # type: ignore[misc]
    found |= dict(_bands(of))
    for criterion in ("good", "old"):
        judged = [each for each in of if each.verdicts[criterion] in ("met", "not_met")]
        met = [each for each in judged if each.verdicts[criterion] == "met"]
        found["criterion", criterion, "share_of_observations_met"] = _share(len(met), len(judged))
        found["criterion", criterion, "share_of_practitioners_at_criterion"] = _at(criterion, of, standing)
    for place, item in enumerate(ITEMS):
        found |= _values("item", item.id, of, lambda each, place=place: each.visit.answers[place].value, units)  # type: ignore[misc]
        found |= {("item", item.id, name): slow for name, slow in _answers(place, of)}
    for name, places in {"talk": (0, 1), "plan": (2,)}.items():
        ratings = [attrs.evolve(each, values={"": _of_possible(each, place)}) for each in of for place in places]
        figures = _values("component", name, ratings, lambda each: each.values[""], units)
        found |= {
            (kind, id_, said.replace("observation", "rating")): slow for (kind, id_, said), slow in figures.items()
        }
    return found


def _of_possible(each: Known, place: int) -> Fraction | None:
    answer = each.visit.answers[place]
    return None if answer.value is None else answer.value / (2, 5, 1)[place]


def _values(
    kind: str, id_: str, of: Sequence[Known], value: Callable[[Known], Fraction | None], units: Sequence[str]
) -> dict[Name, Slow]:
    held = sorted(each for each in map(value, of) if each is not None)
    n = len(held)
    middle = (held[(n - 1) // 2] + held[n // 2]) / 2 if held else None
    ends = (held[0], held[-1]) if held else (None, None)
    figures: dict[str, tuple[Fraction | float | None, int]] = {
        "mean_of_observations": (_mean(held), n),
        "sd_of_observations": (_sd(held), n),
        "median_of_observations": (middle, n),
        "lowest_of_observations": (ends[0], n),
        "highest_of_observations": (ends[1], n),
    }
    for unit in units:
        who = {each.visit.facts[unit] for each in of} - {""}
        each_has = [[value(each) for each in of if each.visit.facts[unit] == one] for one in who]
        means = [_mean([one for one in held if one is not None]) for held in each_has]
        there = [mean for mean in means if mean is not None]
        figures[f"mean_of_{unit}_means"] = (_mean(there), len(there))
        figures[f"sd_of_{unit}_means"] = (_sd(there), len(there))
    return {
        (kind, id_, name): Slow(None if figure is None else float(figure), count)
        for name, (figure, count) in figures.items()
    }


def _mean(held: Sequence[Fraction]) -> Fraction | None:
    return sum(held, Fraction(0)) / len(held) if held else None


def _sd(held: Sequence[Fraction]) -> float | None:
    mean = _mean(held)
    if mean is None or len(held) < 2:
        return None
    return sqrt(sum((each - mean) ** 2 for each in held) / (len(held) - 1))


def _share(n_of: int, n: int) -> Slow:
    return Slow(n_of / n if n else None, n)


def _bands(of: Sequence[Known]) -> Iterator[tuple[Name, Slow]]:
    values = [each.values["total"] for each in of if each.values["total"] is not None]
    names = ["low" if value < 50 else "middle" if value < 80 else "high" for value in values]
    for band in ("low", "middle", "high"):
        yield ("band", f"total:{band}", "share_of_observations_in_band"), _share(names.count(band), len(names))


def _at(criterion: str, of: Sequence[Known], standing: Standing) -> Slow:
    told: list[bool] = []
    for who in {each.visit.facts["practitioner"] for each in of} - {""}:
        own = [each for each in of if each.visit.facts["practitioner"] == who]
        said = [
            (each.visit.facts["date"], each.verdicts[criterion] == "met")
            for each in own
            if each.verdicts[criterion] in ("met", "not_met")
        ]
        if standing is Standing.LATEST and len(said) > 1 and any(not day for day, _ in said):
            continue
        if not said:
            continue
        last = max(date.fromisoformat(day or "1900-01-01") for day, _ in said)
        met = [met for _, met in said]
        told.append(
            {
                Standing.LATEST: all(met for day, met in said if date.fromisoformat(day or "1900-01-01") == last),
                Standing.MOST: sum(met) * 2 > len(met),
                Standing.ALL: all(met),
                Standing.EVER: any(met),
            }[standing]
        )
    return _share(sum(told), len(told))


def _answers(place: int, of: Sequence[Known]) -> Iterator[tuple[str, Slow]]:
    answers: list[Answer] = [each.visit.answers[place] for each in of]
    due = [each for each in answers if each.status is not Status.OFF_BY_DESIGN]
    rated = [each for each in answers if each.status is Status.RATED]
    for status in Status:
        if status not in (Status.MISSING, Status.INVALID, Status.OFF_BY_DESIGN):
            yield f"share_{status.value}", _share(sum(each.status is status for each in due), len(due))
    lacking = (Status.MISSING, Status.INVALID)
    yield "share_missing", _share(sum(each.status in lacking for each in due), len(due))
    low, high = ((0, 2), (1, 5), (0, 1), (0, None), (0, None))[place]
    for name, end in (("share_at_floor", low), ("share_at_ceiling", high)):
        if end is not None:
            yield name, _share(sum(each.value == end for each in rated), len(rated))
