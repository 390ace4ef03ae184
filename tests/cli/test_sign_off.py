"""`fidelity sign-off`: a record is locked, and says by whom."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, record_id

Fidelity = Callable[..., Ran]


def test_records_are_signed_off(fidelity: Fidelity, recorded: Recorded) -> None:
    """Several at once, each with a line about it."""
    recorded.put(1)
    recorded.put(2, "P04-2026-11-20")
    ran = fidelity("sign-off", "00000001", "00000002", "--by", "S2")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Signed off observation 00000001 (P03-2026-11-20, R1).",
        "Signed off observation 00000002 (P04-2026-11-20, R1).",
    ]
    for number in (1, 2):
        assert recorded.record(record_id(number)).locked
        assert recorded.history(record_id(number))[-1].by == "S2"


def test_a_misspelt_record_is_told_before_any_is_signed(fidelity: Fidelity, recorded: Recorded) -> None:
    """All of them, or none."""
    recorded.put(1)
    assert fidelity("sign-off", "00000001", "nothing").code == 2
    assert not recorded.record(record_id(1)).locked


def test_what_cannot_be_signed_off_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """A record that is signed off, erased, or says two things."""
    recorded.put(1)
    assert fidelity("sign-off", "0000").code == 0
    assert "record-locked" in fidelity("sign-off", "0000").err
    assert fidelity("erase", "0000", "--why", "withdrawn", "--yes").code == 0
    again = fidelity("sign-off", "0000")
    assert (again.code, "record-erased" in again.err) == (1, True)
    recorded.clash(recorded.put(2, "P04-2026-11-20"))
    fidelity("merge", "other")
    clash = fidelity("sign-off", "00000002")
    assert (clash.code, "`fidelity settle 00000002`" in clash.err) == (2, True)


def test_somebody_signs(fidelity: Fidelity, recorded: Recorded) -> None:
    """Where nobody is named, nothing is signed."""
    recorded.put(1)
    settings = recorded.folder / "fidelity.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('by = "R1"', ""), encoding="utf-8")
    ran = fidelity("sign-off", "0000")
    assert (ran.code, "nobody-named" in ran.err, recorded.record(record_id(1)).locked) == (2, True, False)
