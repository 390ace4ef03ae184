"""Rating in the terminal and from a pipe: nothing is lost, nothing is answered by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fidelity.definition.reading import read_definition
from fidelity.entry.keys import Command
from fidelity.entry.questionnaire import Question, questionnaire
from fidelity.errors import PluginError, StoreError
from fidelity.intervention import Intervention
from fidelity.model.answer import Answer
from fidelity.model.scale import Kind
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.problems import Problem
from fidelity.records.entry import Record
from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store
from fidelity.report.observation_scores import answers_of, score_observation
from tests.cli.conftest import Ran
from tests.cli.terminal import Pipe, Terminal
from tests.house.source import ROOT

Fidelity = Callable[..., Ran]
FACTS = ("--practitioner", "P03", "--date", "2026-11-20")
VISIT = "P03-2026-11-20"


@pytest.fixture
def workspace(here: Path, fidelity: Fidelity) -> Path:
    """The folder in which commands run, made a workspace of R1."""
    assert fidelity("init", "--by", "R1").code == 0
    return here


def stored(folder: Path) -> list[Stored]:
    """What was handed in."""
    with Store.open(folder / "fidelity.sqlite") as store:
        return observations(store)


def drafts(folder: Path) -> dict[str, dict[str, str]]:
    """The ratings of each draft, by its id."""
    with Store.open(folder / "fidelity.sqlite") as store:
        return {draft.id: draft.content["ratings"] for draft in store.drafts()}


def lines(*answers: str) -> bytes:
    """Answers as they come through a pipe."""
    return "".join(f"{answer}\n" for answer in answers).encode()


def test_a_whole_visit_through_a_pipe(workspace: Path, fidelity: Fidelity) -> None:
    """Four answers and yes: a record with them, its id on the standard output, and no draft left."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2", "1", "+ Too fast", "1", "n", "y"))
    assert ran.code == 0
    (one,) = stored(workspace)
    assert ran.out == f"{one.record.id}\n"
    assert one.observation.ratings == {"greets": "2", "asks": "1", "listens": "1", "plans": "not_applicable"}
    assert one.observation.notes == {"listens": "Too fast"}
    assert one.observation.facts == {
        "observation": VISIT,
        "date": "2026-11-20",
        "practitioner": "P03",
        "rater": "R1",
    }
    assert one.observation.edition.plan_hash
    assert one.record.made_by == "R1"
    assert drafts(workspace) == {}
    # By hand: 4 of 6 points without plans is 66.67, below 70; both that care are at least 1.
    for said in ("All items are answered.", "total: 66.67, High; 3 of 4 used.", "competent: not met.", "cares: met."):
        assert said in ran.err
    assert f"fidelity feedback {one.record.id[:8]}" in ran.err


def test_what_is_missing_is_said_before_handing_in(workspace: Path, fidelity: Fidelity) -> None:
    """A score that cannot be is told with its reason and what it could still be."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2", "s", "s", "0", "y"))
    assert ran.code == 0
    assert "Answered: 2 of 4. Not answered: items 2 and 3." in ran.err
    text = " ".join(ran.err.split())
    assert "total: no score: too many ratings are missing; 0 of 4 used; it could still be 25.00 to 75.00." in text
    assert stored(workspace)[0].observation.ratings == {"greets": "2", "plans": "0"}


@pytest.mark.parametrize("answers", [(), ("2",), ("2", "1", "1", "n"), ("2", "1", "1", "n", "+ a note", ""), ("+",)])
def test_a_pipe_that_ends_leaves_a_draft_and_says_how_to_go_on(
    answers: tuple[str, ...], workspace: Path, fidelity: Fidelity
) -> None:
    """The end of the input is no answer, wherever it comes; the draft can be gone on with."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines(*answers))
    assert (ran.code, ran.out) == (1, "")
    assert stored(workspace) == []
    ((name, ratings),) = drafts(workspace).items()
    assert f"fidelity rate visit.yaml --resume {name[:8]}" in ran.err
    rest = ["2", "1", "1", "n"][len(ratings) :]
    again = fidelity("rate", "visit.yaml", "--resume", name[:8], stdin=lines(*rest, "y"))
    assert again.code == 0
    (one,) = stored(workspace)
    assert one.record.id == name
    assert one.observation.ratings == {"greets": "2", "asks": "1", "listens": "1", "plans": "not_applicable"}


