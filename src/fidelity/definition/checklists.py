"""Checklists: their parts are built one by one, held against each other, and put together from what is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from fidelity.definition.certification import certification
from fidelity.definition.criteria import criterion
from fidelity.definition.figures import figure
from fidelity.definition.items import item_maker
from fidelity.definition.part import Broken, Part
from fidelity.definition.references import unresolved
from fidelity.definition.scales import Scales, status_codes
from fidelity.definition.scores import effects, score
from fidelity.model.checklist import Checklist, Measures, Reliability, Sampling
from fidelity.model.consistency import checklist_problems
from fidelity.model.criterion import Criterion
from fidelity.model.figure import Figure
from fidelity.model.item import Item
from fidelity.model.score import Score
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from fidelity.problems import Problem

_Part = TypeVar("_Part", Item, Score, Criterion, Figure)


@attrs.frozen(eq=False)
class _Draft:
    """The parts of a checklist that could be built."""

    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    criteria: tuple[Criterion, ...]
    effects: Mapping[Status, Effect]
    figures: tuple[Figure, ...]

    def problems(self, also_known: frozenset[str] = frozenset()) -> Iterator[Problem]:
        """Where the parts contradict each other."""
        parts = (self.items, self.scores, self.criteria, self.effects)
        return checklist_problems(*parts, also_known=also_known, figures=self.figures)


def checklist_maker(scales: Scales) -> Callable[[Part], Checklist]:
    """What builds a checklist on these scales."""

    def make(part: Part) -> Checklist:
        return _checklist(part, scales)

    return make


def _checklist(part: Part, scales: Scales) -> Checklist:
    draft = _Draft(
        items=part.list_of("items", item_maker(scales)),
        scores=part.list_of("scores", score),
        criteria=part.list_of("criteria", criterion),
        effects=_effects(part),
        figures=part.list_of("figures", figure),
    )
    if any(part.parts("items")):
        # Without any item, which is its own mistake, everything else would be one.
        _report_contradictions(part, draft)
    sound = _sound(part, draft)
    try:
        return _made(part, sound)
    except Broken:
        for key in ("items", "scores", "criteria"):
            for _, each in part.parts(key):
                part.log.remember(each)
        raise


def _report_contradictions(part: Part, draft: _Draft) -> None:
    found = draft.problems(part.log.lost(*part.path))
    part.log.report(*(part.log.in_document(problem.under(*part.path)) for problem in found))
    part.log.report(*(problem.under(*part.path) for problem in unresolved(part)))


def _made(part: Part, sound: _Draft) -> Checklist:
    if not sound.items:
        raise Broken
    return part.made(
        Checklist,
        id=part.name(),
        items=sound.items,
        scores=sound.scores,
        criteria=sound.criteria,
        title=part.text("title"),
        measures=part.word("measures", Measures.DELIVERY),
        rated_by=part.texts("rated_by"),
        unit=part.word("unit", Unit.SESSION),
        effects=sound.effects,
        status_codes=status_codes(part, "status_codes"),
        minutes=part.whole_number("minutes"),
        n_items=part.whole_number("n_items"),
        sampling=part.optional("sampling", _sampling),
        reliability=part.optional("reliability", _reliability),
        certification=part.optional("certification", certification),
        figures=sound.figures,
    )


def _effects(part: Part) -> Mapping[Status, Effect]:
    try:
        return effects(part)
    except Broken:
        # Reported; what was meant is not known, so no score is blamed for saying nothing about it.
        part.log.remember(part)
        return {Status.NOT_APPLICABLE: Effect.EXCLUDED}


def _sound(part: Part, draft: _Draft) -> _Draft:
    """What is left of a checklist when the parts that contradict others, all reported, are taken out.

    A profile can then be held against the rest. Where nothing is wrong, everything is left.
    """
    while True:
        guilty = {(str(each.path[0]), each.path[1]) for each in draft.problems() if len(each.path) > 1}
        if not guilty:
            return draft
        draft = attrs.evolve(
            draft,
            items=_without(part, "items", draft.items, guilty),
            scores=_without(part, "scores", draft.scores, guilty),
            criteria=_without(part, "criteria", draft.criteria, guilty),
            figures=_without(part, "figures", draft.figures, guilty),
        )


def _without(part: Part, key: str, records: Sequence[_Part], guilty: set[tuple[str, str | int]]) -> tuple[_Part, ...]:
    places = part.log.kept.get((*part.path, key), ())
    left = [place for place in range(len(records)) if (key, place) not in guilty]
    for place, record in enumerate(records):
        if (key, place) in guilty:
            part.log.names[(*part.path, key, places[place])] = record.id
    part.log.keep((*part.path, key), [places[place] for place in left])
    return tuple(records[place] for place in left)


def _sampling(part: Part) -> Sampling:
    share = part.number("double_rated")
    each = part.inner("per_practitioner")
    n = each.whole_number("n") if each else None
    every = each.period("every") if each else None
    return part.made(Sampling, 1 if n is None else n, every, share or Sampling().double_rated)


def _reliability(part: Part) -> Reliability:
    return Reliability(part.name("statistic"), part.exact(part.take("at_least"), "at_least"))
