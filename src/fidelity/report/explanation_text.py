"""One observation explained, on a page of plain text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fidelity.model.criterion import Truth
from fidelity.model.number import plain
from fidelity.plan.explain import CriterionExplanation, Explanation, MemberLine, ScoreExplanation
from fidelity.plan.plan import Plan
from fidelity.plan.result import SENTENCES
from fidelity.report.grid import grid, paragraph
from fidelity.report.numbers import cuts_of, shown


def explanation_text(name: str, explanation: Explanation, plan: Plan, width: int = 80, day: date | None = None) -> str:
    """One observation explained.

    Args:
        name: The observation.
        explanation: The explanation.
        plan: The plan that scored it.
        width: How wide the page is, in characters.
        day: The day of the observation, which decides what criteria hold; None where nobody wrote it down.
    """
    blocks = [paragraph(f"Observation {name}", width)]
    blocks += [_score(score, plan, width) for score in explanation.scores]
    if explanation.criteria:
        held = [criterion.in_force(day) for criterion in plan.criteria]
        pairs = zip(explanation.criteria, held, strict=True)
        blocks.append("\n".join(["Criteria", *(_criterion(each, is_held, width) for each, is_held in pairs)]))
    return "\n\n".join(blocks)


def _score(score: ScoreExplanation, plan: Plan, width: int) -> str:
    name = f"{score.title} ({score.id})" if score.title != score.id else score.id
    lines = [paragraph(f"{name}: {_outcome(score, plan)}", width)]
    lines.append(paragraph(f"rule: {score.rule}", width, "  ", "  "))
    lines += [paragraph(f"limit: {limit}", width, "  ", "  ") for limit in score.limits]
    lines += [paragraph(f"band: {band}", width, "  ", "  ") for band in score.bands]
    result = score.result
    lines.append(
        paragraph(
            f"counts: {result.n_expected} expected, {result.n_applicable} applicable, {result.n_rated} rated, "
            f"{result.n_missing} missing, {result.n_used} used",
            width,
            "  ",
            "  ",
        )
    )
    rows = [_member(line) for line in score.members]
    lines.append(grid(("member", "recorded", "counted", "points", "weight"), rows, (3, 4), width, "  "))
    return "\n".join(lines)


def _outcome(score: ScoreExplanation, plan: Plan) -> str:
    result, digits = score.result, plan.checklist.score[score.id].decimals
    cuts = cuts_of(plan, score.id)
    if result.value is None:
        said = f"no score, because {SENTENCES[result.reason] if result.reason else 'of its rule'}"
    else:
        said = shown(result.value, digits, cuts)
        if Fraction(said) != result.value:
            said += f" (exactly {plain(result.value)})"
        if score.band:
            said += f", {score.band}"
    if result.lowest is not None and result.highest is not None and result.lowest != result.highest:
        said += f"; it could still be {shown(result.lowest, digits, cuts)} to {shown(result.highest, digits, cuts)}"
    return said


def _member(line: MemberLine) -> list[str]:
    points = "" if line.points is None else plain(line.points) + (" (reversed)" if line.reverse else "")
    return [line.id, line.recorded, line.counted, points, plain(line.weight)]


def _criterion(criterion: CriterionExplanation, is_held: bool, width: int) -> str:
    truth = {Truth.MET: "met", Truth.NOT_MET: "not met", Truth.CANNOT_TELL: "cannot tell"}[criterion.truth]
    if not is_held:
        truth = "not in force on that day"
    said = f"{criterion.id}: {truth}; asks for {criterion.words}"
    return paragraph(said + (f" ({criterion.source})" if criterion.source else ""), width, "  ", "  ")
