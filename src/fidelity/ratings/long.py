"""Long tables: a row an answer, named by observation, rater and item."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import MISSING
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.problems import Problem, nearest, remark
from fidelity.ratings.cells import Cells, cells_of, quoted
from fidelity.ratings.encoding import key, left_out, odd_shares
from fidelity.ratings.findings import MOST, Findings
from fidelity.ratings.grid import Grid
from fidelity.ratings.heading import KNOWN, name_problems
from fidelity.ratings.observation import described, pairs, report_twice, report_unnamed
from fidelity.ratings.table import Column, Origin, Ratings
from fidelity.ratings.text import Texts
from fidelity.ratings.wide import unused

LONG = frozenset({"observation", "item", "rating", "status", "note"})
"""Names of columns that mean something in a long table only, or identify its rows."""

_UNSAID = Texts(np.empty(0, np.uint8), ("",))


@attrs.frozen(eq=False)
class _Rows:
    """A long table whose rows are known to name an observation and an item.

    Attributes:
        grid: The table as text.
        pair: For each row, the number of its observation and rater, in the order of first appearance.
        first: For each of these, the row in which it first stands.
        item: The items named.
    """

    grid: Grid
    pair: npt.NDArray[np.int64]
    first: npt.NDArray[np.intp]
    item: Texts

    def texts(self, name: str) -> Texts:
        """A column; blank everywhere where there is none."""
        found = self.grid.column(name)
        return attrs.evolve(_UNSAID, codes=np.zeros(len(self.grid), np.uint8)) if found is None else found


def long_ratings(grid: Grid, checklist: Checklist, findings: Findings) -> Ratings:
    """The ratings of a long table.

    Args:
        grid: The table as text.
        checklist: The checklist whose items are named in the column ``item``.
        findings: What was found so far; it is added to, and raised.

    Raises:
        RatingsError: Anything is wrong with the table.
    """
    rows = _rows(grid, checklist, findings)
    columns: dict[str, Column] = {}
    remarks: list[Problem] = []
    unrated: list[str] = []
    for item in checklist.items:
        within = _within(rows.item, item.id)
        columns[item.id] = _column(rows, within, cells_of(item, checklist), findings)
        remarks += odd_shares(item, columns[item.id])
        if item.id in checklist.off:
            remarks += unused(item, columns[item.id])
            columns[item.id] = left_out(columns[item.id])
        elif not len(within):
            unrated.append(item.id)
    others = [(name, _described(rows, name, findings)) for name in grid.names if name not in LONG]
    findings.raise_any()
    if unrated:
        remarks.append(remark("item-without-row", f"these items have no row and are missing: {', '.join(unrated)}"))
    observation = rows.texts("observation")
    named = Texts(observation.codes[rows.first], observation.texts)
    descriptors = described(named, others, len(rows.first))
    origin = Origin(grid.source, grid.rows[rows.first])
    return Ratings(checklist, columns, descriptors, _notes(rows), tuple(remarks), origin)


def _rows(grid: Grid, checklist: Checklist, findings: Findings) -> _Rows:
    """The rows, each with the number of its observation and rater; problems with these names are reported."""
    for problem in name_problems(grid.names, KNOWN | LONG):
        findings.table(problem)
    observation, item = grid.column("observation"), grid.column("item")
    for name, texts in (("observation", observation), ("item", item)):
        if texts is None:
            findings.table(Problem("no-column", f"a long table needs the column `{name}`", nearest(name, grid.names)))
    if grid.column("rating") is None and grid.column("status") is None:
        findings.table(Problem("no-column", "a long table needs the column `rating`", nearest("rating", grid.names)))
    if observation is None or item is None:
        findings.stop()
    report_unnamed(observation, grid.rows, findings)
    _report_items(grid, item, checklist, findings)
    rater = grid.column("rater")
    both = pairs(observation, rater)
    named = [("observation", observation), *([("rater", rater)] if rater is not None else []), ("item", item)]
    report_twice(both * len(item.texts) + item.codes, grid.rows, named, findings)
    _, first, inverse = np.unique(both, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return _Rows(grid, place[inverse], first[order], item)


def _report_items(grid: Grid, item: Texts, checklist: Checklist, findings: Findings) -> None:
    known = set(checklist.item)
    unknown = [code for code, text in enumerate(item.texts) if text not in known]
    findings.n += len(unknown[MOST:])
    for code in unknown[:MOST]:
        text = item.texts[code]
        rows = grid.rows[item.codes == code].tolist()
        message = f"there is no item {quoted(text)}" if text else "the cell is blank"
        if not rows:
            continue
        more = f" (and in {len(rows) - 1} more rows)" if len(rows) > 1 else ""
        findings.row(rows[0], "unknown-item", message + more, nearest(text[:60], known), "item")


def _within(item: Texts, name: str) -> npt.NDArray[np.intp]:
    """The rows that are about one item."""
    if name not in item.texts:
        return np.empty(0, np.intp)
    return np.flatnonzero(item.codes == item.texts.index(name))


def _column(rows: _Rows, within: npt.NDArray[np.intp], cells: Cells, findings: Findings) -> Column:
    """The answers to one item, from its rows: each distinct rating with its status is looked at once."""
    rating, status = rows.texts("rating"), rows.texts("status")
    both = rating.codes[within].astype(np.int64) * len(status.texts) + status.codes[within]
    occurring, numbers = np.unique(both, return_inverse=True)
    said = [divmod(each, len(status.texts)) for each in occurring.tolist()]
    texts = [_said(rating.texts[first], status.texts[second], cells) for first, second in said]
    meaning = key([text if isinstance(text, str) else "" for text in texts], cells)
    for number, text in enumerate(texts):
        if isinstance(text, Problem) or number in meaning.bad:
            problem = text if isinstance(text, Problem) else cells.problem(text)
            column = "rating" if isinstance(text, str) and text == rating.texts[said[number][0]] else "status"
            for row in rows.grid.rows[within[numbers == number]].tolist():
                message = f"{problem.message} (item {cells.item.id})"
                findings.row(row, problem.code, message, problem.help, column)
    missing = meaning.levels.index(MISSING)
    codes = np.full(len(rows.first), missing, dtype=meaning.places.dtype)
    codes[rows.pair[within]] = meaning.places[numbers]
    return Column(codes, meaning.levels)


def _said(rating: str, status: str, cells: Cells) -> str | Problem:
    """What a rating and a status say together: the text of either, if they do not contradict each other."""
    answer = cells.answer(rating)
    if not status or answer is None:
        return rating
    if status == Status.RATED.value:
        return rating if answer.status is Status.RATED else _contradiction(rating, status)
    if not rating:
        return status
    return rating if cells.answer(status) == answer else _contradiction(rating, status)


def _contradiction(rating: str, status: str) -> Problem:
    message = f"the status is {quoted(status)} and the rating {quoted(rating) if rating else 'blank'}"
    return Problem("contradiction", message, "keep the one that is true")


def _described(rows: _Rows, name: str, findings: Findings) -> Texts:
    """One descriptor for each observation and rater: what any of its rows says, if no two say different things."""
    texts = rows.texts(name)
    blank = texts.texts.index("") if "" in texts.texts else -1
    filled = np.flatnonzero(texts.codes != blank)
    pair, codes = rows.pair[filled], texts.codes[filled].astype(np.int64)
    found = np.full(len(rows.first), len(texts.texts), np.int64)
    # Backwards, so that what is said first stays.
    found[pair[::-1]] = codes[::-1]
    for place in np.flatnonzero(found[pair] != codes)[:MOST].tolist():
        here, there = texts.texts[int(codes[place])], texts.texts[int(found[pair[place]])]
        message = f"{quoted(here)}, and an earlier row of the same observation and rater has {quoted(there)}"
        row = int(rows.grid.rows[filled[place]])
        findings.row(row, "contradiction", message, "an observation has one of each; keep the one that is true", name)
    return Texts(found.astype(np.uint32), (*texts.texts, ""))


def _notes(rows: _Rows) -> dict[tuple[int, str], str]:
    """What was noted at single answers."""
    note = rows.texts("note")
    blank = note.texts.index("") if "" in note.texts else -1
    places: Sequence[int] = np.flatnonzero(note.codes != blank).tolist()
    return {
        (int(rows.pair[place]), rows.item.texts[int(rows.item.codes[place])]): note.texts[int(note.codes[place])]
        for place in places
    }
