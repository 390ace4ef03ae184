"""Rules in Python: whether they are at hand, and give an exact number or none whatever is rated."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.problems import Problem


def called(subject: Subject) -> Iterator[Problem]:
    """Every rule in Python that a checklist names can be called, and survives whatever may be rated."""
    for path, checklist in subject.checklists:
        for name in sorted(subject.untried(checklist))[:1]:
            yield owed(
                "rules-untried",
                f"checklist `{checklist.id}` needs rule `{name}` in Python, and a file is checked without running a "
                "plugin's code",
                f"install the plugin, and check it by name: `fidelity check {subject.intervention.name}`",
                path,
            )
    yield from (attrs.evolve(problem, path=path) for path, problem in subject.failures)
