"""What may follow what: corrections, sign-offs, unlockings and settlements, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from fidelity.errors import FidelityError, UsageError
from fidelity.records.entry import Entry, Kind
from fidelity.records.refusals import Conflict, Erased, Locked
from fidelity.records.store import Store
from tests.records.stores import ID, clock, content


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one observation."""
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as store:
        store.append(ID, "observation", content(a="2", b="1"), by="R1")
        yield store


@contextmanager
def parted(tmp_path: Path, *, signed: bool = False) -> Iterator[Store]:
    """A store in which two devices have revised the same observation, or one has signed it off."""
    theirs_path = tmp_path / "theirs.sqlite"
    with (
        Store.create(tmp_path / "mine.sqlite", clock=clock()) as mine,
        Store.create(theirs_path, clock=clock("2026-11-24T08:00:00")) as theirs,
    ):
        first = mine.append(ID, "observation", content(a="2", b="1"), by="R1")
        theirs.merge([mine.path])
        mine.append(ID, "observation", content(a="3", b="1"), by="R1", why="saw it again", after=first.id)
        if signed:
            theirs.sign_off(ID, by="R2")
        else:
            theirs.append(ID, "observation", content(a="1", b="1"), by="R2", why="slip", after=first.id)
        mine.merge([theirs_path])
        yield mine


def test_of_two_corrections_one_wins(store: Store) -> None:
    """The other is told who was first, when, and what differs: before, mine and theirs."""
    seen = store.record(ID).tips[0]
    store.append(ID, "observation", content(a="3", b="1"), by="R1", why="slip", after=seen)
    with pytest.raises(Conflict) as error:
        store.append(ID, "observation", content(a="1", b="1", c="0"), by="R2", why="mine", after=seen)
    conflict = error.value
    assert conflict.base == content(a="2", b="1")
    assert (conflict.mine.by, conflict.mine.content) == ("R2", content(a="1", b="1", c="0"))
    assert (conflict.theirs.by, conflict.theirs.content) == ("R1", content(a="3", b="1"))
    assert str(conflict) == (
        "record `0b9f2a4e` was changed by R1 on 2026-11-23 17:00 UTC, before R2 on 2026-11-23 17:00 UTC: "
        "ratings.a: 2 → 1 / 3; ratings.c: — → 0 / —"
    )
    assert len(store.history(ID)) == 2


def test_the_same_correction_of_somebody_else_is_a_conflict(store: Store) -> None:
    """Two who see the same are two, and so are two reasons; the second is told that somebody was there already."""
    seen = store.record(ID).tips[0]
    store.append(ID, "observation", content(a="3"), by="R1", why="slip", after=seen)
    for by, why in (("R2", "slip"), ("R1", "seen again")):
        with pytest.raises(Conflict, match="both say the same"):
            store.append(ID, "observation", content(a="3"), by=by, why=why, after=seen)


def test_every_revision_but_the_first_needs_a_reason(store: Store) -> None:
    """Nothing, blanks and signs that nobody sees are no reasons."""
    seen = store.record(ID).tips[0]
    for why in ("", "  ", "\n\t", "\u200b", "\u00a0", "\0"):
        with pytest.raises(UsageError, match="a reason is missing"):
            store.append(ID, "observation", content(a="1"), by="R1", why=why, after=seen)
        with pytest.raises(UsageError, match="a reason is missing"):
            store.erase(ID, by="R1", why=why)
    store.sign_off(ID, by="R1")
    with pytest.raises(UsageError, match="a reason is missing"):
        store.unlock(ID, by="R1", why=" ")
    assert [entry.kind for entry in store.history(ID)] == ["observation", "signed_off"]


def test_somebody_must_be_named(store: Store) -> None:
    """Whatever is written says who wrote it."""
    with pytest.raises(UsageError, match="who does this"):
        store.append("new-1", "observation", content("new-1"), by="R1\nR2")
    with pytest.raises(UsageError, match="who does this"):
        store.append("new-1", "observation", content("new-1"), by=" ")
    with pytest.raises(UsageError, match="who does this"):
        store.sign_off(ID, by="")


