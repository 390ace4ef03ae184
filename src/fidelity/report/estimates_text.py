"""Estimates on a page of plain text: a block a measure, a table a statistic, a row a group, the totals last.

Groups stand in the order of their names and never in that of their values: a list of services is not a league table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from fidelity.model.number import plain
from fidelity.plan.words import counted, listed
from fidelity.report.estimate_cells import HIDDEN, cells_of
from fidelity.report.estimate_order import grouped_by, in_order
from fidelity.report.estimate_words import NO_VALUE, SESSIONS, SOURCE_CAPTIONS, plural, spaced, statistic
from fidelity.report.estimates_grid import INDENT, OBSERVATIONS, Cell, Line, estimates_grid, is_spread, spread_grid
from fidelity.report.grid import paragraph
from fidelity.report.scores_table import provenance_words
from fidelity.report.tidy.preface import Measure, Preface, measure_named
from fidelity.report.tidy.table import Table
from fidelity.tally.estimates import ALWAYS

ALL = "(all)"
"""What stands in the column of a group that a total is taken over."""
NOT_SAID = "(not said)"
"""What stands there for those of whom nothing says to which group they belong."""
EMPTY = {"version": "not said", "profile": "as published", "source": "not said"}
"""What an empty cell means in a column that is never pooled unless somebody asks for it."""


def estimates_text(table: Table, preface: Preface, width: int = 80, most: int = 200) -> str:
    """Estimates as a page.

    Args:
        table: The estimates.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many rows the page stops, saying so.
    """
    varying = [key for key in table.keys if len(table.frame[key].cat.categories) > 1]
    order = [(each.kind, each.id) for each in preface.measures]
    lines = []
    for held in in_order(table, order, preface.unit).head(most).to_dict("records"):
        row = {str(name): cell for name, cell in held.items()}
        lines.append(Line(row, cells_of(row, measure_named(preface, row["kind"], row["measure"]))))
    blocks = [_head(table, preface, varying, width)]
    for (kind, name), of in groupby(lines, lambda line: (line.row["kind"], line.row["measure"])):
        blocks.append(_block(measure_named(preface, kind, name), list(of), varying, width))
    if not lines:
        blocks.append("There is nothing to show: no observation was found, and none was expected.")
    n_left = len(table.frame) - len(lines)
    if n_left:
        blocks.append(f"{counted(n_left, 'more row')}: `--format csv` shows them all.")
    blocks.append("\n".join(_legend(lines, varying, width)))
    blocks.append("\n".join(provenance_words(each, width) for each in preface.editions))
    return "\n\n".join(filter(None, blocks))


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


def _block(measure: Measure, lines: Sequence[Line], varying: Sequence[str], width: int) -> str:
    """All figures of one measure."""
    name = f"{measure.title} ({measure.kind} {measure.id})" if measure.title else f"{measure.kind} {measure.id}"
    about = _about(measure)
    first = [paragraph(name, width), *([paragraph(about, width, INDENT)] if about else [])]
    keys = [key for key in varying if key not in ALWAYS]
    apart = [key for key in varying if key in ALWAYS]
    parts = _of_groups(lines, keys, apart, width) if keys else _of_statistics(lines, apart, width)
    return "\n\n".join(["\n".join(first), *parts])


def _about(measure: Measure) -> str:
    span = ""
    if measure.lowest is not None and measure.highest is not None:
        span = f"{plain(measure.lowest)} to {plain(measure.highest)} {measure.unit}".strip()
    said = "; ".join(filter(None, (measure.rule, span)))
    return f"{_capital(said)}." if said else ""


def _of_groups(lines: Sequence[Line], keys: Sequence[str], apart: Sequence[str], width: int) -> Iterator[str]:
    """A table for each statistic, and for each part that is kept apart: a row a group."""
    for statistics, of in groupby(lines, _statistics):
        for caption, part in _apart(of, apart).items():
            unit = part[0].row["unit"]
            said_already = unit in SESSIONS and all(_is_of_all(line) for line in part)
            columns: list[Cell] = [(spaced(key), _group(key)) for key in keys]
            columns += [] if said_already else [("n", lambda line: line.cells.n)]
            heading = ", ".join(filter(None, (statistics, caption)))
            if all(line.cells.remark == NO_VALUE[HIDDEN] for line in part):
                yield paragraph(f"{_capital(heading)}: hidden in every group.", width, INDENT)
                continue
            heading += "" if said_already else f" (n: {plural(unit)})"
            table = spread_grid if is_spread(part[0]) else estimates_grid
            yield table(_capital(heading), part, [*columns, OBSERVATIONS], len(keys), width)


def _statistics(line: Line) -> str:
    """What the table is called that a line is in: after its statistic, or after the units whose spread it tells of."""
    words = statistic(line.row["statistic"]).words
    return f"spread of the {words.partition(' of the ')[2]}" if is_spread(line) else words


def _is_of_all(line: Line) -> bool:
    return line.cells.n in ("", line.cells.observations.partition(" ")[0])


def _of_statistics(lines: Sequence[Line], apart: Sequence[str], width: int) -> Iterator[str]:
    """A table for each part that is kept apart: a row a statistic, under its full name."""
    for caption, part in _apart(lines, apart).items():
        columns: list[Cell] = [
            ("statistic", lambda line: statistic(line.row["statistic"]).words),
            ("n", lambda line: counted(int(line.cells.n), line.row["unit"]) if line.cells.n else ""),
        ]
        made = list(dict.fromkeys(line.cells.observations for line in part))
        if len(made) == 1:
            caption = "; ".join(filter(None, (caption, _observations(made[0]))))
        else:
            columns.append(OBSERVATIONS)
        yield estimates_grid(_capital(caption), part, columns, 1, width)


def _observations(made: str) -> str:
    """What all rows rest on: ``82 of 150 planned observations``."""
    return f"{made} {'planned ' if ' of ' in made else ''}observation{'' if made in ('1', '') else 's'}" if made else ""


def _apart(lines: Iterable[Line], apart: Sequence[str]) -> dict[str, list[Line]]:
    """The parts that are kept apart, each with its rows."""
    parts: dict[str, list[Line]] = {}
    for line in lines:
        parts.setdefault(_caption(line, apart), []).append(line)
    return parts


def _caption(line: Line, apart: Sequence[str]) -> str:
    """Which of the parts that are kept apart a row belongs to."""
    said = []
    for key in apart:
        text = line.row[key]
        said.append(SOURCE_CAPTIONS.get(text, text) if key == "source" and text else f"{key} {text or EMPTY[key]}")
    return ", ".join(said)


def _group(key: str) -> Callable[[Line], str]:
    return lambda line: ALL if _is_total(line, key) else line.row[key] or NOT_SAID


def _is_total(line: Line, key: str) -> bool:
    return key not in ALWAYS and key not in grouped_by(line.row["grouped_by"])


def _legend(lines: Sequence[Line], varying: Sequence[str], width: int) -> Iterator[str]:
    """What the words in the tables mean, those that stand there."""
    words: dict[str, str] = {}
    if any(key not in ALWAYS for key in varying) and any(line.cells.observations for line in lines):
        planned = any(" of " in line.cells.observations for line in lines)
        words["obs."] = f"Observations that were made{', of those that were planned' if planned else ''}."
    if any(_is_total(line, key) for line in lines for key in varying):
        words[ALL] = "All groups together, taken anew from what was observed: not the mean of the rows above."
    for line in lines:
        words |= line.cells.words
    for word, meaning in words.items():
        yield paragraph(f"{word}: {meaning[0].lower()}{meaning[1:]}", width, "", INDENT)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
