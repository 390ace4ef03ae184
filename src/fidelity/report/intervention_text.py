"""One intervention on a page of plain text: what it is, what is rated, and what is made of it."""

from __future__ import annotations

import attrs

from fidelity.errors import InvalidRecord
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.companion import Companion
from fidelity.model.item import Item
from fidelity.model.score import Score
from fidelity.plan.figure_words import figure_words
from fidelity.plan.lowering import lower
from fidelity.plan.words import criterion_words, missing_words, rule_words, status_words
from fidelity.report.grid import grid, paragraph


def intervention_text(intervention: Intervention, width: int = 80) -> str:
    """One intervention.

    Args:
        intervention: The intervention.
        width: How wide the page is, in characters.
    """
    blocks = [paragraph(f"{intervention.title} ({intervention.name})", width), _about(intervention, width)]
    if intervention.components:
        rows = [(each.id, each.kind.value, each.title) for each in intervention.components]
        blocks.append("Components\n\n" + grid(("id", "kind", "title"), rows, (), width))
    blocks += [_checklist(checklist, width) for checklist in intervention.assessable.checklists]
    for profile in intervention.assessable.profiles:
        blocks.append(paragraph(f"Profile {profile.id} of {profile.checklist}: {profile.title}", width))
    blocks += [_companion(companion, width) for companion in intervention.assessable.companions]
    return "\n\n".join(block for block in blocks if block)


def _about(intervention: Intervention, width: int) -> str:
    about, source = intervention.about, intervention.source
    said = {
        "Answers": about.problem,
        "For": about.for_whom,
        "Not for": about.not_for,
        "Source": " ".join(part for part in (source.citation, source.url) if part),
        "Licence": source.licence,
        "Wording": source.wording.value.replace("_", " "),
    }
    lines = [paragraph(f"{word}: {text}", width, "", "  ") for word, text in said.items() if text]
    lines += [paragraph(f"Not verified: {text}", width, "", "  ") for text in source.unverified]
    return "\n".join(lines)


def _checklist(checklist: Checklist, width: int) -> str:
    head = f"Checklist {checklist.id}: {checklist.name}" if checklist.title else f"Checklist {checklist.id}"
    facts = [f"measures {checklist.measures.value}", f"one for each {checklist.unit.value}"]
    if checklist.rated_by:
        facts.append(f"rated by {', '.join(checklist.rated_by)}")
    rows = [(item.id, _answers(item), item.text) for item in checklist.items]
    lines = [paragraph(head, width), paragraph("; ".join(facts), width, "  ")]
    if checklist.certification:
        lines.append(paragraph(f"raters are certified: {checklist.certification}", width, "  "))
    lines += ["", grid(("item", "answers", "text"), rows, (), width, "  ")]
    if any(item.critical for item in checklist.items):
        lines.append("  * critical")
    for score in checklist.scores:
        lines += ["", *_score(score, checklist, width)]
    for criterion in checklist.criteria:
        said = f"Criterion {criterion.id}: {criterion_words(criterion, checklist)}"
        source = f" ({criterion.source})" if criterion.source else ""
        lines += ["", paragraph(said + source, width, "  ", "  ")]
    for figure in checklist.figures:
        title = f" ({figure.title})" if figure.title else ""
        said = f"Figure {figure.id}{title}: {figure_words(figure, checklist)}."
        source = f" ({figure.source})" if figure.source else ""
        lines += ["", paragraph(said + source, width, "  ", "  ")]
    return "\n".join(lines)


def _companion(companion: Companion, width: int) -> str:
    named = {"checklist": companion.checklist, "profile": companion.profile}
    words = ["Rated with", companion.name, *(f"{noun} {name}" for noun, name in named.items() if name)]
    return paragraph(f"{' '.join(words)}: {companion.why}", width)


def _answers(item: Item) -> str:
    scale = item.scale
    codes = [point.code for point in scale.points]
    said = scale.unit or (scale.kind.value if scale.kind else "")
    if codes:
        said = f"{codes[0]}–{codes[-1]}" if len(codes) > 3 else "/".join(codes)
    return said + ("*" if item.critical else "")


def _score(score: Score, checklist: Checklist, width: int) -> list[str]:
    title = f" ({score.title})" if score.title else ""
    lines = [paragraph(f"Score {score.id}{title}: {rule_words(score, checklist)}.", width, "  ", "  ")]
    limits = [missing_words(score), *status_words(score, checklist)]
    lines.append(paragraph("; ".join(limits), width, "    ", ""))
    lines += [paragraph(f"{band.name}: {band.range}", width, "    ", "  ") for band in score.bands]
    return lines


def intervention_json(intervention: Intervention) -> dict[str, object]:
    """The same as plain data: identity, components, and each checklist with its items, scores and hash."""
    return {
        "format": 1,
        "id": intervention.id,
        "version": intervention.version,
        "title": intervention.title,
        "licence": intervention.source.licence,
        "text_hash": intervention.text_hash,
        "components": [
            {"id": each.id, "title": each.title, "kind": each.kind.value} for each in intervention.components
        ],
        "checklists": [_checklist_json(checklist) for checklist in intervention.assessable.checklists],
        "profiles": [
            {"id": each.id, "checklist": each.checklist, "title": each.title}
            for each in intervention.assessable.profiles
        ],
        "companions": [attrs.asdict(each) for each in intervention.assessable.companions],
    }


def _checklist_json(checklist: Checklist) -> dict[str, object]:
    try:
        plan_hash = lower(checklist).hash
    except InvalidRecord:
        plan_hash = ""
    return {
        "id": checklist.id,
        "title": checklist.name,
        "plan_hash": plan_hash,
        "certification": str(checklist.certification or ""),
        "items": [
            {
                "id": item.id,
                "text": item.text,
                "component": item.component,
                "codes": [point.code for point in item.scale.points],
                "allows": sorted(status.value for status in item.allows),
                "critical": item.critical,
            }
            for item in checklist.items
        ],
        "scores": [
            {"id": score.id, "rule": rule_words(score, checklist), "bands": [band.id for band in score.bands]}
            for score in checklist.scores
        ],
        "criteria": [
            {"id": each.id, "asks": criterion_words(each, checklist), "source": each.source}
            for each in checklist.criteria
        ],
        "figures": [
            {"id": each.id, "title": each.name, "says": figure_words(each, checklist), "source": each.source}
            for each in checklist.figures
        ],
    }
