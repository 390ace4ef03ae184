"""Items on a page of plain text, for those who develop a checklist: a line an item, a block a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fidelity.evaluation.item_columns import (
    AT_END,
    BETTER_WITHOUT,
    CAUTIONS,
    DEPENDENT,
    LEAST_WITH_REST,
    MOST_AT_END,
    RUNS_ITS_OWN_WAY,
    SHARES,
    WHY_NO_INTERVAL,
    WHY_NO_VALUE,
)
from fidelity.model.status import Status
from fidelity.plan.words import counted
from fidelity.report.grid import grid, paragraph
from fidelity.report.page_parts import INDENT, Row, closing, groups_of, legend, number, opening, share
from fidelity.report.tidy.preface import Preface, measure_named
from fidelity.report.tidy.table import Table

FLAG = " !"
_OWN_FLAGS = (AT_END, RUNS_ITS_OWN_WAY, BETTER_WITHOUT)
_SHORT = {Status.NOT_APPLICABLE: "n/a", Status.NOT_OBSERVED: "unseen", Status.NO_OPPORTUNITY: "no chance"}
_LEGEND = {
    "n": "in how many visits the item was rated.",
    "n/a": "not applicable.",
    "unseen": "the rater did not see that part.",
    "no chance": "the occasion for it did not arise.",
    "SD": "standard deviation, how far ratings lie from their mean; near 0 the item tells nobody apart.",
    "difficulty": "the mean, on the way from the lowest (0 %) to the highest points (100 %); a low share is hard.",
    "floor, ceiling": "the share of ratings with the lowest and the highest points; ! marks more than "
    f"{int(100 * MOST_AT_END)} %. On a scale of few points more than that is usual, and at the "
    "ceiling an item may still ask for what matters.",
}
_TOGETHER = {
    "alpha": "how well the sum of these items stands for the sum of any others like them, 1 at best.",
    "omega": "the share of the differences in that sum that comes from one thing common to all items.",
    "with the rest": "the correlation of the item with the sum of the others; ! marks less than "
    f"{LEAST_WITH_REST}, where the item runs its own way.",
    "alpha without": "alpha if the item were left out; ! marks where that would be higher.",
}
_ADVICE = (
    "Items that are separate duties, done or not done, need not go together: a low alpha is then no fault. "
    "Keep an item for what it asks, not for what it adds to alpha."
)


def items_text(table: Table, preface: Preface, width: int = 80, most: int = 200) -> str:
    """Items as a page.

    Args:
        table: The figures.
        preface: What must be known of them.
        width: How wide the page is, in characters.
        most: After how many items the page stops, saying so.
    """
    blocks, n_left, n_more, together = [opening(preface, width)], most, 0, False
    for caption, rows in groups_of(table):
        if n_left <= 0:
            n_more += 1
            continue
        made = [*_group(caption, rows, preface, width)]
        blocks += made
        together |= len(made) > 1
        n_left -= len({row["item"] for row in rows})
    if len(blocks) == 1:
        blocks.append("There is nothing to show: no record was found.")
    if n_more:
        blocks.append(f"{counted(n_more, 'more group')}: `--format csv` shows them all.")
    words = {word: said for word, said in _LEGEND.items() if word not in _SHORT.values() or _occurs(word, table)}
    blocks.append(legend({**words, **(_TOGETHER if together else {})}.items(), width))
    blocks += [paragraph(_ADVICE, width)] if together else []
    return "\n\n".join(filter(None, [*blocks, closing(preface, width)]))


def _occurs(word: str, table: Table) -> bool:
    status = next(status for status, short in _SHORT.items() if short == word)
    frame = table.frame[table.frame["statistic"] == SHARES[status]]
    return bool((frame["value"] > 0).any())


def _group(caption: str, rows: Sequence[Row], preface: Preface, width: int) -> Iterator[str]:
    """Everything of one group."""
    own = [row for row in rows if not row["within"]]
    people = rows[0]["n_practitioners"]
    of = f" of {counted(int(str(people)), 'practitioner')}" if str(people).isdigit() else ""
    heading = f"Each item by itself: {counted(int(str(rows[0]['n_visits'])), 'visit')}{of}"
    heading += f"; {caption}" if caption else ""
    yield f"{paragraph(heading, width)}\n{_each(own, width)}"
    for score in dict.fromkeys(str(row["within"]) for row in rows if row["within"]):
        yield _together(score, [row for row in rows if row["within"] == score], preface, width)


def _by_item(rows: Sequence[Row]) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(str(row["item"]), {})[str(row["statistic"])] = row
    return found


def _each(rows: Sequence[Row], width: int) -> str:
    """A line an item: what became of it, and where its ratings lie."""
    of = _by_item(rows)
    kinds = [
        status
        for status in SHARES
        if status is not Status.RATED
        and any(float(str(each[SHARES[status]]["value"])) > 0 for each in of.values() if SHARES[status] in each)
    ]
    head = ["item", "n", *(_SHORT.get(status, status.value.replace("_", " ")) for status in kinds)]
    head += ["mean", "SD", "difficulty", "floor", "ceiling"]
    lines = [
        [
            item,
            str(each["mean"]["n"]),
            *(share(each[SHARES[status]]["value"]) if SHARES[status] in each else "" for status in kinds),
            *(number(each[name]["value"]) for name in ("mean", "sd")),
            *(_flagged(each[name], share(each[name]["value"])) for name in ("difficulty", "floor", "ceiling")),
        ]
        for item, each in of.items()
    ]
    return grid(head, lines, range(1, len(head)), width, INDENT, 1)


def _together(score: str, rows: Sequence[Row], preface: Preface, width: int) -> str:
    """How the items of a score go together."""
    measure = measure_named(preface, "score", score)
    of = _by_item(rows)
    whole = of.pop("")
    heading = f"Together in the score {measure.title + f' ({score})' if measure.title else score}"
    said = [
        f"{heading}: {counted(len(of), 'item')}, {counted(int(str(rows[0]['n'])), 'visit')} with all of them rated",
        _coefficient("Cronbach's alpha", whole["alpha"]),
        _coefficient("omega", whole["omega"]),
    ]
    cautions = [code for name in whole for code in str(whole[name]["cautions"]).split(", ") if code]
    # That visits are not independent is said above, once.
    said += [f"Careful: {CAUTIONS[code]}" for code in dict.fromkeys(cautions) if code != DEPENDENT]
    lines = [
        [
            item,
            _flagged(each["item_rest"], number(each["item_rest"]["value"])),
            _flagged(each["alpha_without"], number(each["alpha_without"]["value"])),
            "; ".join(dict.fromkeys(_why(row) for row in each.values() if row["why_no_value"])),
        ]
        for item, each in of.items()
    ]
    head = ["item", "with the rest", "alpha without", "remark"]
    kept = head if any(line[3] for line in lines) else head[:3]
    table = grid(kept, [line[: len(kept)] for line in lines], (1, 2), width, INDENT, 1)
    first, *others = (paragraph(each, width, INDENT if place else "", INDENT) for place, each in enumerate(said))
    return "\n".join([first, *others, table])


def _coefficient(name: str, row: Mapping[str, object]) -> str:
    if row["why_no_value"]:
        return f"{name}: none. {_why(row)}"
    said = f"{name}: {number(row['value'])}"
    if row["why_no_interval"] == "none_defined":
        return said
    if row["why_no_interval"]:
        why = WHY_NO_INTERVAL[str(row["why_no_interval"])]
        return f"{said} (no interval: {why[0].lower()}{why[1:].rstrip('.')})"
    level = f"{100 * float(str(row['level'])):g} %"
    return f"{said} ({level} interval {number(row['low'])} to {number(row['high'])})"


def _why(row: Mapping[str, object]) -> str:
    return WHY_NO_VALUE[str(row["why_no_value"])]


def _flagged(row: Mapping[str, object], text: str) -> str:
    # Those without a flag keep its room, so that the digits stand below each other.
    return text + (FLAG if str(row["cautions"]) in _OWN_FLAGS else "  ")
