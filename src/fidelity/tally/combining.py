"""Combining: what several shared together is worth, to the last digit what their records together would have given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from math import lcm

import attrs
import numpy as np

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.cells import united
from fidelity.tally.clusters import AtCriterion, Standing
from fidelity.tally.counts import Integers
from fidelity.tally.cube import added
from fidelity.tally.integers import summed
from fidelity.tally.patterned import Patterned, patterned_together
from fidelity.tally.sharing import CLOSED, PERSON, Figure, Margin, Shared, closed
from fidelity.tally.size_classes import SizeClasses, of_clusters

HOMES = ("region", "site", "team")
"""The keys that say where practitioners work: who works in different ones is not the same person."""


def combined(parts: Sequence[Shared], *, apart: bool = False) -> Shared:
    """Several shared counts of one edition as one; the order in which they are given does not matter.

    Counts of observations always add. Practitioners add where they are linked with one secret. Closed ones add if no
    practitioner is in two parts: because the parts are of different sites, teams or regions, or because the caller
    knows it. Otherwise, one who is in two parts would count as two, and figures of practitioners are withheld.

    Patterns of ratings add where all parts hold them.

    Args:
        parts: The counts, at least one; all compute alike.
        apart: Whether it is known that no practitioner is in two parts.

    Raises:
        UsageError: They do not compute alike, or are counted by different keys.
    """
    _refuse_unlike(parts)
    return attrs.evolve(_counts(parts, apart), patterns=_patterns(parts))


def _patterns(parts: Sequence[Shared]) -> Patterned | None:
    held = [part.patterns for part in parts if part.patterns is not None]
    return patterned_together(held) if len(held) == len(parts) else None


def _counts(parts: Sequence[Shared], apart: bool) -> Shared:
    """All but the patterns."""
    if len({part.link for part in parts} | {CLOSED}) == 2 and all(part.link != CLOSED for part in parts):
        return Shared(added([part.cube for part in parts]), parts[0].link)
    shut = [part if part.link == CLOSED else closed(part.cube) for part in parts]
    whole = Shared(added([part.cube for part in shut]))
    withheld = _why_not(shut, apart)
    if withheld:
        return attrs.evolve(whole, withheld=withheld)
    margins = {by: _together([part.margins[by] for part in shut]) for by in shut[0].margins}
    return attrs.evolve(whole, margins=margins)


def _refuse_unlike(parts: Sequence[Shared]) -> None:
    if len({part.cube.made.computes for part in parts}) > 1:
        message = "these tallies are of editions that compute differently"
        raise UsageError(Problem("unlike-tallies", message, "combine each edition by itself"))
    keys = {tuple(name for name in part.cube.cells.names if name != PERSON) for part in parts}
    if len(keys) > 1:
        said = "; ".join(", ".join(names) or "nothing" for names in sorted(keys))
        message = f"these tallies are counted by different columns: {said}"
        raise UsageError(Problem("unlike-tallies", message, "write them with the same `--by`"))


def _why_not(parts: Sequence[Shared], apart: bool) -> str:
    """Why the practitioners of several parts cannot be added; empty where they can."""
    if any(part.withheld for part in parts):
        return next(part.withheld for part in parts if part.withheld)
    naming = [bool(part.margins) for part in parts]
    if not all(naming):
        return "not every tally names practitioners" if any(naming) else ""
    if len(parts) == 1 or apart:
        return ""
    for home in HOMES:
        if home in parts[0].cube.cells.names and not _shared_homes(parts, home):
            return ""
    known = [home for home in HOMES if home in parts[0].cube.cells.names]
    if not known:
        return "the tallies do not say at which site, team or region practitioners work, and one may be in two of them"
    double = ", ".join(sorted(_shared_homes(parts, known[-1]))[:3]) or "an unnamed one"
    return f"{known[-1]} {double} is in more than one tally, and so may be a practitioner"


def _shared_homes(parts: Sequence[Shared], home: str) -> set[str]:
    """The homes that occur in two parts; one without a name may be any."""
    held = [{*part.cube.cells.values[part.cube.cells.place(home)]} for part in parts]
    double = {name for one, other in combinations(held, 2) for name in one & other}
    return double | ({""} if any("" in names for names in held) else set())


def _together(margins: Sequence[Margin]) -> Margin:
    """The closed practitioners of several parts, none of whom is in two."""
    groups, moves = united([margin.groups for margin in margins])
    moved = [margin.moved(groups, of) for margin, of in zip(margins, moves, strict=True)]
    return Margin(
        groups,
        _sum([margin.n_named for margin in moved]),
        _sum([margin.n_unnamed for margin in moved]),
        _classes([margin.named for margin in moved]),
        {figure: _as_one(held) for figure, held in _classes([margin.unnamed for margin in moved]).items()},
        dict(_at(moved)),
    )


def _classes(parts: Sequence[Mapping[Figure, SizeClasses]]) -> dict[Figure, SizeClasses]:
    found: dict[Figure, SizeClasses] = {}
    for figure in dict.fromkeys(figure for part in parts for figure in part):
        held = [part[figure] for part in parts if figure in part]
        denominator = reduce(lcm, (each.denominator for each in held))
        first, *others = [each.over(denominator) for each in held]
        found[figure] = first.added(*others)
    return found


def _as_one(classes: SizeClasses) -> SizeClasses:
    """The clusters of each group as one: what has no practitioner is one cluster, however many parts it comes from."""
    first = np.flatnonzero(np.diff(classes.group, prepend=-1))
    n, total = (summed(each, first) for each in (classes.size * classes.n_clusters, classes.total))
    return of_clusters(classes.group[first], n.astype(np.int64), total, classes.denominator, classes.n_groups)


def _at(margins: Sequence[Margin]) -> Iterator[tuple[tuple[str, Standing], AtCriterion]]:
    for key in dict.fromkeys(key for margin in margins for key in margin.at):
        held = [margin.at[key] for margin in margins if key in margin.at]
        yield (
            key,
            AtCriterion(
                _sum([each.n_at for each in held]),
                _sum([each.n_judged for each in held]),
                _sum([each.n_cannot_tell for each in held]),
            ),
        )


def _sum(columns: Sequence[Integers]) -> Integers:
    added_up: Integers = np.sum(columns, axis=0, dtype=np.int64)
    return added_up
