"""`fidelity feedback`."""

from __future__ import annotations

import json
from collections.abc import Callable

import click
import pytest

from fidelity.records.observation import Observation, as_content
from fidelity.records.store import Store
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition, record_id

Fidelity = Callable[..., Ran]
VISIT = "P03-2026-11-20"


def test_a_visit_is_told_as_text(fidelity: Fidelity, recorded: Recorded) -> None:
    """On the standard output, in 80 columns, with nothing said beside it."""
    recorded.put(1, notes={"asks": "Asked the mother only."})
    ran = fidelity("feedback", VISIT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Feedback for you: Home visit\n")
    assert "Noted: Asked the mother only." in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_notes_stay_out_on_request(fidelity: Fidelity, recorded: Recorded) -> None:
    """The rest is the same."""
    recorded.put(1, notes={"asks": "Asked the mother only."})
    assert "the mother" not in fidelity("feedback", VISIT, "--without-notes").out


def test_a_note_that_may_name_somebody_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """To whoever writes the page; it is theirs to judge."""
    recorded.put(1, notes={"asks": "Ring 0131 496 0000."})
    ran = fidelity("feedback", VISIT)
    assert (ran.code, ran.err) == (0, "note: what was noted at `asks` may hold a phone number: `--without-notes`\n")
    assert fidelity("feedback", VISIT, "--without-notes").err == ""


def test_a_page_is_written_beside(fidelity: Fidelity, recorded: Recorded) -> None:
    """Under a name of its own or the one that is given; never over a file that is there."""
    recorded.put(1)
    ran = fidelity("feedback", VISIT, "--to", "html")
    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote feedback_{VISIT}.html.\n")
    page = (recorded.folder / f"feedback_{VISIT}.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    again = fidelity("feedback", VISIT, "--to", "html")
    assert (again.code, "file-exists" in again.err) == (2, True)
    assert fidelity("feedback", VISIT, "--to", "html", "--force").code == 0
    assert fidelity("feedback", VISIT, "--to", "html", "--out", "-").out == page


@pytest.mark.parametrize(("name", "start"), [("a.html", "<!doctype"), ("a.txt", "Feedback for"), ("a.json", "{")])
def test_the_name_of_the_file_says_what_is_written(
    name: str, start: str, fidelity: Fidelity, recorded: Recorded
) -> None:
    """Unless `--to` says something else."""
    recorded.put(1)
    assert fidelity("feedback", VISIT, "--out", name).code == 0
    assert (recorded.folder / name).read_text(encoding="utf-8").startswith(start)
    assert fidelity("feedback", VISIT, "--out", name, "--force", "--to", "text").code == 0
    assert (recorded.folder / name).read_text(encoding="utf-8").startswith("Feedback for")


def test_a_record_is_named_by_its_beginning(fidelity: Fidelity, recorded: Recorded) -> None:
    """And the page says which revision of it was read."""
    name = recorded.put(7)
    document = json.loads(fidelity("feedback", name[:8], "--to", "json").out)
    assert document["made_of"]["record"] == name
    assert document["made_of"]["revision"] == recorded.record(name).tips[0]
    assert [score["shown"] for score in document["scores"] if score["is_main"]] == ["50.00"]


def test_a_visit_is_found_however_its_accents_are_written(fidelity: Fidelity, recorded: Recorded) -> None:
    """Letter and accent apart are the same name."""
    recorded.put(1, visit="Caf\u00e9-1")
    assert fidelity("feedback", "Cafe\u0301-1").out == fidelity("feedback", "Caf\u00e9-1").out != ""


def test_an_unknown_visit_is_answered_with_the_nearest(fidelity: Fidelity, recorded: Recorded) -> None:
    """As everywhere."""
    recorded.put(1)
    ran = fidelity("feedback", "P03-2026-11-21")
    assert (ran.code, f"did you mean `{VISIT}`" in ran.err) == (2, True)


def test_a_sealed_visit_is_refused(fidelity: Fidelity, recorded: Recorded) -> None:
    """By its name and by its record, until both have handed in; then the first is taken, and that is said."""
    name = recorded.put(1, raters="2")
    for asked in (VISIT, name):
        ran = fidelity("feedback", asked)
        assert (ran.code, ran.out, "sealed" in ran.err) == (2, "", True)
    recorded.put(2, rater="R2", ratings=FULL)
    ran = fidelity("feedback", VISIT, "--to", "json")
    assert json.loads(ran.out)["made_of"]["record"] == name
    assert ran.err.startswith(f"note: R1 and R2 have not agreed on visit {VISIT} yet, so R1, who handed in first")


def test_what_raters_agreed_on_is_taken(fidelity: Fidelity, recorded: Recorded) -> None:
    """And whoever asks for one of their own records is told that there is more."""
    first = recorded.put(1, raters="2")
    recorded.put(2, rater="R2", ratings={**HALF, "asks": "2"})
    agreed = fidelity("consensus", VISIT, "--set", "asks=2", "--by", "R1")
    assert agreed.code == 0, agreed.err
    ran = fidelity("feedback", VISIT)
    assert ran.err == ""
    assert "as R1 and R2 together saw it" in " ".join(ran.out.split())
    own = fidelity("feedback", first)
    assert f"note: the raters of visit {VISIT} agreed on it since: `fidelity feedback {VISIT}`" in own.err
    assert "as one rater saw it" in own.out
    changed = fidelity("correct", first, "--set", "asks=0", "--why", "listened again", "--by", "R1")
    assert changed.code == 0, changed.err
    assert "note: records of R1 changed since" in fidelity("feedback", VISIT).err


def test_master_ratings_are_nobodys_practice(fidelity: Fidelity, recorded: Recorded) -> None:
    """There is no feedback on a recording that raters are trained with."""
    recorded.put(1, role="master", raters="1")
    recorded.put(2, rater="R2", visit="P04-2026-11-20")
    ran = fidelity("feedback", VISIT)
    assert ran.code == 2
    assert ran.out == ""


def test_earlier_visits_are_followed_and_others_are_not(fidelity: Fidelity, recorded: Recorded) -> None:
    """The practitioner's own, the other version marked; nobody else's anywhere on the page."""
    recorded.put(1, visit="P03-2026-09-01", ratings=FULL)
    recorded.put(2, visit="P03-2026-10-01", of=edition(version="1.1", plan_hash=f"sha256:{'0' * 64}"))
    recorded.put(3, visit="P04-2026-10-02", ratings=FULL)
    recorded.put(4)
    ran = fidelity("feedback", VISIT, "--to", "json")
    points = json.loads(ran.out)["trend"]["points"]
    assert [(point["date"], point["is_comparable"]) for point in points] == [
        ("2026-09-01", True),
        ("2026-10-01", False),
        ("2026-11-20", True),
    ]
    assert points[1]["remark"] == "other version: 1.1"
    assert "P04" not in ran.out


def test_a_goal_that_is_open_comes_back(fidelity: Fidelity, recorded: Recorded) -> None:
    """With how its component was rated since."""
    recorded.put(1)
    said = ("--component", "care", "--text", "Ask openly", "--look-again", "2026-12-04", "--on", "2026-10-01")
    assert fidelity("goals", "add", "P03", "visit", *said).code == 0
    out = " ".join(fidelity("feedback", VISIT).out.split())
    assert "What you agreed last time" in out
    assert "* Ask openly" in out
    assert "Since then, 20 November 2026: none of" in out


def test_a_definition_that_is_gone_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """What was rated cannot be put into words without it."""
    recorded.put(1, of=edition(version="9.9"))
    ran = fidelity("feedback", VISIT)
    assert (ran.code, "edition-not-installed" in ran.err) == (2, True)


def test_a_record_that_says_two_things_is_refused(fidelity: Fidelity, recorded: Recorded) -> None:
    """Until that is settled."""
    name = recorded.put(1)
    ours, theirs = recorded.clash(name)
    assert fidelity("merge", recorded.folder / "other" / "tablet.sqlite").code in (0, 1)
    ran = fidelity("feedback", VISIT)
    assert (ran.code, "record-in-clash" in ran.err) == (2, True)
    assert ours != theirs


def test_the_page_is_opened_on_request(fidelity: Fidelity, recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it lies in a file, and only a page."""
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    recorded.put(1)
    assert fidelity("feedback", VISIT, "--open").code == 0
    assert opened == [(recorded.folder / f"feedback_{VISIT}.html").resolve().as_uri()]
    for words in (("--to", "text"), ("--to", "html", "--out", "-")):
        ran = fidelity("feedback", VISIT, "--open", *words)
        assert (ran.code, "open-is-a-page" in ran.err) == (2, True)
    assert len(opened) == 1


def test_a_hostile_visit_is_no_path(fidelity: Fidelity, recorded: Recorded) -> None:
    """Its name cannot lead out of the folder."""
    held = Observation(record_id(1), edition(), {"observation": "../../x y", "date": "2026-11-20", "rater": "R1"}, HALF)
    with Store.open(recorded.path) as store:
        store.append(held.id, "observation", as_content(held), by="R1")
    ran = fidelity("feedback", "../../x y", "--to", "html")
    assert (ran.code, ran.err) == (0, "Wrote feedback_.._.._x_y.html.\n")
    assert (recorded.folder / "feedback_.._.._x_y.html").is_file()


def test_without_a_workspace_there_is_nothing_to_read(fidelity: Fidelity, here: object) -> None:
    """And it is said how to make one."""
    ran = fidelity("feedback", VISIT)
    assert (ran.code, "fidelity init" in ran.err) == (2, True)
