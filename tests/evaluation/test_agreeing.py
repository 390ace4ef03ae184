"""The table of agreement: against other packages, against loops, and against itself from tallies."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import Literal

import attrs
import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from fidelity.errors import UsageError
from fidelity.evaluation.agreeing import agreement, agreement_of_shared
from fidelity.evaluation.agreement_asked import STATISTICS, Asked
from fidelity.evaluation.agreement_columns import COLUMNS
from fidelity.evaluation.counting import counting
from fidelity.evaluation.patterning import patterns_of
from fidelity.model.status import Status
from fidelity.tally.combining import combined
from fidelity.tally.document import tally_text
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import Shared, closed
from tests.evaluation.doubles import CHECKLIST, ITEMS, Record, gathered, visits, with_target

Level = Literal["nominal", "ordinal", "interval"]
EVERYTHING = Asked(("items", "scores", "criteria", "components", "all"), ("site", "quarter"))
NEEDS_RATERS = [name for name, each in STATISTICS.items() if each.needs_raters]


def table(records: list[Record], asked: Asked = EVERYTHING, *pair_with: str) -> pd.DataFrame:
    """The table of agreement of some records."""
    return agreement([gathered(records)], asked, pair_with)


def one(frame: pd.DataFrame, measure: str, statistic: str, **cells: str) -> pd.Series:
    """The one row of the table."""
    kept = frame[(frame["measure"] == measure) & (frame["statistic"] == statistic)]
    for name, cell in cells.items():
        kept = kept[kept[name] == cell]
    (_, found), *others = kept.iterrows()
    assert not others
    return found


def sheet(records: list[Record], item: int) -> np.ndarray:
    """The ratings of an item, raters by visits, with NaN where there is none."""
    names = sorted({record.visit for record in records})
    raters = sorted({record.rater for record in records})
    found = np.full((len(raters), len(names)), np.nan)
    for record in records:
        answer = record.answers[item]
        if not isinstance(answer, Status):
            found[raters.index(record.rater), names.index(record.visit)] = answer
    return found


@pytest.mark.parametrize(("item", "level"), [(0, "ordinal"), (1, "ordinal"), (2, "nominal"), (3, "interval")])
def test_alpha_is_that_of_another_package(item: int, level: Level) -> None:
    """Item by item and site by site, with ratings missing."""
    records = visits(80, 1)
    frame = table(records, Asked(("items",), ("site",)))
    for site in ("S1", "S2"):
        of = [record for record in records if record.site == site]
        row = one(frame, ITEMS[item].id, "alpha", site=site)
        domain = {"ordinal": [0, 1, 2, 3], "nominal": [0, 1]}.get(level)
        expected = krippendorff.alpha(sheet(of, item), level_of_measurement=level, value_domain=domain)
        assert row["value"] == pytest.approx(expected, abs=1e-9)
        assert row["weights"] == f"{level}_metric"
        assert row["low"] < row["value"] < row["high"]


def _pairs(of: list[Record], item: int) -> list[list[tuple[float, float]]]:
    """The pairs of ratings of each visit."""
    held = sheet(of, item).T
    return [[*combinations(row[~np.isnan(row)].tolist(), 2)] for row in held if (~np.isnan(row)).sum() > 1]


@pytest.mark.parametrize("item", [0, 2])
def test_shares_are_those_of_a_loop(item: int) -> None:
    """Exact and within one: the mean over visits of the share of pairs; on two points near says nothing."""
    records = visits(60, 2)
    frame = table(records, Asked(("items",)))
    pairs = _pairs(records, item)
    for statistic, most in (("exact", 0), ("within_one", 1)):
        expected = np.mean([np.mean([abs(a - b) <= most for a, b in of]) for of in pairs])
        if item == 2 and statistic == "within_one":
            assert not ((frame["measure"] == "plans") & (frame["statistic"] == "within_one")).any()
            continue
        row = one(frame, ITEMS[item].id, statistic)
        assert row["value"] == pytest.approx(expected, abs=1e-12)
        assert row["n_visits"] == len(pairs)


def test_how_much_there_is() -> None:
    """Visits rated twice and once, ratings, raters; a status is no rating."""
    records = [
        Record("V1", "R1", (1, 1, 1, 5)),
        Record("V1", "R2", (1, Status.NOT_APPLICABLE, 1, 5)),
        Record("V1", "R3", (2, 1, 0, 5)),
        Record("V2", "R1", (0, 0, 0, 5)),
    ]
    frame = table(records, Asked(("items", "all")))
    sizes = ["n_visits", "n_single", "n_ratings", "n_raters"]
    assert one(frame, "asks", "exact")[sizes].tolist() == [1, 1, 4, 3]
    assert one(frame, "listens", "exact")[sizes].tolist() == [1, 1, 3, 2]
    # Two items with four ratings and one with three, of which each visit has one thing to agree on.
    assert one(frame, "all", "exact")[sizes].tolist() == [3, 3, 11, 3]


def test_whether_there_was_anything_to_rate() -> None:
    """One rated and the other did not in one of two pairs; who said nothing at all is in no pair."""
    records = [
        Record("V1", "R1", (1, 1, 1, 5)),
        Record("V1", "R2", (Status.NOT_APPLICABLE, 1, 1, 5)),
        Record("V2", "R1", (Status.NOT_APPLICABLE, 1, 1, 5)),
        Record("V2", "R2", (Status.NOT_APPLICABLE, 1, 1, 5)),
        Record("V3", "R1", (1, 1, 1, 5)),
        Record("V3", "R2", (Status.MISSING, 1, 1, 5)),
    ]
    row = one(table(records, Asked(("items",))), "asks", "not_rated_by_one")
    assert (row["value"], row["n_visits"], row["n_single"]) == (0.5, 2, 1)
    nominal = one(table(records, Asked(("items",), with_statuses=True)), "asks", "exact")
    assert (nominal["value"], nominal["n_visits"]) == (0.5, 2)
    assert one(table(records, Asked(("items",))), "asks", "exact")["why_no_value"] == "no_pairs"


def test_statuses_as_categories_have_no_order() -> None:
    """AC1 and nominal alpha over four points and a status, as another package has it."""
    records = visits(60, 3)
    frame = table(records, Asked(("items",), with_statuses=True))
    codes = [[4 if answer is Status.NOT_APPLICABLE else answer for answer in record.answers] for record in records]
    turned = [attrs.evolve(record, answers=tuple(of)) for record, of in zip(records, codes, strict=True)]
    expected = krippendorff.alpha(sheet(turned, 0), level_of_measurement="nominal", value_domain=[0, 1, 2, 3, 4])
    assert one(frame, "asks", "alpha")["value"] == pytest.approx(expected, abs=1e-9)
    assert "ac2" not in {*frame.loc[frame["measure"] == "asks", "statistic"]}


def test_each_two_raters() -> None:
    """Cohen's kappa, weighted for four points, as statsmodels computes it from the table."""
    records = visits(150, 4)
    frame = table(records, Asked(("pairs",)))
    held = sheet(records, 0)
    both = ~np.isnan(held[0]) & ~np.isnan(held[1])
    cross = np.zeros((4, 4))
    np.add.at(cross, (held[0, both].astype(int), held[1, both].astype(int)), 1)
    row = one(frame, "asks", "cohen_kappa", first="R1", second="R2")
    expected = cohens_kappa(cross, wt="quadratic")
    assert row["value"] == pytest.approx(expected.kappa, abs=1e-9)
    assert row["n_visits"] == both.sum()
    assert one(frame, "asks", "exact", first="R1", second="R2")["value"] == pytest.approx(np.trace(cross) / cross.sum())
    assert {*frame["of"]} == {"item", "all"}
    assert len(frame[(frame["measure"] == "asks") & (frame["statistic"] == "exact")]) == 10


