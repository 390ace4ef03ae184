"""What a golden case expects, held against what comes out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fidelity.conformance.golden.case import Value
from fidelity.model.number import exact, plain
from fidelity.problems import Path, Problem


def same(found: Fraction | int | str | None, wanted: Value) -> bool:
    """Whether what comes out is what must: numbers exactly, however they are written."""
    if isinstance(found, Fraction | int) and isinstance(wanted, int | Decimal | str):
        try:
            return found == exact(wanted)
        except ValueError:
            return False
    return found == wanted


def unlike(case: str, what: str, found: object, wanted: object, path: Path) -> Problem:
    """The problem of a case that comes out otherwise.

    Args:
        case: The case, by id.
        what: What of it: ``total.value``.
        found: What comes out.
        wanted: What must.
        path: The way to that in the file.
    """
    shown = plain(found) if isinstance(found, Fraction) else "none" if found is None else str(found)
    asked = "none" if wanted is None else str(wanted)
    return Problem(
        "case-fails",
        f"case `{case}`: {what} comes out as {shown}, and must be {asked}",
        "mend the definition, or the case if it is the one that is wrong",
        path,
    )
