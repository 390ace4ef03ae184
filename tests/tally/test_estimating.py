"""The table of estimates against a loop over records, and against itself in another order."""

from __future__ import annotations

from random import Random

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.scoring import TRUTHS
from fidelity.tally.clusters import Standing
from fidelity.tally.cube import added
from fidelity.tally.estimates import COLUMNS, NOT_SAID, NoEstimate
from fidelity.tally.estimating import Recorded, estimates
from fidelity.tally.question import ALL_KINDS, Question, UnitOfAnalysis
from tests.tally.slowly import Known, Name, Slow, known, slow_figures
from tests.tally.visits import Visit, cube, scored, visits

EVERYTHING = Question(("quarter",), tuple(UnitOfAnalysis), kinds=ALL_KINDS)
NAME = ["kind", "measure", "statistic"]


def figures(of: list[Visit], question: Question) -> pd.DataFrame:
    """The table of some records."""
    return estimates(Recorded(cube(of)), question)


def of_group(found: pd.DataFrame, keys: dict[str, str]) -> dict[Name, tuple[float, float, str]]:
    """Value, number of units and reason of each figure of one group."""
    rows = found[np.logical_and.reduce([found[name] == text for name, text in keys.items()])]
    names = [*rows[NAME].itertuples(index=False, name=None)]
    assert len({*names}) == len(names)
    values = rows[["value", "n", "why_no_value"]].itertuples(index=False, name=None)
    return dict(zip(names, values, strict=True))


def same_as_slow(found: pd.DataFrame, of: list[Known], keys: dict[str, str], standing: Standing, sites: bool) -> None:
    """A group has the figures that the loop finds, each of them and no other."""
    slow = slow_figures(of, standing, sites)
    quick = of_group(found, keys)
    assert {*quick} == {*slow}
    for name, (value, n, why) in quick.items():
        expected: Slow = slow[name]
        assert (expected.value is None) == (why != ""), name
        assert (0 if np.isnan(n) else n) == expected.n, name
        assert value == pytest.approx(np.nan if expected.value is None else expected.value, abs=1e-11, nan_ok=True)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10**6), st.sampled_from(Standing))
def test_every_figure_is_that_of_a_loop_over_the_records(n: int, seed: int, standing: Standing) -> None:
    """Means, spreads, medians, extremes, shares and verdicts, by group and in totals, by every unit of analysis."""
    of = [*visits(n, seed), *visits(2, seed + 1, unnamed=0)]
    found = figures(of, attrs.evolve(EVERYTHING, standing=standing))
    every = known(of)
    for source in {each.visit.facts["source"] for each in every}:
        own = [each for each in every if each.visit.facts["source"] == source]
        if not any(each.visit.facts["practitioner"] for each in own):
            continue
        same_as_slow(found, own, {"source": source, "grouped_by": "", "quarter": ""}, standing, sites=True)
        for quarter in {each.visit.facts["quarter"] for each in own}:
            group = [each for each in own if each.visit.facts["quarter"] == quarter]
            keys = {"source": source, "grouped_by": "quarter", "quarter": quarter}
            same_as_slow(found, group, keys, standing, sites=True)


def test_by_site_no_mean_of_sites_is_taken() -> None:
    """Where each group is one site, there are no sites to take a mean of."""
    of = visits(40, 4)
    found = figures(of, attrs.evolve(EVERYTHING, by=("site",)))
    one = [each for each in known(of) if (each.visit.facts["source"], each.visit.facts["site"]) == ("observed", "S10")]
    same_as_slow(found, one, {"source": "observed", "grouped_by": "site", "site": "S10"}, Standing.LATEST, sites=False)


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 50), st.integers(0, 10**6))
def test_the_order_of_records_does_not_matter(n: int, seed: int) -> None:
    """Shuffled records give the same table to the last bit."""
    of = visits(n, seed)
    other = Random(seed).sample(of, n)
    question = attrs.evolve(EVERYTHING, by=("site", "quarter"))
    pd.testing.assert_frame_equal(figures(of, question), figures(other, question), check_exact=True)


@settings(max_examples=8, deadline=None)
@given(st.integers(2, 50), st.integers(0, 10**6), st.integers(1, 5))
def test_counts_of_parts_added_are_the_counts_of_the_whole(n: int, seed: int, n_parts: int) -> None:
    """Whatever the parts, also where a practitioner is in several, the figures are those of the whole."""
    of = visits(n, seed)
    heaps: list[list[Visit]] = [of[place::n_parts] for place in range(min(n_parts, n))]
    Random(seed).shuffle(heaps)
    together = added([cube(heap) for heap in heaps])
    found = estimates(Recorded(together), EVERYTHING)
    pd.testing.assert_frame_equal(found, figures(of, EVERYTHING), check_exact=True)


