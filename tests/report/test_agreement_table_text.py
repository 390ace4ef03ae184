"""The page of agreement."""

from __future__ import annotations

import json

import attrs
import pytest

from fidelity.evaluation.agreeing import agreement
from fidelity.evaluation.agreement_asked import OF, STATISTICS, Asked
from fidelity.evaluation.agreement_columns import CAUTIONS, REACHED
from fidelity.model.status import Status
from fidelity.report.agreement_table import agreement_table, caution_words, comparison_words, statistic_words
from fidelity.report.agreement_table_text import agreement_text
from fidelity.report.tidy.csv import csv_of
from fidelity.report.tidy.json import json_of
from fidelity.report.tidy.package import package_of
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table
from tests.evaluation.doubles import Record, gathered, visits, with_target

PREFACE = Preface("Trial: delivery, agreement of raters", "trial", "made", n_files=2, n_records=90)
ALIKE = [Record(f"W{place}", rater, (2, 2, 1, 5)) for place in range(12) for rater in ("R1", "R2")]


def made(records: list[Record], asked: Asked | None = None, *pair_with: str) -> Table:
    """The table of some records, held to AC2 of 0.6."""
    return agreement_table(agreement([gathered(records, with_target("ac2", "0.6"))], asked or Asked(), pair_with))


def page(table: Table, most: int = 200) -> str:
    """The page, none of whose lines is too long."""
    text = agreement_text(table, PREFACE, 80, most)
    assert max(map(len, text.splitlines())) <= 80
    assert "\u2060" not in text
    return text


def line(text: str, name: str) -> str:
    """The one line that begins with a name."""
    (found,) = [
        " ".join(each.split()) for each in text.splitlines() if each.split()[: len(name.split())] == name.split()
    ]
    return found


def test_a_line_an_item_and_a_line_a_score() -> None:
    """n, exact, near, coefficients with their intervals, and whether the goal is reached; what it means below."""
    table = made(visits(60, 1))
    text = page(table)
    frame = table.frame
    row = frame[(frame["measure"] == "asks") & (frame["statistic"] == "ac2")].iloc[0]
    shown = f"{row['value']:.2f}".removeprefix("0")
    found = line(text, "asks")
    assert found.split()[1] == str(row["n_visits"])
    assert f" {shown} [" in found
    assert {"yes", "open", "no"} & {*found.split()}
    assert "Read: 2 files with 90 records." in text
    assert "AC1, AC2" in text
    assert "goal: whether it is 0.6 at least" in text
    assert "ICC(A,1): how far one rater's score can stand for any other's" in text


def test_alike_everywhere_is_said_in_words() -> None:
    """A perfect coefficient, of which nothing follows; a letter stands in the line, the words below."""
    text = page(made(ALIKE))
    assert line(text, "asks") == "asks 12 100 % 100 % 1.00 – open a"
    assert "a alike everywhere: agreement cannot be told from chance." in " ".join(text.split())


def test_few_visits_and_statuses_are_remarked() -> None:
    """Where fewer than ten were rated twice, and where one rater had a reason for no answer."""
    records = [Record(f"V{place}", rater, (place % 4, 1, 1, 5)) for place in range(6) for rater in ("R1", "R2")]
    records[1] = attrs.evolve(records[1], answers=(Status.NOT_APPLICABLE, 1, 1, 5))
    text = " ".join(page(made(records, Asked(("items",)))).split())
    assert "fewer than 10 visits were rated twice" in text
    assert "in 5 % of pairs or more one rater had an answer, and the other a reason for none" in text


def test_groups_stand_in_lines() -> None:
    """A table of all things, a line a group, the total last; each two raters after all together."""
    text = page(made(visits(60, 2), Asked(("items", "scores", "criteria", "components", "all", "pairs"), ("site",))))
    assert text.count("Items, observers with each other") == 1
    assert "Components, the items of each together, observers with each other" in text
    assert text.index("Scores, observers") < text.index("each two raters")
    assert "one rater" in text
    lines = [each.split() for each in text.partition("Items, observers")[2].splitlines()[3:7]]
    assert [line[:2] for line in lines[:1]] == [["asks", "S1"]]
    assert [line[0] for line in lines[1:3]] == ["S2", "(all)"]
    assert lines[3][1] == "S1"


def test_a_long_page_stops() -> None:
    """At the end of a table, and says how much more there is; where the first is too long by itself, it is cut."""
    text = page(made(visits(30, 3), Asked(("items",), ("site",))), 5)
    assert "lines: `--out FILE` has them all." in text
    whole = made(visits(30, 3), Asked(("items", "scores", "all"), ("site",)))
    cut = page(whole, page(whole).count("\n"))
    assert "has them all" not in cut
    short = page(whole, 13)
    assert "Items, observers" in short
    assert "Scores, observers" not in short
    assert "There is nothing to show" in page(made([]))


def test_comparisons_are_named() -> None:
    """Observers beside practitioners stand in tables of their own."""
    own = [Record(f"V{place}", "P", (1, 1, 1, 20), role="self") for place in range(20)]
    text = page(made([*visits(20, 4), *own], Asked(("items",)), "self"))
    assert "beside the practitioners' own ratings" in " ".join(text.split())


@pytest.mark.parametrize("names", [("items",), OF])
def test_other_programs_can_read_it(names: tuple[str, ...]) -> None:
    """Every row says its figure or why not, and every code has words, in CSV, JSON and a data package."""
    asked = Asked(names, ("site",), tuple(STATISTICS))
    table = made([*visits(30, 5), *ALIKE], asked)
    assert "".join(csv_of(table)).count("\n") == len(table.frame) + 1
    assert len(json.loads("".join(json_of(table, PREFACE)))["rows"]) == len(table.frame)
    files = {name: b"".join(pieces) for name, pieces in package_of([table], PREFACE)}
    descriptor = json.loads(files["datapackage.json"])
    fields = {field["name"]: field for field in descriptor["resources"][0]["schema"]["fields"]}
    assert {each["value"] for each in fields["reached"]["categories"]} == {*REACHED}
    assert all(each["label"] for each in fields["statistic"]["categories"])


def test_words_of_codes() -> None:
    """Cautions, comparisons and statistics that are known, and those that are not."""
    assert caution_words("few_units, skewed") == f"{CAUTIONS['few_units']}; {CAUTIONS['skewed']}"
    assert comparison_words("observers") == "observers with each other"
    assert "ratings by a program" in comparison_words("observers_and_machine")
    assert statistic_words("exact").startswith("exact agreement: the share")
    assert statistic_words("a_new_one") == "a new one"
