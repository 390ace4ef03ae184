"""The matrix of components by the four words, on a page of plain text."""

from __future__ import annotations

from fidelity.intervention import Intervention
from fidelity.report.grid import grid, paragraph
from fidelity.usability.matrix import WORDS, Matrix


def usability_text(intervention: Intervention, claims: Matrix, width: int = 80) -> str:
    """What an intervention claims to be, and what is still to be written.

    Args:
        intervention: The intervention.
        claims: Its matrix.
        width: How wide the page is, in characters.
    """
    heading = paragraph(f"{intervention.title} ({intervention.name})", width)
    if not claims.components:
        return (
            f"{heading}\n\n"
            + paragraph("The definition names no components, so that nothing can be claimed of them.", width)
            + "\n"
            + paragraph("Begin with `components`: what must be present to say that the intervention exists?", width)
        )
    rows = [[component.id, *(_counts(claims, component.id, word) for word in WORDS)] for component in claims.components]
    verdicts = ["overall", *(claims.verdict(word).value for word in WORDS)]
    lines = [heading, "", "Answered questions, of those asked:", ""]
    lines.append(grid(("component", *WORDS), [*rows, verdicts], (), width))
    lines += ["", paragraph("This is what the definition claims; what the data show comes beside it later.", width)]
    for word in WORDS:
        owed = claims.owed(word)
        if owed:
            lines += ["", f"To be {word}, write:"]
            lines += [paragraph(f"{write} (for {_whom(whom, claims)})", width, "- ") for write, whom in owed]
    return "\n".join(lines)


def _counts(claims: Matrix, component_id: str, word: str) -> str:
    cell = claims.cell(component_id, word)
    return f"{cell.n_claimed} of {cell.n_asked}" if cell.n_asked else "not asked"


def _whom(components: tuple[str, ...], claims: Matrix) -> str:
    return "every component" if len(components) == len(claims.components) else ", ".join(components)


def usability_json(intervention: Intervention, claims: Matrix) -> dict[str, object]:
    """The same as plain data."""
    return {
        "format": 1,
        "intervention": intervention.id,
        "version": intervention.version,
        "verdicts": {word: claims.verdict(word).value for word in WORDS},
        "components": [
            {
                "id": component.id,
                **{
                    word: [
                        {"question": each.question, "claimed": each.claimed, "found": each.found, "write": each.write}
                        for each in claims.cell(component.id, word).answers
                    ]
                    for word in WORDS
                },
            }
            for component in claims.components
        ],
    }