def test_conger_of_two_raters_is_cohen() -> None:
    """Where the same two rated every visit, both kappas have the same value; tallies cannot tell raters apart."""
    records = [record for record in visits(60, 12) if record.rater in ("R1", "R2")]
    asked = Asked(("items", "pairs"), statistics=("conger_kappa", "cohen_kappa"))
    frame = table([attrs.evolve(record, site="S1") for record in records if _is_double(record, records)], asked)
    conger, cohen = one(frame, "plans", "conger_kappa"), one(frame, "plans", "cohen_kappa")
    assert conger["value"] == pytest.approx(cohen["value"], abs=1e-12)
    assert conger["n_visits"] == cohen["n_visits"] > 5


def _is_double(record: Record, records: list[Record]) -> bool:
    """Whether both raters rated the third item of the visit."""
    of = [each for each in records if each.visit == record.visit and not isinstance(each.answers[2], Status)]
    return len(of) == 2


def test_scores_are_compared_as_numbers() -> None:
    """Two raters of every visit: the formulas of McGraw and Wong (1996), worked out from the mean squares here."""
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 4, 40)
    marks = np.stack([truth, np.clip(truth + rng.integers(-1, 2, 40), 0, 3)], 1)
    records = [
        Record(f"V{place}", f"R{rater}", (int(marks[place, rater]), 2, 1, 5)) for place in range(40) for rater in (0, 1)
    ]
    frame = table(records, Asked(("scores",)))
    n, k = marks.shape
    rows, columns, whole = marks.mean(1), marks.mean(0), marks.mean()
    of_rows, of_columns = k * ((rows - whole) ** 2).sum() / (n - 1), n * ((columns - whole) ** 2).sum() / (k - 1)
    error = ((marks - rows[:, None] - columns + whole) ** 2).sum() / ((n - 1) * (k - 1))
    single = (of_rows - error) / (of_rows + (k - 1) * error + k * (of_columns - error) / n)
    mean = (of_rows - error) / (of_rows + (of_columns - error) / n)
    assert one(frame, "total", "icc_a1")["value"] == pytest.approx(single, abs=1e-12)
    assert one(frame, "total", "icc_ak")["value"] == pytest.approx(mean, abs=1e-12)
    assert one(frame, "total", "icc_a1")[["n_visits", "n_ratings", "n_raters"]].tolist() == [40, 80, 2]


