"""What became of forms that were handed in, as a table and as plain data; and the scores of those that came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fidelity.handins.collecting import Became, Taken
from fidelity.plan.plan import Plan
from fidelity.plan.result import SENTENCES, Result
from fidelity.report.grid import grid
from fidelity.report.outcome import value_text
from fidelity.report.problems import as_json

COLUMNS = ("file", "where", "visit", "rater", "became", "record")
"""The columns of the list."""
_SHOWN = 8


def taken_cells(taken: Taken) -> list[str]:
    """One hand-in, as a row of the list."""
    found = taken.observation
    who = (found.visit, found.rater) if found else ("", "")
    record = found.id if found else ""
    return [taken.source, taken.where, *who, taken.became.value, record]


def collected_text(taken: Sequence[Taken], width: int, most: int) -> str:
    """The list for people: what somebody has to look at first, and no more rows than asked for.

    Args:
        taken: The hand-ins.
        width: How wide the page is.
        most: How many rows are shown.
    """
    order = [Became.REFUSED, Became.CLASH, Became.ERASED, Became.STORED, Became.KNOWN, Became.PASSED]
    shown = sorted(taken, key=lambda each: order.index(each.became))[:most]
    rows = [[*cells[:-1], cells[-1][:_SHOWN]] for cells in map(taken_cells, shown)]
    kept = [place for place, name in enumerate(COLUMNS) if name != "where" or any(row[place] for row in rows)]
    table = grid([COLUMNS[place] for place in kept], [[row[place] for place in kept] for row in rows], width=width)
    left = len(taken) - len(shown)
    return f"{table}\n… and {left:,} more; `--format csv` lists all" if left else table


def collected_json(taken: Iterable[Taken], scores: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The list as plain data, each hand-in with its problems, its remarks and its scores.

    Args:
        taken: The hand-ins.
        scores: The scores of those that came in, by record.
    """
    return {"format": 1, "handins": [_plain(each, scores) for each in taken]}


def counted(taken: Iterable[Taken]) -> str:
    """How many came to what, in words: ``3 stored, 1 refused``."""
    n = Counter(each.became for each in taken)
    return ", ".join(f"{n[became]:,} {became.value}" for became in Became if n[became])


def scores_rows(taken: Taken, plan: Plan, results: Mapping[str, Result]) -> Iterator[list[str]]:
    """The scores of one observation that came in: visit, rater, score, value or reason, how many are missing.

    Args:
        taken: The hand-in, which is an observation.
        plan: The plan that scored it.
        results: Its scores.
    """
    found = taken.observation
    for score in plan.checklist.scores:
        result = results[score.id]
        value = value_text(plan, score.id, result)
        if result.reason:
            value = f"no score: {SENTENCES[result.reason]}"
        yield [found.visit if found else "", found.rater if found else "", score.name, value, str(result.n_missing)]


def scores_json(plan: Plan, results: Mapping[str, Result]) -> dict[str, object]:
    """The same as plain data, by score: as it is shown, or why there is none, and how many are missing.

    Args:
        plan: The plan that scored it.
        results: Its scores.
    """
    return {
        score.id: {
            "shown": value_text(plan, score.id, result) if result.value is not None else "",
            "reason": result.reason.value if result.reason else None,
            "n_missing": result.n_missing,
        }
        for score in plan.checklist.scores
        for result in (results[score.id],)
    }


def scores_table(rows: Sequence[Sequence[str]], width: int) -> str:
    """The scores of what came in, as a table.

    Args:
        rows: What `scores_rows` gave.
        width: How wide the page is.
    """
    return grid(("visit", "rater", "score", "value", "missing"), rows, (4,), width)


def _plain(taken: Taken, scores: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    cells: dict[str, object] = dict(zip(COLUMNS, taken_cells(taken), strict=True))
    told = as_json((*taken.problems, *taken.remarks))
    return {**cells, "problems": told["problems"], "scores": scores.get(str(cells["record"]))}
