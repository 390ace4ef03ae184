"""Agreement on a page of plain text: a line a thing, or a line a group; what the columns mean stands below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from fidelity.evaluation.agreement_asked import STATISTICS
from fidelity.evaluation.agreement_columns import ALWAYS, METHOD_WORDS
from fidelity.plan.words import counted
from fidelity.report.agreement_table import comparison_words
from fidelity.report.agreement_table_words import MEANINGS, MINUS, NO_BREAK, SHARES, WHETHER, figure, head_of, remarks
from fidelity.report.agreement_words import NONE
from fidelity.report.estimate_words import spaced
from fidelity.report.grid import grid, paragraph
from fidelity.report.scores_table import provenance_words
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table

Row = Mapping[str, object]
INDENT = "  "
ALL = "(all)"
HEADINGS = {
    "item": "Items",
    "raw": "Items that hold raw numbers",
    "score": "Scores",
    "criterion": "Criteria",
    "component": "Components, the items of each together",
    "all": "All items together",
}
VERDICTS = {"yes": "yes", "no": "no", "cannot_tell": "open"}
_TARGET = "goal"


@attrs.frozen
class Line:
    """A line of the page.

    Attributes:
        names: What it is of: the thing or the group, or two raters.
        rows: The figures, by statistic.
    """

    names: tuple[str, ...]
    rows: Mapping[str, Row]

    @property
    def any_(self) -> Row:
        """The row that says most of how many there are."""
        return next(iter(self.rows.values()))


def agreement_text(table: Table, preface: Preface, width: int = 80, most: int = 200) -> str:
    """Agreement as a page.

    Args:
        table: The figures.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many lines the page stops, saying so.
    """
    rows = [{str(name): cell for name, cell in row.items()} for row in table.frame.to_dict("records")]
    keys = [key for key in table.keys if key not in ALWAYS]
    blocks = [paragraph(preface.title, width), _said(preface, width)]
    shown: list[Row] = []
    n_lines = n_shown = 0
    for part, of in _parts(rows).items():
        for heading, heads, lines in _tables(part[-1], of, keys):
            # It stops at the end of a table; the first one is cut, where it is too long by itself.
            if (n_lines == n_shown and n_shown + len(lines) <= most) or not n_shown:
                kept = lines[:most]
                shown += [row for line in kept for row in line.rows.values()]
                blocks.append(_table(_heading(part, heading, rows), heads, kept, width))
                n_shown += len(kept)
            n_lines += len(lines)
    if not rows:
        blocks.append("There is nothing to show: no visit was rated by two who can be compared.")
    if n_lines > n_shown:
        blocks.append(f"{n_lines - n_shown:,} more of {counted(n_lines, 'line')}: `--out FILE` has them all.")
    blocks.append(_legend(shown, preface.level, width))
    blocks.append("\n".join(provenance_words(each, width) for each in preface.editions))
    return "\n\n".join(filter(None, blocks))


def _said(preface: Preface, width: int) -> str:
    read = f"Read: {counted(preface.n_files, 'file')}" if preface.n_files else ""
    if preface.n_records is not None:
        read += f"{' with ' if read else 'Read: '}{counted(preface.n_records, 'record')}"
    said = [f"{read}." if read else "", preface.one_record, *preface.suppression]
    said += [f"Note: {note}" for note in preface.notes]
    return "\n".join(paragraph(each, width, "", INDENT) for each in said if each)


def _parts(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Rows by what is never shown in one table; each two raters come after all raters together."""
    found: dict[tuple[str, ...], list[Row]] = {}
    raw = {row["measure"] for row in rows if row["of"] == "item" and row["weights"] == "interval_metric"}
    for row in rows:
        of = "raw" if row["of"] == "item" and row["measure"] in raw else str(row["of"])
        part = (*(str(row[name]) for name in (*ALWAYS, "comparison")), "pairs" if row["first"] else "", of)
        found.setdefault(part, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: bool(pair[0][3])))


def _heading(part: tuple[str, ...], heading: str, rows: Sequence[Row]) -> str:
    """What a table is of, with whatever is not the same on the whole page."""
    version, profile, comparison, *_ = part
    said = [heading]
    if len({row["version"] for row in rows}) > 1:
        said.append(f"version {version}")
    if len({row["profile"] for row in rows}) > 1:
        said.append(f"profile {profile}" if profile else "as published")
    said.append(comparison_words(comparison))
    return ", ".join(said)


def _tables(of: str, rows: Sequence[Row], keys: Sequence[str]) -> Iterator[tuple[str, list[str], list[Line]]]:
    """The tables of one part, each with the headings of its first columns: one of all things, or one for each."""
    is_pairs = bool(rows[0]["first"])
    if is_pairs and of == "item":
        # Of each two raters a page shows all items together; the table has each.
        return
    names = [*keys, *(["first", "second"] if is_pairs else [])]
    heading = f"{HEADINGS[of]}, each two raters" if is_pairs else HEADINGS[of]
    heads = [*map(spaced, keys), *(["one rater", "other"] if is_pairs else [])]
    if of == "all" and names:
        yield heading, heads, [_line(tuple(group), of_group) for group, of_group in _by_groups(rows, names)]
        return
    lines = []
    for measure, part in _by(rows, ("measure",)):
        for place, (group, of_group) in enumerate(_by_groups(part, names)):
            # What a thing is called stands in its first row.
            lines.append(_line((spaced(str(measure)) if place == 0 else "", *group), of_group))
    yield heading, ["", *heads], lines


