"""`fidelity explain`."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_every_code_is_explained(fidelity: Fidelity) -> None:
    """Without a code all are listed, and each of them has its story."""
    listed = fidelity("explain")
    codes = listed.out.split()
    assert (listed.code, listed.err) == (0, "")
    assert "unknown-item" in codes
    for code in codes:
        told = fidelity("explain", code)
        assert (told.code, told.out.startswith(code)) == (0, True)
        assert len(told.out.split()) > 5


def test_a_near_code_is_offered(fidelity: Fidelity) -> None:
    """A code that does not exist is misuse, and the nearest one is offered."""
    ran = fidelity("explain", "unknown-itm")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `unknown-item`?" in ran.err
