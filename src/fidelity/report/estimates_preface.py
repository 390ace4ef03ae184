"""What is said before a table of estimates: what it is of, how it was made, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from fidelity.about import VERSION
from fidelity.evaluation.counted import Counted
from fidelity.model.checklist import Checklist
from fidelity.plan.words import counted
from fidelity.planning.reach import Reach
from fidelity.report.agreement_words import percent
from fidelity.report.estimate_words import plural
from fidelity.report.tidy.preface import Measure, measure_of
from fidelity.scoring import Provenance, provenance_of
from fidelity.tally.clusters import Standing
from fidelity.tally.cube import About, Cube, Made
from fidelity.tally.question import AUTO, Question, UnitOfAnalysis

GENERATED_BY = f"fidelity {VERSION}"
COMPARED = "Compared are observers who rated the same visit apart, each with one record."
"""The rule by which agreement counts each visit."""
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
        checklist: The checklist, which knows what bands are called; None where only tallies are there.
    """
    found: dict[tuple[str, str], dict[str, Measure]] = {}
    for cube in cubes:
        for measure in cube.measures:
            for each in _measures(measure.about, tuple(map(str, measure.levels)), checklist):
                found.setdefault((each.kind, each.id), {})[" + ".join(cube.made.versions)] = each
    return tuple(map(_of_versions, found.values()))


def _of_versions(each: Mapping[str, Measure]) -> Measure:
    """A measure as its newest version has it; where the rule was another one before, with the rules of all."""
    *_, newest = each.values()
    if len({measure.rule for measure in each.values()}) == 1:
        return newest
    rules = (f"version {version}: {measure.rule}" for version, measure in each.items() if measure.rule)
    return attrs.evolve(newest, rule="; ".join(rules))


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
    is_percent = about.kind == "score" and about.lowest == 0 and about.highest == 100
    yield measure_of(about, "%" if is_percent else "")


def _band(checklist: Checklist | None, score: str, band: str) -> str:
    bands = checklist.score[score].bands if checklist and score in checklist.score else ()
    return next((each.name for each in bands if each.id == band), band.replace("_", " "))


def title_of(made: Made) -> str:
    """What figures are about: the intervention and the checklist by their titles."""
    return ": ".join(filter(None, (made.title or made.intervention, made.checklist_title)))


def one_record_of(found: Counted) -> str:
    """The rule by which each visit counts once, as a sentence; all of them where parts followed different ones."""
    rules = dict.fromkeys(rule for each in found.editions for rule in each.made.one_record)
    return f"One record stands for each visit: {', or '.join(rules)}." if rules else ""


def provenances_of(found: Counted) -> tuple[Provenance, ...]:
    """What figures were made of: a record for each definition, and of tallies for each program that scored with it."""
    if found.definitions:
        return tuple(map(provenance_of, found.definitions))
    return tuple(each for edition in found.editions for each in _provenances(edition.made))


def _provenances(made: Made) -> tuple[Provenance, ...]:
    return tuple(
        Provenance(
            made.intervention,
            each.version,
            made.checklist,
            made.profile,
            made.plan_hash,
            each.text_hash,
            each.engine_version,
            each.distribution,
            each.distribution_version,
            each.rules,
        )
        for each in made.scored_by
    )


def unnamed_notes(found: Counted, question: Question) -> tuple[str, ...]:
    """How many visits figures of practitioners leave out, because they name none; nothing where none name any."""
    n = 0
    if UnitOfAnalysis.PRACTITIONER not in question.units:
        return ()
    for each in found.editions:
        clusters = each.counted.clusters((), "practitioner")
        n += int(clusters.n_unnamed.sum()) if clusters else 0
    if not n:
        return ()
    verbs = ("names", "is") if n == 1 else ("name", "are")
    return (f"{counted(n, 'visit')} {verbs[0]} no practitioner and {verbs[1]} not in the figures of practitioners.",)


def reach_notes(reach: Reach, fact: str) -> Iterator[str]:
    """Whom figures tell of, and on whom they are silent; nothing where all were observed as planned.

    Args:
        reach: How evenly the observations lie on those of whom they were planned.
        fact: What these are: ``practitioner``, ``team`` or ``site``.
    """
    whom = counted(reach.n_practitioners, fact)
    if reach.n_never:
        yield f"Of {whom} who were to be observed, {reach.n_never} never {'was' if reach.n_never == 1 else 'were'}."
    if reach.is_top_heavy and reach.share_made is not None and reach.share_planned is not None:
        top = f"The {counted(reach.n_top, fact)} with most of their plan observed"
        shares = f"{percent(reach.share_made)} of the observations, and {percent(reach.share_planned)} by the plan"
        yield f"{top} {'has' if reach.n_top == 1 else 'have'} {shares}."
    if reach.is_uneven:
        yield f"So these figures tell of those who were easy to reach, and less of the other {plural(fact)}."


def question_notes(question: Question, found: Counted) -> tuple[str, ...]:
    """How a question was understood, as far as its table does not say it.

    Args:
        question: The question.
        found: What was counted.
    """
    notes = []
    people = UnitOfAnalysis.PRACTITIONER in question.units and _several(found, "practitioner")
    if people and any(cube.of_kind("criterion") for cube in found.cubes) and "criterion" in question.kinds:
        notes.append(f"A practitioner is at criterion when {_STANDINGS[question.standing]}.")
    if question.cluster == AUTO and UnitOfAnalysis.OBSERVATION in question.units:
        notes.append(
            "Intervals of figures over observations allow for clusters: sites where a group has several, "
            "else practitioners."
        )
    if people and _several(found, "site"):
        notes.append(
            "Intervals of figures over practitioners take these for independent; where those of one site resemble "
            "each other, they are too narrow."
        )
    return tuple(notes)


def _several(found: Counted, name: str) -> bool:
    """Whether observations are of several practitioners, or sites, that are known."""
    every = (each.counted.clusters((), name) for each in found.editions)
    return any(int(clusters.n_named.sum()) > 1 for clusters in every if clusters)
