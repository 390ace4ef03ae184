"""`fidelity export`: a table of ratings that scores as the records do."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from fidelity.definition.reading import read_definition
from fidelity.model.number import plain
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.ratings.reading import Layout, read_ratings
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.report.observation_scores import answers_of
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition, record_id
from tests.cli.sample import DEFINITION, TWO_CHECKLISTS

Fidelity = Callable[..., Ran]
SIGNS = """\
schema: 1
id: signs
version: "1"
title: Signs
assessable:
  scales:
    signs: [{code: "+", points: 1}, {code: "-", points: 0}, {code: "=", points: 2}]
    count: {measure: number, at_least: -10, at_most: 10}
  checklists:
    - id: marks
      items:
        - {id: one, text: One, scale: signs}
        - {id: mode, text: A name that facts have too, scale: signs}
        - {id: change, text: Change, scale: count}
      scores: [{id: sum, rule: sum, of: [one, mode], missing: none}]
"""
"""Codes that spreadsheets would compute, an item that is called like a fact, and raw numbers below zero."""


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def exact(recorded: Recorded, definition: str = DEFINITION) -> dict[tuple[str, str], dict[str, str]]:
    """What each record comes to by the exact engine, by visit and rater."""
    plan = lower(read_definition(definition.encode(), "visit.yaml").checklist())
    found = {}
    with Store.open(recorded.path) as store:
        for stored in observations(store):
            results = score_one(plan, answers_of(stored.observation.ratings, plan.checklist))
            found[stored.observation.visit, stored.observation.rater] = {
                name: "" if result.value is None else plain(result.value) for name, result in results.items()
            }
    return found


@pytest.fixture
def visits(recorded: Recorded) -> Recorded:
    """Visits with all that a table could trip over."""
    recorded.put(1, "P03-2026-11-20", notes={"asks": 'Only once, "twice"\r\nat most', "greets": "=1+1"}, site="@north")
    recorded.put(2, "P03-2026-11-20", rater="R2", ratings={**FULL, "plans": "not_applicable"}, role="self")
    recorded.put(3, "P04-2023-12-31", ratings={"greets": "2"}, mode="live", ward="-4")
    recorded.put(4, "P05-2026-11-20", ratings={}, notes={"asks": "'quoted"})
    return recorded


@pytest.mark.parametrize("layout", ["wide", "long"])
@pytest.mark.parametrize("extra", [(), ("--raw",), ("--with-notes",), ("--with-notes", "--raw")])
def test_what_is_exported_scores_as_the_records_do(
    fidelity: Fidelity, visits: Recorded, layout: str, extra: tuple[str, ...]
) -> None:
    """Out as a table and in again: every score of every visit and rater is the same to the last digit."""
    out = fidelity("export", "--layout", layout, "--out", "ratings.csv", *extra)
    assert (out.code, out.err) == (0, "Wrote 4 records to ratings.csv.\n")
    ran = fidelity("score", "visit", "ratings.csv", "--format", "csv", "--raw")
    assert ran.code == 0
    scored = {
        (row["observation"], row["rater"]): {name: row[f"{name}.exact"] for name in ("total", "caring")}
        for row in rows_of(ran.out)
    }
    assert scored == exact(visits)
    # 4 of 8 points; without plans 6 of 6; three of four are missing.
    assert [scores["total"] for _, scores in sorted(scored.items())] == ["50", "100", "", ""]


@pytest.mark.parametrize("layout", ["wide", "long"])
@pytest.mark.parametrize("extra", [(), ("--raw",)])
def test_signs_that_spreadsheets_compute_come_back(
    fidelity: Fidelity, recorded: Recorded, install: Callable[..., str], layout: Layout, extra: tuple[str, ...]
) -> None:
    """An apostrophe before `+`, `-` or `=` is undone by the reader, and a number below zero has none."""
    install("fidelity-signs", files={"intervention.yaml": SIGNS})
    ratings = {"one": "+", "mode": "-", "change": "-3"}
    recorded.put(1, ratings=ratings, of=edition(SIGNS), mode="live")
    recorded.put(2, rater="R2", ratings={"one": "=", "mode": "+"}, of=edition(SIGNS))
    assert fidelity("export", "--layout", layout, "--out", "signs.csv", *extra).code == 0
    text = (recorded.folder / "signs.csv").read_text(encoding="utf-8")
    assert ("'+" in text, "'=" in text, "'-3" in text) == (not extra, not extra, False)
    assert "fact.mode" in text if layout == "wide" else "mode" in text
    plan = lower(read_definition(SIGNS.encode(), "signs.yaml").checklist())
    read = read_ratings(recorded.folder / "signs.csv", plan.checklist, layout=layout)
    answers = [{name: column.answer(row) for name, column in read.columns.items()} for row in (0, 1)]
    assert answers == [answers_of(each, plan.checklist) for each in (ratings, {"one": "=", "mode": "+"})]


def test_every_row_says_where_it_came_from(fidelity: Fidelity, visits: Recorded) -> None:
    """Record, revision, version, hashes, role, mode, sign-off, and how the rater stood."""
    fidelity("sign-off", record_id(3))
    rows = {(row["observation"], row["rater"]): row for row in rows_of(fidelity("export").out)}
    row = rows["P04-2023-12-31", "R1"]
    made = edition()
    assert (row["record"], row["revision"]) == (record_id(3), visits.record(record_id(3)).tips[0])
    assert (row["version"], row["plan_hash"], row["text_hash"]) == ("1.2", made.plan_hash, made.text_hash)
    assert (row["mode"], row["signed_off"], row["ward"], row["plans"]) == ("live", "yes", "-4", "")
    assert {row["rater_certified"] for row in rows.values()} == {"not_required"}
    other = rows["P03-2026-11-20", "R2"]
    assert (other["role"], other["signed_off"], other["plans"]) == ("self", "no", "not_applicable")
    assert list(row)[:2] == ["observation", "rater"]


def test_how_a_rater_stood_depends_on_whether_anybody_asks(
    fidelity: Fidelity, recorded: Recorded, install: Callable[..., str]
) -> None:
    """A checklist that asks for a certificate says of a rater without one that there is none, and asks no master."""
    asking = DEFINITION.replace("id: visit", "id: strict").replace(
        "      rated_by: [coach]\n", "      rated_by: [coach]\n      certification: {agreement: exact, at_least: 80%}\n"
    )
    install("fidelity-strict", files={"intervention.yaml": asking})
    recorded.put(1, of=edition(asking))
    recorded.put(2, rater="R2", of=edition(asking), role="master")
    rows = rows_of(fidelity("export").out)
    assert {row["rater"]: row["rater_certified"] for row in rows} == {"R1": "never", "R2": "not_required"}


def test_notes_are_left_out_unless_asked_for(fidelity: Fidelity, visits: Recorded) -> None:
    """They are the text that may name somebody."""
    assert "Only once" not in fidelity("export").out
    (wide, *_) = [row for row in rows_of(fidelity("export", "--with-notes").out) if row["rater"] == "R1"][-2:]
    assert wide["note.asks"] == 'Only once, "twice"\nat most'
    assert wide["note.greets"] == "'=1+1"
    long = rows_of(fidelity("export", "--with-notes", "--layout", "long", "--raw").out)
    assert [row["note"] for row in long if row["note"]] == ["=1+1", 'Only once, "twice"\nat most', "'quoted"]


def test_one_record_stands_for_a_visit(fidelity: Fidelity, visits: Recorded) -> None:
    """The observer's before the practitioner's own; a consensus before both."""
    rows = rows_of(fidelity("export", "--one-per-visit", "--practitioner", "P03").out)
    assert [row["rater"] for row in rows] == ["R1"]
    content = {**(visits.record(record_id(1)).content or {}), "id": record_id(9), "sources": []}
    content["facts"] = {**content["facts"], "rater": "consensus"}
    visits.append(record_id(9), content, "consensus")
    assert [row["rater"] for row in rows_of(fidelity("export", "--one-per-visit", "--practitioner", "P03").out)] == [
        "consensus"
    ]
    assert len(rows_of(fidelity("export", "--practitioner", "P03").out)) == 3


def test_sealed_visits_are_left_out_with_a_word(fidelity: Fidelity, visits: Recorded) -> None:
    """A table is no way round the seal, and somebody who may see it can say so."""
    visits.put(5, "P06-2026-11-20", raters="2")
    ran = fidelity("export")
    assert (len(rows_of(ran.out)), "1 record left out" in ran.err) == (4, True)
    assert len(rows_of(fidelity("export", "--with-sealed").out)) == 5
    alone = fidelity("export", "--practitioner", "P06")
    assert (alone.code, alone.out, "nothing-to-export" in alone.err) == (2, "", True)


def test_erased_records_are_not_there_and_clashes_are_told(fidelity: Fidelity, visits: Recorded) -> None:
    """What is gone is gone, and what says two things is taken as its first side has it."""
    fidelity("erase", record_id(4), "--why", "withdrawn", "--yes")
    visits.clash(record_id(3))
    fidelity("merge", "other")
    ran = fidelity("export")
    rows = {row["record"]: row for row in rows_of(ran.out)}
    assert (len(rows), rows[record_id(3)]["asks"], "1 record in a clash" in ran.err) == (3, "2", True)


def test_a_rater_with_two_records_of_a_visit_is_found(fidelity: Fidelity, visits: Recorded) -> None:
    """The table is written, and whoever scores it should know why it cannot be."""
    visits.put(6, "P04-2023-12-31")
    ran = fidelity("export", "--out", "twice.csv")
    assert (ran.code, "P04-2023-12-31 by R1 is there twice" in ran.err) == (1, True)
    assert "observation-twice" in fidelity("score", "visit", "twice.csv").err


def test_what_does_not_compute_alike_never_shares_a_table(
    fidelity: Fidelity, visits: Recorded, install: Callable[..., str]
) -> None:
    """Several checklists are named, one of them can be asked for, and a folder holds a file for each."""
    install("fidelity-pair", files={"intervention.yaml": TWO_CHECKLISTS})
    visits.put(7, ratings={"sleeps": "yes"}, of=edition(TWO_CHECKLISTS, "evening"))
    visits.put(8, "P08-2026-11-20", of=edition(plan_hash="sha256:" + "3" * 64))
    ran = fidelity("export")
    assert (ran.code, ran.out) == (2, "")
    for said in ("pair@1 evening plan ", "visit@1.2 delivery plan 333333333333 (1 record)", "--out FOLDER"):
        assert said in ran.err
    assert len(rows_of(fidelity("export", "pair").out)) == len(rows_of(fidelity("export", "evening").out)) == 1
    assert fidelity("export", "--out", "one.csv").code == 2
    out = fidelity("export", "--out", "tables")
    assert out.code == 0
    assert "computes otherwise than the one that was rated" in out.err
    names = sorted(path.name for path in (visits.folder / "tables").iterdir())
    plan = edition().plan_hash.removeprefix("sha256:")[:12]
    assert [name.rpartition("_")[0] for name in names] == ["pair_1_evening".replace("_1", ""), *["visit_delivery"] * 2]
    assert f"visit_delivery_{plan}.csv" in names
    assert fidelity("score", "visit", f"tables/visit_delivery_{plan}.csv").code == 0
    assert fidelity("export", "--out", "tables").code == 2
    assert fidelity("export", "--out", "tables", "--force").code == 0


def test_versions_that_compute_alike_share_a_table(
    fidelity: Fidelity, visits: Recorded, install: Callable[..., str]
) -> None:
    """A version in which only words were changed is the same measure, and the column says which it was."""
    visits.put(5, "P06-2026-11-20", of=edition(version="1.1", text_hash="sha256:1"))
    ran = fidelity("export")
    assert ran.code == 0
    assert sorted(row["version"] for row in rows_of(ran.out)) == ["1.1", "1.2", "1.2", "1.2", "1.2"]
    assert [row["version"] for row in rows_of(fidelity("export", "visit@1.1").out)] == ["1.1"]


def test_without_its_definition_a_table_has_what_was_rated(fidelity: Fidelity, visits: Recorded) -> None:
    """The ratings are there, and a word says that the order is nobody's."""
    ran = fidelity("--disable-plugin", "fidelity-visit", "export")
    assert (ran.code, "in no order" in ran.err) == (0, True)
    assert {*HALF} <= {*rows_of(ran.out)[0]}
    given = fidelity("--disable-plugin", "fidelity-visit", "export", "--definition", "visit.yaml")
    assert (given.code, given.err) == (0, "")
    assert given.out == fidelity("export").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("song",), "unknown-checklist"),
        (("visit@9",), "unknown-checklist"),
        (("--rater", "R9"), "nothing-to-export"),
        (("--layout", "square"), "is not one of"),
        (("--out", "nowhere/ratings.csv"), "no-folder"),
    ],
)
def test_misuse_writes_nothing(fidelity: Fidelity, visits: Recorded, words: tuple[str, ...], said: str) -> None:
    """No empty file that looks as if nobody had been visited."""
    ran = fidelity("export", *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)
    assert [path.name for path in visits.folder.rglob("*.csv")] == ["visits.csv"]


def test_a_file_that_is_there_stays(fidelity: Fidelity, visits: Recorded) -> None:
    """Unless it is to be replaced; `-` is the standard output."""
    assert fidelity("export", "--out", "visits.csv").code == 2
    assert fidelity("export", "--out", "visits.csv", "--force").code == 0
    assert fidelity("export", "--out", "-").out == fidelity("export").out
