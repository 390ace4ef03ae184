"""A document that its schema describes: plain values and their places."""

from __future__ import annotations

from itertools import islice

import attrs

from fidelity.definition.late import parsed, shape_problems
from fidelity.definition.schema_files import schema
from fidelity.definition.text import decoded
from fidelity.definition.tree import Tree, Value
from fidelity.errors import DefinitionError
from fidelity.problems import Path, Place, Problem

SCHEMA = 1
"""The version of the file format that this engine reads."""

_MOST_PROBLEMS = 200
"""How many problems are told: whoever has more begins with these."""


@attrs.frozen(eq=False)
class Document:
    """A document that its schema describes.

    Attributes:
        tree: Its values with their places.
    """

    tree: Tree

    @property
    def value(self) -> Value:
        """The document as plain values: text, numbers (whole or decimal), booleans, None, lists and mappings."""
        return self.tree.value

    def place(self, path: Path) -> Place:
        """Where a value stands, or the nearest that holds it.

        Args:
            path: The way to the value from the root.
        """
        return self.tree.place(path)


def read_document(data: bytes, source: str, schema_name: str) -> Document:
    """A document that its schema describes.

    Args:
        data: The file's content: YAML 1.2 or JSON in UTF-8.
        source: The file's name, for messages.
        schema_name: The schema: ``intervention`` or ``case``.

    Raises:
        DefinitionError: The document is not what its schema describes; all problems are told, each with its place.
    """
    document, problems = check_document(data, source, schema_name)
    if document is None or problems:
        raise DefinitionError(problems)
    return document


def check_document(data: bytes, source: str, schema_name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A document and where it differs from its schema.

    Args:
        data: The file's content: YAML 1.2 or JSON in UTF-8.
        source: The file's name, for messages.
        schema_name: The schema: ``intervention`` or ``case``.

    Returns:
        The document, or None where it could not be read at all; and the problems, in the order of the text.
    """
    try:
        tree = parsed(decoded(data, source), source)
    except DefinitionError as error:
        return None, error.problems
    newer = newer_schema(tree)
    if newer or not tree.is_whole:
        return None, told(tree, (newer,) if newer else tree.problems)
    problems = told(tree, (*tree.problems, *shape_problems(tree, schema(schema_name))))
    return (Document(tree) if isinstance(tree.value, dict) else None), problems


def told(tree: Tree, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems with their places, in the order of the text, and not without end.

    Args:
        tree: The document.
        problems: The problems, with or without places.
    """
    return tuple(islice(tree.placed(problems), _MOST_PROBLEMS))


def newer_schema(tree: Tree) -> Problem | None:
    """The problem of a document that only a newer engine can read: everything else would be guesswork."""
    version = tree.value.get("schema") if isinstance(tree.value, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version <= SCHEMA:
        return None
    message = f"the file is written in schema {version}, and this engine reads schema {SCHEMA}"
    help_ = f"it needs a newer fidelity, one that reads schema {version}: `pip install --upgrade fidelity`"
    return Problem("newer-schema", message, help_, ("schema",))
