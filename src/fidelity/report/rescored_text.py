"""Rescored records on a page of plain text: what may be compared, what became of them, and both results of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fidelity.evaluation.comparability import Comparability, Statement
from fidelity.evaluation.crosswalk import Crossing, Fate
from fidelity.evaluation.moves import NO_BAND, NOT_ASKED, SAID, Moves, ValueMoves
from fidelity.evaluation.rescoring import Rescored
from fidelity.plan.definition import Definition
from fidelity.plan.sentences import marked
from fidelity.plan.words import counted, listed, several
from fidelity.report.grid import grid, paragraph
from fidelity.report.outcome import outcome_cells
from fidelity.report.scores_table import observation_names
from fidelity.scoring import Scores

COMPARABILITIES = {
    Comparability.SAME: "same",
    Comparability.COMPARABLE: "comparable",
    Comparability.LINKED_ONLY: "linked only",
    Comparability.NOT_COMPARABLE: "not comparable",
}
FATES = {
    Fate.CARRIED: "carried whole",
    Fate.IN_PART: "carried in part",
    Fate.NOT_CARRIED: "not carried: another scale",
    Fate.ADDED: "new, and missing in these records",
    Fate.DROPPED: "gone",
    Fate.LEFT_OUT: "left out by design",
}


def rescored_text(parts: Sequence[Rescored], width: int = 80, most: int = 200) -> str:
    """Rescored records, edition by edition.

    Args:
        parts: The records of each edition, rescored.
        width: How wide the page is, in characters.
        most: After how many records of an edition the list stops, saying so.
    """
    return "\n\n\n".join("\n\n".join(_part(part, width, most)) for part in parts)


def _part(of: Rescored, width: int, most: int) -> Iterator[str]:
    sides = (
        ("then", *_side(of.then), "in force on the day of each record"),
        ("now", *_side(of.now), f"in force on {of.on}"),
    )
    yield grid(("", "edition", "plan", "cut-offs"), sides, (), width)
    said = f"{counted(len(of), 'record')}: a visit that several people rated is counted once for each of them."
    yield paragraph(said, width)
    yield from _comparable(of, width)
    yield _items(of.crossings, width)
    if of.wording:
        yield paragraph(f"Other words, which move no number: {'; '.join(of.wording)}.", width, "", "  ")
    yield from _moves(of, width)
    yield from _records(of, width, most)


def _side(of: Definition) -> tuple[str, str]:
    checklist = of.checklist
    profile = f", profile {checklist.profile}" if checklist.profile else ""
    return f"{of.intervention.name}, checklist {checklist.id}{profile}", of.plan.hash[7:19]


def _comparable(of: Rescored, width: int) -> Iterator[str]:
    """What may be said of each score and criterion, and why no more than that."""
    rows = [
        (noun, each.id, COMPARABILITIES[each.comparability], _carried(each))
        for noun, statements in _statements(of)
        for each in statements
    ]
    if not rows:
        return
    yield "What may be compared\n\n" + grid(("", "id", "then and now are", "items carried"), rows, (), width)
    alike: dict[tuple[str, Comparability, tuple[str, ...]], list[str]] = {}
    for noun, statements in _statements(of):
        for each in statements:
            if each.why:
                alike.setdefault((noun, each.comparability, each.why), []).append(each.id)
    for (noun, comparability, why), names in alike.items():
        are = f"{noun} {names[0]} is" if len(names) == 1 else f"{_PLURALS[noun]} {listed(names)} are"
        head = paragraph(f"Why {are} {COMPARABILITIES[comparability]}", width)
        yield "\n".join([head, *(paragraph(each, width, "- ") for each in why)])


_PLURALS = {"score": "scores", "criterion": "criteria"}


def _statements(of: Rescored) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    return ("score", of.scores), ("criterion", of.criteria)


def _carried(of: Statement) -> str:
    if not of.n_items:
        return ""
    dropped = f", {of.n_dropped} dropped" if of.n_dropped else ""
    return f"{of.n_carried} of {of.n_items}{dropped}"


def _items(crossings: Sequence[Crossing], width: int) -> str:
    """What became of the items and their ratings."""
    rows = []
    for fate, words in FATES.items():
        of = [crossing for crossing in crossings if crossing.fate is fate]
        if of:
            n_rated, n_carried = sum(each.n_rated for each in of), sum(each.n_carried for each in of)
            rows.append((words, str(len(of)), str(n_rated), str(n_carried)))
    table = grid(("items", "how many", "ratings", "carried"), rows, (1, 2, 3), width)
    n_lost = sum(crossing.n_statuses_lost for crossing in crossings)
    notes = [f"Missing now, because the new version does not allow their status: {counted(n_lost, 'answer')}."]
    notes = notes if n_lost else []
    reworded = [marked(crossing.item) for crossing in crossings if crossing.is_reworded]
    if reworded:
        notes.append(f"Reworded, so that raters may rate otherwise: {several(reworded)}.")
    return "\n\n".join(["What became of the items\n\n" + table, *(paragraph(note, width, "", "  ") for note in notes)])


def _moves(of: Rescored, width: int) -> Iterator[str]:
    """What became of the records, counted."""
    for statement, moves in zip(of.criteria, of.verdicts, strict=True):
        yield _verdicts(statement, moves, width)
    said = {statement.id: statement for statement in of.scores}
    if of.values:
        rows = [_values(said[moves.id], moves) for moves in of.values]
        head = ("score", "by both", "equal", "higher", "lower", "lost", "gained", "neither")
        yield "Records with a value by both, by one, by neither\n\n" + grid(head, rows, range(1, 8), width)
    for moves in of.bands:
        states = [*dict.fromkeys(state for scores in (of.old, of.new) for state in _bands(scores, moves.id)), NO_BAND]
        words = COMPARABILITIES[said[moves.id].comparability]
        title = f"Bands of score {moves.id}: then in rows, now in columns ({words})"
        yield f"{paragraph(title, width)}\n\n{_table(moves, states, width)}"


def _verdicts(statement: Statement, moves: Moves, width: int) -> str:
    """What became of the verdicts; a criterion that one version alone has is told in a sentence."""
    n = moves.n_records
    for lacks, other, when in ((moves.n_then, moves.n_now, "now"), (moves.n_now, moves.n_then, "then")):
        if lacks(NOT_ASKED) == n:
            whose = "old" if when == "now" else "new"
            said = listed(f"{_spoken(state)} {other(state)}" for state in SAID if other(state))
            return paragraph(
                f"Criterion {statement.id}, which the {whose} version does not have: {when} {said}.", width
            )
    title = f"Criterion {statement.id}: then in rows, now in columns ({COMPARABILITIES[statement.comparability]})"
    met = f"Met then: {moves.n_then('met')} of {n}. Met now: {moves.n_now('met')} of {n}."
    if statement.comparability is Comparability.NOT_COMPARABLE:
        met += " What moved is the measure: these are not comparable, and say nothing of better or worse practice."
    return "\n\n".join([paragraph(title, width), _table(moves, SAID, width), paragraph(met, width)])


def _table(moves: Moves, states: Sequence[str], width: int) -> str:
    """A cross-table of the states that occur."""
    then = [state for state in states if moves.n_then(state)]
    now = [state for state in states if moves.n_now(state)]
    rows = [
        (_spoken(was), *(str(moves.n.get((was, state), 0)) for state in now), str(moves.n_then(was))) for was in then
    ]
    rows.append(("all", *(str(moves.n_now(state)) for state in now), str(moves.n_records)))
    return grid(("", *map(_spoken, now), "all"), rows, range(1, len(now) + 2), width)


def _spoken(state: str) -> str:
    return state.replace("_", " ") if state != NO_BAND else "none"


def _bands(scores: Scores, score: str) -> Iterator[str]:
    return (band.id for band in scores.plan.checklist.score[score].bands)


def _values(statement: Statement, moves: ValueMoves) -> tuple[str, ...]:
    # What is not comparable is neither more nor less, and to be equal would be chance.
    more = (moves.n_equal, moves.n_higher, moves.n_lower)
    told = map(str, more) if statement.comparability.says_more_or_less else ("–",) * 3
    return moves.id, str(moves.n_both), *told, str(moves.n_lost), str(moves.n_gained), str(moves.n_neither)


def _records(of: Rescored, width: int, most: int) -> Iterator[str]:
    names = observation_names(of.old)[:most]
    scores = [each.id for each in of.scores]
    rows = [
        (name if place == 0 else "", score, *_cells(of, row, score))
        for row, name in enumerate(names)
        for place, score in enumerate(scores)
    ]
    if rows:
        head = ("record", "score", "then", "now", "used", "could be", "remark")
        yield grid(head, rows, (2, 3, 4), width)
    verdicts = [
        (name if place == 0 else "", each.id, *_said(of, row, each.id))
        for row, name in enumerate(names)
        for place, each in enumerate(of.criteria)
    ]
    if verdicts:
        yield grid(("record", "criterion", "was", "would be"), verdicts, (), width)
    if len(of) > most:
        yield f"{len(of) - most} more records: `--format csv` shows them all."


def _cells(of: Rescored, row: int, score: str) -> tuple[str, ...]:
    """Then, now, how many were used now, what it could be now, and its band or why there is no score."""
    old, new = of.results(row, score)
    then = outcome_cells(of.old.plan, score, old) if old else []
    if not new:
        return (_with_band(then), "", "", "", "gone")
    _, value, used, could_be, remark = outcome_cells(of.new.plan, score, new)
    return (_with_band(then), value, used, could_be, remark)


def _with_band(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    _, value, _, _, band = cells
    return f"{value} ({band})" if band and value != "–" else value


def _said(of: Rescored, row: int, criterion: str) -> tuple[str, str]:
    was, is_now = of.said(row, criterion)
    return _spoken(was), _spoken(is_now)
