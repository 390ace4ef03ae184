"""What is said before a table of estimates: what it is of, how it was made, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fidelity.about import VERSION
from fidelity.model.checklist import Checklist
from fidelity.model.score import Score
from fidelity.plan.definition import Definition
from fidelity.plan.sentences import rule_sentence
from fidelity.report.tidy.preface import Measure, measure_of
from fidelity.scoring import Provenance
from fidelity.tally.clusters import Standing
from fidelity.tally.cube import About, Cube
from fidelity.tally.question import AUTO, Question

GENERATED_BY = f"fidelity {VERSION}"
_STANDINGS = {
    Standing.LATEST: "every observation of their last judged day meets it",
    Standing.MOST: "more than half of their judged observations meet it",
    Standing.ALL: "all of their judged observations meet it",
    Standing.EVER: "any of their judged observations meets it",
}


def measures_of(cubes: Iterable[Cube], checklist: Checklist | None = None) -> tuple[Measure, ...]:
    """What was measured, in the order of the checklist.

    Args:
        cubes: The counts.
        checklist: The checklist, which knows the rules and units; None where only tallies are there.
    """
    found: dict[tuple[str, str], Measure] = {}
    for cube in cubes:
        for measure in cube.measures:
            for each in _measures(measure.about, tuple(map(str, measure.levels)), checklist):
                found.setdefault((each.kind, each.id), each)
    return tuple(found.values())


def _measures(about: About, levels: Sequence[str], checklist: Checklist | None) -> Iterator[Measure]:
    if about.kind == "observations":
        return
    if about.kind == "band":
        title = about.title or about.id
        yield from (
            Measure("band", f"{about.id}:{band}", f"{title}: {_band(checklist, about.id, band)}")
            for band in levels
            if band
        )
        return
    rule = ""
    if about.kind == "score" and checklist and about.id in checklist.score:
        rule = _rule(checklist.score[about.id], checklist)
    is_percent = about.kind == "score" and about.lowest == 0 and about.highest == 100
    yield measure_of(about, "%" if is_percent else "", rule)


def _rule(score: Score, checklist: Checklist) -> str:
    """The rule of a score; where its sentence points at a list below, what that holds, since there is none here."""
    n, scores = len(score.of.ids), {*score.of.ids} & {*checklist.score}
    noun = "scores" if len(scores) == n else "parts" if scores else "items"
    return rule_sentence(score, checklist).rstrip(".").replace(f"the {n} below", f"{n} {noun}")


def _band(checklist: Checklist | None, score: str, band: str) -> str:
    bands = checklist.score[score].bands if checklist and score in checklist.score else ()
    return next((each.name for each in bands if each.id == band), band.replace("_", " "))


def provenance_of(definition: Definition) -> Provenance:
    """What the scores of a definition are made of."""
    made, checklist = definition.intervention, definition.checklist
    return Provenance(
        made.id,
        made.version,
        checklist.id,
        checklist.profile,
        definition.plan.hash,
        made.text_hash,
        VERSION,
        rules=tuple(sorted(definition.rules)),
    )


def question_notes(question: Question) -> tuple[str, ...]:
    """How a question was understood, as far as its table does not say it.

    Args:
        question: The question.
    """
    notes = []
    if "criterion" in question.kinds and any(unit.value == "practitioner" for unit in question.units):
        notes.append(f"A practitioner is at criterion when {_STANDINGS[question.standing]}.")
    if question.cluster == AUTO and any(unit.value == "observation" for unit in question.units):
        notes.append(
            "Intervals of figures over observations allow for clusters: sites where a group has several, "
            "else practitioners."
        )
    return tuple(notes)
