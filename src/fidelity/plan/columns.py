"""The columns engine: many observations folded to states, so that the exact rule runs once for each state.

Nothing here knows a rule. A score is read through what its members add to the totals of its expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import Answer
from fidelity.plan.algebra import terms
from fidelity.plan.chunks import MOST, Chunk, chunks_of
from fidelity.plan.dense import AnyIntegers, dense, smallest
from fidelity.plan.exact import COUNTS, USED, PythonRule
from fidelity.plan.packing import LARGEST, Integers, Packing, packing_of
from fidelity.plan.patterns import patterned
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.result import Result
from fidelity.plan.seen import Seen, Term
from fidelity.plan.table import States, Table

Codes = npt.NDArray[np.unsignedinteger]
MANY = 1_000
"""From so many observations on, larger tables are worth their making."""
BLOCK = 32_768
"""How many observations are read at a time: as many as the cache holds."""


@attrs.frozen(eq=False)
class Part:
    """What one chunk of items adds to one score.

    Attributes:
        chunk: The place of the chunk.
        adds: What each pattern adds to the key; shape (patterns,).
        ranks: For each least, the rank that each pattern has; shape (patterns,).
    """

    chunk: int
    adds: Integers
    ranks: tuple[Integers, ...]


@attrs.frozen(eq=False)
class Reading:
    """How one score of items is read from chunks.

    Attributes:
        plan: The score.
        packing: How its members fold.
        parts: What each chunk adds.
        ids: The state of each pattern, where there is one chunk only; else empty.
        keys: The key of each state, where there is one chunk only; else empty.
        memory: The results that were worked out already, by key.
    """

    plan: ScorePlan
    packing: Packing
    parts: tuple[Part, ...]
    ids: Codes
    keys: Integers
    memory: dict[int, Result]

    @property
    def is_direct(self) -> bool:
        """Whether a pattern number leads straight to a state."""
        return len(self.parts) == 1


@attrs.frozen(eq=False)
class Reader:
    """How all scores of items are read from chunks.

    Attributes:
        chunks: The chunks.
        readings: How each score is read.
    """

    chunks: tuple[Chunk, ...]
    readings: tuple[Reading, ...]


def fold(
    plan: Plan,
    codes: Mapping[str, Codes],
    levels: Mapping[str, tuple[Answer, ...]],
    rules: Mapping[str, PythonRule] | None = None,
) -> dict[str, States]:
    """The states of every score of many observations.

    Args:
        plan: The plan.
        codes: For each item, the place of each observation's answer among the levels; shape (observations,).
        levels: For each item, the answers.
        rules: The plugins' own rules by name, where the plan calls any.

    Returns:
        The states by score.
    """
    n = len(next(iter(codes.values())))
    reader = _reader(plan, tuple((item, levels[item]) for item in codes), _most(n))
    folded = _read(reader, codes, n)
    for score in plan.scores.values():
        if score.id not in folded:
            folded[score.id] = _fold_members(score, codes, levels, folded, rules or {})
    return {name: folded[name] for name in plan.scores}


def _most(n: int) -> int:
    """How many patterns a chunk may have, so that its tables are worth their making for so many observations."""
    return MOST if n >= MANY else 256


@lru_cache(maxsize=16)
def _reader(plan: Plan, levels: tuple[tuple[str, tuple[Answer, ...]], ...], most: int) -> Reader:
    """How the scores that are made of items only are read, remembered with all that is learnt on the way."""
    answers = dict(levels)
    packings = {}
    for score in plan.scores.values():
        totals, leasts, calls = _terms(score)
        if not calls and not any(member.is_score for member in score.members):
            packing = packing_of(
                totals, leasts, [(m, [m.see(answer) for answer in answers[m.id]]) for m in score.members]
            )
            if packing.size < LARGEST:
                packings[score.id] = packing
    readers = {
        item: frozenset(name for name in packings if item in {member.id for member in plan.scores[name].members})
        for item in answers
    }
    read = {item: scores for item, scores in readers.items() if scores}
    chunks = chunks_of(read, {item: len(answers[item]) for item in read}, most)
    return Reader(chunks, tuple(_reading(plan.scores[name], packing, chunks) for name, packing in packings.items()))


def _terms(score: ScorePlan) -> tuple[tuple[Term, ...], tuple[Term, ...], bool]:
    totals, leasts, calls = terms(score.value, score.lowest, score.highest)
    return tuple(dict.fromkeys((*COUNTS, USED, *totals))), leasts, calls


def _reading(score: ScorePlan, packing: Packing, chunks: Sequence[Chunk]) -> Reading:
    adds = {member.id: packing.adds(place) for place, member in enumerate(score.members)}
    ranks = [
        ({member.id: rank.ranks[place] for place, member in enumerate(score.members)}, len(rank.values))
        for rank in packing.ranks.values()
    ]
    parts = tuple(
        Part(
            place,
            chunk.spread(adds, np.add, 0),
            tuple(chunk.spread(each, np.minimum, nothing) for each, nothing in ranks),
        )
        for place, chunk in enumerate(chunks)
        if not adds.keys().isdisjoint(chunk.items)
    )
    keys: Integers = np.empty(0, np.int64)
    ids: Codes = np.empty(0, np.uint8)
    if len(parts) == 1:
        keys, ids = dense(_joined(packing, parts[0].adds, parts[0].ranks), packing.size)
        parts = (Part(parts[0].chunk, keys[:0], ()),)
    return Reading(score, packing, parts, ids, keys, {})


def _joined(packing: Packing, adds: Integers, ranks: Sequence[Integers]) -> Integers:
    """The key, from its added part and its ranks."""
    key, stride = adds, packing.sums
    for rank, places in zip(packing.ranks.values(), ranks, strict=True):
        key = key + places * stride
        stride *= rank.radix
    return key


def _read(reader: Reader, codes: Mapping[str, Codes], n: int) -> dict[str, States]:
    """The states of the scores that are read from chunks, block by block."""
    direct = [reading for reading in reader.readings if reading.is_direct]
    wide = [reading for reading in reader.readings if not reading.is_direct]
    ids: list[Codes] = [np.empty(n, reading.ids.dtype) for reading in direct]
    keys: list[AnyIntegers] = [np.empty(n, np.int64 if reading.packing.size > 2**31 else np.int32) for reading in wide]
    for start in range(0, n, BLOCK):
        rows = slice(start, min(start + BLOCK, n))
        patterns = [chunk.patterns(codes, rows).astype(np.intp) for chunk in reader.chunks]
        for reading, column in zip(direct, ids, strict=True):
            np.take(reading.ids, patterns[reading.parts[0].chunk], out=column[rows], mode="clip")
        for reading, key in zip(wide, keys, strict=True):
            key[rows] = _key(reading, patterns)
    states = {
        reading.plan.id: _states(reading, reading.keys, column) for reading, column in zip(direct, ids, strict=True)
    }
    for reading, key in zip(wide, keys, strict=True):
        found, places = dense(key, reading.packing.size)
        states[reading.plan.id] = _states(reading, found, places)
    return states


def _key(reading: Reading, patterns: Sequence[npt.NDArray[np.intp]]) -> Integers:
    first, *rest = reading.parts
    adds = first.adds[patterns[first.chunk]]
    ranks = [rank[patterns[first.chunk]] for rank in first.ranks]
    for part in rest:
        adds += part.adds[patterns[part.chunk]]
        for least, rank in zip(ranks, part.ranks, strict=True):
            np.minimum(least, rank[patterns[part.chunk]], out=least)
    return _joined(reading.packing, adds, ranks)


def _states(reading: Reading, keys: Integers, ids: Codes) -> States:
    unpack = reading.packing.unpack
    return States(
        ids,
        Table(
            reading.plan,
            len(keys),
            lambda number: unpack(int(keys[number])),
            lambda number: int(keys[number]),
            reading.memory,
        ),
    )


def _fold_members(
    score: ScorePlan,
    codes: Mapping[str, Codes],
    levels: Mapping[str, tuple[Answer, ...]],
    folded: Mapping[str, States],
    rules: Mapping[str, PythonRule],
) -> States:
    """The states of a score that is made of scores, or calls a plugin's rule, or whose key would be too long."""
    columns: list[Codes] = []
    seen: list[tuple[Seen, ...]] = []
    for member in score.members:
        if member.is_score:
            states = folded[member.id]
            present = states.present()
            places = np.zeros(states.table.n_states, smallest(len(present)))
            places[present] = np.arange(len(present))
            columns.append(places[states.ids])
            seen.append(tuple(member.see_result(states.table.result(each)) for each in present.tolist()))
        else:
            columns.append(codes[member.id])
            seen.append(tuple(member.see(answer) for answer in levels[member.id]))
    totals, leasts, calls = _terms(score)
    if not calls and len(columns[0]):
        packing = packing_of(totals, leasts, list(zip(score.members, seen, strict=True)))
        if packing.size < LARGEST:
            return _packed(score, packing, columns)
    return patterned(score, columns, seen, rules)


def _packed(score: ScorePlan, packing: Packing, columns: Sequence[Codes]) -> States:
    parts = tuple(
        Part(place, packing.adds(place), tuple(rank.ranks[place] for rank in packing.ranks.values()))
        for place in range(len(columns))
    )
    reading = Reading(score, packing, parts, np.empty(0, np.uint8), np.empty(0, np.int64), {})
    keys = np.empty(len(columns[0]), np.int64)
    for start in range(0, len(keys), BLOCK):
        rows = slice(start, start + BLOCK)
        keys[rows] = _key(reading, [column[rows].astype(np.intp) for column in columns])
    found, ids = dense(keys, packing.size)
    return _states(reading, found, ids)
