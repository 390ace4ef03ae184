"""A table of estimates gives away nothing that it hides, alone or beside an earlier one."""

from __future__ import annotations

from itertools import product

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.disclosure.of_estimates import Published, Suppressed, suppress
from fidelity.disclosure.settings import PRESETS, Disclosure
from fidelity.errors import UsageError
from fidelity.tally.estimates import COLUMNS
from tests.disclosure.attacker import Unknowns, of_table

KEYS = ("site", "quarter")
SITES, QUARTERS = ("A", "B", "C"), ("1", "2")
FINEST = list(product(SITES, QUARTERS))
Counts = dict[tuple[str, ...], tuple[int, int]]
"""Of each of the finest groups, how many met a criterion, and how many did not."""

some = st.tuples(st.sampled_from([0, 1, 3, 6, 9, 15]), st.sampled_from([0, 2, 5, 8, 12]))
counts = st.lists(some, min_size=6, max_size=6).map(lambda drawn: dict(zip(FINEST, drawn, strict=True)))


def published(of: Counts, levels: tuple[tuple[str, ...], ...] = (KEYS, ("site",), ("quarter",), ())) -> Published:
    """A table with all of its margins, as evaluation would make it, and the counts behind it."""
    base = pd.DataFrame([(*group, met, missed) for group, (met, missed) in of.items()])
    base.columns = pd.Index([*KEYS, "n_met", "n_not_met"])
    parts = []
    for level in levels:
        part = base.groupby([*level], as_index=False)[["n_met", "n_not_met"]].sum() if level else _sum(base)
        parts.append(part.assign(**{key: "" for key in KEYS if key not in level}))
    table = pd.concat(parts, ignore_index=True)
    n = table["n_met"] + table["n_not_met"]
    share = (table["n_met"] / n.where(n > 0)).astype(float)
    table = table.assign(kind="criterion", measure="competent", statistic="share_of_sessions", unit="session")
    table = table.assign(value=share, why_no_value="", low=share, high=share, level=0.95, method="wilson", df=np.nan)
    table = table.assign(why_no_interval="", n=n, n_observations=n, n_sites=1, coverage=0.5)
    named = base.assign(kind="criterion", measure="competent", unit="session")
    sizes = base[[*KEYS]].assign(n_observations=base["n_met"] + base["n_not_met"])
    return Published(table[[*KEYS, *(each for each in COLUMNS if each in table)]], named, sizes)


def _sum(base: pd.DataFrame) -> pd.DataFrame:
    return base[["n_met", "n_not_met"]].sum().to_frame().T


def small(of: Counts, threshold: int = 5) -> list[tuple[int, int, int]]:
    """The small results of the finest groups: the place of each, how many there are, and of how many."""
    found = []
    for place, (met, missed) in enumerate(of.values()):
        few = 0 < met + missed < threshold
        for column, count in enumerate((met, missed)):
            if 0 < count < threshold or few:
                found.append((place + column * len(of), count, met + missed))
    return found


def everywhere(of: Counts, place: int) -> bool:
    """Whether a result occurs in no large group that holds this one, so that it is no secret."""
    column, (site, quarter) = divmod(place, len(of))[0], FINEST[place % len(of)]
    for holds in ((site, ""), ("", quarter), ("", "")):
        inside = [pair for group, pair in of.items() if all(h in ("", g) for h, g in zip(holds, group, strict=True))]
        n = sum(map(sum, inside))
        if n >= 10 and sum(pair[column] for pair in inside) in (0, n):
            return True
    return False


def protected(of: Counts, setting: Disclosure = PRESETS["default"]) -> Suppressed:
    """The table as it may be published."""
    return suppress(published(of), KEYS, setting)


def assert_nothing_small_is_visible(table: pd.DataFrame) -> None:
    """No visible row rests on few, has few who met or missed, or tells the result of everybody in a small group."""
    for row in table.to_dict("records"):
        if pd.notna(row["n"]) and row["n"]:
            met = round(row["value"] * row["n"])
            assert row["n"] >= 5
            assert met == 0 or met >= 5
            assert met == row["n"] or row["n"] - met >= 5
            assert 0 < met < row["n"] or row["n"] >= 10


