"""The XML within a workbook, read as a stream of events: no entities, nothing fetched, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers import expat

from fidelity.errors import HandInError
from fidelity.problems import Problem

_DIVIDER = " "


class Listener(Protocol):
    """Whoever listens to the events of a document; names come without their namespaces."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """Some text, perhaps not all that stands together."""


def listen(data: bytes, listener: Listener) -> None:
    """Tell a listener everything that a document has.

    A document type could define entities that grow without end or point into somebody's files; no workbook has one, so
    it is refused.

    Raises:
        HandInError: It is no XML, or has a document type.
    """
    parser = expat.ParserCreate(namespace_separator=_DIVIDER)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: listener.start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: listener.end(_local(name))
    parser.CharacterDataHandler = listener.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # Among others: an encoding that nobody knows.
        raise HandInError(Problem("bad-workbook", f"the workbook is damaged: {error}")) from error


def _local(name: str) -> str:
    return name.rpartition(_DIVIDER)[2]


def _refuse(*_: object) -> NoReturn:
    message = "the workbook defines entities, which no spreadsheet program does"
    raise HandInError(Problem("bad-workbook", message, "make it anew: do not hand in a file of unknown origin"))
