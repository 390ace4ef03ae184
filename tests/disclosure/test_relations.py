"""Groups are made of groups, whatever the columns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fidelity.disclosure.covering import covers
from fidelity.disclosure.relations import relations
from fidelity.errors import UsageError

KEYS = ["site", "quarter"]
BASE = pd.DataFrame({"site": ["A", "A", "B"], "quarter": ["1", "2", "1"], "n_practitioners": [6, 5, 4]})


def groups(*names: tuple[str, str]) -> pd.DataFrame:
    """Groups by their names."""
    return pd.DataFrame(names, columns=KEYS)


def test_a_total_holds_what_agrees_with_it() -> None:
    """Groups hold those that say the same in all columns that they name, and nothing else."""
    held = covers(groups(("", ""), ("A", ""), ("", "1"), ("B", "2")), BASE[KEYS]).toarray()
    assert held.tolist() == [[1, 1, 1], [1, 1, 0], [1, 0, 1], [0, 0, 0]]


def test_sums_need_no_rows_of_their_own() -> None:
    """Totals that are sums follow from the finest groups, also when they are given."""
    totals = pd.DataFrame({"site": ["A", ""], "quarter": ["", ""], "n_practitioners": [11, 15]})
    for frame in (BASE, pd.concat([BASE, totals])):
        found = relations([frame], groups(("", ""), ("A", "")), KEYS, ["n_practitioners"])
        assert len(found.atoms) == found.n_finest == 3
        assert (found.sums(groups(("", ""), ("A", ""))) @ found.values[0]).ravel().tolist() == [15, 11]
        assert found.equal.shape[0] == found.at_least.shape[0] == 0


def test_who_is_in_two_groups_is_counted_once() -> None:
    """A total below the sum is an unknown of its own: no less than each of its groups, no more than all together."""
    totals = pd.DataFrame({"site": ["A", ""], "quarter": ["", ""], "n_practitioners": [7, 11]})
    asked = groups(("A", ""), ("B", ""), ("", "1"), ("", ""))
    found = relations([pd.concat([BASE, totals])], asked, KEYS, ["n_practitioners"])
    assert len(found.atoms) == 5
    values = found.values[0]
    assert (found.sums(asked) @ values).ravel().tolist() == [7, 4, 10, 11]
    assert (found.at_least @ values >= 0).all()
    # All practitioners are those of A and those of B: nobody works at both, and a reader may know it.
    assert found.equal.shape[0] >= 1
    assert not (found.equal @ values).any()
    lowest = found.at_least.toarray()
    names = found.atoms[KEYS].itertuples(index=False, name=None)
    own = [*names].index(("A", ""))
    assert any(row[own] == 1 and np.isclose(row.sum(), 0) for row in lowest)


def test_versions_share_their_groups() -> None:
    """A group that is new has nothing in the earlier version."""
    found = relations([BASE.iloc[:2], BASE], groups(("", "")), KEYS, ["n_practitioners"])
    assert [value.ravel().tolist() for value in found.values] == [[6, 5, 0], [6, 5, 4]]


def test_totals_above_their_sum_are_refused() -> None:
    """A total cannot be more than all that it holds."""
    totals = pd.DataFrame({"site": ["A"], "quarter": [""], "n_practitioners": [12]})
    with pytest.raises(UsageError) as caught:
        relations([pd.concat([BASE, totals])], groups(("", "")), KEYS, ["n_practitioners"])
    assert caught.value.problems[0].code == "counts-do-not-add"
    assert "12 in the total of site A, quarter all, and 11" in caught.value.problems[0].message
