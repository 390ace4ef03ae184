"""An Excel workbook, read as text: its sheets, without anything that is computed or linked.

It is read here and not by a library, because what must not be taken in silence is what libraries leave out: that a
value is what a formula last came to, that a cell holds an error, that 0.85 is shown as 85 %. And those that lay a sheet
out whole before they give it away can be made to ask for half a terabyte by two cells far apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import normpath

from fidelity.errors import HandInError
from fidelity.handins.archive import Archive
from fidelity.handins.cell_texts import SINCE_1900, SINCE_1904
from fidelity.handins.limits import MEMBERS
from fidelity.handins.number_styles import NumberStyles
from fidelity.handins.shared_texts import SharedTexts
from fidelity.handins.sheet_cells import SheetCells
from fidelity.handins.table import Table
from fidelity.handins.xml_events import Listener, listen
from fidelity.problems import Problem

BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_OTHERS = {
    "xl/workbook.bin": "a binary Excel workbook",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "mimetype": "an OpenDocument or e-book file",
}


class _Book:
    """Listens to the list of sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = SINCE_1900

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr" and attributes.get("date1904", "0") in ("1", "true", "on"):
            self.epoch = SINCE_1904

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Links:
    """Listens to what the workbook's files are."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = path
            self.kinds.setdefault(kind, path)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def read_workbook(source: str, data: bytes) -> tuple[Table, ...]:
    """The sheets of a workbook that hold anything.

    Args:
        source: The file, as the user named it.
        data: Its content, known to be a zip archive.

    Raises:
        HandInError: It is no workbook, is damaged, or is larger than a form can be.
    """
    archive = Archive(data)
    if BOOK not in archive.names:
        found = next((what for name, what in _OTHERS.items() if name in archive.names), "an archive of files")
        help_ = "hand in the workbook itself, saved as .xlsx, or the file that the form saved"
        raise HandInError(Problem("not-a-hand-in", f"this is {found}", help_))
    book, links, styles, shared = _Book(), _Links(), NumberStyles(), SharedTexts()
    _hear(archive, BOOK, book)
    if len(book.sheets) > MEMBERS:
        raise HandInError(
            Problem("too-large", f"the workbook has {len(book.sheets):,} sheets", "hand in the form alone")
        )
    _hear(archive, _LINKS, links)
    _hear(archive, links.kinds.get("styles", ""), styles)
    _hear(archive, links.kinds.get("sharedStrings", ""), shared)
    parts = [links.targets.get(link, "") for _, link in book.sheets]
    named = [part for part in parts if part]
    if len(set(named)) < len(named):
        help_ = "save it once more as an Excel workbook (.xlsx)"
        raise HandInError(Problem("bad-workbook", "two of its sheets are one", help_))
    tables = []
    for (tab, _), part in zip(book.sheets, parts, strict=True):
        cells = SheetCells(styles, shared.texts, book.epoch)
        _hear(archive, part, cells)
        rows = cells.rows()
        if rows:
            tables.append(Table(source, rows, tab, cells.odd, frozenset(cells.days), book.epoch))
    return tuple(tables)


def _hear(archive: Archive, name: str, listener: Listener) -> None:
    """Listen to one of the workbook's files, if it is there."""
    if name in archive.names:
        listen(archive.read(name), listener)
