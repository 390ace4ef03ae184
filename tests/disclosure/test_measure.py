"""One measure over groups: what is hidden for its own sake, what came since, and what adds up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.disclosure.measure import Measure
from fidelity.disclosure.relations import relations
from fidelity.disclosure.settings import PRESETS

KEYS = ["site", "quarter"]
COLUMNS = ["n_met", "n_not_met"]
SETTING = PRESETS["default"]


def counted(of: dict[tuple[str, str], tuple[int, int]]) -> pd.DataFrame:
    """How many met a criterion, and how many did not, in each group."""
    return pd.DataFrame([(*group, *counts) for group, counts in of.items()], columns=[*KEYS, *COLUMNS])


def groups(*names: tuple[str, str]) -> pd.DataFrame:
    """Groups by their names."""
    return pd.DataFrame(names, columns=KEYS)


def measure(*frames: pd.DataFrame, of: pd.DataFrame, earlier: tuple[tuple[str, str], ...] = ()) -> Measure:
    """A measure; the earlier table shows the groups that are named."""
    before = [(groups(*earlier), np.ones(len(earlier), np.bool_))] if earlier else []
    return Measure(relations([*frames], of, KEYS, COLUMNS), of, before)


NOW = counted({("A", "1"): (20, 12), ("A", "2"): (9, 7), ("B", "1"): (3, 30)})
ALL = groups(("A", "1"), ("A", "2"), ("B", "1"), ("A", ""), ("B", ""), ("", ""))


def test_groups_are_counted_by_what_they_are_made_of() -> None:
    """Totals have the counts of their parts."""
    assert measure(NOW, of=ALL).counts.tolist() == [[20, 12], [9, 7], [3, 30], [29, 19], [3, 30], [32, 49]]


def test_a_small_result_hides_its_group() -> None:
    """3 of 33 is hidden, and so is the total that is nothing else."""
    assert measure(NOW, of=ALL).primary(SETTING).tolist() == [False, False, True, False, True, False]


def test_few_more_than_before_hide_their_group() -> None:
    """18 of 30 and then 20 of 32 tell of two more people; 9 of 16 where nothing was shown tells of nobody."""
    before = counted({("A", "1"): (18, 12), ("A", "2"): (8, 6), ("B", "1"): (10, 30)})
    now = counted({("A", "1"): (20, 12), ("A", "2"): (9, 7), ("B", "1"): (10, 30)})
    found = measure(before, now, of=ALL, earlier=(("A", "1"), ("B", "1")))
    assert found.primary(SETTING).tolist() == [True, False, False, False, False, False]


def test_few_fewer_than_before_hide_their_group() -> None:
    """22 of 34 and then 20 of 32 tell of two people who were taken back."""
    of = groups(("A", "1"))
    assert measure(counted({("A", "1"): (22, 12)}), NOW, of=of, earlier=(("A", "1"),)).primary(SETTING).tolist() == [
        True
    ]


def test_one_value_for_few_people_hides_their_group() -> None:
    """Sixteen visits to three people, and sixteen of which it is said that there is no spread, are hidden with them."""
    of, frame = groups(("A", "1"), ("A", "2")), counted({("A", "1"): (16, 0), ("A", "2"): (9, 7)})
    made = relations([frame], of, KEYS, COLUMNS)
    for alike in (False, True):
        found = Measure(made, of, [], alike=np.array([False, alike]), people=np.array([3.0, 3.0]))
        assert found.primary(SETTING).tolist() == [True, alike]
    assert not Measure(made, of, []).primary(SETTING).any()


def test_what_was_hidden_before_is_compared_with_nothing() -> None:
    """A group that an earlier table hid may be shown now, however little it has grown."""
    before = counted({("A", "1"): (18, 12)})
    of = groups(("A", "1"))
    found = Measure(relations([before, NOW.iloc[:1]], of, KEYS, COLUMNS), of, [(of, np.array([False]))])
    assert not found.primary(SETTING).any()


def test_what_came_since_is_told_group_by_group() -> None:
    """Of the groups of both tables the difference is taken, below 0 where something was taken back."""
    before = counted({("A", "1"): (18, 13), ("A", "2"): (9, 7)})
    since = measure(before, NOW, of=groups(("A", "1"), ("B", "1")), earlier=(("A", "1"), ("A", ""))).since(0)
    names = [*since.groups.itertuples(index=False, name=None)]
    assert dict(zip(names, since.amounts.tolist(), strict=True)) == {
        ("A", "1"): [2, -1],
        ("B", "1"): [3, 30],
        ("A", ""): [2, -1],
    }


def test_what_nobody_counted_did_not_change() -> None:
    """An earlier table by site alone says nothing of a quarter, so nothing is taken to have come to it."""
    before = counted({("A", ""): (25, 16), ("B", ""): (3, 28)})
    since = measure(before, NOW, of=ALL, earlier=(("A", ""),)).since(0)
    names = [*since.groups.itertuples(index=False, name=None)]
    assert ("A", "1") not in names
    assert since.amounts[names.index(("A", ""))].tolist() == [4, 3]


def test_totals_are_equations() -> None:
    """A total of the table is the sum of its groups along each column, where these are all in the table."""
    found = {tuple(sorted(each.tolist())) for each in measure(NOW, of=ALL).equations()}
    assert found == {(0, 1, 3), (2, 4), (3, 4, 5)}
    assert not measure(NOW, of=groups(("A", "1"), ("A", ""))).equations()


def test_a_total_of_fewer_people_is_no_equation() -> None:
    """Where somebody is in two quarters, the total is not the sum of them."""
    total = counted({("A", ""): (22, 15)})
    found = measure(pd.concat([NOW, total]), of=ALL).equations()
    assert (0, 1, 3) not in {tuple(sorted(each.tolist())) for each in found}