def test_a_line_without_an_end_is_an_answer(workspace: Path, fidelity: Fidelity) -> None:
    """The last line of a file often has none; line ends of Windows are ends."""
    assert fidelity("rate", "visit.yaml", *FACTS, stdin=b"2\r\n1\r\n1\r\nn\r\ny").code == 0
    assert stored(workspace)[0].observation.ratings["plans"] == "not_applicable"


def test_what_is_not_understood_is_asked_again(workspace: Path, fidelity: Fidelity) -> None:
    """In a pipe as at a terminal: it is said, and the next line is read; bytes that are no text are no answer."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=b"7\n\xff\xfe\n\n2\nq\n")
    assert ran.code == 0
    assert "`7` is not a code of this item." in ran.err
    assert "Permitted: 2, 1, 0." in ran.err
    assert list(drafts(workspace).values()) == [{"greets": "2"}]


def test_back_and_change_through_a_pipe(workspace: Path, fidelity: Fidelity) -> None:
    """What stands at the end counts."""
    given = lines("2", "2", "b", "b", "1", "", "0", "n", "g 3", "1", "e", "y")
    assert fidelity("rate", "visit.yaml", *FACTS, stdin=given).code == 0
    ratings = stored(workspace)[0].observation.ratings
    assert ratings == {"greets": "1", "asks": "2", "listens": "1", "plans": "not_applicable"}


def test_no_at_the_end_keeps_a_draft(workspace: Path, fidelity: Fidelity) -> None:
    """Nothing is handed in that its rater does not want to hand in."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2", "1", "1", "n", "n"))
    assert (ran.code, ran.out) == (0, "")
    assert stored(workspace) == []
    assert len(drafts(workspace)) == 1


def test_a_pipe_is_not_asked_for_facts(workspace: Path, fidelity: Fidelity) -> None:
    """All that is missing is told at once, and no line of the answers is taken for a fact."""
    ran = fidelity("rate", "visit.yaml", stdin=lines("2", "1"))
    assert ran.code == 2
    assert "--date, --practitioner" in ran.err
    assert drafts(workspace) == {}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (("--practitioner", "P03", "--date", "20/11/2026"), "is it `2026-11-20`?"),
        (("--practitioner", "Ms Example", "--date", "2026-11-20"), "Ms Example"),
        (("--practitioner", "P03", "--date", "2026-11-20", "--role", "king"), "king"),
        (("--practitioner", "P03", "--date", "2026-11-20", "--raters", "many"), "many"),
    ],
)
def test_facts_that_cannot_be_are_refused(
    facts: tuple[str, ...], words: str, workspace: Path, fidelity: Fidelity
) -> None:
    """Before anything is asked or kept."""
    ran = fidelity("rate", "visit.yaml", *facts, stdin=lines("2"))
    assert ran.code == 2
    assert words in ran.err
    assert drafts(workspace) == {}


def test_a_day_with_its_hour_is_a_day(workspace: Path, fidelity: Fidelity) -> None:
    """So that two raters' visits have one name."""
    facts = ("--practitioner", "P03", "--date", "2026-11-20T09:30")
    assert fidelity("rate", "visit.yaml", *facts, stdin=lines("2", "1", "1", "n", "y")).code == 0
    assert stored(workspace)[0].observation.visit == VISIT


def test_the_same_visit_is_not_rated_twice_by_one(workspace: Path, fidelity: Fidelity) -> None:
    """A second sitting points to the record and to how it is corrected; another rater may rate it."""
    given = lines("2", "1", "1", "n", "y")
    assert fidelity("rate", "visit.yaml", *FACTS, stdin=given).code == 0
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=given)
    assert ran.code == 2
    assert "R1 has rated visit P03-2026-11-20 already" in ran.err
    assert fidelity("rate", "visit.yaml", *FACTS, "--rater", "R2", stdin=given).code == 0
    assert len(stored(workspace)) == 2


def test_a_second_draft_of_the_same_visit_is_told_and_not_handed_in(workspace: Path, fidelity: Fidelity) -> None:
    """Two sittings can be begun by mistake; only one of them becomes a record, and the other stays a draft."""
    assert fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2")).code == 1
    (first,) = drafts(workspace)
    second = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("1"))
    assert f"note: there is a draft of this visit already: `--resume {first[:8]}`" in second.err
    (other,) = drafts(workspace).keys() - {first}
    assert fidelity("rate", "visit.yaml", "--resume", first[:8], stdin=lines("1", "1", "n", "y")).code == 0
    refused = fidelity("rate", "visit.yaml", "--resume", other[:8], stdin=lines("1", "1", "n", "y"))
    assert (refused.code, refused.out, "error[rated-already]" in refused.err) == (2, "", True)
    assert len(stored(workspace)) == 1
    assert drafts(workspace)[other] == {"greets": "1"}


