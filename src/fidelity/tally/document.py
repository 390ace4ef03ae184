"""Shared counts as plain data, and as the text of a tally file, with a digest that shows whether anybody altered it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any

import attrs

from fidelity.about import VERSION
from fidelity.model.answer import Answer
from fidelity.model.number import plain
from fidelity.plan.result import Reason
from fidelity.tally.cells import Cells
from fidelity.tally.clusters import AtCriterion
from fidelity.tally.cube import About, Level, Measure
from fidelity.tally.patterned import Patterned
from fidelity.tally.sharing import Figure, Margin, Shared
from fidelity.tally.size_classes import SizeClasses

FORMAT = "fidelity-tally"
SCHEMA = 2
"""Raised whenever a file says something else than before; a file of another schema is refused."""


def tally_text(editions: Iterable[Shared]) -> str:
    """The text of a tally file: the same counts give the same text.

    Args:
        editions: The shared counts, one of each edition.
    """
    held = sorted((_edition(shared) for shared in editions), key=_place)
    content = {"format": FORMAT, "schema": SCHEMA, "made_with": f"fidelity {VERSION}", "editions": held}
    return json.dumps({**content, "digest": digest(content)}, ensure_ascii=False, separators=(",", ":")) + "\n"


def digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of what a tally file says, whatever order its names stand in and however it is spaced.

    Args:
        content: What it says, without the digest.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _place(edition: Mapping[str, Any]) -> list[str]:
    return [edition[name] for name in ("intervention", "checklist", "profile", "plan_hash")]


def _edition(shared: Shared) -> dict[str, Any]:
    cube = shared.cube
    return {
        **attrs.asdict(cube.made, recurse=False),
        "scored_by": [{**attrs.asdict(each), "rules": [*each.rules]} for each in cube.made.scored_by],
        "one_record": [*cube.made.one_record],
        "practitioners": shared.link,
        "cells": _cells(cube.cells),
        "measures": [_measure(measure) for measure in cube.measures],
        "latest": {
            name: {column: getattr(held, column).tolist() for column in ("cell", "day", "n_met", "n_judged")}
            for name, held in cube.latest.items()
        },
        "margins": [_margin(by, margin) for by, margin in shared.margins.items()],
        **({} if shared.patterns is None else {"patterns": _patterned(shared.patterns)}),
    }


def _patterned(held: Patterned) -> dict[str, Any]:
    choices = [
        {"kind": kind, "id": id_, "of": [[choice.label, _number(choice.value)] for choice in of]}
        for (kind, id_), of in held.choices.items()
    ]
    measures = [_measure(measure) for measure in held.cube.measures]
    return {"cells": _cells(held.cube.cells), "choices": choices, "measures": measures}


def _cells(cells: Cells) -> dict[str, Any]:
    return {
        "keys": [*cells.names],
        "values": [[*values] for values in cells.values],
        "codes": [cells.codes[:, place].tolist() for place in range(len(cells.names))],
        "n": len(cells),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    counts = measure.counts
    return {
        **_about(measure.about),
        "levels": [_level(level) for level in measure.levels],
        "cell": counts.cell.tolist(),
        "level": counts.level.tolist(),
        "n": counts.n.tolist(),
    }


def _about(about: About) -> dict[str, Any]:
    return {
        **attrs.asdict(about, recurse=False),
        "lowest": _number(about.lowest),
        "highest": _number(about.highest),
        "cuts": [plain(cut) for cut in about.cuts],
    }


def _level(level: Level) -> Sequence[Any]:
    if isinstance(level, Fraction):
        return ["value", plain(level)]
    if isinstance(level, Reason):
        return ["reason", level.value]
    if isinstance(level, Answer):
        return ["answer", level.status.value, level.code, _number(level.value), [*map(plain, level.persons)]]
    return ["name", level]


def _number(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)


def _margin(by: Sequence[str], margin: Margin) -> dict[str, Any]:
    return {
        "by": [*by],
        "cells": _cells(margin.groups),
        "n_practitioners": margin.n_named.tolist(),
        "n_unnamed": margin.n_unnamed.tolist(),
        "named": [_classes(figure, held) for figure, held in margin.named.items()],
        "unnamed": [_classes(figure, held) for figure, held in margin.unnamed.items() if len(held)],
        "at_criterion": [_at(name, standing.value, held) for (name, standing), held in margin.at.items()],
    }


def _classes(figure: Figure, held: SizeClasses) -> dict[str, Any]:
    kind, id_, what = figure
    columns = ("group", "size", "n_clusters", "total", "squares")
    return {
        "kind": kind,
        "id": id_,
        "what": what,
        "denominator": str(held.denominator),
        **{column: _integers(getattr(held, column).tolist()) for column in columns},
    }


def _integers(values: Sequence[int]) -> list[int | str]:
    """Integers as they are, and as text where other programs' numbers could not hold them."""
    return [value if abs(value) < 1 << 53 else str(value) for value in values]


def _at(criterion: str, standing: str, held: AtCriterion) -> dict[str, Any]:
    columns = ("n_at", "n_judged", "n_cannot_tell")
    counts = {column: getattr(held, column).tolist() for column in columns}
    return {"criterion": criterion, "standing": standing, **counts}
