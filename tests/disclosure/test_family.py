"""What is hidden together, and that nothing of it can be worked out, also where people are in several groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.disclosure import family
from fidelity.disclosure.family import Member, Name, families, solved
from fidelity.disclosure.measure import Measure
from fidelity.disclosure.protect import Protected, protect
from fidelity.disclosure.puzzle import Flags, Numbers, Puzzle
from fidelity.disclosure.relations import relations
from fidelity.disclosure.settings import PRESETS
from tests.disclosure.attacker import Group, Pair, of_people

KEYS = ["site", "quarter"]
COLUMNS = ["n_met", "n_not_met"]
SETTING = PRESETS["default"]
SITES, QUARTERS = ("A", "B", "C"), ("1", "2")
GROUPS: list[Group] = [(site, quarter) for site in (*SITES, "") for quarter in (*QUARTERS, "")]
MIXED: dict[Group, Pair] = {("A", "1"): (20, 9), ("A", "2"): (8, 30), ("B", "1"): (7, 12), ("B", "2"): (3, 9)}


def member(
    name: Name, counts: dict[Group, Pair], groups: Sequence[Group], at: Sequence[int] = (), *, is_whole: bool = True
) -> Member:
    """A measure of some groups, which are the first of all unless their places are given."""
    of = pd.DataFrame(groups, columns=KEYS)
    frame = pd.DataFrame([(*group, *pair) for group, pair in counts.items()], columns=[*KEYS, *COLUMNS])
    made = [Measure(relations([frame], of, KEYS, COLUMNS), of, [])]
    if not is_whole:
        made.append(attrs.evolve(made[0], is_whole=False))
    return Member.of(name, np.array([*(at or range(len(groups)))]), made, SETTING)


def names(found: Sequence[Sequence[Member]]) -> list[list[str]]:
    """The measures of each family."""
    return [[each.name[1] for each in members] for members in found]


def nothing(n: int) -> Flags:
    """No group that is hidden in any case."""
    return np.zeros(n, np.bool_)


def plain(kind: str, measure: str, unit: str = "observation", *, is_whole: bool = True) -> Member:
    """One measure of four groups."""
    return member((kind, measure, unit), MIXED, [*MIXED], is_whole=is_whole)


def test_a_measure_is_one_whatever_the_unit() -> None:
    """Observations and practitioners of a measure are hidden alike; another measure is by itself."""
    found = families([plain("criterion", "a"), plain("criterion", "b"), plain("criterion", "a", "practitioner")])
    assert names(found) == [["a", "a"], ["b"]]


def test_the_bands_of_a_score_are_one() -> None:
    """How many are in each of the bands of one score follows from the others; a criterion of that name does not."""
    criterion = partial(plain, "criterion")
    found = families(
        [plain("band", "s:low"), plain("band", "s:high"), plain("band", "t:low"), *map(criterion, ("s:x", "s:y"))]
    )
    assert names(found) == [["s:low", "s:high"], ["t:low"], ["s:x"], ["s:y"]]


def test_scores_of_the_same_people_are_one() -> None:
    """Points add up, so scores of equally many in every group are hidden alike; counts of as many are not."""
    scores = [plain("score", name, is_whole=False) for name in ("s", "t")]
    assert names(families(scores)) == [["s", "t"]]
    other = member(("score", "u", "observation"), {**MIXED, ("A", "1"): (20, 8)}, [*MIXED], is_whole=False)
    assert names(families([*scores, other])) == [["s", "t"], ["u"]]


def test_what_has_to_do_with_two_joins_them() -> None:
    """A measure that belongs to two families makes them one."""
    few = member(("score", "t", "practitioner"), {**MIXED, ("A", "1"): (20, 8)}, [*MIXED], is_whole=False)
    more = attrs.evolve(few, name=("score", "s", "practitioner"))
    found = families([plain("score", "s", is_whole=False), few, more])
    assert names(found) == [["s", "t", "s"]]


def test_a_member_is_hidden_where_any_of_its_counts_is() -> None:
    """3 of 12 is hidden for its own sake, and results and how many there are make a puzzle each."""
    found = plain("criterion", "a")
    assert found.primary.tolist() == [False, False, False, True]
    assert found.n.tolist() == [29, 38, 19, 12]
    assert len(found.puzzles) == 2


def test_equations_are_places_among_all_groups() -> None:
    """Totals name their parts by where these are in the whole table, not in the measure."""
    some = [("A", "1"), ("A", "2"), ("A", "")]
    found = member(("criterion", "a", "observation"), MIXED, some, at=[7, 3, 5])
    assert found.equations == {(3, 5, 7)}


def test_a_family_hides_what_any_member_must() -> None:
    """A group that is small for practitioners is hidden for observations too."""
    many = member(("criterion", "a", "observation"), dict.fromkeys(MIXED, (40, 40)), [*MIXED])
    found = solved([[many, plain("criterion", "a", "practitioner")], [many]], nothing(4), SETTING)
    assert found.hidden.tolist() == [[False, False, False, True], [False] * 4]
    assert found.is_fewest.all()
    assert found.n_exposed == 0


def test_what_is_hidden_for_all_is_hidden() -> None:
    """Groups of few people are hidden whatever is measured of them."""
    forced = np.array([True, False, False, False])
    assert solved([[plain("criterion", "a")]], forced, SETTING).hidden.tolist() == [[True, False, False, True]]


def test_equal_families_are_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two families of the same counts are one puzzle, and both are hidden as it says."""
    seen = []

    def noted(puzzles: Sequence[Puzzle], sizes: Numbers, *more: Any, **named: Any) -> Protected:
        seen.append(len(sizes))
        return protect(puzzles, sizes, *more, **named)

    monkeypatch.setattr(family, "protect", noted)
    found = solved([[plain("criterion", "a")], [plain("criterion", "b")]], nothing(4), SETTING)
    assert seen == [4]
    assert found.hidden.tolist() == [[False, False, False, True]] * 2
    assert found.is_fewest.tolist() == [True, True]


