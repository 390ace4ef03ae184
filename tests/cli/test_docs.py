"""`fidelity docs`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_a_page_is_written_to_standard_output(fidelity: Fidelity, here: Path) -> None:
    """HTML, unless something else is asked for."""
    ran = fidelity("docs", "visit.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!doctype html>")
    assert "Delivery of visits" in ran.out
    assert fidelity("docs", "visit.yaml", "--format", "markdown").out.startswith("# Home visit\n")


def test_a_page_is_written_to_a_file(fidelity: Fidelity, here: Path) -> None:
    """Not over one that is there, unless that is asked for; and the same bytes each time."""
    ran = fidelity("docs", "visit.yaml", "--out", "visit.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote visit.html.\n")
    first = (here / "visit.html").read_bytes()
    again = fidelity("docs", "visit.yaml", "--out", "visit.html")
    assert (again.code, "file-exists" in again.err) == (2, True)
    assert fidelity("docs", "visit.yaml", "--out", "visit.html", "--force").code == 0
    assert (here / "visit.html").read_bytes() == first


def test_the_definition_itself_is_never_written_over(fidelity: Fidelity, here: Path) -> None:
    """Nor where replacing is asked for: it would be lost."""
    before = (here / "visit.yaml").read_bytes()
    ran = fidelity("docs", "visit.yaml", "--out", "./visit.yaml", "--force")
    assert (ran.code, "own-source" in ran.err) == (2, True)
    assert (here / "visit.yaml").read_bytes() == before


def test_a_profile_is_shown_instead(fidelity: Fidelity, here: Path) -> None:
    """And an unknown one is told."""
    ran = fidelity("docs", "visit.yaml", "--format", "markdown", "--profile", "short")
    assert "Checklist `delivery`, as profile `short` has it." in ran.out
    assert "left out by the profile" in ran.out
    wrong = fidelity("docs", "visit.yaml", "--profile", "shirt")
    assert (wrong.code, "did you mean `short`" in wrong.err) == (2, True)


def test_profiles_are_told_with_what_they_move(fidelity: Fidelity, here: Path) -> None:
    """From the comparison of plans."""
    text = fidelity("docs", "visit.yaml", "--format", "markdown").out
    assert "- Leaves out `plans`." in text
    assert "- score `total` moves. `plans`: left out." in text
    assert "What does not move: `caring` and `cares`." in text


@pytest.mark.parametrize("target", ["imr", "miti@3.1", "miti@4.2.1", "tfi@3.0"])
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_every_plugin_of_ours_has_a_page(fidelity: Fidelity, target: str, form: str) -> None:
    """Whatever its definition says."""
    ran = fidelity("docs", target, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out) > 5_000