def test_one_record_has_figures_and_no_intervals() -> None:
    """One observation has a mean, and nothing that needs two."""
    found = figures(visits(1, 8, unnamed=0), EVERYTHING)
    assert found["low"].isna().all()
    spread = found[found["statistic"].str.startswith("sd_") & (found["unit"] != "rating")]
    assert (spread["why_no_value"] != "").all()
    assert not found["value"].isna()[found["why_no_value"] == ""].any()


def test_no_record_has_no_row() -> None:
    """Nothing observed is an empty table with all its columns."""
    found = figures([], EVERYTHING)
    assert len(found) == 0
    assert [*found.columns] == ["source", "quarter", *COLUMNS]


def test_where_nobody_is_named_nothing_is_said_of_practitioners() -> None:
    """A column of blanks is no practitioner."""
    of = visits(20, 9, unnamed=1)
    found = figures(of, EVERYTHING)
    assert "practitioner" not in {*found["unit"]}
    assert found["n_practitioners"].isna().all()


def test_a_blank_site_is_called_so_and_is_no_site() -> None:
    """Records without a site are a group of their own name, last; they count as nobody's site."""
    of = visits(30, 10)
    blank = [attrs.evolve(visit, facts={**visit.facts, "site": ""}) for visit in of[:10]]
    by_site = figures([*blank, *of[10:]], attrs.evolve(EVERYTHING, by=("site",)))
    sites = by_site.loc[(by_site["source"] == "observed") & (by_site["grouped_by"] == "site"), "site"]
    assert [*dict.fromkeys(sites)] == ["S1", "S2", "S10", NOT_SAID]
    totals = figures([*blank, *of[10:]], EVERYTHING)
    assert totals["n_sites"].max() == 3


def test_a_gap_always_has_a_reason() -> None:
    """No value without a reason not to have one, no interval either, and the other way round."""
    found = figures(visits(40, 11), attrs.evolve(EVERYTHING, by=("site", "quarter")))
    assert (found["value"].isna() == (found["why_no_value"] != "")).all()
    assert (found["low"].isna() == (found["why_no_interval"] != "")).all()
    assert (found["low"].isna() == found["high"].isna()).all()
    assert {*found["why_no_value"]} <= {"", *(reason.value for reason in NoEstimate)}


def test_only_the_statistics_that_were_asked_for() -> None:
    """Who asks for means gets these, the same as among all."""
    of = visits(30, 12)
    every, few = figures(of, EVERYTHING), figures(of, attrs.evolve(EVERYTHING, statistics=("mean",)))
    spread = every["statistic"].str.match("(sd|median|lowest|highest)_of_")
    rest = every[~spread].reset_index(drop=True)
    pd.testing.assert_frame_equal(few.astype(object), rest.astype(object), check_exact=True)


def test_what_names_nobody_is_counted_beside_figures_of_practitioners() -> None:
    """Of each group: those without a practitioner, and of the others those without a value; the rest counts."""
    of = visits(60, 14, unnamed=0.3)
    found = figures(of, Question(("site",), (UnitOfAnalysis.PRACTITIONER,), kinds=("score", "criterion")))
    scores, table = scored(of)
    judged = [TRUTHS.index(each) for each in ("met", "not_met")]
    has = {"total": ~np.isnan(scores.columns["total"].values()), "good": np.isin(scores.criteria["good"], judged)}
    facts = table.descriptors
    for name, is_known in has.items():
        rows = found[(found["measure"] == name) & (found["unit"] == "practitioner")]
        assert len(rows)
        for row in rows.to_dict("records"):
            mine = (facts["source"] == row["source"]).to_numpy()
            if row["site"]:
                mine = mine & (facts["site"] == row["site"]).to_numpy()
            named = mine & (facts["practitioner"] != "").to_numpy()
            assert row["n_unnamed"] == (mine & ~named).sum()
            assert row["n_not_rated"] == (named & ~is_known).sum()
            assert row["n_observations"] == mine.sum()


def test_an_unknown_key_is_named() -> None:
    """Nobody can group by what is not counted by."""
    with pytest.raises(UsageError, match="no column `sites`"):
        figures(visits(3, 13), attrs.evolve(EVERYTHING, by=("sites",)))