def test_a_day_that_is_still_to_come_is_told(workspace: Path, fidelity: Fidelity) -> None:
    """The year may be a slip; the visit is rated all the same."""
    ran = fidelity("rate", "visit.yaml", "--practitioner", "P03", "--date", "2099-11-20", stdin=lines("2"))
    assert "note: 2099-11-20 is still to come; is the year right?" in ran.err
    assert "still to come" not in fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2")).err


def test_nothing_of_the_first_rater_is_shown_to_the_second(workspace: Path, fidelity: Fidelity) -> None:
    """While the visit is sealed a sitting shows neither ratings nor notes of it; then they can be compared."""
    first = fidelity("rate", "visit.yaml", *FACTS, "--raters", "2", stdin=lines("0", "+ Zebra", "0", "0", "n", "y"))
    assert "kept back until one more rater has handed in" in first.err
    assert f"  --visit {VISIT}" in first.err
    assert "fidelity feedback" not in first.err
    sitting = lines("?", "o", "2", "b", "?", "2", "2", "2", "2", "o", "?", "y")
    second = fidelity("rate", "visit.yaml", *FACTS, "--rater", "R2", stdin=sitting)
    assert second.code == 0
    assert "Zebra" not in second.err
    assert "0, Absent" not in second.err
    assert f"fidelity compare {VISIT}" in second.err


def test_a_draft_is_nobody_elses(workspace: Path, fidelity: Fidelity) -> None:
    """Who names themselves as another rater is not given it, and a draft's facts are its own."""
    fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2"))
    (name,) = drafts(workspace)
    other = fidelity("rate", "visit.yaml", "--resume", name, "--rater", "R2", stdin=lines("o"))
    assert other.code == 2
    assert "no draft of R2 begins with" in other.err
    facts = fidelity("rate", "visit.yaml", "--resume", name, "--practitioner", "P04")
    assert facts.code == 2
    assert "knows the facts of its visit" in facts.err


def test_a_draft_of_another_rater_is_asked_for_by_their_code(workspace: Path, fidelity: Fidelity) -> None:
    """Whoever types in for somebody else is told the whole command."""
    ran = fidelity("rate", "visit.yaml", *FACTS, "--rater", "R2", stdin=lines("2"))
    (name,) = drafts(workspace)
    assert f"fidelity rate visit.yaml --rater R2 --resume {name[:8]}\n" in ran.err
    assert fidelity("rate", "visit.yaml", "--resume", name, stdin=lines("q")).code == 2
    assert fidelity("rate", "visit.yaml", "--rater", "R2", "--resume", name, stdin=lines("q")).code == 0


def test_three_raters_can_be_planned(workspace: Path, fidelity: Fidelity) -> None:
    """The form offers one or two; the command takes any number."""
    ran = fidelity("rate", "visit.yaml", *FACTS, "--raters", "3", stdin=lines("2", "1", "1", "n", "y"))
    assert ran.code == 0
    assert "2 more raters have handed in" in ran.err


def test_a_draft_of_what_computes_otherwise_is_not_gone_on_with(workspace: Path, fidelity: Fidelity) -> None:
    """Where a point is worth something else the draft waits for its own edition; new words do no harm."""
    fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2"))
    (name,) = drafts(workspace)
    path = workspace / "visit.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("at_least: 70", "at_least: 75"), encoding="utf-8")
    ran = fidelity("rate", "visit.yaml", "--resume", name)
    assert ran.code == 2
    assert "of another visit@1.2" in " ".join(ran.err.split())
    path.write_text(text.replace("Asks openly", "Asks with open questions"), encoding="utf-8")
    ran = fidelity("rate", "visit.yaml", "--resume", name, stdin=lines("q"))
    assert ran.code == 0
    assert "texts of the checklist have changed" in ran.err
    assert "Asks with open questions" in ran.err


