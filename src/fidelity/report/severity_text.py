"""Severity on a page of plain text: a block a score, a line a rater, in the order of their codes and never of size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fidelity.evaluation.severity_columns import FEWEST, WHY_NO_INTERVAL, WHY_NO_SEVERITY
from fidelity.plan.words import counted
from fidelity.report.grid import grid, paragraph
from fidelity.report.page_parts import INDENT, NONE, Row, closing, groups_of, legend, number, opening
from fidelity.report.tidy.preface import Preface, measure_named
from fidelity.report.tidy.table import Table

_SAID = {
    "higher": "rates higher",
    "lower": "rates lower",
    "not_told_apart": "no difference shown",
    "too_few": "too few to say",
    "": "",
}
_LEGEND = {
    "shared": "visits that the rater and another one rated; only these count here.",
    "severity": "by how much the rater rates the same visits higher (+) or lower (-) than the raters of the set do on "
    "average. Who saw better practice does not matter.",
    "mean, adjusted": "the mean that the rater gave on the shared visits, and what the raters of the set would have "
    "given them on average: the mean less the severity.",
    "no difference shown": "the interval holds 0. That is not to say that there is none.",
    "too few to say": f"fewer than {FEWEST} shared visits, or no interval.",
}
_SETS = (
    "raters of different sets share no visit, directly or through others, so that they cannot be compared. A visit "
    "that two of them rate together joins their sets."
)
_ADVICE = (
    "These are no grades: a difference is a reason to look at visits together and talk about the anchors. One interval "
    "in twenty misses 0 by chance, so with many raters some will. The table stands in the order of codes, on purpose."
)


def severity_text(table: Table, preface: Preface, width: int = 80, most: int = 200) -> str:
    """Severity as a page.

    Args:
        table: The figures.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many lines the page stops, saying so.
    """
    blocks, n_left, shown = [opening(preface, width)], most, list[Row]()
    for caption, rows in groups_of(table):
        for (kind, name), of in groupby(rows, lambda row: (row["kind"], row["measure"])):
            held = [*of]
            if n_left > 0:
                measure = measure_named(preface, str(kind), str(name))
                heading = f"{measure.title} ({kind} {name})" if measure.title else f"{kind} {name}"
                blocks.append(_block(heading + (f"; {caption}" if caption else ""), held[:n_left], width))
                shown += held[:n_left]
            n_left -= len(held)
    if not shown:
        blocks.append("There is nothing to show: no observer's rating of a visit was found.")
    if n_left < 0:
        blocks.append(f"{counted(-n_left, 'more line')}: `--format csv` shows them all.")
    if shown:
        blocks += [legend(_words(shown), width), paragraph(_ADVICE, width)]
    return "\n\n".join(filter(None, [*blocks, closing(preface, width)]))


def _block(heading: str, rows: Sequence[Row], width: int) -> str:
    level = next((float(str(row["level"])) for row in rows if row["level"] == row["level"]), 0.95)
    head = ["rater", "set", "shared", "mean", "severity", f"{100 * level:g} % interval", "adjusted", "remark"]
    lines = [_line(row) for row in rows]
    keep = [place for place in range(len(head)) if place != 1 or len({row["set"] for row in rows}) > 1]
    right = [new for new, old in enumerate(keep) if old in (1, 2, 3, 4, 6)]
    made = grid(
        [head[place] for place in keep], [[line[place] for place in keep] for line in lines], right, width, INDENT, 1
    )
    return f"{paragraph(heading, width)}\n{made}"


def _line(row: Row) -> list[str]:
    none = bool(row["why_no_severity"])
    interval = NONE if row["why_no_interval"] or none else f"{_signed(row['low'])} to {_signed(row['high'])}"
    return [
        str(row["rater"]),
        NONE if none else str(row["set"]),
        str(row["n_shared"]),
        number(row["mean"]),
        NONE if none else _signed(row["severity"]),
        interval,
        number(row["adjusted_mean"]),
        "shares no visit" if none else _SAID[str(row["verdict"])],
    ]


def _signed(value: object) -> str:
    text = number(value)
    return text if text.startswith("-") or float(text) == 0 else f"+{text}"


def _words(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    said = {_SAID[str(row["verdict"])] for row in rows}
    for word, meaning in _LEGEND.items():
        if word not in _SAID.values() or word in said:
            yield word, meaning
    if len({row["set"] for row in rows}) > 1:
        yield "set", _SETS
    if any(row["why_no_severity"] for row in rows):
        yield "shares no visit", _lower(WHY_NO_SEVERITY["shares_nobody"])
    for why in dict.fromkeys(str(row["why_no_interval"]) for row in rows if row["why_no_interval"]):
        yield f"{NONE} for an interval", _lower(WHY_NO_INTERVAL[why])


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
