"""Rescored records as JSON, after `schemas/rescored.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from fidelity.about import VERSION
from fidelity.evaluation.comparability import Statement
from fidelity.evaluation.crosswalk import Crossing
from fidelity.evaluation.moves import SAID, Moves, ValueMoves, said
from fidelity.evaluation.rescoring import Rescored
from fidelity.plan.definition import Definition
from fidelity.report.scores_json import result_json
from fidelity.scoring import Scores

FORMAT = 1
"""Raised when a program that reads the old form could not read the new one."""


def rescored_json(parts: Sequence[Rescored]) -> Iterator[str]:
    """Rescored records as pieces of one JSON document, a record a line, so that many of them need little memory.

    Args:
        parts: The records of each edition, rescored.
    """
    head = json.dumps({"format": FORMAT, "engine_version": VERSION})
    yield head[:-1] + ', "parts": ['
    for place, part in enumerate(parts):
        yield from _part(part, "\n" if place == 0 else ",\n")
    yield "\n]}\n"


def _part(of: Rescored, before: str) -> Iterator[str]:
    values = {moves.id: moves for moves in of.values}
    bands = {moves.id: moves for moves in of.bands}
    told = {
        "then": _side(of.then),
        "now": _side(of.now),
        "on": of.on.isoformat(),
        "n_records": len(of),
        "items": [_item(each) for each in of.crossings],
        "scores": [
            _statement(each)
            | {"values": _values(each, values.get(each.id)), "bands": _moves(bands.get(each.id), nothing=None)}
            for each in of.scores
        ],
        "criteria": [
            {key: value for key, value in _statement(each).items() if key not in _OF_ITEMS} | {"moves": _moves(moves)}
            for each, moves in zip(of.criteria, of.verdicts, strict=True)
        ],
        "wording": [*of.wording],
    }
    yield before + json.dumps(told, ensure_ascii=False)[:-1] + ', "records": ['
    yield from _records(of)
    yield "\n]}"


_OF_ITEMS = ("n_items", "n_carried", "n_dropped")


def _side(of: Definition) -> dict[str, object]:
    return {
        "intervention": of.intervention.id,
        "version": of.intervention.version,
        "checklist": of.checklist.id,
        "profile": of.checklist.profile,
        "plan_hash": of.plan.hash,
        "text_hash": of.intervention.text_hash,
    }


def _item(of: Crossing) -> dict[str, object]:
    return {
        "item": of.item,
        "fate": of.fate.value,
        "why": of.why or None,
        "reworded": of.is_reworded,
        "n_rated": of.n_rated,
        "n_carried": of.n_carried,
        "n_statuses_lost": of.n_statuses_lost,
    }


def _statement(of: Statement) -> dict[str, object]:
    return {
        "id": of.id,
        "title": of.title,
        "comparability": of.comparability.value,
        "why": [*of.why],
        "n_items": of.n_items,
        "n_carried": of.n_carried,
        "n_dropped": of.n_dropped,
    }


def _values(of: Statement, moves: ValueMoves | None) -> dict[str, object] | None:
    if moves is None:
        return None
    # What is not comparable is neither more nor less, and to be equal would be chance.
    says = of.comparability.says_more_or_less
    return {
        "n_both": moves.n_both,
        "n_equal": moves.n_equal if says else None,
        "n_higher": moves.n_higher if says else None,
        "n_lower": moves.n_lower if says else None,
        "n_lost": moves.n_lost,
        "n_gained": moves.n_gained,
        "n_neither": moves.n_neither,
    }


def _moves(moves: Moves | None, nothing: object = ()) -> object:
    if moves is None:
        return nothing
    return [{"then": then, "now": now, "n": n} for (then, now), n in moves.n.items()]


def _records(of: Rescored) -> Iterator[str]:
    table = of.old.descriptors
    names, others = of.old.observations, list(table.columns)
    scores = {each.id: (_writer(of.old, each.id), _writer(of.new, each.id)) for each in of.scores}
    criteria = {each.id: (said(of.old, each.id), said(of.new, each.id)) for each in of.criteria}
    for row in range(len(of)):
        known = {"observation": names[row], "descriptors": {name: str(table[name].iloc[row]) for name in others}}
        results = ", ".join(
            f'{json.dumps(name)}: {{"then": {then(row)}, "now": {now(row)}}}' for name, (then, now) in scores.items()
        )
        verdicts = {
            name: {"then": SAID[int(then[row])], "now": SAID[int(now[row])]} for name, (then, now) in criteria.items()
        }
        start = json.dumps(known, ensure_ascii=False)[:-1]
        rest = f'"scores": {{{results}}}, "criteria": {json.dumps(verdicts)}}}'
        yield ("\n" if row == 0 else ",\n") + f"{start}, {rest}"


def _writer(scores: Scores, score: str) -> Callable[[int], str]:
    """Writes what a score of one record comes to, each distinct state once; null by a version that lacks the score."""
    if score not in scores.columns:
        return lambda row: "null"
    states, bands = scores.columns[score].states, scores.plan.checklist.score[score].bands

    @cache
    def written(state: int) -> str:
        result = states.table.result(state)
        return json.dumps(result_json(result, None if result.band is None else bands[result.band].id))

    return lambda row: written(int(states.ids[row]))
