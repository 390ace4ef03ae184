"""Documents that a schema describes: golden cases, places, and newer versions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fidelity.definition.document import check_document, read_document
from fidelity.errors import DefinitionError
from tests.definition.documents import FULL

CASES = """\
schema: 1
intervention: teach_back
version: "1.2.0"
cases:
  - id: best
    why: everything was done
    source: {citation: A manual}
    ratings: {uses_plain_words: 2, asks_open: not_applicable, half: 0.50}
    given: {date: 2024-01-31}
    expect:
      scores: {total: {value: 52/13, band: high, n_missing: 0}, added: {reason: too_many_missing}}
      criteria: {competent: met}
"""


def test_a_file_of_cases_is_read() -> None:
    """Values are plain, decimals are exact, and places are known."""
    document = read_document(CASES.encode(), "cases.yaml", "case")
    value = document.value
    assert isinstance(value, dict)
    assert document.tree.at(("cases", 0, "ratings", "half")) == Decimal("0.50")
    assert str(document.place(("cases", 0, "expect", "scores", "total", "value"))) == "cases.yaml:11:31"
    assert str(document.place(("cases", 0, "expect", "scores", "gone"))) == "cases.yaml:11:15"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("    why: everything was done\n", "", "missing-key", "5:5"),
        ("competent: met", "competent: yes", "unknown-word", "12:29"),
        ("value: 52/13", "value: lots", "bad-number", "11:31"),
        ("value: 52/13", "value: 4, reason: x", "unknown-key", "11:34"),
        ("2024-01-31", "31.1.2024", "bad-date", "9:19"),
        ("ratings: {uses_plain_words: 2", "ratings: {uses_plain_words: [2]", "wrong-type", "8:33"),
        ("n_missing: 0", "n_mising: 0", "unknown-key", "11:50"),
        ("schema: 1", "schema: 3", "newer-schema", "1:9"),
        ("    expect:\n", "    expect: {}\n    given:\n", "missing-key", "10:13"),
    ],
)
def test_a_mistake_in_a_file_of_cases_is_told(old: str, new: str, code: str, place: str) -> None:
    """Cases are checked as definitions are."""
    with pytest.raises(DefinitionError) as raised:
        read_document(CASES.replace(old, new).encode(), "cases.yaml", "case")
    assert (code, f"cases.yaml:{place}") in [(each.code, str(each.place)) for each in raised.value.problems]


def test_of_a_newer_document_nothing_else_is_said() -> None:
    """A key that a later version may know is no mistake."""
    document, problems = check_document(FULL.replace("schema: 1", "schema: 2\nnew: 1").encode(), "x", "intervention")
    assert document is None
    assert [problem.code for problem in problems] == ["newer-schema"]
    assert "schema 2" in problems[0].message


def test_a_document_that_is_not_text_is_told() -> None:
    """What cannot be decoded has no document."""
    document, problems = check_document(b"\xff", "x", "case")
    assert document is None
    assert [problem.code for problem in problems] == ["not-utf8"]
