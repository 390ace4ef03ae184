"""`fidelity erase`: gone for good, and a tombstone stays."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, record_id

if sys.platform != "win32":
    from tests.cli.terminal import Terminal

Fidelity = Callable[..., Ran]
ONE = record_id(1)


def test_what_a_record_said_is_gone_and_the_chain_holds(fidelity: Fidelity, recorded: Recorded) -> None:
    """Not a byte of the note is left in the folder; who, when and why are."""
    recorded.put(1, notes={"asks": "Unmistakeable"})
    fidelity("correct", "0000", "--note", "asks=Unforgettable", "--why", "inimitable")
    ran = fidelity("erase", "0000", "--by", "S2", "--why", "the family withdrew", "--yes")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("What goes: visit, ratings and notes")
    assert ran.err.endswith("Erased observation 00000001 (P03-2026-11-20, R1).\n")
    held = b"".join(path.read_bytes() for path in recorded.folder.glob("fidelity.sqlite*"))
    assert not [word for word in (b"Unmistakeable", b"Unforgettable", b"inimitable") if word in held]
    assert recorded.record(ONE).erased
    last = recorded.history(ONE)[-1]
    assert (last.by, last.why) == ("S2", "the family withdrew")
    assert fidelity("verify").code == 0


def test_what_else_tells_of_the_visit_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """Whoever erases for a family's sake learns what else there is of them; what is erased already is not listed."""
    for number, visit, rater in ((1, "V1", "R1"), (2, "V1", "R2"), (3, "V2", "R1")):
        recorded.put(number, visit=visit, rater=rater)
    words = ("--why", "withdrawn", "--yes")
    assert "observation 00000002 (V1, R2) is of the same visit, and stays" in fidelity("erase", ONE, *words).err
    last = fidelity("erase", "00000002", *words)
    assert (last.code, "same visit" in last.err) == (0, False)


def test_what_is_signed_off_or_erased_can_be_erased(fidelity: Fidelity, recorded: Recorded) -> None:
    """A sign-off is no reason to keep what must go, and twice is once."""
    recorded.put(1)
    assert fidelity("sign-off", "0000").code == 0
    for _ in range(2):
        assert fidelity("erase", "0000", "--why", "withdrawn", "--yes").code == 0
    assert [entry.kind for entry in recorded.history(ONE)] == ["observation", "signed_off", "erased"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--why", "withdrawn"), "not-confirmed"),
        (("--yes",), "Missing option '--why'"),
        (("--why", " ", "--yes"), "no-reason"),
        (("--why", "withdrawn", "--yes", "--by", "Anna Berger"), "not-a-code"),
    ],
)
def test_nothing_is_erased_by_mistake(
    fidelity: Fidelity, recorded: Recorded, words: tuple[str, ...], said: str
) -> None:
    """It takes a reason, somebody who gives it, and a yes; a pipe gives none."""
    recorded.put(1)
    ran = fidelity("erase", "0000", *words, stdin=b"y\n")
    assert (ran.code, said in ran.err, recorded.record(ONE).erased) == (2, True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
@pytest.mark.parametrize(("answer", "code"), [("", 130), ("n", 130), ("y", 0)])
def test_at_a_terminal_it_is_asked(recorded: Recorded, answer: str, code: int) -> None:
    """What will stay is said before the question, and only yes erases."""
    recorded.put(1)
    with Terminal(recorded.folder, "erase", "00000001", "--why", "withdrawn") as terminal:
        terminal.wait_for("What stays:")
        terminal.answer("Erase observation 00000001 (P03-2026-11-20, R1)? [y/N]:", answer)
        assert terminal.end() == code
    assert recorded.record(ONE).erased is (code == 0)


def test_what_is_no_observation_at_all_can_be_erased(fidelity: Fidelity, recorded: Recorded) -> None:
    """It came from elsewhere and stops every command that reads records; this one must not be stopped."""
    recorded.put(1)
    recorded.append("strange-1", {"id": "strange-1", "facts": "none"})
    assert fidelity("export").code == 1
    assert fidelity("erase", "strange-1", "--why", "not ours", "--yes").code == 0
    assert fidelity("export").code == 0
