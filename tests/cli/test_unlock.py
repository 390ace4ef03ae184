"""`fidelity unlock`: a record is open again, and both stay in its history."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, record_id

Fidelity = Callable[..., Ran]


def test_what_was_signed_off_is_opened_with_a_reason(fidelity: Fidelity, recorded: Recorded) -> None:
    """It can be corrected and signed off again, and the history has it all."""
    recorded.put(1)
    fidelity("sign-off", "0000")
    ran = fidelity("unlock", "0000", "--by", "S2", "--why", "the recording was found")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Unlocked observation 00000001 (P03-2026-11-20, R1)")
    assert fidelity("correct", "0000", "--set", "asks=2", "--why", "heard it").code == 0
    assert fidelity("sign-off", "0000").code == 0
    assert [(entry.kind, entry.by, entry.why) for entry in recorded.history(record_id(1))] == [
        ("observation", "R1", ""),
        ("signed_off", "R1", ""),
        ("unlocked", "S2", "the recording was found"),
        ("observation", "R1", "heard it"),
        ("signed_off", "R1", ""),
    ]


def test_what_is_open_or_has_no_reason_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """There is nothing to unlock, or nobody says why."""
    recorded.put(1)
    assert "not-locked" in fidelity("unlock", "0000", "--why", "found").err
    fidelity("sign-off", "0000")
    for words in ((), ("--why", " ")):
        assert fidelity("unlock", "0000", *words).code == 2
    assert recorded.record(record_id(1)).locked


def test_a_clash_is_settled_first_and_nothing_sealed_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """What the two sides say is no answer to somebody who may not see it."""
    recorded.clash(recorded.put(1, raters="2"))
    fidelity("merge", "other")
    ran = fidelity("unlock", "0000", "--why", "found")
    assert (ran.code, "record-in-clash" in ran.err, "asks" in ran.err) == (2, True, False)