@given(counts)
@settings(max_examples=7, deadline=None)
def test_nobody_learns_anything_small(of: Counts) -> None:
    """A colleague who knows all numbers learns no small result, and a stranger not even which groups are small."""
    found = protected(of)
    table = found.table
    assert_nothing_small_is_visible(table)
    assert not found.suppression.n_exposed
    colleague = of_table(table, KEYS, FINEST, {group: float(sum(pair)) for group, pair in of.items()})
    for place, _, n in small(of):
        if not everywhere(of, place):
            low, high = colleague.range({place: 1.0})
            assert low <= 1e-6
            assert high >= min(5, n) - 1e-6
    stranger = of_table(table, KEYS, FINEST, None)
    for place, pair in enumerate(of.values()):
        if 0 < sum(pair) < 5:
            low, high = stranger.range({place: 1.0, place + len(of): 1.0})
            assert low <= 1 + 1e-6
            assert high >= 5 - 1e-6


@given(counts, st.integers(0, 999))
@settings(max_examples=2, deadline=None)
def test_the_order_of_rows_changes_nothing(of: Counts, seed: int) -> None:
    """The same figures are hidden however the rows of the table and of its counts are ordered."""
    whole = published(of)
    table, base, sizes = (frame.sample(frac=1, random_state=seed) for frame in (whole.table, whole.counts, whole.sizes))
    found = suppress(Published(table, base, sizes), KEYS, PRESETS["default"]).table
    once = suppress(whole, KEYS, PRESETS["default"]).table
    order = [*KEYS]
    pd.testing.assert_frame_equal(
        once.sort_values(order).reset_index(drop=True), found.sort_values(order).reset_index(drop=True)
    )


def since(now: Counts, before: Counts) -> Counts:
    """What came to each group."""
    return {group: (now[group][0] - before[group][0], now[group][1] - before[group][1]) for group in now}


few = st.tuples(st.sampled_from([0, 0, 1, 2, 6]), st.sampled_from([0, 0, 0, 1, 7]))
additions = st.lists(few, min_size=6, max_size=6).map(lambda drawn: dict(zip(FINEST, drawn, strict=True)))


def both_tables(old: pd.DataFrame, new: pd.DataFrame, before: Counts, now: Counts) -> Unknowns:
    """What two tables say about what was there and what came since, to somebody who knows how many there were."""
    n = len(FINEST)
    first = of_table(old, KEYS, FINEST, {group: float(sum(pair)) for group, pair in before.items()})
    second = of_table(new, KEYS, FINEST, {group: float(sum(pair)) for group, pair in now.items()})
    both = Unknowns(4 * n)
    for row, value in zip(first.rows, first.values, strict=True):
        both.know(dict(enumerate(row)), value)
    for row, value in zip(second.rows, second.values, strict=True):
        both.know(dict(enumerate([*row, *row])), value)
    return both


@given(counts, additions)
@settings(max_examples=4, deadline=None)
def test_two_tables_do_not_give_away_what_came_between(before: Counts, added: Counts) -> None:
    """What few new records say cannot be worked out from the table of last time and that of today."""
    now = {group: (before[group][0] + added[group][0], before[group][1] + added[group][1]) for group in before}
    old = attrs.evolve(published(before), table=protected(before).table)
    new = suppress(published(now), KEYS, PRESETS["default"], earlier=[old])
    assert_nothing_small_is_visible(new.table)
    known = both_tables(old.table, new.table, before, now)
    nothing = both_tables(old.table, new.table.assign(n=np.nan), before, now)
    for place, _, n in small(added):
        row = {place + 2 * len(FINEST): 1.0}
        low, high = nothing.range(row)
        if low <= 1e-6 and high >= min(5, n) - 1e-6 and not everywhere(added, place):
            low, high = known.range(row)
            assert low <= 1e-6
            assert high >= min(5, n) - 1e-6


PLENTY: Counts = {("A", "1"): (20, 9), ("A", "2"): (17, 8), ("B", "1"): (30, 12), ("B", "2"): (22, 10)}


def test_one_more_record_hides_the_group_it_came_to() -> None:
    """A table that could be shown whole is not, because one record was added to a group that was shown before."""
    assert not protected(PLENTY).suppression.n_primary
    old = attrs.evolve(published(PLENTY), table=protected(PLENTY).table)
    now = {**PLENTY, ("A", "1"): (21, 9)}
    found = suppress(published(now), KEYS, PRESETS["default"], earlier=[old])
    shown = found.table.set_index([*KEYS])["n"].notna()
    assert not shown["A", "1"]
    assert not shown["", ""]
    same = suppress(published(PLENTY), KEYS, PRESETS["default"], earlier=[old])
    assert same.table["n"].notna().all()


