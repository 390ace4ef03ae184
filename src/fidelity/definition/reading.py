"""The door: bytes in, a validated intervention out, or every problem of the file with its place."""

from __future__ import annotations

from fidelity.definition.building import built
from fidelity.definition.document import check_document, told
from fidelity.definition.header import Header, read_header
from fidelity.errors import DefinitionError
from fidelity.intervention import Intervention
from fidelity.problems import Problem

__all__ = ["Header", "check_definition", "read_definition", "read_header"]


def read_definition(data: bytes, source: str) -> Intervention:
    """The intervention that a definition file defines.

    Args:
        data: The file's content: YAML 1.2 or JSON in UTF-8.
        source: The file's name, for messages.

    Raises:
        DefinitionError: Something is wrong with it; all of it is told, each with its line and column.
    """
    intervention, problems = check_definition(data, source)
    if intervention is None:
        raise DefinitionError(problems)
    return intervention


def check_definition(data: bytes, source: str) -> tuple[Intervention | None, tuple[Problem, ...]]:
    """The intervention that a definition file defines, or what is wrong with the file.

    Args:
        data: The file's content: YAML 1.2 or JSON in UTF-8.
        source: The file's name, for messages.

    Returns:
        The intervention, or None where anything is wrong; and the problems, in the order of the text.
    """
    document, problems = check_document(data, source, "intervention")
    if document is None:
        return None, problems
    intervention, found = built(document.tree, problems)
    return intervention, told(document.tree, (*problems, *found))
