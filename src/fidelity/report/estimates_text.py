"""Estimates on a page of plain text: a block a measure, a table a statistic, a row a group, the totals last.

Groups stand in the order of their names and never in that of their values: a list of services is not a league table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

import pandas as pd

from fidelity.model.number import plain
from fidelity.plan.words import counted, listed
from fidelity.report.estimate_cells import HIDDEN, cells_of
from fidelity.report.estimate_order import grouped_by, in_order
from fidelity.report.estimate_words import (
    NO_VALUE,
    OF_ANSWERS,
    SD_MEANING,
    SESSIONS,
    SOURCE_CAPTIONS,
    plural,
    spaced,
    statistic,
)
from fidelity.report.estimates_coverage import coverage_text
from fidelity.report.estimates_grid import INDENT, OBSERVATIONS, Cell, Line, estimates_grid, side_by_side
from fidelity.report.estimates_lines import rows_of, with_spread
from fidelity.report.grid import paragraph
from fidelity.report.scores_table import provenance_words
from fidelity.report.tidy.preface import Measure, Preface, measure_named
from fidelity.report.tidy.table import Table
from fidelity.tally.estimates import ALWAYS, NOT_SAID

ALL = "(all)"
"""What stands in the column of a group that a total is taken over."""
LISTS = {"component": "Components", "item": "Items"}
"""Kinds of which there are many, so that a table holds all of them."""
Drawn: TypeAlias = tuple[list[Line], Callable[[Sequence[Line]], str]]
"""The estimates of a table, and what draws it."""
EMPTY = {"version": NOT_SAID, "profile": "as published", "source": NOT_SAID}
"""What an empty cell means in a column that is never pooled unless somebody asks for it."""


def estimates_text(table: Table, preface: Preface, width: int = 80, most: int = 200) -> str:
    """Estimates as a page.

    Args:
        table: The estimates.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many rows the page stops, at the end of a table, saying so.
    """
    varying = [key for key in table.keys if len(table.frame[key].cat.categories) > 1]
    frame = in_order(table, [(each.kind, each.id) for each in preface.measures], preface.unit)
    blocks = [_head(table, preface, varying, width)]
    # A plan is of what observers see in one edition, so that there is nothing to tell apart but groups.
    blocks.append(coverage_text(frame, [key for key in varying if key not in ALWAYS], _cell, width, most))
    drawn: list[Line] = []
    for heading, tables in _blocks(frame, preface, varying, width):
        kept = []
        for lines, draw in tables:
            if drawn and len(drawn) + len(lines) > most:
                break
            # A table that is too long by itself is cut, for there is no end of a table to stop at.
            drawn += lines[:most]
            kept.append(draw(lines[:most]))
        if kept:
            blocks.append("\n\n".join([heading, *kept]))
        if len(kept) < len(tables) or len(drawn) >= most:
            break
    if not len(frame):
        blocks.append("There is nothing to show: no observation was found, and none was expected.")
    n_left = len(frame) - sum(1 + len(line.beside) for line in drawn)
    if n_left:
        blocks.append(f"{n_left:,} more of {counted(len(frame), 'row')}: `--out FILE` has them all.")
    blocks.append("\n".join(_legend(drawn, varying, width)))
    blocks.append("\n".join(provenance_words(each, width) for each in preface.editions))
    return "\n\n".join(filter(None, blocks))


def _blocks(
    frame: pd.DataFrame, preface: Preface, varying: Sequence[str], width: int
) -> Iterator[tuple[str, list[Drawn]]]:
    """The blocks of the page, each with its heading and its tables: a measure each, and all items or components."""
    keys = [key for key in varying if key not in ALWAYS]
    apart = [key for key in varying if key in ALWAYS]
    every = rows_of(frame)
    for (kind, name), of in groupby(every, lambda row: (row["kind"], "" if row["kind"] in LISTS else row["measure"])):
        lines = with_spread([Line(row, cells_of(row, measure_named(preface, kind, row["measure"]))) for row in of])
        if kind in LISTS:
            # What is taken of each stands together: statistics come first, and then the list.
            place = {said: number for number, said in enumerate(dict.fromkeys(map(_statistics, lines)))}
            ordered = sorted(lines, key=lambda line: place[_statistics(line)])
            yield LISTS[kind], [*_of_groups(ordered, [kind, *keys], apart, width)]
        else:
            heading = _heading(measure_named(preface, kind, name), width)
            yield heading, [*(_of_groups(lines, keys, apart, width) if keys else _of_statistics(lines, apart, width))]


def _head(table: Table, preface: Preface, varying: Sequence[str], width: int) -> str:
    """What must be known before the first figure."""
    said = [_read(preface), preface.one_record, _analysis(table, preface), _grouping(table, preface, varying)]
    said += [*preface.suppression, *(f"Note: {note}" for note in preface.notes)]
    return "\n".join(
        [paragraph(preface.title, width), "", *(paragraph(each, width, "", INDENT) for each in said if each)]
    )


def _read(preface: Preface) -> str:
    said = counted(preface.n_files, "file") if preface.n_files else ""
    if preface.n_records is not None:
        said += f"{' with ' if said else ''}{counted(preface.n_records, 'record')}"
    if preface.n_duplicates:
        said += f"; {counted(preface.n_duplicates, 'duplicate')} dropped"
    return f"Read: {said}." if said else ""


def _analysis(table: Table, preface: Preface) -> str:
    units = list(dict.fromkeys([preface.unit, *sorted(table.frame["unit"].unique())])) if preface.unit else []
    said = f"Unit of analysis: {preface.unit}." if len(units) == 1 else ""
    said = f"Units of analysis: {listed(units)}; each table says which." if len(units) > 1 else said
    clusters = (
        f"Clusters, within which figures resemble each other: {plural(preface.cluster)}." if preface.cluster else ""
    )
    return " ".join(filter(None, (said, clusters)))


def _grouping(table: Table, preface: Preface, varying: Sequence[str]) -> str:
    """By what the rows are told apart, what is the same in all of them, and what was pooled."""
    said = [f"Grouped by {listed(map(spaced, varying))}, in the order of names."] if varying else []
    same = [
        f"{spaced(key)} {value or EMPTY[key]}"
        for key in table.keys
        if key not in varying
        for value in table.frame[key].cat.categories
        if value or (key in EMPTY and key not in preface.pooled)
    ]
    said += [f"All rows: {', '.join(same)}."] if same else []
    said += [f"Pooled on purpose: {listed(map(spaced, preface.pooled))}."] if preface.pooled else []
    return " ".join(said)


def _heading(measure: Measure, width: int) -> str:
    """What a block of figures is called, and what is measured."""
    name = f"{measure.title} ({measure.kind} {measure.id})" if measure.title else f"{measure.kind} {measure.id}"
    about = _about(measure)
    return "\n".join([paragraph(name, width), *([paragraph(about, width, INDENT)] if about else [])])


def _about(measure: Measure) -> str:
    span = ""
    if measure.lowest is not None and measure.highest is not None:
        span = f"{plain(measure.lowest)} to {plain(measure.highest)} {measure.unit}".strip()
    said = "; ".join(filter(None, (measure.rule, span)))
    return f"{_capital(said)}." if said else ""


def _of_groups(lines: Sequence[Line], keys: Sequence[str], apart: Sequence[str], width: int) -> Iterator[Drawn]:
    """A table for each statistic, and for each part that is kept apart: a row a group."""
    for statistics, of in groupby(lines, _statistics):
        for caption, part in _apart(of, apart).items():
            heading = ", ".join(filter(None, (statistics, caption)))
            yield part, partial(_table_of_groups, heading, keys, width)


def _table_of_groups(heading: str, keys: Sequence[str], width: int, part: Sequence[Line]) -> str:
    """A table with a row for each group, or a line where all of it is hidden."""
    unit, is_across = part[0].row["unit"], bool(part[0].across)
    said_already = is_across and part[0].row["statistic"] in OF_ANSWERS
    said_already |= unit in SESSIONS and all(_is_of_all(line) for line in part)
    columns: list[Cell] = [(spaced(key), _group(key)) for key in keys]
    columns += [] if said_already else [("n", lambda line: line.cells.n)]
    if all(line.cells.remark == NO_VALUE[HIDDEN] for line in part):
        return paragraph(f"{_capital(heading)}: hidden in every group.", width, INDENT)
    heading += "" if said_already else f" (n: {plural(unit)})"
    table = side_by_side if is_across else estimates_grid
    return table(_capital(heading), part, [*columns, OBSERVATIONS], len(keys), width)


def _statistics(line: Line) -> str:
    """What the table is called that a line is in: after its statistic, or after the units whose spread it tells of."""
    name = line.row["statistic"]
    if name in OF_ANSWERS and line.row["kind"] in LISTS:
        return "shares of the answers"
    words = statistic(name).words
    return f"spread of the {words.partition(' of the ')[2]}" if line.across and name not in OF_ANSWERS else words


def _is_of_all(line: Line) -> bool:
    return line.cells.n in ("", line.cells.observations.partition(" ")[0])


def _of_statistics(lines: Sequence[Line], apart: Sequence[str], width: int) -> Iterator[Drawn]:
    """A table for each part that is kept apart: a row a statistic, under its full name."""
    for caption, part in _apart(lines, apart).items():
        yield part, partial(_table_of_statistics, caption, width)


def _table_of_statistics(caption: str, width: int, part: Sequence[Line]) -> str:
    columns: list[Cell] = [
        ("statistic", lambda line: statistic(line.row["statistic"]).words),
        ("n", lambda line: counted(int(line.cells.n), line.row["unit"]) if line.cells.n else ""),
    ]
    made = list(dict.fromkeys(line.cells.observations for line in part))
    if len(made) == 1:
        caption = "; ".join(filter(None, (caption, _observations(made[0]))))
    else:
        columns.append(OBSERVATIONS)
    return estimates_grid(_capital(caption), part, columns, 1, width)


def _observations(made: str) -> str:
    """What all rows rest on: ``82 observations``."""
    return counted(int(made), "observation") if made else ""


def _apart(lines: Iterable[Line], apart: Sequence[str]) -> dict[str, list[Line]]:
    """The parts that are kept apart, each with its rows."""
    parts: dict[str, list[Line]] = {}
    for line in lines:
        parts.setdefault(_caption(line.row, apart), []).append(line)
    return parts


def _caption(row: Mapping[str, str], apart: Sequence[str]) -> str:
    """Which of the parts that are kept apart a row belongs to."""
    said = []
    for key in apart:
        text = row[key]
        said.append(SOURCE_CAPTIONS.get(text, text) if key == "source" and text else f"{key} {text or EMPTY[key]}")
    return ", ".join(said)


def _group(key: str) -> Callable[[Line], str]:
    if key in LISTS:
        return lambda line: spaced(line.row["measure"])
    return lambda line: _cell(line.row, key)


def _cell(row: Mapping[str, str], key: str) -> str:
    """What stands in the column of a group."""
    return ALL if key not in grouped_by(row["grouped_by"]) else row[key] or NOT_SAID


def _is_total(line: Line, key: str) -> bool:
    return key not in ALWAYS and key not in grouped_by(line.row["grouped_by"])


def _legend(lines: Sequence[Line], varying: Sequence[str], width: int) -> Iterator[str]:
    """What the words in the tables mean, those that stand there."""
    words: dict[str, str] = {}
    if any(key not in ALWAYS for key in varying) and any(line.cells.observations for line in lines):
        is_part = any(_is_some(line.row["n_unnamed"]) for line in lines)
        words["obs."] = f"Observations that were made{', in figures of practitioners those that name one' * is_part}."
    if any(_is_total(line, key) for line in lines for key in varying):
        words[ALL] = "All groups together, taken anew from what was observed: not the mean of the rows above."
    for line in lines:
        for cells in (line.cells, *line.beside.values()):
            words |= cells.words
    if any("SD" in (line.across, *line.beside) for line in lines):
        words["SD"] = SD_MEANING
    for word, meaning in words.items():
        yield paragraph(f"{word}: {meaning[0].lower()}{meaning[1:]}", width, "", INDENT)


def _is_some(cell: object) -> bool:
    return isinstance(cell, int) and cell > 0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
