"""How what was taken for granted is told: which rows it was about, and the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from fidelity.problems import Place, Problem, Severity

_ORDER = (
    "file-left-out",
    "not-ratings",
    "rated-twice",
    "of-another-edition",
    "visits-qualified",
    "self-rated",
    "days-swapped",
    "duplicate-left-out",
    "sealed",
    "fact-absent",
    "column-kept",
    "record-in-clash",
    "item-without-column",
    "item-without-row",
    "edition-taken",
    "cell-read",
    "date-read",
    "column-taken",
    "row-left-out",
)
"""The codes of what matters to figures, the most important first; all others follow."""
_MOST = 1_000


def note_text(note: Problem) -> str:
    """A note as people read it: where, what, and what to do.

    Args:
        note: What was taken for granted.
    """
    where = f"{note.place}: " if note.place else ""
    return f"{where}{note.message}" + (f" ({note.help})" if note.help else "")


def placed(problem: Problem, source: str) -> Problem:
    """A problem with its file, unless it has a place already."""
    return problem if problem.place else problem.at(Place(source))


def as_note(problem: Problem) -> Problem:
    """A problem that stops nobody any more."""
    return attrs.evolve(problem, severity=Severity.INCOMPLETE)


def in_order(notes: Iterable[Problem]) -> tuple[Problem, ...]:
    """Notes, the most important first; what is told of several files in the same words is told once."""
    rank = {code: number for number, code in enumerate(_ORDER)}
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for note in dict.fromkeys(notes):
        alike.setdefault((note.code, note.message, note.help), []).append(note)
    merged = [
        first if not rest else attrs.evolve(first, message=f"{first.message} (and in {many(len(rest), 'other file')})")
        for first, *rest in alike.values()
    ]
    return tuple(sorted(merged, key=lambda note: rank.get(note.code, len(rank))))


def rows_said(rows: Iterable[int]) -> str:
    """Rows in words: ``row 5``, or ``rows 2-4 and 9``.

    Args:
        rows: Their numbers.
    """
    runs: list[list[int]] = []
    numbers = sorted(set(rows))
    for row in numbers:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    said = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST]]
    if len(runs) > _MOST:
        said.append("more")
    return f"{'row' if len(numbers) == 1 else 'rows'} {in_words(said)}"


def in_words(texts: Sequence[str], most: int = _MOST) -> str:
    """Texts in a row, the last with *and*; not more of them than somebody reads."""
    shown = [*texts[:most], f"{len(texts) - most} more"] if len(texts) > most else [*texts]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


def many(n: int, noun: str) -> str:
    """A number of something: ``1 row``, ``12 rows``."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
