"""Reading tally files: counts that anybody may have written, taken only where they are whole and unaltered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import FidelityError, TallyError
from fidelity.model.answer import Answer
from fidelity.model.status import Status
from fidelity.plan.result import Reason
from fidelity.problems import Place, Problem
from fidelity.tally.cells import Cells, natural
from fidelity.tally.clusters import AtCriterion, Standing
from fidelity.tally.consistency import KINDS, faults
from fidelity.tally.counts import Counts
from fidelity.tally.cube import About, Cube, Level, Made, Measure, ScoredBy
from fidelity.tally.document import FORMAT, SCHEMA, digest
from fidelity.tally.latest import Latest
from fidelity.tally.patterned import Choice, Patterned, pattern_counts
from fidelity.tally.sharing import Figure, Margin, Shared
from fidelity.tally.size_classes import SizeClasses

_HELP = "ask for the file again; `fidelity tally --out FILE` writes it"
_LONGEST = 100
"""So many characters a number has at the most; none that occurs has as many."""
_MOST = 2**53
"""There are fewer observations than this anywhere; sums of fewer are exact in floating point."""
_NUMBER = re.compile(r"-?[0-9]+([./][0-9]+)?")
_MADE = ("intervention", "checklist", "profile", "plan_hash")


def read_tally(name: str, data: bytes) -> tuple[Shared, ...]:
    """The shared counts of a tally file, one of each edition.

    Args:
        name: What the file is called, for messages.
        data: Its content.

    Raises:
        TallyError: It is no tally file, of another schema, altered, or says what cannot be.
    """
    try:
        content = json.loads(data)
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise _error(name, Problem("no-tally", "this is no tally file", _HELP))
        said = content.pop("digest", "")
        own = digest(content)
    except (ValueError, RecursionError) as error:
        raise _error(name, Problem("no-tally", "this is no tally file", _HELP)) from error
    if content.get("schema") != SCHEMA:
        other = f"it is of schema {content.get('schema')!r:.20}, and this program reads schema {SCHEMA}"
        help_ = "read it with the version of fidelity that wrote it, or have it written anew with this one"
        raise _error(name, Problem("tally-schema", other, help_))
    if said != own:
        raise _error(name, Problem("tally-altered", "what it says does not go with its digest: it was altered", _HELP))
    try:
        return tuple(_edition(edition) for edition in content["editions"])
    except (FidelityError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        impossible = f"it says what no counts can be ({str(error)[:_LONGEST]})"
        raise _error(name, Problem("tally-damaged", impossible, _HELP)) from error


def _error(name: str, problem: Problem) -> TallyError:
    return TallyError(problem.at(Place(name)))


def _edition(content: Mapping[str, Any]) -> Shared:
    made = _made(content)
    cells = _cells(content["cells"])
    measures = tuple(_measure(each, len(cells)) for each in content["measures"])
    latest = {_text(name): _latest(each, len(cells)) for name, each in content["latest"].items()}
    margins = {tuple(map(_text, each["by"])): _margin(each) for each in content["margins"]}
    patterns = _patterned(content["patterns"], made) if "patterns" in content else None
    link = _text(content["practitioners"])
    shared = Shared(Cube(made, cells, measures, latest), link, margins, patterns=patterns)
    for fault in faults(shared):
        _need(False, fault)
    return shared


def _made(content: Mapping[str, Any]) -> Made:
    intervention, checklist, profile, plan_hash = (_text(content[name]) for name in _MADE)
    scored_by = tuple(map(_scored_by, content["scored_by"]))
    _need(len(scored_by) == len({*scored_by}) > 0, "no version of a definition, or one twice")
    titles = _text(content["title"]), _text(content["checklist_title"])
    made = Made(
        intervention, checklist, profile, plan_hash, scored_by, *titles, tuple(map(_text, content["one_record"]))
    )
    _need(made == Made.together([made]), "versions of a definition that are not in order")
    return made


def _scored_by(content: Mapping[str, Any]) -> ScoredBy:
    texts = {name: _text(content[name]) for name in attrs.fields_dict(ScoredBy) if name != "rules"}
    return ScoredBy(**texts, rules=tuple(map(_text, content["rules"])))


def _patterned(content: Mapping[str, Any], made: Made) -> Patterned:
    cells = _cells(content["cells"])
    measures = tuple(_measure(each, len(cells)) for each in content["measures"])
    choices = {
        (each["kind"], _text(each["id"])): tuple(Choice(_text(label), _number(value)) for label, value in each["of"])
        for each in content["choices"]
    }
    for measure in measures:
        pattern_counts(measure, len(choices[measure.about.key]))
    return Patterned(Cube(made, cells, measures, {}), choices)


def _cells(content: Mapping[str, Any]) -> Cells:
    names = tuple(map(_text, content["keys"]))
    values = tuple(tuple(map(_text, each)) for each in content["values"])
    n = content["n"]
    columns = content["codes"]
    _need(len(values) == len(columns) == len(names) == len({*names}), "cells without keys")
    _need(type(n) is int and n == (len(columns[0]) if columns else min(max(n, 0), 1)), "another number of cells")
    codes = np.zeros((n, len(names)), np.int64)
    for place, (texts, column) in enumerate(zip(values, columns, strict=True)):
        codes[:, place] = _places(column, len(texts))
        _need(texts == tuple(sorted({*texts}, key=natural)), "a value of a key stands there twice, or out of order")
        _need(len({*column}) == len(texts), "a value of a key that no cell has")
    rising = [tuple(row) for row in codes.tolist()]
    _need(all(one < other for one, other in pairwise(rising)), "cells that are not in order")
    return Cells(names, values, codes)


def _measure(content: Mapping[str, Any], n_cells: int) -> Measure:
    _need(content["kind"] in KINDS and type(content["decimals"]) is int, "a measure of no kind")
    about = About(
        content["kind"],
        _text(content["id"]),
        _text(content["title"]),
        _text(content["component"]),
        _number(content["lowest"]),
        _number(content["highest"]),
        min(max(content["decimals"], 0), _LONGEST),
        tuple(map(_fraction, content["cuts"])),
        _text(content["rule"]),
    )
    levels = tuple(_level(level) for level in content["levels"])
    cell, level = _places(content["cell"], n_cells), _places(content["level"], len(levels))
    n = _counts(content["n"], len(cell))
    _need(sum(content["n"]) < _MOST, "more observations than there can be")
    keys = cell * len(levels) + level
    _need(bool((keys[1:] > keys[:-1]).all()) and bool((n > 0).all()), "counts that are not in order")
    return Measure(about, levels, Counts(len(levels), cell, level, n))


def _level(content: Sequence[Any]) -> Level:
    kind, *rest = content
    if kind == "answer":
        status, code, value, persons = rest
        return Answer(Status(status), _text(code), _number(value), tuple(map(_fraction, persons)))
    read: dict[str, Callable[[str], Level]] = {"value": _fraction, "reason": Reason, "name": _text}
    (text,) = rest
    return read[kind](text)


def _latest(content: Mapping[str, Any], n_cells: int) -> Latest:
    cell = _places(content["cell"], n_cells)
    columns = [_whole(content[name], len(cell)) for name in ("day", "n_met", "n_judged")]
    return Latest(cell, *columns)


def _margin(content: Mapping[str, Any]) -> Margin:
    groups = _cells(content["cells"])
    n = len(groups)
    named = dict(_classes(each, n) for each in content["named"])
    unnamed = dict(_classes(each, n) for each in content["unnamed"])
    for figure, held in named.items():
        unnamed.setdefault(figure, _none(held))
    at = {(_text(each["criterion"]), Standing(each["standing"])): _at(each, n) for each in content["at_criterion"]}
    n_named, n_unnamed = (_counts(content[name], n) for name in ("n_practitioners", "n_unnamed"))
    return Margin(groups, n_named, n_unnamed, named, unnamed, at)


def _classes(content: Mapping[str, Any], n_groups: int) -> tuple[Figure, SizeClasses]:
    group = _places(content["group"], n_groups)
    size, n_clusters = (_counts(content[name], len(group)) for name in ("size", "n_clusters"))
    total, squares = (np.array([*map(_integer, content[name])], object) for name in ("total", "squares"))
    held = SizeClasses(group, size, n_clusters, total, squares, _integer(content["denominator"]), n_groups)
    return (content["kind"], _text(content["id"]), _text(content["what"])), held


def _none(held: SizeClasses) -> SizeClasses:
    nothing = np.zeros(0, np.int64)
    group = np.zeros(0, np.intp)
    return attrs.evolve(held, group=group, size=nothing, n_clusters=nothing, total=nothing, squares=nothing)


def _at(content: Mapping[str, Any], n: int) -> AtCriterion:
    return AtCriterion(*(_counts(content[name], n) for name in ("n_at", "n_judged", "n_cannot_tell")))


def _places(values: Sequence[int], n: int) -> npt.NDArray[np.intp]:
    found = _whole(values, len(values))
    _need(not len(found) or (int(found.min()) >= 0 and int(found.max()) < n), "a place that there is not")
    return found.astype(np.intp)


def _counts(values: Sequence[int], n: int) -> npt.NDArray[np.int64]:
    found = _whole(values, n)
    _need(not len(found) or int(found.min()) >= 0, "a number below 0")
    return found


def _whole(values: Sequence[int], n: int) -> npt.NDArray[np.int64]:
    _need(len(values) == n and all(type(value) is int for value in values), "columns of unequal length, or no integers")
    return np.array(values, np.int64)


def _integer(value: object) -> int:
    """An integer, which stands as text where it is large."""
    return value if type(value) is int else int(_fraction(value))


def _number(value: object) -> Fraction | None:
    return None if value is None else _fraction(value)


def _fraction(value: object) -> Fraction:
    text = _text(value)
    _need(len(text) <= _LONGEST and bool(_NUMBER.fullmatch(text)), "a text where a number belongs")
    return Fraction(text)


def _text(value: object) -> str:
    _need(isinstance(value, str), "a number where a text belongs")
    text = str(value)
    # Half of a character that is written as two is no text, and could not be printed.
    text.encode()
    return text


def _need(holds: bool, else_: str) -> None:
    if not holds:
        raise ValueError(else_)
