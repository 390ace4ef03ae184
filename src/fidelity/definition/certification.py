"""What is asked of raters, as a definition writes it."""

from __future__ import annotations

from fidelity.definition.part import Part
from fidelity.model.certification import AgreementKind, Certification


def certification(part: Part) -> Certification:
    """What a rater must reach against master ratings."""
    n = part.whole("observations")
    return part.made(
        Certification,
        agreement=AgreementKind(part.name("agreement")),
        at_least=part.exact(part.take("at_least"), "at_least"),
        observations=n if isinstance(n, int) else 1,
        in_a_row=part.whole("in_a_row") is True,
        together=part.whole("together") is True,
        each_item_at_least=part.number("each_item_at_least"),
        within=part.period("within"),
        valid_for=part.period("valid_for"),
        source=part.text("source"),
    )
