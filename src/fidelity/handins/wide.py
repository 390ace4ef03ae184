"""A table of many visits, as paper forms are kept in a spreadsheet: a row for each visit by one rater."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.errors import HandInError
from fidelity.handins.sheet import FACTS, RATINGS, Sheet
from fidelity.handins.table import Row, Table
from fidelity.model.checklist import Checklist
from fidelity.problems import Place
from fidelity.ratings.heading import KNOWN, absent_problems, name_problems
from fidelity.records.observation import FACTS as NAMED
from fidelity.records.observation import Edition


@attrs.frozen(eq=False)
class Of:
    """What the rows of a table are ratings of, since the table does not say it itself.

    Attributes:
        edition: Which edition of which checklist.
        checklist: The checklist.
    """

    edition: Edition
    checklist: Checklist


def wide_sheets(table: Table, of: Of) -> Iterator[Sheet]:
    """The rows of a table of visits.

    Columns that are named after items hold answers; all others are facts of the visit.

    Args:
        table: The table; its first row names the columns.
        of: What its rows are ratings of.

    Raises:
        HandInError: Its columns cannot be told from each other, or are not those of the checklist.
    """
    width = max((max(row.texts, default=0) + 1 for row in table.rows), default=0)
    names = tuple(table.rows[0].texts.get(column, "") for column in range(width)) if table.rows else ()
    known = KNOWN | frozenset(NAMED) | frozenset(of.checklist.item)
    problems = [*name_problems(names, known), *absent_problems(names, of.checklist)]
    if problems:
        raise HandInError(problem.at(Place(table.source)) for problem in problems)
    return (_sheet(table, row, names, of) for row in table.rows[1:])


def _sheet(table: Table, row: Row, names: tuple[str, ...], of: Of) -> Sheet:
    where = f"row {row.number}"
    texts = {names[column]: text for column, text in row.texts.items() if text}
    sheet = Sheet(
        table.source,
        where,
        edition=of.edition,
        facts={name: text for name, text in texts.items() if name not in of.checklist.item},
        ratings={name: text for name, text in texts.items() if name in of.checklist.item},
    )
    odd = ((names[column], table.odd.get((row.number, column))) for column in row.texts)
    problems = tuple(
        sheet.placed(problem, RATINGS if name in of.checklist.item else FACTS, name) for name, problem in odd if problem
    )
    return attrs.evolve(sheet, problems=problems) if problems else sheet
