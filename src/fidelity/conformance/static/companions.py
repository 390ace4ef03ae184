"""Whether the companions that a definition names are installed, with the checklist that it means."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.errors import FidelityError
from fidelity.model.companion import Companion
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Path, Problem


def installed(subject: Subject) -> Iterator[Problem]:
    """Every companion is installed, and has the checklist that is named."""
    for place, companion in enumerate(subject.intervention.assessable.companions):
        path: Path = ("assessable", "companions", place)
        try:
            _find(companion, subject.plugins or Catalogue())
        except FidelityError as error:
            said = error.problems[0]
            yield owed("companion-absent", f"companion `{companion.name}`: {said.message}", said.help, path)


def _find(companion: Companion, plugins: Catalogue) -> None:
    """Ask the companion for the checklist that is named.

    Raises:
        FidelityError: It has none such.
    """
    intervention_of(plugins.find(companion.name)).checklist(companion.checklist, companion.profile)
