"""What was planned, and how much of it was made."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fidelity.evaluation.planned import plan_of
from fidelity.planning.expected import Planned

FIRST = date(2026, 1, 1)
WINDOW = timedelta(days=9)


def planned(who: str, window: int, n: int, site: str = "S1") -> Planned:
    """So many observations within ten days."""
    first = FIRST + window * timedelta(days=10)
    return Planned(who, "", site, "", first, first + WINDOW, n)


def on(*days: int) -> list[int]:
    """Days after the first."""
    return [FIRST.toordinal() + day for day in days]


def test_nobody_stands_for_another() -> None:
    """Three of one practitioner are no coverage of a colleague, and neither of their own next window."""
    plan = plan_of([planned("A", 0, 1), planned("A", 1, 1), planned("B", 0, 2)], {"A": on(0, 4, 9)})
    cells = plan.by(())
    assert cells is not None
    cell = cells[()]
    assert (cell.n, cell.n_made, cell.n_intended, cell.n_observed) == (4, 1, 2, 1)
    assert plan.never == ("B",)
    assert (plan.reach.n_never, plan.reach.n_made) == (1, 3)


def test_first_and_last_day_belong_to_a_window() -> None:
    """The day before and the day after do not."""
    for day, n in ((-1, 0), (0, 1), (9, 1), (10, 0)):
        cells = plan_of([planned("A", 0, 1)], {"A": on(day)}).by(("site",))
        assert cells is not None
        assert cells["S1",].n_made == n


def test_teams_and_sites_are_their_own_subjects() -> None:
    """Whoever is observed as a team has no practitioner, and is not counted among those."""
    team = Planned("", "T1", "S1", "", FIRST, FIRST + WINDOW, 2)
    plan = plan_of([team], {"T1": on(1), "S1": on(1, 2)}, "team")
    cells = plan.by(("team",))
    assert cells is not None
    assert (cells["T1",].n_made, cells["T1",].n_intended) == (1, 0)
    assert plan.never == ()


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 2), st.integers(0, 3), st.sampled_from("ST"))), st.data()
)
def test_groups_add_up_to_the_whole(of: list[tuple[str, int, int, str]], data: st.DataObject) -> None:
    """By site and over all, never more is made than planned, and the parts are the whole."""
    each = {(who, window): (n, site) for who, window, n, site in of}
    plans = [planned(who, window, n, site) for (who, window), (n, site) in each.items()]
    made = {who: sorted(on(*data.draw(st.lists(st.integers(0, 29), max_size=6)))) for who in "ABD"}
    plan = plan_of(plans, made)
    whole, parts = plan.by(()), plan.by(("site",))
    assert whole is not None
    assert parts is not None
    if plans:
        for name in ("n", "n_made"):
            assert getattr(whole[()], name) == sum(getattr(cell, name) for cell in parts.values())
    slow = sum(
        min(one.n, sum(one.first.toordinal() <= day <= one.last.toordinal() for day in made.get(one.practitioner, ())))
        for one in plans
    )
    assert sum(cell.n_made for cell in whole.values()) == slow
    assert all(cell.n_made <= cell.n and cell.n_observed <= cell.n_intended for cell in parts.values())