def test_what_came_to_one_group_is_not_left_by_the_others() -> None:
    """One more who met it at A, and many at B: A is hidden, and B or the total, or subtracting twice would tell."""
    old = attrs.evolve(published(PLENTY), table=protected(PLENTY).table)
    now = {**PLENTY, ("A", "1"): (21, 21), ("B", "1"): (42, 25)}
    found = suppress(published(now), KEYS, PRESETS["default"], earlier=[old])
    shown = found.table.set_index([*KEYS])["n"].notna()
    assert not shown["A", "1"]
    assert not (shown["B", "1"] and shown["", "1"])
    assert shown.any()


def test_what_is_out_already_is_said() -> None:
    """What an earlier table gave away cannot be called back, and that is said."""
    bare: Counts = {**PLENTY, ("A", "1"): (2, 9)}
    old = published(bare)
    only = (old.table["site"] == "A") & (old.table["quarter"] == "1")
    badly = old.table.assign(why_no_value=np.where(only, "suppressed", ""))
    found = suppress(published(PLENTY), KEYS, PRESETS["default"], earlier=[attrs.evolve(old, table=badly)])
    assert found.suppression.n_exposed
    assert "can be worked out from tables that are out already" in " ".join(found.suppression.for_the_house())


def test_a_hidden_row_has_no_number_left() -> None:
    """Of a hidden row there remain its names, and one reason that does not tell what it was hidden for."""
    found = protected({**PLENTY, ("A", "1"): (3, 9)})
    gone = found.table[found.table["why_no_value"] != ""]
    assert len(gone) == found.suppression.n_primary + found.suppression.n_complementary > 1
    assert set(gone["why_no_value"]) == {"suppressed"}
    numbers = [name for name, column in COLUMNS.items() if column.kind != "text" and name in gone]
    assert gone[numbers].isna().all().all()
    assert set(found.reasons) == {"", "suppressed", "suppressed_with"}
    assert found.table["n"].dtype == published(PLENTY).table["n"].astype("Int64").dtype


def test_few_people_hide_many_visits() -> None:
    """Forty visits by two practitioners are hidden for every measure, whatever was found in them."""
    whole = published(PLENTY)
    sizes = whole.sizes.assign(n_practitioners=[2, 9, 8, 7])
    found = suppress(attrs.evolve(whole, sizes=sizes), KEYS, PRESETS["default"])
    assert found.table["n"].isna()[0]
    assert found.reasons[0] == "suppressed"


def test_who_is_in_two_quarters_is_counted_once() -> None:
    """Practitioners who were seen in both quarters make totals smaller than sums, and are protected all the same."""
    whole = published(PLENTY)
    people = whole.sizes.assign(n_practitioners=[6, 6, 4, 12])
    totals = pd.DataFrame(
        {"site": ["A", "B", ""], "quarter": "", "n_observations": [54, 74, 128], "n_practitioners": [7, 13, 20]}
    )
    sizes = pd.concat([people, totals], ignore_index=True)
    found = suppress(attrs.evolve(whole, sizes=sizes), KEYS, PRESETS["default"]).table
    hidden = set(found[found["n"].isna()][[*KEYS]].itertuples(index=False, name=None))
    # B in quarter 1 has four. Quarter 1 has 6 + 4 of them, so it or A in quarter 1 must be hidden too.
    assert ("B", "1") in hidden
    assert hidden & {("A", "1"), ("", "1")}


def test_means_are_hidden_with_their_neighbours() -> None:
    """Scores of a small site are hidden, and so is another site, or the mean of all would give the small one's away."""
    table = pd.DataFrame({"site": ["A", "B", "C", ""], "n": [3, 20, 30, 53], "value": [1.0, 2.0, 2.5, 2.2264]})
    table = table.assign(kind="score", measure="total", unit="session", statistic="mean", why_no_value="")
    counts = pd.DataFrame({"site": ["A", "B", "C"], "gained": [0.75, 10.0, 18.75], "lost": [2.25, 10.0, 11.25]})
    counts = counts.assign(kind="score", measure="total", unit="session")
    sizes = pd.DataFrame({"site": ["A", "B", "C"], "n_observations": [3, 20, 30]})
    found = suppress(Published(table, counts, sizes), ["site"], PRESETS["default"])
    assert found.table["value"].isna().tolist() == [True, True, False, False]
    assert found.reasons.tolist() == ["suppressed", "suppressed_with", "", ""]


