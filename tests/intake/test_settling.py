"""Records of several files: which are of one visit, and which are there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.intake.asked import Asked, Clashes
from tests.intake.made import HEAD, ITEMS, answers, both, codes, gathered, refused, row, said, write_csv


def files(folder: Path, **tables: list[list[str]]) -> Path:
    """A folder with small tables."""
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", [HEAD, *rows])
    return folder


def visits(folder: Path, asked: Asked | None = None) -> list[tuple[str, str]]:
    """The visits and raters."""
    return [*answers(gathered(folder, asked=asked).editions[0])]


def test_numbers_of_several_practitioners_are_several_visits(tmp_path: Path) -> None:
    """Within one table and across tables, as few facts as needed tell them apart; raters of one visit stay together."""
    files(tmp_path, a=[row("1"), row("1", who="P04")], b=[row("1", rater="R2")])
    assert visits(tmp_path) == [("P03 1", "R1"), ("P04 1", "R1"), ("P03 1", "R2")]


def test_numbers_of_several_sites_are_several_visits(tmp_path: Path) -> None:
    """The same code of a practitioner at two sites needs the site as well."""
    files(tmp_path, a=[row("1"), row("1", who="P04")], b=[row("1", site="S02", codes="0000")])
    assert visits(tmp_path) == [("S01 P03 1", "R1"), ("S01 P04 1", "R1"), ("S02 P03 1", "R1")]


def test_numbers_of_which_nothing_is_said_belong_to_their_files(tmp_path: Path) -> None:
    """Two lists that count from 1 are two lists, unless both say day and person and agree."""
    files(tmp_path, a=[row("1", on="", who="")], b=[row("1", on="", who="", rater="R2")])
    assert visits(tmp_path) == [("1 (a.csv)", "R1"), ("1 (b.csv)", "R2")]
    files(tmp_path, a=[row("1")], b=[row("1", rater="R2")])
    assert visits(tmp_path) == [("1", "R1"), ("1", "R2")]


def test_every_file_may_be_a_site(tmp_path: Path) -> None:
    """With the site from the file's name, numbers are told apart by it."""
    head = ("observation", "rater", *ITEMS)
    for name in ("S01", "S02"):
        write_csv(tmp_path / f"{name}.csv", [head, ["1", "R1", "2", "1", "1", "0" if name == "S01" else "2"]])
    found = gathered(tmp_path, asked=Asked(from_file="site")).editions[0]
    assert answers(found) == {("S01 1", "R1"): "2110", ("S02 1", "R1"): "2112"}


def test_a_name_for_visits_of_different_days_is_qualified_by_file(tmp_path: Path) -> None:
    """Files are called by their names, and by their folders too where names are the same; days where files are too."""
    files(tmp_path / "x", a=[row("V1")])
    files(tmp_path / "y", a=[row("V1", on="2026-05-06", rater="R2")], b=[row("V1", on="2026-05-06")])
    found = gathered(tmp_path)
    assert [*answers(found.editions[0])] == [
        (f"V1 ({tmp_path}/x/a.csv)", "R1"), (f"V1 ({tmp_path}/y/a.csv)", "R2"), (f"V1 ({tmp_path}/y/a.csv)", "R1")
    ]  # fmt: skip
    assert "1 name of visits, such as `V1`, stand for different visits in 3 files" in said(
        found.notes, "visits-qualified"
    )


def test_a_name_that_everybody_means_alike_is_one_visit(tmp_path: Path) -> None:
    """Two raters in two files, one of whom says less: the visit says whom, where and when for both."""
    files(tmp_path, a=[row("V1")], b=[row("V1", on="", who="", site="", rater="R2")])
    found = gathered(tmp_path).editions[0]
    assert [*answers(found)] == [("V1", "R1"), ("V1", "R2")]
    assert found.ratings.descriptors["site"].tolist() == ["S01", "S01"]


