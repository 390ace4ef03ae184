"""Generalizability on a page of plain text: what the records are, where differences come from, and what is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from fidelity.evaluation.generalize_columns import CAUTIONS, ITEMS, WHAT, WHY_NO_VALUE
from fidelity.evaluation.study_designs import CROSSED, OWN_RATERS, RATERS, RATERS_OF_ONE, SESSIONS, WITHOUT_ITEMS
from fidelity.plan.words import counted
from fidelity.report.estimate_words import spaced
from fidelity.report.grid import grid, paragraph
from fidelity.report.page_parts import INDENT, Row, closing, groups_of, legend, number, opening, share
from fidelity.report.tidy.preface import Preface, measure_named
from fidelity.report.tidy.table import Table

MARK = " *"
SHOWN = 3
"""How many of the cheapest plans are named."""
_DESIGNS = {
    CROSSED: "practitioners were seen several times, and raters rate sessions of several practitioners",
    OWN_RATERS: "practitioners were seen several times, each of them rated by raters of their own",
    SESSIONS: "practitioners were seen several times, and each session was rated once",
    RATERS: "practitioners were seen once each, and raters rate several of them",
    RATERS_OF_ONE: "practitioners were seen once each, by raters who rated nobody else",
    "": "practitioners were seen once each, and each session was rated once",
}
_LEGEND = {
    "component": "how much of the differences between single ratings comes from one source, in squared points "
    "(statisticians call it a variance component). Only differences between practitioners are what one looks for; "
    "the others are noise, which more sessions, raters and items average out.",
    "relative": "how well a practitioner's mean tells practitioners apart who had the same raters, 0 to 1 (the "
    "generalizability coefficient, E rho²).",
    "absolute": "how well it tells the practitioner's own level, such as against a cut-off, where a strict rater is an "
    "error too (the index of dependability, Phi).",
}
_ADVICE = (
    "A plan is about one more study of the same kind: the same sort of practitioners, sessions and raters. Components "
    "are estimates, so leave a reserve."
)


def generalize_text(table: Table, preface: Preface, width: int = 80, most: int = 200, target: float = 0.8) -> str:
    """Generalizability as a page.

    Args:
        table: The figures.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many scores the page stops, saying so.
        target: The coefficient that is wanted of plans.
    """
    blocks, shown, n_left, said = [opening(preface, width)], 0, 0, False
    for caption, rows in groups_of(table):
        for name, of in groupby(rows, lambda row: row["measure"]):
            if shown >= most:
                n_left += 1
                continue
            held, shown = [*of], shown + 1
            measure = measure_named(preface, "score", str(name))
            heading = f"{measure.title} (score {name})" if measure.title else f"Score {name}"
            heading += f"; {caption}" if caption else ""
            blocks.append("\n\n".join(_score(heading, held, target, width)))
            said |= held[0]["part"] == "component" and not held[0]["why_no_value"]
    if not shown:
        blocks.append("There is nothing to show: the checklist has no score.")
    if n_left:
        blocks.append(f"{counted(n_left, 'more score')}: `--format csv` shows them all.")
    if said:
        blocks += [legend(_LEGEND.items(), width), paragraph(_ADVICE, width)]
    return "\n\n".join(filter(None, [*blocks, closing(preface, width)]))


def page_for(target: float) -> partial[str]:
    """The page of plans that are to reach a target.

    Args:
        target: The coefficient that is wanted.
    """
    return partial(generalize_text, target=target)


def _score(heading: str, rows: Sequence[Row], target: float, width: int) -> Iterator[str]:
    """Everything of one score."""
    first = rows[0]
    lines = [paragraph(heading, width)]
    if _is_there(first["n_practitioners"]):
        lines.append(paragraph(_of(_found(first), first), width, INDENT))
    cautions = [code for code in str(first["cautions"]).split(", ") if code]
    lines += [paragraph(f"- {_of(CAUTIONS[code], first)}", width, INDENT, INDENT) for code in cautions]
    yield "\n".join(lines)
    if first["why_no_value"]:
        yield paragraph(f"No figures: {_lower(_of(WHY_NO_VALUE[str(first['why_no_value'])], first))}", width, INDENT)
        return
    parts = {part: [*of] for part, of in groupby(rows, lambda row: str(row["part"]))}
    yield _components(parts["component"], width)
    yield _done(parts["done"], width)
    yield _plans(parts["plan"], target, width)


def _of(text: str, row: Row) -> str:
    """A text about practitioners as one about those who are meant."""
    return text.replace("practitioner", spaced(str(row["objects"])))


def _found(row: Row) -> str:
    """The design that the records have, in words."""
    sizes = (
        f"{counted(_whole(row['n_practitioners']), 'practitioner')}, {counted(_whole(row['n_visits']), 'session')}, "
        f"{_whole(row['n_rated_twice']) or 'none'} of them rated by two raters or more; "
        f"{counted(_whole(row['n_all_raters']), 'rater')}"
    )
    if _is_there(row["n_all_items"]) and row["items"]:
        sizes += f"; {counted(_whole(row['n_all_items']), 'item')}, taken for {ITEMS[str(row['items'])]}"
    if not row["design"]:
        return f"What the records are: {sizes}."
    design = str(row["design"])
    even = (
        "evenly, so estimated by analysis of variance"
        if row["is_balanced"] == "yes"
        else "unevenly, so estimated by REML"
    )
    return f"What the records are: {sizes}; {_DESIGNS[WITHOUT_ITEMS.get(design, design)]} ({design}), {even}."


def _components(rows: Sequence[Row], width: int) -> str:
    level = next((f"{100 * float(str(row['level'])):g} % interval" for row in rows if not row["why_no_interval"]), "")
    head = ["where single ratings differ from each other", "component", "share", level or "interval"]
    lines = [
        [_of(WHAT[str(row["what"])], row), number(row["value"], 3), share(row["share"]), _interval(row)] for row in rows
    ]
    return grid(head, lines, (1, 2, 3), width, INDENT, 1)


def _interval(row: Row) -> str:
    """From where to where a component may lie; in a word why there is no telling."""
    if row["why_no_interval"]:
        return "too few to say" if row["why_no_interval"] == "too_few_levels" else "none"
    return f"{number(row['low'], 3)} to {number(row['high'], 3)}"


def _done(rows: Sequence[Row], width: int) -> str:
    first = rows[0]
    typically = "" if first["is_balanced"] == "yes" else ", as is typical here"
    lines = [f"What was done, a mean over {_sizes(first)}{typically}:"]
    for row in rows:
        said = f"{row['what']} {number(row['value'])}" if not row["why_no_value"] else f"{row['what']}: none"
        if not row["why_no_interval"] and not row["why_no_value"]:
            level = f"{100 * float(str(row['level'])):g} %"
            said += f" ({level} interval {number(row['low'])} to {number(row['high'])})"
        elif row["why_no_interval"] == "too_few_levels":
            said += " (too few for an interval)"
        lines.append(INDENT + said)
    return "\n".join(
        paragraph(line, width, INDENT) if place == 0 else INDENT + line for place, line in enumerate(lines)
    )


def _sizes(row: Row) -> str:
    sessions = counted(_whole(row["n_sessions"]), "session") if _is_there(row["n_sessions"]) else ""
    raters = counted(_whole(row["n_raters"]), "rater") if _is_there(row["n_raters"]) else ""
    said = " with ".join(filter(None, (sessions, raters)))
    if not _is_there(row["n_items"]):
        return said or "one rating"
    items = counted(_whole(row["n_items"]), "item")
    return f"{said} and {items}" if said else items


def _plans(rows: Sequence[Row], target: float, width: int) -> str:
    """A line for each number of sessions, a column for each number of raters; then what is enough."""
    now = rows[0]["n_items"]
    held_now = [row for row in rows if row["n_items"] == now]
    sessions = list(dict.fromkeys(row["n_sessions"] for row in held_now))
    by_raters: dict[str, list[Row]] = {}
    for row in held_now:
        raters = counted(_whole(row["n_raters"]), "rater") if _is_there(row["n_raters"]) else "one rater each"
        by_raters.setdefault(raters, []).append(row)
    head = ["sessions", *by_raters]
    lines = [
        [
            str(number_of) if _is_there(number_of) else "one",
            *(_cell(held[place], target) for held in by_raters.values()),
        ]
        for place, number_of in enumerate(sessions)
    ]
    # More of what is enough already says nothing new.
    enough = [all(held[place]["reaches"] == "yes" for held in by_raters.values()) for place in range(len(sessions))]
    lines = lines[: max(enough.index(True) + 1, 3)] if any(enough) else lines
    items = f", with {counted(_whole(now), 'item')}" if _is_there(now) else ""
    said = f"How many are enough{items}, by the {rows[0]['what']} coefficient;{MARK} reaches {target:g}:"
    table = grid(head, lines, range(1, len(head)), width, INDENT, 1)
    return "\n".join([paragraph(said, width, INDENT), table, *_enough(rows, target, width)])


def _cell(row: Row, target: float) -> str:
    if row["why_no_value"]:
        return number(None) + "  "
    value, reaches = float(str(row["value"])), row["reaches"] == "yes"
    digits = 2
    # What falls short is never shown as what is wanted.
    while not reaches and round(value, digits) >= target and digits < 6:
        digits += 1
    return number(value, digits) + (MARK if reaches else "  ")


def _enough(rows: Sequence[Row], target: float, width: int) -> Iterator[str]:
    smallest = sorted((row for row in rows if row["smallest"] == "yes"), key=_price)
    if smallest:
        first, *others = smallest[:SHOWN]
        yield paragraph(f"Cheapest: {_plan(first)}.", width, INDENT, INDENT)
        if others:
            yield paragraph(f"Also: {'; '.join(map(_plan, others))}.", width, INDENT, INDENT)
        return
    values = [row for row in rows if not row["why_no_value"]]
    if not values or max(float(str(row["value"])) for row in values) == 0:
        said = "No number is enough: these records show no differences between practitioners that could be told apart."
        yield paragraph(_of(said, rows[0]), width, INDENT, INDENT)
        return
    best = max(values, key=lambda row: float(str(row["value"])))
    said = f"None of these reaches {target:g}; the best is {number(best['value'])}, of {_sizes(best)} each."
    yield paragraph(said, width, INDENT, INDENT)


def _price(row: Row) -> tuple[float, int]:
    return float(str(row["price"])), _whole(row["n_sessions"]) if _is_there(row["n_sessions"]) else 1


def _plan(row: Row) -> str:
    price = float(str(row["price"]))
    return f"{_sizes(row)} each ({number(row['value'])}; costs {price:.3g})"


def _is_there(cell: object) -> bool:
    return str(cell).isdigit()


def _whole(cell: object) -> int:
    return int(str(cell))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
