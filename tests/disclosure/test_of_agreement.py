"""What a table of agreement must not tell, and what subtracting would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest

from fidelity.disclosure.of_agreement import suppress_agreement
from fidelity.disclosure.settings import Disclosure, named

BLANKED = ("value", "low", "high", "n_visits", "n_single", "n_ratings", "n_raters", "n_practitioners")
SITES = {"S1": 20, "S2": 9, "S3": 3, "S4": 30}


def row(measure: str, site: str, n: float, of: str = "item", **said: object) -> dict[str, object]:
    """A row: 80 % agree, or what is said instead."""
    found: dict[str, object] = {
        "version": "1.0",
        "profile": "",
        "site": site,
        "grouped_by": "site" if site else "",
        "of": of,
        "comparison": "observers",
        "measure": measure,
        "statistic": "exact",
        "value": 0.8,
        "low": 0.7,
        "high": 0.9,
        "level": 0.95,
        "df": n - 1,
        "at_least": np.nan,
        "n_visits": n,
        "n_single": 0.0,
        "n_ratings": 2 * n,
        "n_raters": 4.0,
        "n_practitioners": np.nan,
    }
    empty = ("first", "second", "weights", "why_no_value", "method", "why_no_interval", "reached", "cautions")
    return found | dict.fromkeys(empty, "") | said


def table(measures: Mapping[str, Mapping[str, float]], of: str = "item") -> pd.DataFrame:
    """A table by site with totals."""
    rows = []
    for measure, sites in measures.items():
        rows += [row(measure, site, n, of) for site, n in sites.items()]
        rows.append(row(measure, "", sum(sites.values()), of))
    return pd.DataFrame(rows)


def hidden(
    frame: pd.DataFrame, by: Sequence[str] = ("site",), setting: Disclosure | None = None
) -> set[tuple[str, str]]:
    """The measures and sites that are hidden."""
    found = suppress_agreement(frame, by, setting or Disclosure()).table
    gone = found[found["why_no_value"] == "suppressed"]
    assert gone[[*BLANKED]].isna().all(axis=None)
    return {*zip(gone["measure"], gone["site"], strict=True)}


def test_a_small_group_takes_another_with_it() -> None:
    """Three visits are few; the total less the others would tell them, so the smallest other one goes too."""
    frame = table({"asks": SITES})
    assert hidden(frame) == {("asks", "S3"), ("asks", "S2")}
    assert hidden(frame, setting=named("off")) == set()
    assert hidden(frame, setting=Disclosure(2)) == set()


def test_nobody_can_subtract() -> None:
    """The visible rows leave the number of visits of each hidden row open: what is hidden is never the only unknown."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        sites = {f"S{place}": float(n) for place, n in enumerate(rng.integers(1, 12, 5))}
        gone = {site for _, site in hidden(table({"asks": sites}))}
        assert {site for site, n in sites.items() if n < 5} <= gone
        open_ = gone - {""}
        assert not open_ or len(open_) > 1 or "" in gone


def test_few_practitioners_hide_a_group() -> None:
    """Twenty visits of two practitioners are theirs, unless the table is grouped by practitioners anyway."""
    frame = table({"asks": SITES | {"S3": 25}}).assign(n_practitioners=6.0)
    frame.loc[frame["site"] == "S1", "n_practitioners"] = 2.0
    frame.loc[frame["site"] == "", "n_practitioners"] = 20.0
    gone = hidden(frame)
    assert ("asks", "S1") in gone
    assert len(gone) == 2
    by_person = frame.rename(columns={"site": "practitioner"})
    assert suppress_agreement(by_person, ["practitioner"], Disclosure()).n_primary == 0


def test_all_statistics_of_a_measure_go_together() -> None:
    """An item that two rated in few visits is hidden with its coefficients, and others of the site stay."""
    frame = table({"asks": SITES | {"S3": 12}, "plans": {"S1": 20, "S2": 9, "S3": 2, "S4": 30}})
    frame = pd.concat([frame, frame.assign(statistic="alpha")], ignore_index=True)
    assert hidden(frame) == {("plans", "S3"), ("plans", "S2")}
    found = suppress_agreement(frame, ["site"], Disclosure())
    assert (found.n_primary, found.n_complementary) == (2, 2)


def test_sums_of_items_go_with_an_item() -> None:
    """All items together less the items that are shown would tell the hidden one; elsewhere they stay."""
    items = {"asks": SITES | {"S3": 12}, "plans": {"S1": 20, "S2": 9, "S3": 2, "S4": 30}}
    both = {site: items["asks"][site] + items["plans"][site] for site in SITES}
    frame = pd.concat([table(items), table({"all": both}, of="all")], ignore_index=True)
    assert hidden(frame) == {(name, site) for name in ("plans", "all") for site in ("S2", "S3")}


def test_few_visits_in_all() -> None:
    """A site without a visit rated twice shows how many were rated once; of few that is hidden."""
    frame = table({"asks": {"S1": 20, "S2": 9}})
    more = pd.DataFrame([row("asks", "S3", 0, value=np.nan, why_no_value="no_pairs", n_single=3.0)])
    assert ("asks", "S3") in hidden(pd.concat([frame, more], ignore_index=True))


def test_pairs() -> None:
    """Small pairs are hidden, large ones stay, and what is said of them is that they are for the house."""
    pairs = pd.DataFrame([row("all", "", n, "all", first="R1", second=f"R{n}") for n in (3, 30)])
    found = suppress_agreement(pairs, [], Disclosure())
    assert found.table["why_no_value"].tolist() == ["suppressed", ""]
    assert found.sentences()[-1].endswith("for use within the house, not for publication.")
    assert any("tallies never hold them" in each for each in found.for_the_house())


@pytest.mark.parametrize(
    ("setting", "said"),
    [("off", "not for publication"), ("default", "2 of 5 figures are hidden"), ("2", "Nothing had to be hidden")],
)
def test_it_is_said(setting: str, said: str) -> None:
    """Readers are told that something is hidden and why, and not what was small."""
    found = suppress_agreement(table({"asks": SITES}), ["site"], named(setting))
    assert said in found.sentences()[0]
    assert bool(found.for_the_house()) == (setting == "default")


def test_other_editions_are_kept_apart() -> None:
    """An empty profile is no total over others."""
    frame = table({"asks": SITES})
    both = pd.concat([frame, frame.assign(profile="uk")], ignore_index=True)
    found = suppress_agreement(both, ["site"], Disclosure())
    assert (found.n_primary, found.n_complementary) == (2, 2)
