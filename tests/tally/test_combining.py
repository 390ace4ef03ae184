"""What was divided and combined gives the figures of the whole, to the last bit."""

from __future__ import annotations

import json
from random import Random

import attrs
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.tally.combining import combined
from fidelity.tally.document import tally_text
from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.estimating import Counted, Recorded, estimates
from fidelity.tally.question import ALL_KINDS, Question, UnitOfAnalysis
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import Shared, closed, linked
from tests.tally.visits import Visit, cube, visits

EVERYTHING = Question(("site", "quarter"), tuple(UnitOfAnalysis), kinds=ALL_KINDS)
SECRET = b"known to all who share"


def same(one: Counted, other: Counted, question: Question) -> None:
    """Every figure, reason, interval and count is the same, without any tolerance."""
    pd.testing.assert_frame_equal(estimates(one, question), estimates(other, question), check_exact=True)


def filed(shared: Shared) -> Shared:
    """What comes back from a tally file."""
    (found,) = read_tally("file", tally_text([shared]).encode())
    return found


def divided(of: list[Visit], n: int, seed: int) -> list[list[Visit]]:
    """The records at random in so many heaps, none of them empty, in any order."""
    rng = Random(seed)
    heaps: list[list[Visit]] = [[visit] for visit in of[:n]]
    for visit in of[n:]:
        rng.choice(heaps).append(visit)
    rng.shuffle(heaps)
    return heaps


@settings(max_examples=4, deadline=None)
@given(st.integers(1, 60), st.integers(0, 10**6), st.integers(1, 8))
def test_linked_tallies_of_any_division_give_the_whole(n: int, seed: int, n_parts: int) -> None:
    """Whatever the division, also where a practitioner is in several parts, every figure is the same."""
    of = visits(n, seed)
    parts = [filed(linked(cube(heap), SECRET)) for heap in divided(of, min(n_parts, n), seed)]
    whole = Recorded(cube(of))
    for by in (("site", "quarter"), ("quarter",), ()):
        same(whole, combined(parts), attrs.evolve(EVERYTHING, by=by))


@settings(max_examples=3, deadline=None)
@given(st.integers(5, 60), st.integers(0, 10**6))
def test_closed_tallies_of_sites_give_the_whole(n: int, seed: int) -> None:
    """Tallies that name no practitioner give every figure, as long as each site is in one of them."""
    of = visits(n, seed)
    sites = sorted({visit.facts["site"] for visit in of})
    parts = [filed(closed(cube([visit for visit in of if visit.facts["site"] == site]))) for site in sites]
    Random(seed).shuffle(parts)
    whole = Recorded(cube(of))
    for by in (("site", "quarter"), ("quarter", "site"), ("quarter",), ()):
        same(whole, combined(parts), attrs.evolve(EVERYTHING, by=by))


@settings(max_examples=3, deadline=None)
@given(st.integers(20, 60), st.integers(0, 10**6), st.integers(2, 5))
def test_closed_tallies_of_any_division_withhold_what_they_do_not_know(n: int, seed: int, n_parts: int) -> None:
    """Where a practitioner may be in two parts, figures of practitioners have a reason and all others are the same."""
    of = visits(n, seed, unnamed=0)
    together = combined([filed(closed(cube(heap))) for heap in divided(of, n_parts, seed)])
    assert "in more than one tally" in together.withheld
    question = attrs.evolve(EVERYTHING, by=("quarter",))
    whole, found = estimates(Recorded(cube(of)), question), estimates(together, question)
    people = found["unit"] == "practitioner"
    assert (found.loc[people, "why_no_value"] == NoEstimate.NOT_FROM_TALLIES.value).all()
    assert found.loc[people, "value"].isna().all()
    pd.testing.assert_series_equal(found.loc[~people, "value"], whole.loc[~people, "value"], check_exact=True)


def test_intervals_are_withheld_with_the_practitioners() -> None:
    """Without knowing what belongs together, no interval is given that would take observations as independent."""
    of = visits(60, 1, unnamed=0)
    one_site = [attrs.evolve(visit, facts={**visit.facts, "site": "S1"}) for visit in of]
    together = combined([closed(cube(heap)) for heap in divided(one_site, 2, 1)])
    found = estimates(together, Question(("site",)))
    means = found[found["statistic"].isin(["mean_of_observations", "share_of_observations_met"])]
    assert len(means)
    assert means["low"].isna().all()
    assert {*means["why_no_interval"]} <= {NoInterval.NOT_FROM_TALLIES.value, NoInterval.NO_SPREAD.value}


def test_what_nobody_named_stays_one_cluster() -> None:
    """Observations without a practitioner are one cluster of their group, also where they come from several parts."""
    of = visits(60, 3)
    parts = [closed(cube([visit for visit in of if visit.facts["site"] == site])) for site in ("S1", "S2", "S10")]
    question = attrs.evolve(EVERYTHING, by=("quarter",), cluster="practitioner")
    same(Recorded(cube(of)), combined([filed(part) for part in parts]), question)


def test_the_caller_may_know_that_nobody_is_in_two() -> None:
    """Two closed tallies of one site add where somebody vouches that no practitioner is in both."""
    of = visits(60, 2, unnamed=0)
    halves = [[visit for visit in of if (visit.facts["practitioner"][-1] in "01") is first] for first in (True, False)]
    together = combined([closed(cube(half)) for half in halves], apart=True)
    same(Recorded(cube(of)), together, EVERYTHING)


def test_what_was_combined_can_be_combined_again() -> None:
    """Two and then a third give the same as all three."""
    of = visits(60, 3)
    one, two, three = (
        closed(cube([visit for visit in of if visit.facts["site"] == site])) for site in ("S1", "S2", "S10")
    )
    same(combined([one, two, three]), combined([filed(combined([three, one])), two]), EVERYTHING)


def test_different_secrets_do_not_link() -> None:
    """Parts that are linked with different secrets are taken as closed."""
    of = visits(60, 4, unnamed=0)
    first, second = divided(of, 2, 4)
    together = combined([linked(cube(first), b"one"), linked(cube(second), b"another")])
    assert "in more than one tally" in together.withheld


def test_nobody_is_in_the_file() -> None:
    """Neither a closed nor a linked tally holds the code of a practitioner or the name of a visit."""
    of = visits(40, 5)
    for shared in (closed(cube(of)), linked(cube(of), SECRET)):
        text = tally_text([shared])
        assert "-P" not in text
        assert "V1" not in text
        assert "practitioner" not in json.loads(text)["editions"][0]["cells"]["keys"] or shared.link != "closed"


def test_unlike_tallies_are_refused() -> None:
    """Counts of other plans, and counts by other columns, do not add."""
    whole = cube(visits(10, 6))
    other = attrs.evolve(whole, made=attrs.evolve(whole.made, plan_hash="another"))
    with pytest.raises(UsageError, match="compute differently"):
        combined([closed(whole), closed(other)])
    with pytest.raises(UsageError, match="different columns"):
        combined([closed(whole), closed(cube(visits(10, 6), ("source", "site", "practitioner")))])
