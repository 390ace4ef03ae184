"""`fidelity usability`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def test_the_matrix_is_shown(fidelity: Fidelity, here: Path) -> None:
    """Each component has its counts, each word its verdict, and what is absent says what to write where."""
    ran = fidelity("usability", "visit.yaml")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert "welcome 0 of 5 0 of 3 0 of 4 3 of 6" in lines
    assert "overall not claimed not claimed not claimed partly claimed" in lines
    assert "To be teachable, write:" in ran.out
    assert "- components: welcome: `practice: {expected: …}` (for welcome)" in ran.out


def test_the_matrix_is_there_for_programs(fidelity: Fidelity, here: Path) -> None:
    """As JSON, every question has its answer."""
    said = json.loads(fidelity("usability", "visit.yaml", "--format", "json").out)
    assert said["verdicts"] == {
        "teachable": "not claimed",
        "learnable": "not claimed",
        "doable": "not claimed",
        "assessable": "partly claimed",
    }
    assert [len(said["components"][0][word]) for word in said["verdicts"]] == [5, 3, 4, 6]


def test_our_own_intervention_claims_everything(fidelity: Fidelity) -> None:
    """The demonstrated intervention owes nothing."""
    assert set(json.loads(fidelity("usability", "imr", "--format", "json").out)["verdicts"].values()) == {"claimed"}


def test_no_components_is_said(fidelity: Fidelity, here: Path) -> None:
    """Without components there is nothing to claim anything of, and the page says where to begin."""
    Path("bare.yaml").write_text('schema: 1\nid: bare\nversion: "1"\ntitle: Bare\n', encoding="utf-8")
    ran = fidelity("usability", "bare.yaml")
    assert ran.code == 0
    assert "names no components" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
