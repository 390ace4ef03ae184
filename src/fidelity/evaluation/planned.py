"""What was planned, of those whom a roster names and by the plan of the definition, and how much of it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs
import pandas as pd

from fidelity.evaluation.counted import Counted
from fidelity.evaluation.expecting import PlannedBy, planned_by
from fidelity.evaluation.grouping import texts_of
from fidelity.evaluation.one_record import ALL, one_each
from fidelity.planning.expected import Days, Planned, expected, present
from fidelity.planning.reach import Reach, easy_to_reach
from fidelity.planning.roster import read_roster
from fidelity.ratings.dates import ordinals
from fidelity.records.visit import SUBJECTS
from fidelity.workspace.input import read_bytes
from fidelity.workspace.telling import tell


@attrs.frozen(eq=False)
class Plan:
    """What was planned, and how much of it was made.

    Attributes:
        by: Both by group.
        reach: How evenly the observations lie on those of whom they were planned; what it says of shares of
            a plan holds only where there is one.
        fact: Of whom they were planned: ``practitioner``, ``team`` or ``site``.
        never: Those of whom some were planned and none was made, by their codes and in order.
        is_counted: Whether anybody planned how many observations; else it is known who was there, and no more.
    """

    by: PlannedBy
    reach: Reach
    fact: str
    never: tuple[str, ...]
    is_counted: bool = True


def planned_of(found: Counted, roster: Path | None) -> Plan | None:
    """What was planned by group, and what was made of it; None where no roster says it.

    Where the definition does not say how often to observe, it is known who was there and not how many visits were
    planned: groups in which nobody was observed appear, and there is no coverage.

    Args:
        found: What was counted.
        roster: Who works where since when.
    """
    if roster is None or not found.definitions:
        return None
    definition = found.definitions[0]
    checklist = definition.checklist
    fact = SUBJECTS[checklist.unit]
    if not fact:
        tell(f"note: {checklist.name} is of the intervention as a whole, which no roster names")
        return None
    days = _days(found)
    if days is None:
        tell("note: no record has a date, so that there is no coverage")
        return None
    subjects = read_roster(read_bytes(roster), roster.name).subjects(fact, definition.intervention.id, checklist.id)
    if checklist.sampling is None or checklist.sampling.every is None:
        tell(f"note: {checklist.name} does not say how often to observe, so that there is no coverage")
        return plan_of(present(subjects, fact, days), days_of(found, fact), fact, is_counted=False)
    return plan_of(expected(subjects, fact, checklist.sampling, days), days_of(found, fact), fact)


def plan_of(
    planned: Sequence[Planned],
    made: Mapping[str, Sequence[int]],
    fact: str = "practitioner",
    is_counted: bool = True,
) -> Plan:
    """What was planned, beside what was made.

    Args:
        planned: What was planned of whom in which window.
        made: The days on which each of them was observed, rising, as `datetime.date.toordinal` counts them.
        fact: Of whom it was planned.
        is_counted: Whether anybody planned how many observations; else it is known who was there, and no more.
    """
    n = Counter[str]()
    for each in planned:
        n[each.who] += each.n
    reach = easy_to_reach(n, {who: len(days) for who, days in made.items()})
    never = tuple(sorted(who for who in n if n[who] and not made.get(who)))
    return Plan(planned_by(planned, made, is_counted), reach, fact, never, is_counted)


def days_of(found: Counted, fact: str) -> dict[str, list[int]]:
    """The days on which each was observed, rising; an observation without a day, or of nobody by name, is of no plan.

    Args:
        found: What was counted.
        fact: Who: ``practitioner``, ``team`` or ``site``.
    """
    frames = [*_seen(found, fact)]
    every = pd.concat(frames) if frames else pd.DataFrame({"who": [], "day": []})
    return {str(who): days.tolist() for who, days in every.sort_values("day").groupby("who")["day"]}


def _seen(found: Counted, fact: str) -> Iterator[pd.DataFrame]:
    """Who was observed on which day, a piece of the records after the other."""
    pooled, checklist = "sources" in found.pooled, found.editions[0].made.checklist
    for piece in found.pieces:
        if piece.edition.checklist != checklist:
            continue
        one = one_each(piece.ratings, pooled=pooled)
        ratings = piece.ratings.of_rows(one.rows)
        held = ratings.descriptor(fact)
        if held is not None:
            seen = pd.DataFrame({"who": texts_of(held).to_numpy(str), "day": ordinals(ratings)})
            yield seen[one.source.isin(["observed", ALL]).to_numpy() & (seen["who"] != "") & (seen["day"] >= 0)]


def _days(found: Counted) -> Days | None:
    """From the first day on which anything was observed to the last."""
    spans = [each.counting.days for each in found.editions if each.counting and each.counting.days]
    if not spans:
        return None
    return Days(date.fromordinal(min(first for first, _ in spans)), date.fromordinal(max(last for _, last in spans)))
