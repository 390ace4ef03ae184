"""`fidelity correct`: a new revision, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fidelity.records.entry import Entry
from fidelity.records.store import Store
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition, record_id

Fidelity = Callable[..., Ran]
ONE = record_id(1)


def last(recorded: Recorded) -> Entry:
    """The latest entry of the first record."""
    return recorded.history(ONE)[-1]


def test_a_correction_is_shown_and_stored(fidelity: Fidelity, recorded: Recorded) -> None:
    """Old and new of every cell, and of every score that moves; then it is a revision with who and why."""
    recorded.put(1, notes={"asks": "Only once"})
    words = ("--set", "plans=2", "--set", "listens=", "--note", "asks=Twice", "--fact", "minutes=60")
    ran = fidelity("correct", "0000", *words, "--by", "S2", "--why", "listened to the recording")
    assert ran.code == 0
    assert [line.split() for line in ran.out.splitlines() if "--" not in line] == [
        ["was", "is"],
        ["listens", "1", "–"],
        ["plans", "0", "2"],
        ["note", "at", "asks", "Only", "once", "Twice"],
        ["minutes", "–", "60"],
        [],
        ["score", "was", "is"],
        # 4 of 8 points before; 5 of 6 now, of which one may be missing.
        ["total", "50.00,", "Low", "83.33,", "High"],
        ["caring", "1.0", "–", "no", "score:", "too", "many", "ratings", "are", "missing"],
        ["competent", "not", "met", "met"],
        ["cares", "met", "cannot", "tell"],
    ]
    assert ran.err == f"Stored as revision {last(recorded).id[:8]}.\n"
    assert (last(recorded).by, last(recorded).why) == ("S2", "listened to the recording")
    assert recorded.ratings(ONE) == {"greets": "2", "asks": "1", "plans": "2"}
    assert recorded.history(ONE)[0].content is not None


def test_scores_that_stay_are_not_listed(fidelity: Fidelity, recorded: Recorded) -> None:
    """A fact moves no score."""
    recorded.put(1)
    ran = fidelity("correct", "0000", "--fact", "mode=video", "--why", "was a recording")
    assert ran.out.endswith("\n\nAll scores and criteria stay as they are.\n")


def test_a_dry_run_shows_and_stores_nothing(fidelity: Fidelity, recorded: Recorded) -> None:
    """The same page, and the record is as it was."""
    recorded.put(1)
    words = ("correct", "0000", "--set", "plans=2", "--why", "misread")
    dry = fidelity(*words, "--dry-run")
    assert (dry.code, dry.err, len(recorded.history(ONE))) == (0, "Nothing was stored.\n", 1)
    assert fidelity(*words).out == dry.out


def test_what_a_form_showed_does_not_outlive_a_correction(fidelity: Fidelity, recorded: Recorded) -> None:
    """What the page computed is not what the corrected ratings come to; all else that the record says stays."""
    recorded.put(1)
    content = {**(recorded.record(ONE).content or {}), "id": record_id(2), "shown": {"total": "50.0"}, "made_with": "x"}
    recorded.append(record_id(2), content)
    assert fidelity("correct", "00000002", "--set", "plans=2", "--why", "misread").code == 0
    now = recorded.record(record_id(2)).content
    assert now is not None
    assert ("shown" in now, now["made_with"], now["version"]) == (False, "x", "1.2")


def test_a_visit_that_keeps_its_name_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """A name made of a day is stale when the day is another; renaming it takes one more word."""
    recorded.put(1)
    ran = fidelity("correct", "0000", "--fact", "date=2026-11-21", "--why", "wrong day")
    assert "`--fact observation=P03-2026-11-21` would rename it" in ran.err
    ran = fidelity("correct", "0000", "--fact", "observation=P03-2026-11-21", "--why", "wrong day")
    assert "rename" not in ran.err
    recorded.put(2, "P04-2026-11-20", observation="morning")
    assert "rename" not in fidelity("correct", "00000002", "--fact", "date=2026-11-21", "--why", "wrong day").err


def test_a_personal_note_is_stored_with_a_word_about_it(fidelity: Fidelity, recorded: Recorded) -> None:
    """It may be right to keep it, and whoever typed it should know."""
    recorded.put(1)
    ran = fidelity("correct", "0000", "--note", "asks=Mail to x.y@example.org", "--why", "forgot")
    assert (ran.code, "an e-mail address" in ran.err) == (0, True)


def test_a_record_that_moved_on_is_not_overwritten(fidelity: Fidelity, recorded: Recorded) -> None:
    """With the revision that was looked at, a correction by somebody else in between is a conflict that is shown."""
    recorded.put(1)
    seen = last(recorded).id[:10]
    assert fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it", "--after", seen).code == 0
    ran = fidelity("correct", "0000", "--set", "asks=0", "--why", "saw it too", "--after", seen)
    assert (ran.code, ran.out) == (1, "")
    assert "error[conflict]" in ran.err
    assert "ratings.asks: 1 → 0 / 2" in ran.err
    assert recorded.ratings(ONE) == {**HALF, "asks": "2"}


def test_revisions_are_named_by_their_beginning(fidelity: Fidelity, recorded: Recorded) -> None:
    """One that the record does not have is told with those that it has."""
    recorded.put(1)
    ran = fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it", "--after", "xyz")
    assert (ran.code, last(recorded).id[:8] in ran.err, "unknown-revision" in ran.err) == (2, True, True)


def test_what_is_signed_off_is_locked(fidelity: Fidelity, recorded: Recorded) -> None:
    """It says who signed, and how to go on."""
    recorded.put(1)
    assert fidelity("sign-off", "0000").code == 0
    ran = fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it")
    assert (ran.code, ran.out, "signed off by R1" in ran.err, "`fidelity unlock`" in ran.err) == (1, "", True, True)


def test_what_says_two_things_is_settled_first(fidelity: Fidelity, recorded: Recorded) -> None:
    """A correction of one side would be a third."""
    recorded.clash(recorded.put(1))
    fidelity("merge", "other")
    ran = fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it")
    assert (ran.code, "record-in-clash" in ran.err) == (2, True)


def test_what_is_erased_or_holds_no_ratings_is_not_corrected(fidelity: Fidelity, recorded: Recorded) -> None:
    """There is nothing to correct."""
    recorded.put(1)
    fidelity("erase", "0000", "--why", "withdrawn", "--yes")
    assert "record-erased" in fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it").err
    recorded.append(record_id(2), {"id": record_id(2), "text": "Ask first"}, "goal")
    ran = fidelity("correct", "00000002", "--set", "asks=2", "--why", "saw it")
    assert (ran.code, "wrong-kind" in ran.err, "`fidelity goals`" in ran.err) == (2, True, True)


def test_without_the_definition_nothing_is_corrected(fidelity: Fidelity, recorded: Recorded) -> None:
    """What cannot be checked is not stored; the way to the definition is told, and a file will do."""
    recorded.put(1)
    words = ("--disable-plugin", "fidelity-visit", "correct", "0000", "--set", "asks=2", "--why", "saw it")
    ran = fidelity(*words)
    assert (ran.code, "edition-not-installed" in ran.err, "`--definition`" in ran.err) == (2, True, True)
    assert "unreadable-file" in fidelity(*words, "--definition", "gone.yaml").err
    assert fidelity(*words, "--definition", "visit.yaml").code == 0
    recorded.put(2, of=edition(plan_hash="sha256:0"))
    assert "edition-differs" in fidelity("correct", "00000002", "--set", "asks=2", "--why", "saw it").err


def test_while_a_visit_is_sealed_only_its_rater_corrects_ratings(fidelity: Fidelity, recorded: Recorded) -> None:
    """Somebody else could learn by trying what was rated; facts they can correct, and learn nothing by it."""
    recorded.put(1, raters="2", ratings={**HALF, "plans": "2"}, visit="P03-2023-12-31")
    trial = fidelity("correct", "0000", "--set", "asks=1", "--why", "a guess", "--by", "R2")
    assert (trial.code, "error[sealed]" in trial.err, "nothing-changes" in trial.err) == (2, True, False)
    # From 2024 on another cut-off holds, so what becomes of the criteria would tell of the ratings.
    fact = fidelity("correct", "0000", "--fact", "date=2024-01-01", "--why", "wrong day", "--by", "R2")
    assert (fact.code, "2024-01-01" in fact.out, "met" in fact.out, "scores" in fact.out) == (0, True, False, False)
    first = recorded.history(ONE)[0].id
    moved = fidelity("correct", "0000", "--fact", "site=north", "--why", "forgot", "--by", "R2", "--after", first)
    assert (moved.code, "error[conflict]" in moved.err, "ratings." in moved.err) == (1, True, False)
    own = fidelity("correct", "0000", "--set", "asks=2", "--why", "misread", "--by", "R1")
    assert (own.code, "asks" in own.out) == (0, True)
    recorded.put(2, "P03-2023-12-31", rater="R2", ratings=FULL, raters="2")
    assert fidelity("correct", "00000001", "--set", "asks=1", "--why", "talked", "--by", "R2").code == 0


def test_a_dry_run_tells_nothing_of_what_is_sealed(fidelity: Fidelity, recorded: Recorded) -> None:
    """Anybody can say to be the rater, and nothing on record would tell of it."""
    recorded.put(1, raters="2")
    for words in (("--set", "asks=1"), ("--set", "asks=2"), ("--note", "asks=x"), ("--fact", "raters=1")):
        ran = fidelity("correct", "0000", *words, "--why", "a guess", "--by", "R1", "--dry-run")
        assert (ran.code, ran.out, "error[sealed]" in ran.err) == (2, "", True)


@pytest.mark.parametrize("fact", ["raters=1", "rater=R2", "role=self", "observation=other"])
def test_nobody_else_opens_the_seal(fidelity: Fidelity, recorded: Recorded, fact: str) -> None:
    """What the seal hangs on is for the rater alone to correct."""
    recorded.put(1, raters="2")
    words = ("correct", "0000", "--fact", fact, "--why", "to have a look")
    assert (fidelity(*words, "--by", "R2").code, len(recorded.history(ONE))) == (2, 1)
    assert fidelity(*words, "--by", "R1").code == 0


def test_a_consensus_keeps_its_sources(fidelity: Fidelity, recorded: Recorded) -> None:
    """What raters agreed on is corrected as any rating is."""
    recorded.put(1)
    content = {**(recorded.record(ONE).content or {}), "id": record_id(2), "sources": [{"record": ONE}]}
    recorded.append(record_id(2), content, "consensus")
    assert fidelity("correct", "00000002", "--set", "plans=2", "--why", "talked again").code == 0
    now = recorded.record(record_id(2))
    assert (now.kind, (now.content or {})["sources"]) == ("consensus", [{"record": ONE}])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "asks=2"), "Missing option '--why'"),
        (("--set", "asks=2", "--why", " "), "no-reason"),
        (("--why", "saw it"), "nothing-changes"),
        (("--set", "asks=7", "--why", "saw it"), "bad-cell"),
        (("--set", "asks", "--why", "saw it"), "bad-assignment"),
        (("--set", "asks=2", "--why", "saw it", "--by", "Anna Berger"), "not-a-code"),
    ],
)
def test_misuse_stores_nothing(fidelity: Fidelity, recorded: Recorded, words: tuple[str, ...], said: str) -> None:
    """Nothing is stored without a reason, somebody who gives it, and something that changes."""
    recorded.put(1)
    ran = fidelity("correct", "0000", *words)
    assert (ran.code, ran.out, said in ran.err, len(recorded.history(ONE))) == (2, "", True, 1)


def test_a_store_that_cannot_be_written_is_told(
    fidelity: Fidelity, recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page says that something changed when nothing did."""
    recorded.put(1)
    opened = Store.open
    monkeypatch.setattr(Store, "open", lambda path, readonly=False: opened(path, readonly=True))
    ran = fidelity("correct", "0000", "--set", "asks=2", "--why", "saw it")
    assert (ran.code, ran.out, "error[store-read-only]" in ran.err) == (1, "", True)