def test_a_store_that_takes_no_more_says_how_to_go_on(
    workspace: Path, fidelity: Fidelity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk ends the sitting with what was kept before, and with the way back to it."""
    keep = Store.save_draft
    kept: list[str] = []

    def save(store: Store, name: str, content: Mapping[str, Any]) -> None:
        if len(kept) == 2:
            raise StoreError(Problem("store-full", "the disk is full"))
        kept.append(name)
        keep(store, name, content)

    monkeypatch.setattr(Store, "save_draft", save)
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2", "1", "1"))
    assert ran.code == 1
    assert "the disk is full" in ran.err
    assert f"--resume {kept[0][:8]}" in ran.err
    assert list(drafts(workspace).values()) == [{"greets": "2"}]


def test_a_rule_that_fails_keeps_no_ratings_back(
    workspace: Path, fidelity: Fidelity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without scores the visit can be handed in all the same."""

    def fails(*_: object) -> None:
        raise PluginError(Problem("rule-failed", "the rule `own` failed"))

    monkeypatch.setattr("fidelity.cli.rate.score_observation", fails)
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("2", "1", "1", "n", "y"))
    assert ran.code == 0
    assert "There are no scores: the rule `own` failed." in ran.err
    assert len(stored(workspace)) == 1


def test_without_a_workspace_it_says_how_to_make_one(here: Path, fidelity: Fidelity) -> None:
    """There is nowhere to keep an answer."""
    ran = fidelity("rate", "visit.yaml", *FACTS)
    assert ran.code == 2
    assert "fidelity init" in ran.err


def test_lines_are_short_and_plain(workspace: Path, fidelity: Fidelity) -> None:
    """Nothing is wider than 80 columns, and no sign moves a cursor or colours anything."""
    ran = fidelity("rate", "visit.yaml", *FACTS, stdin=lines("?", "2", "+ " + "long " * 60, "1", "o", "1", "n", "y"))
    assert max(map(len, ran.err.splitlines())) <= 80
    assert "\x1b" not in ran.err
    assert "Item 2 of 4: Asks openly" in ran.err


def test_at_a_terminal_facts_are_asked_and_answers_kept(workspace: Path) -> None:
    """A real terminal: facts one after another, a wrong one asked again, then the items; Enter leaves a fact out."""
    with Terminal(workspace, "rate", "visit.yaml") as terminal:
        terminal.answer("date: ", "20/11/2026")
        terminal.answer("date: ", "2026-11-20")
        terminal.answer("practitioner: ", "")
        terminal.answer("practitioner: ", "P03")
        terminal.answer("role: ", "coach")
        for fact in ("mode", "minutes", "team", "site", "client", "visit", "raters"):
            terminal.answer(f"\n{fact}: ", "")
        for number, answer in enumerate(("2", "1", "1", "n"), 1):
            terminal.answer(f"\nItem {number}: ", answer)
        terminal.answer("Hand in? y or n: ", "y")
        assert terminal.end() == 0
    assert "\x1b" not in terminal.shown
    (one,) = stored(workspace)
    assert one.observation.facts == {
        "observation": VISIT,
        "date": "2026-11-20",
        "practitioner": "P03",
        "rater": "R1",
        "role": "coach",
    }
    assert one.record.id in terminal.shown


def test_a_terminal_that_stops_in_the_facts_keeps_nothing(workspace: Path) -> None:
    """Ctrl-D before the first item ends it; there was nothing to keep."""
    with Terminal(workspace, "rate", "visit.yaml") as terminal:
        terminal.wait_for("date: ")
        terminal.press("\x04")
        assert terminal.end() == 1
    assert drafts(workspace) == {}


def test_ctrl_d_and_ctrl_c_keep_what_was_answered(workspace: Path) -> None:
    """Both say how to go on; the next sitting offers the draft."""
    facts = (*FACTS, "--role", "coach", "--mode", "live", "--minutes", "30")
    with Terminal(workspace, "rate", "visit.yaml", *facts) as terminal:
        for fact in ("team", "site", "client", "visit", "raters"):
            terminal.answer(f"\n{fact}: ", "")
        terminal.answer("Item 1: ", "2")
        terminal.wait_for("\nItem 2: ")
        terminal.press("\x03")
        assert terminal.end() == 130
    assert "--resume" in terminal.shown
    assert list(drafts(workspace).values()) == [{"greets": "2"}]
    with Terminal(workspace, "rate", "visit.yaml") as terminal:
        terminal.wait_for("1 of 4 answered")
        terminal.answer("Go on with which?", "1")
        terminal.answer("\nItem 2: ", "1")
        terminal.wait_for("\nItem 3: ")
        terminal.press("\x04")
        assert terminal.end() == 1
    assert list(drafts(workspace).values()) == [{"greets": "2", "asks": "1"}]


