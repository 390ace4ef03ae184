"""From gathered records to the table of estimates, whole and in pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import attrs
import numpy as np
import pandas as pd
import pytest

from fidelity.errors import UsageError
from fidelity.evaluation.aggregating import Edition, aggregated
from fidelity.evaluation.counting import counted, counting
from fidelity.evaluation.expecting import planned_by
from fidelity.evaluation.full import AT_CRITERION, FULL
from fidelity.intake.gathered import Gathered
from fidelity.planning.expected import Planned
from fidelity.records.observation import Edition as Of
from fidelity.tally.estimates import NOT_SAID, NoEstimate
from fidelity.tally.estimating import Recorded
from fidelity.tally.question import Question, UnitOfAnalysis
from tests.evaluation.editions import definition
from tests.tally.visits import CHECKLIST, Visit, ratings, visits

QUESTION = Question(("site", "quarter"), tuple(UnitOfAnalysis))


def gathered(of: Sequence[Visit], version: str = "1.0", **facts: list[str]) -> Gathered:
    """Records of one edition, with further facts of each."""
    table = ratings(of)
    found = table.descriptors.drop(columns=["quarter", "source"]).assign(**facts)
    return Gathered(Of("visits", version, "made"), definition(CHECKLIST), attrs.evolve(table, descriptors=found))


def table(
    *pieces: Gathered,
    question: Question = QUESTION,
    planned: Sequence[Planned] = (),
    made: Mapping[str, Sequence[int]] = MappingProxyType({}),
) -> pd.DataFrame:
    """The table of some pieces."""
    found = counted(pieces, question.by)
    editions = [Edition(each.cube.made, Recorded(each.cube), each) for each in found]
    return aggregated(editions, question, planned_by(planned, made) if planned else None)


def test_pieces_give_what_the_whole_gives() -> None:
    """However records are divided, the table is the same to the last bit."""
    of = visits(60, 1)
    parts = [[attrs.evolve(visit) for visit in of[place::3]] for place in range(3)]
    pd.testing.assert_frame_equal(table(gathered(of)), table(*map(gathered, parts)), check_exact=True)
    (found,) = counted(map(gathered, parts), ("site",))
    assert (found.n_records, found.n_others, found.n_masters) == (60, 0, 0)
    assert found.days == counting(gathered(of), ()).days


def test_versions_that_compute_alike_are_one_edition() -> None:
    """A version that changed words only is pooled with the one before, and both are named, in their natural order."""
    of = visits(30, 2)
    found = table(gathered(of[:10], "1.10"), gathered(of[10:], "1.9"))
    assert {*found["version"]} == {"1.9 + 1.10"}
    pd.testing.assert_frame_equal(found.drop(columns="version"), table(gathered(of)).drop(columns="version"))


def test_a_visit_counts_once() -> None:
    """The second rating of a visit is counted as such, and enters no figure."""
    of = visits(20, 3)
    double = gathered([*of, of[0]])
    names = [*double.ratings.descriptors.index[:-1], double.ratings.descriptors.index[0]]
    double.ratings.descriptors.index = pd.Index(names, name="observation")
    found = counting(double, ("site",))
    assert (found.n_records, found.n_others) == (21, 1)
    assert found.cube.find("observations", "") is not None
    pd.testing.assert_frame_equal(table(double), table(gathered(of)), check_exact=True)


def test_whose_eyes_are_told_apart_unless_somebody_pools_them() -> None:
    """A self-rating and an observation are two sources."""
    of = visits(10, 4)
    held = gathered(of, role=["self", "coach"] * 5)
    assert {*counting(held, ()).cube.cells.texts("source")} == {"self", "observed"}
    assert {*counting(held, (), pooled=True).cube.cells.texts("source")} == {"all"}


def test_any_column_and_any_period_can_be_counted_by() -> None:
    """A column that is called like a period means itself."""
    of = visits(12, 5, unnamed=0)
    cells = counting(gathered(of, quarter=["first"] * 12), ("quarter", "month", "2 weeks")).cube.cells
    assert {*cells.texts("quarter")} == {"first"}
    assert {*cells.texts("month")} == {visit.facts["date"][:7] for visit in of}
    with pytest.raises(UsageError, match="no column `sites`"):
        counting(gathered(of), ("sites",))


def test_a_quarter_without_a_visit_is_there_and_not_measured() -> None:
    """Of a site that was seen in the first and in the third quarter, the second says that nothing was observed."""
    of = [
        attrs.evolve(visit, facts={**visit.facts, "site": "S1", "date": day})
        for visit, day in zip(visits(4, 6), ["2026-01-05", "2026-02-01", "2026-07-01", "2026-08-01"], strict=True)
    ]
    found = table(gathered(of))
    gap = found[found["quarter"] == "2026-Q2"]
    assert {*gap["why_no_value"]} == {NoEstimate.NOT_MEASURED.value}
    assert {*gap["n_observations"]} == {0}
    figures = ["kind", "measure", "statistic", "unit"]
    other = found[found["quarter"] == "2026-Q1"]
    assert gap[figures].to_numpy().tolist() == other[figures].to_numpy().tolist()


def planned(practitioner: str, site: str, n: int) -> Planned:
    """So many observations in the first quarter."""
    return Planned(practitioner, "", site, "", date(2026, 1, 1), date(2026, 3, 31), n)


def test_what_was_planned_stands_beside_what_was_made() -> None:
    """Coverage by site, a site that nobody visited, and practitioners without a site under the name of these."""
    of = [
        attrs.evolve(visit, facts={**visit.facts, "site": site, "date": "2026-02-01"})
        for visit, site in zip(visits(4, 7, unnamed=0), ["S1", "S1", "S2", ""], strict=True)
    ]
    plan = [planned("A", "S1", 4), planned("B", "S2", 1), planned("C", "S9", 2), planned("D", "", 5)]
    day = date(2026, 2, 1).toordinal()
    made = {"A": [day, day], "B": [day], "D": [day]}
    found = table(gathered(of), question=attrs.evolve(QUESTION, by=("site",)), planned=plan, made=made)
    rows = found[(found["statistic"] == "mean_of_observations") & (found["measure"] == "total")]
    shown = {row.site: (row.n_observations, row.n_planned, row.coverage) for row in rows.itertuples()}
    assert shown == {"S1": (2, 4, 0.5), "S2": (1, 1, 1), "S9": (0, 2, 0), NOT_SAID: (1, 5, 0.2), "": (4, 12, 1 / 3)}
    reached = {row.site: (row.n_intended, row.n_intended_observed) for row in rows.itertuples()}
    assert reached == {"S1": (1, 1), "S2": (1, 1), "S9": (1, 0), NOT_SAID: (1, 1), "": (4, 3)}


def test_half_of_those_who_are_meant_to_practise() -> None:
    """Full implementation is asked of the intended, also of those whom nobody observed."""
    of = [
        attrs.evolve(visit, facts={**visit.facts, "site": "S1", "practitioner": who, "date": "2026-02-01"})
        for visit, who in zip(visits(30, 8), "ABC" * 10, strict=True)
    ]
    question = attrs.evolve(QUESTION, by=("site",))
    at = table(gathered(of), question=question)
    at = at[(at["statistic"] == AT_CRITERION) & (at["measure"] == "good")]
    n_at = round(float((at["value"] * at["n"]).iloc[0]))
    for n_intended in (max(2 * n_at, 1), 2 * n_at + 1):
        plan = [planned(f"P{number}", "S1", 1) for number in range(n_intended)]
        found = table(gathered(of), question=question, planned=plan)
        rows = found[(found["statistic"] == FULL) & (found["measure"] == "good")]
        assert {*rows["value"]} == {float(2 * n_at >= n_intended)}
        assert {*rows["n"]} == {n_intended}


def test_no_edition_is_an_empty_table() -> None:
    """Nothing gathered has the columns of the table, and no row."""
    found = aggregated([], QUESTION)
    assert len(found) == 0
    assert [*found.columns[:5]] == ["version", "profile", "source", "site", "quarter"]


def test_texts_of_the_table_can_be_written_over() -> None:
    """Whoever hides a figure writes a reason there that did not stand in the table before."""
    found = table(gathered(visits(10, 9)))
    found.loc[0, "why_no_value"] = NoEstimate.SUPPRESSED.value
    assert found["why_no_value"].iloc[0] == NoEstimate.SUPPRESSED.value
    found["method"] = found["method"].mask(found.index == 0, "")
    assert found["method"].iloc[0] == ""
    assert found["value"].dtype == np.float64
