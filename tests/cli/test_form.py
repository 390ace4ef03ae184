"""`fidelity form`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.records.store import Store
from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


def content(**facts: str) -> dict[str, object]:
    """An observation as the store keeps it."""
    edition = {"intervention": "visit", "version": "1.2", "checklist": "delivery"}
    return {
        "format": "fidelity-observation", "schema": 1, "id": "5f0f1c9e-0000-4000-8000-000000000001", **edition,
        "facts": {"date": "2024-02-29", "rater": "R1", "observation": "P03-2024-02-29", **facts},
        "ratings": {"greets": "2"}, "notes": {"greets": "a secret"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [
        ("html", "visit_delivery.html", b"<!doctype html>"),
        ("print", "visit_delivery_paper.html", b"<!doctype html>"),
        ("xlsx", "visit_delivery.xlsx", b"PK"),
        ("csv", "visit_delivery.csv", b""),
    ],
)
def test_each_kind_is_written_to_its_file(kind: str, name: str, start: bytes, fidelity: Fidelity, here: Path) -> None:
    """Named after the checklist, and not over one that is there unless that is asked for."""
    ran = fidelity("form", "visit.yaml", "--to", kind)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Wrote {name}.\n")
    first = (here / name).read_bytes()
    assert first.startswith(start)
    assert b"greets" in first or kind == "xlsx"
    again = fidelity("form", "visit.yaml", "--to", kind)
    assert (again.code, "file-exists" in again.err) == (2, True)
    assert fidelity("form", "visit.yaml", "--to", kind, "--force").code == 0


def test_a_page_can_go_to_standard_output(fidelity: Fidelity, here: Path) -> None:
    """Where that is asked for."""
    ran = fidelity("form", "visit.yaml", "--out", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!doctype html>")
    assert not (here / "visit_delivery.html").exists()


def test_facts_that_are_known_are_filled_in(fidelity: Fidelity, here: Path) -> None:
    """Who, where, and how many rate."""
    ran = fidelity("form", "visit.yaml", "--fact", "practitioner=P03", "--raters", "2", "--out", "-")
    assert 'value="P03"' in ran.out
    assert '<input type="radio" name="raters" value="2" checked>' in ran.out


def test_what_is_wrong_is_told_at_once(fidelity: Fidelity, here: Path) -> None:
    """Words that say nothing, then facts that cannot be, all of them."""
    ran = fidelity("form", "visit.yaml", "--fact", "P03", "--fact", "raters=1", "--raters", "2")
    assert (ran.code, "bad-assignment" in ran.err, "given-twice" in ran.err) == (2, True, True)
    ran = fidelity("form", "visit.yaml", "--fact", "practitoner=P03", "--fact", "date=20.11.2026")
    assert (ran.code, "did you mean `practitioner`" in ran.err, "bad-date" in ran.err) == (2, True, True)


def test_a_workspace_gives_name_and_codes(fidelity: Fidelity, here: Path) -> None:
    """Its name stands on the form, and its patterns check what is typed and what is given."""
    assert fidelity("init", "--name", "Service north").code == 0
    ran = fidelity("form", "visit.yaml", "--out", "-")
    assert "visit@1.2, delivery · Service north" in ran.out
    assert r"[A-Z]{1,4}[0-9]{1,5}" in ran.out
    wrong = fidelity("form", "visit.yaml", "--fact", "practitioner=jane")
    assert (wrong.code, "bad-fact" in wrong.err) == (2, True)


def test_from_a_record_come_people_and_places(fidelity: Fidelity, here: Path) -> None:
    """With whom and where, and neither day nor rater nor anything that was seen."""
    fidelity("init")
    with Store.open(here / "fidelity.sqlite") as store:
        store.append("first", "observation", content(practitioner="P03", site="S1"), by="R1")
        store.append("second", "goal", {"text": "more questions"}, by="R1")
    ran = fidelity("form", "visit.yaml", "--from", "first", "--fact", "site=S2", "--out", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ('value="P03"' in ran.out, 'value="S2"' in ran.out, 'value="S1"' in ran.out) == (True, True, False)
    assert not [word for word in ("a secret", "2024-02-29", 'value="R1"', 'value="29"') if word in ran.out]
    wrong = fidelity("form", "visit.yaml", "--from", "second")
    assert (wrong.code, "no-visit" in wrong.err) == (2, True)
    unknown = fidelity("form", "visit.yaml", "--from", "nothing")
    assert unknown.code == 2


def test_a_record_needs_a_workspace(fidelity: Fidelity, here: Path) -> None:
    """There is none here, and that is told."""
    ran = fidelity("form", "visit.yaml", "--from", "first")
    assert (ran.code, "no-workspace" in ran.err) == (2, True)