def test_observers_beside_the_practitioner() -> None:
    """Self-ratings change nothing of the observers' agreement, and have a comparison of their own."""
    records = visits(40, 6)
    own = [Record(f"V{place}", f"P{place}", (3, 3, 1, 20), role="self", site="S1") for place in range(0, 40, 2)]
    frame = table([*records, *own], Asked(("items",)), "self")
    observers = frame[frame["comparison"] == "observers"].reset_index(drop=True)
    pd.testing.assert_frame_equal(observers, table(records, Asked(("items",))), check_exact=True)
    row = one(frame, "plans", "exact", comparison="observers_and_self")
    assert 0 < row["n_visits"] <= 20
    assert row["n_raters"] == 2


def test_the_order_of_records_does_not_matter() -> None:
    """Shuffled, the table is the same to the last bit."""
    records = visits(50, 7)
    mixed = records.copy()
    Random(7).shuffle(mixed)
    asked = attrs.evolve(EVERYTHING, of=(*EVERYTHING.of, "pairs"))
    pd.testing.assert_frame_equal(table(records, asked), table(mixed, asked), check_exact=True)


def test_versions_that_compute_differently_are_not_mixed() -> None:
    """What computes otherwise has rows of its own; what computes alike is added, each visit within its own version."""
    records = visits(30, 8)
    other = attrs.evolve(CHECKLIST, scores=(), criteria=())
    parts = [gathered(records), gathered(records, other, "2.0"), gathered(records, version="1.1")]
    frame = agreement(parts, Asked(("items",)))
    assert [*frame["version"].unique()] == ["1.0 + 1.1", "2.0"]
    once, twice = (one(frame, "asks", "exact", version=version) for version in ("2.0", "1.0 + 1.1"))
    assert twice["n_visits"] == 2 * once["n_visits"]
    assert twice["value"] == pytest.approx(once["value"])


def test_several_items_together_have_no_interval() -> None:
    """Items of one visit are not independent; the value is that of all pairs, and scales are never mixed by chance."""
    frame = table(visits(60, 9))
    talk = one(frame, "talk", "alpha", grouped_by="")
    assert (talk["why_no_interval"], talk["value"] > 0) == ("one_visit_many_items", True)
    every = table(visits(60, 9), Asked(("all",), statistics=("exact", "ac2")))
    assert one(every, "all", "ac2")["why_no_value"] == "scales_differ"
    assert one(every, "all", "exact")["why_no_interval"] == "one_visit_many_items"


def test_agreement_within_one_leaves_two_points_out() -> None:
    """Of items with four and with two points together, near counts those with four only."""
    records = visits(60, 10)
    row = one(table(records, Asked(("all",))), "all", "within_one")
    pairs = [*_pairs(records, 0), *_pairs(records, 1)]
    assert row["n_visits"] == len(pairs)
    assert row["value"] == pytest.approx(np.mean([np.mean([abs(a - b) <= 1 for a, b in of]) for of in pairs]))


