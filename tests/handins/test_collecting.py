"""Hand-ins taken into a store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from fidelity.handins.checking import Checker
from fidelity.handins.collecting import Became, Taken, compared, read_all, settled, standing_for, store_all
from fidelity.handins.files import files_in
from fidelity.handins.limits import REFUSED
from fidelity.handins.wide import Of
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.handins.samples import (
    BLANK,
    FACTS,
    ID,
    POLICY,
    RATINGS,
    TODAY,
    Installed,
    answers,
    archive,
    codes,
    content,
    filled_csv,
    filled_workbook,
)

SECOND = "22222222-0000-4000-8000-000000000000"
Collect = Callable[..., list[Taken]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.create(tmp_path / "store.sqlite") as made:
        yield made


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The folder with what is handed in."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def collect(store: Store, inbox: Path) -> Collect:
    """A function that takes everything in the folder in, or what is named."""

    def taken_in(*paths: Path, of: Of | None = None) -> list[Taken]:
        checker = Checker(Installed(), POLICY, TODAY)
        read = compared([*read_all(files_in(paths or [inbox]), checker, of)], checker)
        return store_all(settled(read, standing_for(read, store)), store, by="R9")

    return taken_in


def put(folder: Path, name: str, **changes: object) -> Path:
    """A hand-in in JSON, in a file."""
    path = folder / name
    path.write_text(json.dumps(content(**changes)), encoding="utf-8")
    return path


def became(taken: Sequence[Taken]) -> dict[str, str]:
    """What became of each file."""
    return {Path(each.source).name + (f" {each.where}" if each.where else ""): each.became.value for each in taken}


def test_what_is_good_is_stored_and_what_is_bad_is_refused(store: Store, inbox: Path, collect: Collect) -> None:
    """In one go, by who took them in; each file by itself."""
    put(inbox, "a.json")
    put(inbox, "b.json", id=SECOND, facts={**FACTS, "observation": "V2"}, ratings={"greets": "9"})
    (inbox / "c.csv").write_text(filled_csv(answers({**FACTS, "observation": "V3"})), encoding="utf-8")
    (inbox / "d.xlsx").write_bytes(filled_workbook(answers({**FACTS, "observation": "V4"})))
    taken = collect()
    assert became(taken) == {"a.json": "stored", "b.json": "refused", "c.csv": "stored", "d.xlsx": "stored"}
    assert codes(taken[1].problems) == ["bad-cell"]
    assert sorted(each.observation.visit for each in observations(store)) == ["P03-2026-11-20", "V3", "V4"]
    assert store.record(ID).made_by == "R9"


def test_collecting_again_is_nothing(store: Store, inbox: Path, collect: Collect) -> None:
    """Forms and sheets alike, also when they are named twice."""
    form = put(inbox, "a.json")
    (inbox / "b.csv").write_text(filled_csv(answers({**FACTS, "observation": "V2"})), encoding="utf-8")
    collect()
    assert set(became(collect()).values()) == {"already there"}
    assert [each.became for each in collect(form, form)] == [Became.KNOWN] * 2
    assert len(store.history(ID)) == 1


def test_the_same_sheet_in_a_workbook_and_in_text_is_one_observation(
    store: Store, inbox: Path, collect: Collect
) -> None:
    """And so is the row of a table that says the same."""
    (inbox / "a.csv").write_text(filled_csv(answers(notes={})), encoding="utf-8")
    (inbox / "b.xlsx").write_bytes(filled_workbook(answers(notes={})))
    names = [*FACTS, *RATINGS]
    row = [f'"{text}"' for text in (*FACTS.values(), *RATINGS.values())]
    (inbox / "c.csv").write_text(f"{','.join(names)}\n{','.join(row)}\n", encoding="utf-8")
    taken = collect(of=Of(BLANK.edition, BLANK.checklist))
    assert became(taken) == {"a.csv": "stored", "b.xlsx": "already there", "c.csv row 2": "already there"}
    assert len(observations(store)) == 1


def test_a_hand_in_that_was_changed_is_a_clash(store: Store, inbox: Path, collect: Collect) -> None:
    """What is recorded stays, and the good ones beside it are taken."""
    put(inbox, "a.json")
    collect()
    put(inbox, "a.json", ratings={**RATINGS, "greets": "0"})
    put(inbox, "b.json", id=SECOND, facts={**FACTS, "observation": "V2"})
    taken = collect()
    assert became(taken) == {"a.json": "clash", "b.json": "stored"}
    assert codes(taken[0].problems) == ["other-content"]
    assert dict(store.record(ID).content or {})["ratings"]["greets"] == "2"


def test_two_files_that_contradict_each_other_are_both_refused(store: Store, inbox: Path, collect: Collect) -> None:
    """Which one came later nobody knows; if one is there already, it is known, and the other is refused."""
    first = put(inbox, "form (1).json", ratings={"greets": "0"})
    put(inbox, "form.json")
    taken = collect()
    assert became(taken) == {"form (1).json": "clash", "form.json": "clash"}
    assert codes(taken[0].problems) == codes(taken[1].problems) == ["hand-ins-clash"]
    assert "form.json" in taken[0].problems[0].message
    assert [*store.records()] == []
    collect(first)
    assert became(collect()) == {"form (1).json": "already there", "form.json": "clash"}


def test_the_same_visit_under_another_id_is_stored_and_pointed_out(inbox: Path, collect: Collect) -> None:
    """In the store, or in another file."""
    put(inbox, "a.json")
    put(inbox, "b.json", id=SECOND)
    taken = collect()
    assert became(taken) == {"a.json": "stored", "b.json": "stored"}
    (remark,) = taken[1].remarks
    assert (remark.code, str(remark.place)) == ("possible-duplicate", str(inbox / "b.json"))
    assert "as record 3f2b8c1e" in remark.message


def test_what_was_erased_stays_so(store: Store, inbox: Path, collect: Collect) -> None:
    """Whatever is handed in again."""
    put(inbox, "a.json")
    collect()
    store.erase(ID, by="R1", why="asked for")
    assert became(collect()) == {"a.json": "erased"}


def test_a_score_that_was_shown_otherwise_is_pointed_out(inbox: Path, collect: Collect) -> None:
    """Form by form, and stored all the same."""
    put(inbox, "a.json", shown={"total": "99.9"})
    put(inbox, "b.json", id=SECOND, facts={**FACTS, "observation": "V2"})
    first, second = collect()
    assert (first.became, codes(first.remarks), codes(second.remarks)) == (Became.STORED, ["shown-differs"], [])


def test_a_folder_of_all_sorts_gives_what_is_in_it(inbox: Path, collect: Collect) -> None:
    """Other things are passed over by name and content; what is called like a hand-in and is none is refused."""
    put(inbox, "good.txt")
    put(inbox, "cut.json")
    (inbox / "cut.json").write_bytes((inbox / "cut.json").read_bytes()[:50])
    (inbox / "blank.csv").write_text(filled_csv(lambda key: ("", "")), encoding="utf-8")
    (inbox / "scores.json").write_text('{"format": 1, "observations": []}', encoding="utf-8")
    (inbox / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (inbox / "letter.docx").write_bytes(archive({"word/document.xml": b""}))
    (inbox / "form.html").write_text("<!doctype html>", encoding="utf-8")
    (inbox / "notes.txt").write_text("to do", encoding="utf-8")
    (inbox / "nothing").write_bytes(b"")
    os.mkfifo(inbox / "pipe")
    os.mkfifo(inbox / "pipe.json")
    assert became(collect()) == {
        "blank.csv": "passed over",
        "cut.json": "refused",
        "form.html": "passed over",
        "good.txt": "stored",
        "letter.docx": "passed over",
        "nothing": "passed over",
        "notes.txt": "passed over",
        "photo.jpg": "passed over",
        "pipe": "passed over",
        "pipe.json": "refused",
        "scores.json": "refused",
    }
    assert became(collect(inbox / "photo.jpg", inbox / "blank.csv")) == {"photo.jpg": "refused", "blank.csv": "refused"}


def test_lines_are_hand_ins_of_their_own(inbox: Path, collect: Collect) -> None:
    """A bad one costs itself; after a thousand bad ones, the rest is not read."""
    good = [
        json.dumps(content(id=f"{number:08}-x", facts={**FACTS, "observation": f"V{number}"})) for number in range(3)
    ]
    path = inbox / "all.jsonl"
    path.write_text("\n".join([good[0], good[1].replace('"2"', '"9"'), good[2]]), encoding="utf-8")
    assert became(collect()) == {
        "all.jsonl line 1": "stored",
        "all.jsonl line 2": "refused",
        "all.jsonl line 3": "stored",
    }
    bad = json.dumps(content(version="9"))
    path.write_text("\n".join([good[0], *[bad] * 2 * REFUSED]), encoding="utf-8")
    taken = collect()
    assert len(taken) == REFUSED + 2
    assert codes(taken[-1].problems) == ["more-problems"]


def test_a_store_that_another_program_writes_to_meanwhile_is_heeded(store: Store, inbox: Path) -> None:
    """What was new a moment ago is there with another content now."""
    path = put(inbox, "a.json")
    checker = Checker(Installed(), POLICY, TODAY)
    read = [*read_all(files_in([path]), checker)]
    ready = settled(read, standing_for(read, store))
    assert became(ready) == {"a.json": "stored"}
    other = content(ratings={"greets": "0"})
    store.append(ID, "observation", {key: other[key] for key in other if key not in ("shown", "made_with")}, by="R2")
    (late,) = store_all(ready, store, by="R9")
    assert (late.became, codes(late.problems)) == (Became.CLASH, ["other-content"])