def _by(rows: Sequence[Row], names: Sequence[str]) -> Iterator[tuple[object, list[Row]]]:
    """Rows by some columns, in the order in which these first occur."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return ((key[0] if len(key) == 1 else key, of) for key, of in found.items())


def _by_groups(rows: Sequence[Row], names: Sequence[str]) -> Iterator[tuple[list[str], list[Row]]]:
    """Rows by group; a total says so where it is taken over a column."""
    for _, of in _by(rows, ("grouped_by", *names)):
        grouped = str(of[0]["grouped_by"]).split(", ")
        yield [str(of[0][name]) if name in ("first", "second", *grouped) else ALL for name in names], of


def _line(names: tuple[str, ...], rows: Sequence[Row]) -> Line:
    return Line(names, {str(row["statistic"]): row for row in rows})


def _table(heading: str, heads: Sequence[str], lines: Sequence[Line], width: int) -> str:
    """A table with its remarks below, each under a letter."""
    n_names = len(heads)
    columns = [(head, [line.names[place] for line in lines]) for place, head in enumerate(heads)]
    columns.append(("n", [_count(line) for line in lines]))
    for statistics in _columns(lines):
        columns.append((head_of(statistics), [_cell(line, statistics) for line in lines]))
    columns.append((_TARGET, [_reached(line) for line in lines]))
    letters: dict[str, str] = {}
    notes = []
    for line in lines:
        said = dict.fromkeys(remarks(line.rows.values()))
        notes.append(" ".join(sorted(letters.setdefault(text, chr(ord("a") + len(letters))) for text in said)))
    columns.append(("", notes))
    kept = [(head, cells) for place, (head, cells) in enumerate(columns) if place <= n_names or any(cells)]
    right = [place for place, (head, _) in enumerate(kept) if head in ("n", "exact", "near")]
    table = grid(
        [head for head, _ in kept], [*zip(*(cells for _, cells in kept), strict=True)], right, width, INDENT, n_names
    )
    table = table.replace(NO_BREAK, " ").replace(MINUS, "-")
    feet = [paragraph(f"{letter}  {text}.", width, INDENT, "   ") for text, letter in letters.items()]
    return "\n".join([paragraph(f"{heading[:1].upper()}{heading[1:]}", width), table, *feet])


def _columns(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """The statistics in their order; AC1 and AC2 share a column, since each thing has one of them."""
    there = [name for name in STATISTICS if name != WHETHER and any(name in line.rows for line in lines)]
    both = {"ac1", "ac2"} <= {*there} and not any({"ac1", "ac2"} <= {*line.rows} for line in lines)
    for name in there:
        if not (both and name == "ac2"):
            yield ("ac1", "ac2") if both and name == "ac1" else (name,)


def _count(line: Line) -> str:
    n = [row["n_visits"] for name, row in line.rows.items() if name != WHETHER]
    known = [int(str(each)) for each in n if str(each) not in ("<NA>", "nan", "None")]
    return str(max(known)) if known else NONE


def _cell(line: Line, statistics: Sequence[str]) -> str:
    row = next((line.rows[name] for name in statistics if name in line.rows), None)
    return "" if row is None else figure(row)


def _reached(line: Line) -> str:
    return next((VERDICTS[str(row["reached"])] for row in line.rows.values() if row["reached"]), "")


def _legend(rows: Sequence[Row], level: float, width: int) -> str:
    """What the columns mean that stand on the page."""
    if not rows:
        return ""
    said = {"n": "visits that were rated by two or more; of several items together, each item of a visit counts."}
    there = {str(row["statistic"]) for row in rows}
    said |= {head_of([name]): MEANINGS[name] for name in STATISTICS if name in there and name in MEANINGS}
    said["[ ]"] = f"where the true value lies in {level * 100:g} of 100 such samples. Trust the lower end."
    goals = sorted({float(str(row["at_least"])) for row in rows if row["reached"]})
    if goals:
        said[_TARGET] = (
            f"whether it is {' or '.join(f'{goal:g}' for goal in goals)} at least, as the checklist asks: yes or no "
            "where the whole interval says so; open where more visits must be rated twice to tell."
        )
    said |= _made(rows)
    return "\n".join(paragraph(f"{head}: {text}", width, "", INDENT) for head, text in said.items())


def _made(rows: Sequence[Row]) -> dict[str, str]:
    """By which conventions the figures on the page were made, where packages differ."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["method"] and row["statistic"] not in SHARES:
            heads = found.setdefault(METHOD_WORDS[str(row["method"])], [])
            heads += [head for head in [head_of([str(row["statistic"])])] if head not in heads]
    made = {f"{', '.join(heads)}, how made": f"{words}." for words, heads in found.items()}
    if any(row["weights"] == "ordinal_metric" for row in rows):
        made["alpha"] = f"{MEANINGS['alpha']} By Krippendorff's ordinal metric, which is not ordinal weights."
    return made