@pytest.mark.parametrize(("at_least", "said"), [("0.2", "yes"), ("0.99", "no"), ("0.6", "cannot_tell")])
def test_what_the_checklist_asks_for(at_least: str, said: str) -> None:
    """Reached, missed or open, by the whole interval."""
    of = with_target("ac2", at_least)
    frame = agreement([gathered(visits(60, 11), of)], Asked(("items",), ("site",)))
    row = one(frame, "asks", "ac2", grouped_by="")
    assert (row["at_least"], row["reached"]) == (float(at_least), said)
    assert not one(frame, "asks", "alpha", grouped_by="")["reached"]
    # The item with two points has AC1, which is the same.
    assert one(frame, "plans", "ac1", grouped_by="")["reached"]


def test_nothing_rated_twice_has_reasons() -> None:
    """Every figure says why it is not there."""
    frame = table([Record("V1", "R1", (1, 1, 1, 5)), Record("V2", "R1", (1, 1, 1, 5))])
    assert frame["value"].isna().all()
    assert {*frame["why_no_value"]} == {"no_pairs"}
    assert table([]).empty
    assert [*table([]).columns] == ["version", "profile", "site", "quarter", *COLUMNS]


def test_unknown_words_are_refused() -> None:
    """With the nearest known one."""
    with pytest.raises(UsageError) as caught:
        Asked(("item",), statistics=("kapa",))
    assert [problem.code for problem in caught.value.problems] == ["unknown-statistic", "unknown-agreement"]
    with pytest.raises(UsageError, match="level"):
        Asked(level=2)
    with pytest.raises(UsageError, match="no column"):
        table(visits(5, 1), Asked(by=("sight",)))


def shared(records: list[Record]) -> Shared:
    """What comes back from the tally file of some records."""
    of = gathered(records)
    by = ("site", "quarter")
    held = attrs.evolve(closed(counting(of, by).cube), patterns=patterns_of(of, by))
    (found,) = read_tally("file", tally_text([held]).encode())
    return found


@settings(max_examples=6, deadline=None)
@given(st.integers(2, 30), st.integers(0, 10**6), st.integers(1, 6))
def test_tallies_give_the_figures_of_the_records(n: int, seed: int, n_parts: int) -> None:
    """However visits are divided: the same to the last bit, or the reason that tallies do not hold it."""
    records = visits(n, seed)
    rng = Random(seed)
    home = {record.visit: rng.randrange(n_parts) for record in records}
    parts = [[record for record in records if home[record.visit] == part] for part in range(n_parts)]
    together = combined([shared(part) for part in parts if part])
    asked = attrs.evolve(EVERYTHING, statistics=tuple(name for name in STATISTICS if name != "cohen_kappa"))
    found, whole = agreement_of_shared([together], asked), table(records, asked)
    lacking = found["statistic"].isin(NEEDS_RATERS) | (found["of"] == "score")
    assert {*found.loc[lacking, "why_no_value"]} <= {"not_from_tallies", "scales_differ"}
    of_numbers = (whole["of"] == "score") | (whole["measure"] == "minutes")
    rest = whole[~of_numbers & ~whole["statistic"].isin(NEEDS_RATERS)]
    pd.testing.assert_frame_equal(
        found[~lacking].drop(columns="n_raters").reset_index(drop=True),
        rest.drop(columns="n_raters").reset_index(drop=True),
        check_exact=True,
        check_dtype=False,
    )
    assert found["n_raters"].isna().all()


def test_tallies_without_patterns_have_no_agreement() -> None:
    """An older tally gives an empty table, not a wrong one."""
    held = combined([shared(visits(5, 1)), attrs.evolve(shared(visits(5, 2)), patterns=None)])
    assert agreement_of_shared([held], EVERYTHING).empty


def test_answers_alike_everywhere() -> None:
    """AC2 is 1 with a caution, and alpha has none."""
    records = [Record(f"V{place}", rater, (2, 2, 1, 5)) for place in range(12) for rater in ("R1", "R2")]
    frame = table(records, Asked(("items",)))
    assert one(frame, "asks", "ac2")[["value", "cautions"]].tolist() == [1, "one_category"]
    assert one(frame, "asks", "alpha")["why_no_value"] == "no_variation"
