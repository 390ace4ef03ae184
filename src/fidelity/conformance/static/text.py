"""Whether all text is there: no placeholder, a source, a licence, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.definition.tree import Value
from fidelity.model.placeholder import placeholder
from fidelity.problems import Path, Problem


def written(subject: Subject) -> Iterator[Problem]:
    """Wherever in the document a placeholder stands: also where nothing else would look, as in a training unit."""
    yield from _unwritten(subject.document.value)


def _unwritten(value: Value, path: Path = ()) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _unwritten(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _unwritten(part, (*path, place))
    elif isinstance(value, str):
        left = placeholder(value)
        if left:
            yield owed("placeholder", f"`{left}` still stands where text belongs", "", path)


def described(subject: Subject) -> Iterator[Problem]:
    """Source, licence and audience."""
    source, about = subject.intervention.source, subject.intervention.about
    if not source.citation:
        yield owed("no-source", "nothing says where this comes from", "add `source: {citation: …}`", ("source",))
    if not source.licence:
        yield owed("no-licence", "nothing says what may be done with it", "add `source: {licence: …}`", ("source",))
    if not about.for_whom or not about.not_for:
        yield owed(
            "no-audience", "it is not said for whom it is, and for whom not", "add `for_whom` and `not_for`", ("about",)
        )
