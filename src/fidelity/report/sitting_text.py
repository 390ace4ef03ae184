"""What is said in the terminal: lines that are wrapped to the page, and scores as sentences to be read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.report.grid import paragraph
from fidelity.report.observation_scores import ObservationScores
from fidelity.report.outcome import called, outcome_cells


def spoken(lines: Iterable[str], width: int = 80) -> str:
    """Lines, each wrapped to the page; what goes on stands under the line's own beginning.

    Args:
        lines: The lines; white space before one is its indent.
        width: How wide the page is, in characters.
    """
    return "\n".join(_wrapped(line, width) for line in lines)


def _wrapped(line: str, width: int) -> str:
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    return paragraph(text, width, indent, "   " if indent else "")


def outcome_sentences(scores: ObservationScores) -> list[str]:
    """What every score and criterion came to, a sentence each.

    Args:
        scores: What became of one observation.
    """
    lines = []
    for name, result in scores.results.items():
        _, value, used, span, band = outcome_cells(scores.plan, name, result)
        title = called(scores.plan, name)
        said = f"{title}: {band}" if result.value is None else ", ".join(filter(None, (f"{title}: {value}", band)))
        rest = f"; it could still be {span}" if span else ""
        lines.append(f"{said}; {used} used{rest}.")
    return lines + [f"{called(scores.plan, name)}: {said}." for name, said in scores.criteria.items()]