def test_what_is_there_twice_is_counted_once(tmp_path: Path) -> None:
    """The same answers of the same visit and rater, in another file and in the same, and with the role left out."""
    files(tmp_path, a=[row("V1"), row("V1"), row("V2")], b=[row("V1"), row("V3")])
    found = gathered(tmp_path)
    assert [*answers(found.editions[0])] == [("V1", "R1"), ("V2", "R1"), ("V3", "R1")]
    assert (found.n_duplicates, found.n_records, found.n_files) == (2, 3, 2)
    assert [note.message for note in found.notes if note.code == "duplicate-left-out"] == [
        "1 record is in this file already, and left out", f"1 record is in {tmp_path}/a.csv already, and left out"
    ]  # fmt: skip


def test_a_role_that_is_not_said_is_whatever_role(tmp_path: Path) -> None:
    """One file says the role and the other does not; but a coach and a self-rating by the same code are two."""
    head = (*HEAD, "role")
    write_csv(
        tmp_path / "a.csv", [head, [*row("V1"), "coach"], [*row("V2"), "coach"], [*row("V2", codes="2222"), "self"]]
    )
    write_csv(tmp_path / "b.csv", [HEAD, row("V1")])
    found = gathered(tmp_path)
    assert (found.n_duplicates, found.n_records) == (1, 3)


def test_contradictory_records_are_refused_with_both_places(tmp_path: Path) -> None:
    """Which of them is right cannot be known here."""
    files(tmp_path, a=[row("V1")], b=[row("V2"), row("V1", codes="2112")])
    (problem,) = refused(tmp_path)
    assert problem.code == "rated-twice"
    assert str(problem.place) == f"{tmp_path}/b.csv"
    assert (
        f"row 3: visit `V1` by `R1` was recorded otherwise in {tmp_path}/a.csv row 2: plans differs" in problem.message
    )


@pytest.mark.parametrize(("rule", "kept"), [("first", "2110"), ("last", "2110"), ("last", "0000")])
def test_the_caller_may_take_the_first_or_the_last(tmp_path: Path, rule: Clashes, kept: str) -> None:
    """By the names of files and rows; the others are counted, also where the first is there again at the end."""
    codes_ = ["2110", "2222", kept]
    files(tmp_path, a=[row("V1", codes=codes_[0])], b=[row("V1", codes=each) for each in codes_[1:]])
    found = gathered(tmp_path, asked=Asked(clashes=rule))
    assert answers(found.editions[0]) == {("V1", "R1"): kept}
    assert found.n_duplicates == 2
    assert f"the {rule} taken" in said(found.notes, "rated-twice")


def test_one_id_for_two_records_is_refused(tmp_path: Path) -> None:
    """An id is made for one record."""
    head = (*HEAD, "record")
    write_csv(tmp_path / "a.csv", [head, [*row("V1"), "x1"], [*row("V2"), "x1"], [*row("V3"), ""], [*row("V4"), ""]])
    assert codes(refused(tmp_path)) == ["record-twice"]


def test_a_visit_rated_with_two_editions_has_one_name(tmp_path: Path) -> None:
    """Names are settled over all editions together."""
    write_csv(tmp_path / "a.csv", [[*HEAD, "version"], [*row("1"), "1.2"], [*row("1", who="P04"), "1.2"]])
    write_csv(tmp_path / "b.csv", [[*HEAD, "thanks", "version"], [*row("1", rater="R2"), "2", "2.0"]])
    found = gathered(tmp_path, of=both())
    assert [[*answers(each)] for each in found.editions] == [[("P03 1", "R1"), ("P04 1", "R1")], [("P03 1", "R2")]]


def test_codes_that_are_nearly_alike_are_told(tmp_path: Path) -> None:
    """They are not made one."""
    found = gathered(files(tmp_path, a=[row("V1"), row("V2", who="p-03")]))
    assert "practitioner: `P03` and `p-03`" in said(found.notes, "alike-codes")
    assert set(found.editions[0].ratings.descriptors["practitioner"]) == {"P03", "p-03"}


def test_facts_that_nobody_says_are_told(tmp_path: Path) -> None:
    """The site is missing in one file of two."""
    found = gathered(files(tmp_path, a=[row("V1", site="")], b=[row("V2")]))
    assert f"1 record does not say the site: {tmp_path}/a.csv" in said(found.notes, "fact-absent")