def test_no_families_hide_nothing() -> None:
    """A table of no measures is a table."""
    found = solved([], nothing(4), SETTING)
    assert found.hidden.shape == (0, 4)
    assert found.is_fewest.shape == (0,)


# Each of these people works at one site, in one quarter or both, and met the criterion or not in each. Over both, those
# count as having met it who did so in the last.
person = st.sampled_from([(1, None), (0, None), (None, 1), (None, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
kinds = st.lists(st.tuples(person, st.sampled_from([1, 2, 3, 6, 11])), min_size=2, max_size=4)


def counted(staff: Sequence[Sequence[tuple[tuple[int | None, int | None], int]]]) -> dict[Group, Pair]:
    """How many met it and how many did not: by site and quarter, and by site, where people are counted once."""
    found = dict.fromkeys(GROUPS, (0, 0))
    for site, people in zip(SITES, staff, strict=True):
        for (first, second), times in people:
            last = first if second is None else second
            for quarter, met in (("1", first), ("2", second), ("", last)):
                for group in ((site, quarter), ("", quarter)) if met is not None else ():
                    pair = found[group]
                    found[group] = (pair[0] + times * bool(met), pair[1] + times * (not met))
    return found


def may_be_told(counts: dict[Group, Pair], group: Group, column: int) -> bool:
    """Whether a large group of which this one is a part in the plain sense tells that nobody, or everybody, did."""
    above = ("", group[1])
    n = sum(counts[above])
    return group[0] != "" and n >= 10 and counts[above][column] in (0, n)


@given(st.tuples(kinds, kinds, kinds))
@settings(max_examples=10, deadline=None)
def test_nobody_learns_anything_small_of_people_in_several_groups(
    staff: tuple[Sequence[tuple[tuple[int | None, int | None], int]], ...],
) -> None:
    """A colleague who knows how many there were everywhere learns no small result from totals that are no sums."""
    counts = counted(staff)
    given_ = {group: pair for group, pair in counts.items() if (group[0] or not group[1]) and sum(pair)}
    shown = [group for group, pair in counts.items() if sum(pair)]
    found = solved([[member(("criterion", "a", "practitioner"), given_, shown)]], nothing(len(shown)), SETTING)
    visible = {group: counts[group] for group, is_hidden in zip(shown, found.hidden[0], strict=True) if not is_hidden}
    add_up = [(("", quarter), [(site, quarter) for site in SITES]) for quarter in (*QUARTERS, "")]
    known, met = of_people(visible, {group: sum(pair) for group, pair in counts.items()}, add_up)
    for group in shown:
        n, pair = sum(counts[group]), counts[group]
        for column in (0, 1):
            is_small = 0 < pair[column] < 5 or n < 5
            if is_small and not may_be_told(counts, group, column):
                (place,) = met[group]
                low, high = known.range({place + column * len(counts): 1.0})
                assert low < 1e-6, (group, column)
                assert high > min(5, n) - 1e-6, (group, column)
    assert found.n_exposed == 0