@pytest.mark.parametrize(
    ("record", "kind", "at", "code"),
    [
        ("", "observation", None, "bad-record-id"),
        ("two words", "observation", None, "bad-record-id"),
        ("a" * 201, "observation", None, "bad-record-id"),
        ("nul\0", "observation", None, "bad-record-id"),
        ("\u200bhidden", "observation", None, "bad-record-id"),
        ("half-\ud83d", "observation", None, "bad-record-id"),
        ("line\u2028break", "observation", None, "bad-record-id"),
        ("new-1", "signed_off", None, "wrong-kind"),
        ("new-1", "observations", None, "wrong-kind"),
        ("new-1", "observation", "2026-11-23T17:05:01Z", "bad-time"),
        ("new-1", "observation", "2026-13-23T17:05:01.000000Z", "bad-time"),
        ("new-1", "observation", "2026-11-23T17:05:01.000000+01:00", "bad-time"),
    ],
)
def test_what_cannot_be_written_is_told(store: Store, record: str, kind: str, at: str | None, code: str) -> None:
    """Ids, kinds and times are looked at before anything is written."""
    with pytest.raises(UsageError) as error:
        store.append(record, kind, content(), by="R1", at=at)
    assert error.value.problems[0].code == code
    assert store.verify().n_entries == 1


def test_a_revision_must_be_one_of_the_record(store: Store) -> None:
    """Following what is not there is an error, of a new record and of a known one."""
    for record in (ID, "new-1"):
        with pytest.raises(UsageError, match="has no revision `ffff`"):
            store.append(record, "observation", content(record, a="1"), by="R1", why="slip", after="ffff")


def test_a_sign_off_locks(store: Store) -> None:
    """What was signed is not corrected until it is unlocked, which is recorded with its reason."""
    seen = store.record(ID).tips[0]
    signed = store.sign_off(ID, by="R2")
    record = store.record(ID)
    assert (record.locked, record.content, record.tips) == (True, content(a="2", b="1"), (signed.id,))
    for after in (seen, signed.id):
        with pytest.raises(Locked, match=r"signed off by R2 on 2026-11-23 17:00 UTC"):
            store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=after)
    with pytest.raises(Locked):
        store.sign_off(ID, by="R1")
    unlocked = store.unlock(ID, by="R2", why="wrong visit")
    assert (unlocked.kind, unlocked.why, unlocked.content) == (Kind.UNLOCKED, "wrong visit", None)
    assert store.record(ID).content == content(a="2", b="1")
    store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=unlocked.id)
    assert (store.record(ID).locked, store.record(ID).content) == (False, content(a="1"))
    with pytest.raises(UsageError, match="is not signed off"):
        store.unlock(ID, by="R2", why="again")


def test_nobody_signs_what_they_have_not_seen(store: Store) -> None:
    """A sign-off can say which revision it is of, and is refused when that no longer stands."""
    seen = store.record(ID).tips[0]
    store.append(ID, "observation", content(a="3"), by="R1", why="slip", after=seen)
    with pytest.raises(Conflict, match=r"ratings\.a: 2 → 2 / 3"):
        store.sign_off(ID, by="R2", after=seen)
    with pytest.raises(UsageError, match="no revision"):
        store.sign_off(ID, by="R2", after="ffff")
    assert store.sign_off(ID, by="R2", after=store.record(ID).tips[0]).kind == Kind.SIGNED_OFF


def test_what_is_not_there_is_told(store: Store) -> None:
    """Signing, unlocking, settling and erasing a record that nobody made is an error."""
    with pytest.raises(UsageError, match="no record `none`"):
        store.sign_off("none", by="R1")
    with pytest.raises(UsageError, match="no record `none`"):
        store.unlock("none", by="R1", why="why")
    with pytest.raises(UsageError, match="no record `none`"):
        store.settle("none", "ffff", by="R1", why="why")
    with pytest.raises(UsageError, match="no record `none`"):
        store.erase("none", by="R1", why="why")