def test_values_of_one_unit_are_hidden() -> None:
    """The highest score is somebody's score, however many there are."""
    whole = published(PLENTY)
    highest = whole.table.assign(statistic="highest")
    both = attrs.evolve(whole, table=pd.concat([whole.table, highest], ignore_index=True))
    found = suppress(both, KEYS, PRESETS["default"], of_one=["highest"]).table
    assert found[found["statistic"] == "highest"]["value"].isna().all()
    assert found[found["statistic"] != "highest"]["value"].notna().all()


def test_off_changes_nothing() -> None:
    """Without a threshold the table comes back as it was, and is said to be not for publication."""
    of: Counts = {**PLENTY, ("A", "1"): (1, 0)}
    found = protected(of, PRESETS["off"])
    pd.testing.assert_frame_equal(found.table, published(of).table)
    assert found.suppression.sentences() == ("Nothing is hidden: this table is not for publication.",)


def test_counts_that_are_missing_are_asked_for() -> None:
    """A measure without its counts cannot be protected, so it is refused."""
    whole = published(PLENTY)
    with pytest.raises(UsageError) as caught:
        suppress(attrs.evolve(whole, counts=whole.counts.assign(measure="other")), KEYS, PRESETS["default"])
    assert caught.value.problems[0].code == "counts-missing"


def test_a_measure_without_any_figure_needs_no_counts() -> None:
    """Tallies may have none of practitioners: its rows stay, and those of groups that are hidden are hidden too."""
    whole = published({**PLENTY, ("A", "1"): (1, 1)})
    told = whole.table.assign(measure="other", value=float("nan"), n=np.nan, why_no_value="not_from_tallies")
    both = attrs.evolve(whole, table=pd.concat([whole.table, told], ignore_index=True))
    found = suppress(both, KEYS, PRESETS["default"]).table
    of_other, of_one = (found[(found["measure"] == "other") == is_other] for is_other in (True, False))
    few = (of_other["site"] == "A") & (of_other["quarter"] == "1")
    assert set(of_other[few]["why_no_value"]) == {"suppressed"}
    assert "not_from_tallies" in set(of_other[~few]["why_no_value"])
    assert of_one["value"].notna().any()


def test_equal_measures_are_hidden_alike() -> None:
    """Two measures with the same counts are hidden in the same cells, so that neither gives the other away."""
    of: Counts = {**PLENTY, ("A", "1"): (3, 9)}
    whole = published(of)
    table, base = (pd.concat([frame, frame.assign(measure="again")]) for frame in (whole.table, whole.counts))
    found = suppress(Published(table, base, whole.sizes), KEYS, PRESETS["default"]).table
    one, other = (found[found["measure"] == name]["n"].isna().tolist() for name in ("competent", "again"))
    assert one == other


def test_degrees_of_freedom_go_wherever_something_is_hidden() -> None:
    """Those of a total tell how its parts are sized; in a table that is whole they stay."""
    whole = attrs.evolve(published(PLENTY), table=published(PLENTY).table.assign(df=3.7))
    assert suppress(whole, KEYS, PRESETS["default"]).table["df"].notna().all()
    of: Counts = {**PLENTY, ("A", "1"): (3, 9)}
    some_hidden = attrs.evolve(published(of), table=published(of).table.assign(df=3.7))
    found = suppress(some_hidden, KEYS, PRESETS["default"]).table
    assert found["n"].notna().any()
    assert found["df"].isna().all()


@pytest.mark.parametrize(("unit", "statistic"), [("site", "mean_of_site_means"), ("session", "shrunken_mean")])
def test_what_is_made_of_a_hidden_figure_is_hidden(unit: str, statistic: str) -> None:
    """A mean in which each site weighs the same, and one that is drawn towards the others, tell of a hidden site."""
    of: Counts = {**PLENTY, ("A", "1"): (3, 9)}
    whole = published(of, (KEYS, ()))
    total = whole.table[(whole.table[[*KEYS]] == "").all(axis=1)].assign(unit=unit, statistic=statistic)
    both = attrs.evolve(
        whole,
        table=pd.concat([whole.table, total], ignore_index=True),
        counts=pd.concat([whole.counts, whole.counts.assign(unit=unit)], ignore_index=True).drop_duplicates(),
    )
    found = suppress(both, KEYS, PRESETS["default"]).table
    assert found[found["statistic"] == statistic]["value"].isna().all()
