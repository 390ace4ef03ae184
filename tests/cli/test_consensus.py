"""Recording what raters agreed on: by options, by a table, and item by item in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.records.entry import Record
from fidelity.records.store import Store
from tests.cli.rated import DEFINED, VISIT, Fidelity, rate, stored
from tests.cli.terminal import Terminal


@pytest.fixture
def workspace(here: Path, fidelity: Fidelity) -> Path:
    """A workspace of R1 in which two raters differ on items 2 and 4."""
    assert fidelity("init", "--by", "R1").code == 0
    rate(fidelity, "R1", "2", "+ Too fast", "1", "1", "n", facts=("--raters", "2"))
    rate(fidelity, "R2", "2", "2", "1", "1")
    return here


def agreed(folder: Path) -> Record:
    """The record of the consensus."""
    with Store.open(folder / "fidelity.sqlite") as store:
        (record,) = store.records("consensus")
    return record


def content(folder: Path) -> dict[str, object]:
    """What the record of the consensus says."""
    found = agreed(folder).content
    assert found is not None
    return dict(found)


def test_what_is_open_is_told_and_nothing_is_stored(workspace: Path, fidelity: Fidelity) -> None:
    """Through a pipe nobody is asked, and nothing is decided by itself."""
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "asks=2", stdin=b"1\n1\ny\n")
    assert (ran.code, ran.out) == (1, "")
    assert "item `plans` is not agreed: R1 says not_applicable and R2 says 1" in ran.err
    assert "asks" not in ran.err
    assert len(stored(workspace)) == 2


def test_decisions_by_options(workspace: Path, fidelity: Fidelity) -> None:
    """What all say is taken, what was decided is added, and the sources stay as they are."""
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "asks=2", "--set", "plans=0", "--decided-by", "R1,R2,S1")
    assert ran.code == 0, ran.err
    said = content(workspace)
    assert ran.out == f"{said['id']}\n"
    assert said["ratings"] == {"greets": "2", "asks": "2", "listens": "1", "plans": "0"}
    assert said["decided_by"] == ["R1", "R2", "S1"]
    assert agreed(workspace).made_by == "R1"
    assert "R1 and R2 differed on 2" in ran.err
    # By hand: 5 of 8 points.
    assert "total: 62.50, High; 4 of 4 used." in ran.err
    sources = [each for each in stored(workspace) if each.record.kind == "observation"]
    assert [(each.record.n_revisions, each.observation.ratings["asks"]) for each in sources] == [(1, "1"), (1, "2")]


def test_decisions_by_a_table(workspace: Path, fidelity: Fidelity) -> None:
    """The table of `compare` filled in by a spreadsheet: with semicolons, a byte-order mark, and a note."""
    text = fidelity("compare", VISIT, *DEFINED, "--format", "csv").out
    rows = text.replace(",", ";").replace("apart;;", "apart;2;R2 was nearer").replace("status;;", "status;1;")
    (workspace / "agreed.csv").write_text("\ufeff" + rows.replace("\n", "\r\n"), encoding="utf-8", newline="")
    ran = fidelity("consensus", VISIT, *DEFINED, "--from", "agreed.csv")
    assert ran.code == 0, ran.err
    said = content(workspace)
    assert said["ratings"] == {"greets": "2", "asks": "2", "listens": "1", "plans": "1"}
    assert said["notes"] == {"asks": "R2 was nearer"}


def test_a_table_through_a_pipe_and_an_option_that_goes_before_it(workspace: Path, fidelity: Fidelity) -> None:
    """`-` is the standard input."""
    table = b"item,agreed\nasks,2\nplans,1\n"
    ran = fidelity("consensus", VISIT, *DEFINED, "--from", "-", "--set", "plans=2", stdin=table)
    assert ran.code == 0, ran.err
    assert content(workspace)["ratings"] == {"greets": "2", "asks": "2", "listens": "1", "plans": "2"}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("item,code\nasks,2\n", "no column `agreed`"),
        ("agreed\n2\n", "no column `item`"),
        ("item,agreed\nasks,2\nasks,1\n", "is in a row above already"),
        ("item,agreed\nask,2\n", "did you mean `asks`?"),
        ("item,agreed\nasks,7\n", "`7` is not a code of this item"),
        ("", "empty"),
    ],
)
def test_a_table_that_cannot_be_is_refused(table: str, words: str, workspace: Path, fidelity: Fidelity) -> None:
    """With what is wrong, and where."""
    (workspace / "agreed.csv").write_text(table, encoding="utf-8")
    ran = fidelity("consensus", VISIT, *DEFINED, "--from", "agreed.csv")
    assert ran.code in (1, 2)
    assert words in ran.err
    assert len(stored(workspace)) == 2


def test_a_sealed_visit_has_no_consensus(here: Path, fidelity: Fidelity) -> None:
    """Nothing of the one who handed in is told."""
    fidelity("init", "--by", "R1")
    rate(fidelity, "R1", "2", "1", "1", "n", facts=("--raters", "2"))
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "asks=2")
    assert ran.code == 2
    assert "1 more independent rater is awaited" in ran.err


def test_a_second_consensus_corrects_the_first(workspace: Path, fidelity: Fidelity) -> None:
    """It needs a reason, keeps what was decided before, and is a revision of the same record."""
    decided = ("--set", "asks=2", "--set", "plans=0")
    assert fidelity("consensus", VISIT, *DEFINED, *decided).code == 0
    first = agreed(workspace)
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "plans=1")
    assert ran.code == 2
    assert "--why" in ran.err
    assert fidelity("consensus", VISIT, *DEFINED, "--set", "plans=1", "--why", "heard it again").code == 0
    second = agreed(workspace)
    assert (second.id, second.n_revisions) == (first.id, 2)
    assert content(workspace)["ratings"] == {"greets": "2", "asks": "2", "listens": "1", "plans": "1"}


def test_a_corrected_source_is_told_and_asks_for_new_decisions(workspace: Path, fidelity: Fidelity) -> None:
    """The comparison says that the consensus is older; what was decided then is not taken for granted."""
    assert fidelity("consensus", VISIT, *DEFINED, "--set", "asks=2", "--set", "plans=0").code == 0
    assert "There is a consensus." in fidelity("compare", VISIT, *DEFINED).out
    source = next(each.record.id for each in stored(workspace) if each.observation.rater == "R2")
    assert fidelity("correct", source, "--set", "greets=0", "--by", "R2", "--why", "saw it", *DEFINED).code == 0
    assert "older than its sources: R2 changed since" in " ".join(fidelity("compare", VISIT, *DEFINED).out.split())
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "greets=1", "--why", "R2 corrected")
    assert ran.code == 1
    assert "item `asks` is not agreed" in ran.err


def test_raters_of_different_editions_have_no_consensus(workspace: Path, fidelity: Fidelity) -> None:
    """A score is made by one set of rules."""
    path = workspace / "visit.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_least: 70", "at_least: 75"), encoding="utf-8")
    rate(fidelity, "R3", "2", "2", "1", "1")
    ran = fidelity("consensus", VISIT, *DEFINED, "--set", "asks=2")
    assert ran.code == 2
    assert "different editions" in ran.err


def test_in_a_terminal_each_difference_is_asked(workspace: Path) -> None:
    """Who said what with their notes; a code, or the code of the rater whose answer is taken; back and a note work."""
    with Terminal(workspace, "consensus", VISIT, *DEFINED) as terminal:
        terminal.wait_for("2 items to decide")
        terminal.wait_for("R1 said: 1, Attempted. Note: Too fast")
        terminal.wait_for("R2 said: 2, As described")
        terminal.answer("\nItem 2: ", "R2")
        terminal.wait_for("Item 2: 2, As described.")
        terminal.answer("\nItem 4: ", "b")
        terminal.answer("\nItem 2: ", "+ R2 was nearer")
        terminal.answer("\nItem 2: ", "")
        terminal.answer("\nItem 4: ", "0")
        terminal.answer("Record the consensus? y or n: ", "y")
        assert terminal.end() == 0
    assert "\x1b" not in terminal.shown
    said = content(workspace)
    assert said["ratings"] == {"greets": "2", "asks": "2", "listens": "1", "plans": "0"}
    assert said["notes"] == {"asks": "R2 was nearer"}
    with Store.open(workspace / "fidelity.sqlite") as store:
        assert store.drafts() == ()


def test_a_talk_that_is_left_goes_on_later(workspace: Path, fidelity: Fidelity) -> None:
    """What was decided is kept, it is no draft of a rating, and the next talk begins where this one ended."""
    with Terminal(workspace, "consensus", VISIT, *DEFINED) as terminal:
        terminal.answer("\nItem 2: ", "R1")
        terminal.answer("\nItem 4: ", "q")
        assert terminal.end() == 0
    assert len(stored(workspace)) == 2
    with Store.open(workspace / "fidelity.sqlite") as store:
        (draft,) = store.drafts()
    assert fidelity("rate", "visit.yaml", "--resume", draft.id).code == 2
    with Terminal(workspace, "consensus", VISIT, *DEFINED) as terminal:
        terminal.answer("\nItem 4: ", "1")
        terminal.answer("Record the consensus? y or n: ", "y")
        assert terminal.end() == 0
    assert content(workspace)["ratings"] == {"greets": "2", "asks": "1", "listens": "1", "plans": "1"}


def test_in_a_terminal_what_is_left_open_is_not_recorded(workspace: Path) -> None:
    """Saying yes with an item open lists it and records nothing."""
    with Terminal(workspace, "consensus", VISIT, *DEFINED) as terminal:
        terminal.answer("\nItem 2: ", "2")
        terminal.answer("\nItem 4: ", "s")
        terminal.answer("Record the consensus? y or n: ", "y")
        assert terminal.end() == 1
    assert "item `plans` is not agreed" in terminal.shown
    assert len(stored(workspace)) == 2