@pytest.mark.parametrize("answered", [1, 2, 3, 4])
def test_a_kill_between_two_answers_loses_nothing(answered: int, workspace: Path, fidelity: Fidelity) -> None:
    """Killed as soon as the next item is asked, all that was answered before is there, and the sitting goes on."""
    answers = {"greets": "2", "asks": "1", "listens": "1", "plans": "not_applicable"}
    texts = list(answers.values())
    with Pipe(workspace, "rate", "visit.yaml", *FACTS) as pipe:
        for number, text in enumerate(texts[:answered], 1):
            pipe.wait_for(f"Item {number}:\n")
            pipe.answer(text)
        pipe.wait_for("Hand in?" if answered == len(texts) else f"Item {answered + 1}:\n")
    ((name, ratings),) = drafts(workspace).items()
    assert ratings == dict(list(answers.items())[:answered])
    ran = fidelity("rate", "visit.yaml", "--resume", name[:6], stdin=lines(*texts[answered:], "y"))
    assert ran.code == 0
    assert stored(workspace)[0].observation.ratings == answers


def definitions() -> Iterator[tuple[Path, str]]:
    """Every definition in the project's plugins, with each of its checklists."""
    for path in sorted(ROOT.glob("plugins/*/src/*/*.yaml")):
        for checklist in read(path).assessable.checklists:
            yield path, checklist.id


def read(path: Path) -> Intervention:
    """The intervention of a definition file."""
    return read_definition(path.read_bytes(), path.name)


def an_answer(question: Question, turn: int) -> str:
    """Something that an item can be answered with, another one each turn; now and then nothing."""
    scale = question.item.scale
    if turn % 11 == 10:
        return question.keys.commands[Command.SKIP]
    if turn % 7 == 6 and question.instead:
        return next(iter(question.instead.values()))
    if scale.points:
        return scale.points[turn % len(scale.points)].code
    if scale.kind is Kind.PERSONS:
        return "4/4 2/3 0/4"
    low = scale.lowest or Fraction(0)
    top = low + 3 if scale.highest is None else scale.highest
    return str(int(low + (top - low) * (turn % 4) / 3))


@pytest.mark.parametrize(
    ("path", "checklist_id"), [pytest.param(path, name, id=f"{path.stem}-{name}") for path, name in definitions()]
)
def test_every_checklist_can_be_gone_through(
    path: Path, checklist_id: str, workspace: Path, fidelity: Fidelity
) -> None:
    """From a pipe, with the words and keys of each; what is stored scores as the answers that were meant."""
    plan = lower(read(path).checklist(checklist_id))
    questions = questionnaire(plan.checklist).questions
    typed = [an_answer(question, turn) for turn, question in enumerate(questions)]
    facts = ("--practitioner", "P03", "--team", "T1", "--site", "S1", "--client", "C1", "--date", "2026-11-20")
    ran = fidelity("rate", path, "--checklist", checklist_id, *facts, stdin=lines(*typed, "y"))
    assert ran.code == 0, ran.err
    (one,) = stored(workspace)
    meant: dict[str, Answer] = {}
    for question, text in zip(questions, typed, strict=True):
        status = {key: status for status, key in question.instead.items()}.get(text)
        answer = (
            Answer(status)
            if status
            else question.cells.answer("" if text == question.keys.commands[Command.SKIP] else text)
        )
        assert answer is not None
        meant[question.item.id] = answer
    assert answers_of(one.observation.ratings, plan.checklist) == meant
    scores = score_observation(plan, one.observation)
    assert dict(scores.results) == score_one(plan, meant)
    told = " ".join(ran.err.split())
    for name, result in scores.results.items():
        title = " ".join((plan.checklist.score[name].title or name).split())
        assert re.search(rf"{re.escape(title)}: {'no score' if result.value is None else '-?[0-9]'}", told)


def test_the_record_is_one_that_stands(workspace: Path, fidelity: Fidelity) -> None:
    """It has one revision, made by whoever works here, and is open."""
    fidelity("rate", "visit.yaml", *FACTS, "--rater", "R7", stdin=lines("2", "1", "1", "n", "y"))
    record: Record = stored(workspace)[0].record
    assert (record.made_by, record.n_revisions, record.locked) == ("R1", 1, False)