def test_what_was_erased_stays_erased(store: Store) -> None:
    """Nothing follows an erasure, and erasing once more gives the tombstone that is there."""
    store.sign_off(ID, by="R1")
    tombstone = store.erase(ID, by="R1", why="the family asked")
    record = store.record(ID)
    assert (record.erased, record.content, record.locked, record.tips) == (True, None, False, (tombstone.id,))
    assert store.erase(ID, by="R2", why="again") == tombstone
    refusals: list[Callable[[], Entry]] = [
        partial(store.append, ID, "observation", content(a="2", b="1"), by="R1"),
        partial(store.append, ID, "observation", content(a="1"), by="R1", why="slip", after=tombstone.id),
        partial(store.sign_off, ID, by="R1"),
        partial(store.unlock, ID, by="R1", why="why"),
        partial(store.settle, ID, tombstone.id, by="R1", why="why"),
    ]
    for refused in refusals:
        with pytest.raises(Erased, match=r"erased by R1 on .* UTC: the family asked"):
            refused()
    assert [(entry.kind, entry.content, entry.why) for entry in store.history(ID)] == [
        ("observation", None, ""), ("signed_off", None, ""), ("erased", None, "the family asked"),
    ]  # fmt: skip


def test_a_clash_waits_to_be_settled(tmp_path: Path) -> None:
    """Until then nothing follows, and both sides are shown; then one of them stands, with who decided and why."""
    with parted(tmp_path) as store:
        (clash,) = store.clashes()
        assert (clash.record, clash.base) == (ID, content(a="2", b="1"))
        assert [(side.by, side.why) for side in clash.sides] == [("R1", "saw it again"), ("R2", "slip")]
        assert [str(each) for each in clash.differences()] == ["ratings.a: 2 → 3 / 1"]
        record = store.record(ID)
        assert record.tips == tuple(side.revision for side in clash.sides)
        assert (record.content, record.changed_by) == (content(a="3", b="1"), "R2")
        refusals: list[Callable[[], Entry]] = [
            partial(store.append, ID, "observation", content(a="0"), by="R1", why="slip", after=record.tips[0]),
            partial(store.sign_off, ID, by="R1"),
            partial(store.unlock, ID, by="R1", why="why"),
        ]
        for refused in refusals:
            with pytest.raises(Conflict) as error:
                refused()
            assert "`fidelity settle`" in error.value.problems[0].help
        settled = store.settle(ID, record.tips[1][:12], by="R3", why="R2 had the video")
        assert settled.parents == (record.tips[1], record.tips[0])
        assert (store.record(ID).content, store.record(ID).tips) == (content(a="1", b="1"), (settled.id,))
        assert store.clashes() == ()
        after = store.append(ID, "observation", content(a="0", b="1"), by="R1", why="slip", after=settled.id)
        assert store.record(ID).tips == (after.id,)


def test_only_a_side_can_be_kept(tmp_path: Path) -> None:
    """What was before, what is not there, nothing, and a clash that is none are refused."""
    with parted(tmp_path) as store:
        first = store.history(ID)[0].id
        for keep in (first, "zzzz", ""):
            with pytest.raises(UsageError, match="none of the revisions that clash") as error:
                store.settle(ID, keep, by="R1", why="why")
            assert "by R1, " in error.value.problems[0].help
        store.settle(ID, store.record(ID).tips[0], by="R1", why="why")
        with pytest.raises(UsageError, match="has no clash"):
            store.settle(ID, store.record(ID).tips[0], by="R1", why="why")


@pytest.mark.parametrize("keep_signed", [True, False])
def test_a_sign_off_beside_a_correction_is_a_clash(tmp_path: Path, keep_signed: bool) -> None:
    """What is kept is kept as it is: the sign-off with its lock, or the correction without."""
    with parted(tmp_path, signed=True) as store:
        (clash,) = store.clashes()
        assert [side.locked for side in clash.sides] == [False, True]
        assert [str(each) for each in clash.differences()] == [
            "ratings.a: 2 → 3 / 2",
            "sign-off: — → open / signed off",
        ]
        assert store.record(ID).locked
        store.settle(ID, clash.sides[keep_signed].revision, by="R3", why="agreed")
        record = store.record(ID)
        assert (record.locked, record.content) == (keep_signed, content(a="2" if keep_signed else "3", b="1"))


def test_an_erasure_wins_over_everything(tmp_path: Path) -> None:
    """A record in a clash can be erased, and is no clash any more."""
    with parted(tmp_path) as store:
        store.erase(ID, by="R1", why="the family asked")
        assert (store.clashes(), store.record(ID).erased) == ((), True)


def test_refusals_are_one_family(store: Store) -> None:
    """A command that catches the family's name misses none."""
    assert {issubclass(each, FidelityError) for each in (Conflict, Locked, Erased)} == {True}
