"""The head of a definition: what a list of interventions needs to know, read without the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from fidelity.definition.document import newer_schema
from fidelity.definition.late import parsed
from fidelity.definition.scalar import Scalar, accepted, plain_scalar
from fidelity.definition.text import decoded
from fidelity.definition.tree import Tree, Value
from fidelity.errors import DefinitionError
from fidelity.model.identifier import PATTERN
from fidelity.problems import Problem

_KEYS = ("schema", "id", "version", "title")

# Words, and the signs that mean nothing to YAML between them. A line of another kind is left to the real reader.
_LINE = re.compile(
    r"""(?P<key>[a-z_]+):[ ]+
    (?: "(?P<double>[^"\\\t]*)" | '(?P<single>[^'\t]*)' | (?P<plain>\w(?:[\w ./()&;+~?!%'’–—-]|,[ ])*) )
    [ ]*(?:(?<=[ ])\#.*)?""",
    re.VERBOSE,
)


@attrs.frozen
class Header:
    """The head of a definition.

    Attributes:
        schema: The version of the file format.
        id: The intervention's name.
        version: Its version.
        title: Its name for people.
    """

    schema: int
    id: str
    version: str
    title: str


def read_header(data: bytes, source: str) -> Header:
    """The head of a definition; the rest of the file may be wrong.

    Args:
        data: The file's content.
        source: The file's name, for messages.

    Raises:
        DefinitionError: The file cannot be read, its head is incomplete, or it needs a newer engine.
    """
    text = decoded(data, source)
    header = _scanned(text)
    return header if header else _from_tree(parsed(text, source))


def _scanned(text: str) -> Header | None:
    """The header of a file that begins with its four keys, one a line; None where anything is unusual."""
    found: dict[str, Scalar] = {}
    for line in _lines(text):
        if not line or line.startswith("#"):
            continue
        if line[0] in " \t" or (found.keys() >= set(_KEYS)):
            # An indented line would continue the one before it.
            break
        match = _LINE.fullmatch(line)
        if not match or match["key"] in found:
            return None
        try:
            found[match["key"]] = _value(match)
        except ValueError:
            return None
    else:
        line = ""
    if line[:1] in (" ", "\t"):
        return None
    return _header(found) if not any(_problems(found)) else None


def _lines(text: str) -> Iterator[str]:
    """One line after the other, so that nobody waits for those that are not asked for."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _value(match: re.Match[str]) -> Scalar:
    quoted = match["double"] if match["double"] is not None else match["single"]
    return accepted(quoted) if quoted is not None else plain_scalar(accepted(match["plain"].rstrip(" ")))


def _from_tree(tree: Tree) -> Header:
    value = tree.value if isinstance(tree.value, dict) else {}
    newer = newer_schema(tree)
    problems = (newer,) if newer else (*tree.problems, *(_problems(value) if tree.is_whole else ()))
    if problems:
        raise DefinitionError(tree.placed(problems))
    return _header(value)


def _header(value: Mapping[str, Value]) -> Header:
    return Header(1, str(value["id"]), str(value["version"]), str(value["title"]))


def _problems(value: Mapping[str, Value]) -> Iterator[Problem]:
    for key in _KEYS:
        if value.get(key) is None:
            yield Problem("missing-key", f"`{key}` is missing", f"add `{key}: …`")
    if value.get("schema") not in (1, None) or isinstance(value.get("schema"), bool):
        yield Problem("unknown-word", "`schema` must be 1", "write `schema: 1`", ("schema",))
    for key in _KEYS[1:]:
        found = value.get(key)
        if found is not None and (not isinstance(found, str) or not found):
            message = f"`{key}` must be text, and `{found}` is not"
            yield Problem("wrong-type", message, f'put it in quotes: `{key}: "{found}"`', (key,))
    identity = value.get("id")
    if isinstance(identity, str) and not re.fullmatch(PATTERN, identity):
        help_ = "use a small letter first, then small letters, digits and underscores, 26 at the most"
        yield Problem("bad-id", f"`{identity}` cannot be an id", help_, ("id",))
