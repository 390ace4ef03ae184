"""One check, asked about the sound definition with some passages changed."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.conformance.engine import ENGINE, Engine
from fidelity.conformance.guarded import guarded
from fidelity.conformance.kit import CHECKS
from fidelity.conformance.subject import Subject
from fidelity.definition.document import read_document
from fidelity.plan.exact import PythonRule
from fidelity.problems import Problem
from tests.conformance.mutant import SOUND

TEXT = (SOUND / "plain/intervention.yaml").read_text(encoding="utf-8")
"""The sound definition."""
CASES = (SOUND / "plain/cases/story_time.yaml").read_text(encoding="utf-8")
"""Its golden cases."""
_SCORES = "      criteria:\n"


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with some passages changed, each of which stands in it once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def added(score: str) -> tuple[str, str]:
    """The change that adds a score, written on one line."""
    return _SCORES, f"        - {score}\n{_SCORES}"


def subject_of(
    *changes: tuple[str, str],
    text: str = TEXT,
    cases: str = CASES,
    rules: Mapping[str, PythonRule] | None = None,
    engine: Engine = ENGINE,
) -> Subject:
    """What the checks look at.

    Args:
        changes: Passages of the definition, and what comes in their place.
        text: The definition.
        cases: Its golden cases; empty for none.
        rules: The rules in Python.
        engine: What is trusted, and tried.
    """
    data = changed(text, *changes).encode()
    intervention, problems = engine.read(data, "x.yaml")
    assert intervention is not None, [problem.message for problem in problems]
    document = read_document(data, "x.yaml", "intervention")
    given = (("cases.yaml", cases.encode()),) if cases else ()
    called = None if rules is None else guarded(rules)
    return Subject(intervention, document, "x.yaml", data, given, called, (), engine)


def problems(name: str, subject: Subject) -> list[Problem]:
    """What a check finds, each problem with its place.

    Args:
        name: The check.
        subject: What it looks at.
    """
    (check,) = (each for each in CHECKS if each.name == name)
    return list(subject.document.tree.placed(tuple(check.look(subject))))


def told(name: str, *changes: tuple[str, str], **given: object) -> list[tuple[str, str]]:
    """What a check finds in the changed definition: each code, and the line of the definition that is meant.

    Args:
        name: The check.
        changes: Passages of the definition, and what comes in their place.
        given: What else `subject_of` takes.
    """
    subject = subject_of(*changes, **given)  # type: ignore[arg-type]
    found = problems(name, subject)
    return [(each.code, (each.place.excerpt or "").strip() if each.place else "") for each in found]
