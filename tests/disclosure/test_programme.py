"""What is put to the solver comes back as asked, and nothing it says reaches the reader."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint

from fidelity.disclosure import programme
from fidelity.disclosure.programme import least, least_whole

ONE_SUM = sparse.csr_array(np.array([[1.0, 1.0, 1.0]]))
NO_LIMIT = sparse.csr_array((0, 3))


def _printing(*_: object, **__: object) -> None:
    """Print at once, and as compiled code does, which keeps what it prints for a while."""
    os.write(1, b"at once\n")
    ctypes.CDLL(None if os.name == "posix" else "ucrtbase").puts(b"tmpSolver.run();")


def test_the_least_with_a_known_sum() -> None:
    """Of three amounts that are 9 together, one of at most 4 and one of at most 3, the third is 2 at least."""
    limits = sparse.csr_array(np.array([[1.0, 0, 0], [0, 1.0, 0]]))
    found = least(np.array([0.0, 0, 1]), ONE_SUM, np.array([9.0]), limits, np.array([4.0, 3.0]))
    assert found.status == 0
    assert found.fun == pytest.approx(2)
    assert found.x == pytest.approx([4, 3, 2])


def test_no_amount_is_below_0() -> None:
    """Nothing need be said for an amount to be 0 at least."""
    found = least(np.array([1.0, 0, 0]), ONE_SUM, np.array([9.0]), NO_LIMIT, np.zeros(0))
    assert found.x[0] == pytest.approx(0)


def test_what_cannot_be_is_said() -> None:
    """Amounts that are 9 together and at most 8 are no example of anything."""
    assert least(np.ones(3), ONE_SUM, np.array([9.0]), ONE_SUM, np.array([8.0])).status == 2


def test_whole_numbers() -> None:
    """Twice an amount of whole numbers that is 5 at least is 6 at least, where fractions would do with 5."""
    rule = LinearConstraint(np.array([[2.0, 2.0]]), 5, np.inf)
    assert least_whole(np.array([2.0, 2.0]), rule, Bounds(0, 9)).fun == pytest.approx(6)
    assert least_whole(np.array([2.0, 2.0]), rule, Bounds(0, 1)).x is None


def test_what_the_solver_prints_is_not_on_the_standard_output(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written past Python while the solver works is gone; what was and will be written is not."""
    monkeypatch.setattr(programme, "milp", _printing)
    os.write(1, b"before\n")
    least_whole(np.ones(1), LinearConstraint(np.ones((1, 1))), None)
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\nafter\n"


def test_the_standard_output_comes_back_after_a_fault(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that fails does not take the standard output with it."""

    def failing(*_: object, **__: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(programme, "milp", failing)
    with pytest.raises(ValueError, match="no"):
        least_whole(np.ones(1), LinearConstraint(np.ones((1, 1))), None)
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "after\n"


@pytest.mark.skipif(os.name != "posix", reason="a closed output is a thing of POSIX")
def test_without_a_standard_output_all_works() -> None:
    """A program without a console gets its answer."""
    code = (
        "import os, sys; os.close(1); import numpy as np; from scipy.optimize import LinearConstraint; "
        "from fidelity.disclosure.programme import least_whole; "
        "found = least_whole(np.ones(1), LinearConstraint(np.ones((1, 1)), 2.5, 9), None); "
        "sys.stderr.write(str(found.fun))"
    )
    done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, check=True)
    assert done.stderr == "3.0"
