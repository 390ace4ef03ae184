"""What changed between two versions that moves no number: titles, texts, anchors, labels and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion
from fidelity.model.figure import Figure
from fidelity.model.item import Item
from fidelity.model.score import Score
from fidelity.plan.sentences import marked
from fidelity.plan.words import listed, several

Texts = Mapping[str, object]
"""The texts of one part, by what they are."""


def wording(old: Checklist, new: Checklist) -> tuple[str, ...]:
    """What changed in the words of the parts that both versions have, a few words for each part.

    The same ratings give the same numbers all the same, but raters may rate otherwise.

    Args:
        old: The old version.
        new: The new version.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for noun, name, said in _all(old, new):
        found.setdefault((noun, said), []).append(name)
    return tuple(_said(noun, said, names) for (noun, said), names in found.items())


def _said(noun: str, said: str, names: Sequence[str]) -> str:
    if len(names) > 1:
        noun = PLURALS[noun]
    return f"{said} of {noun} {several([marked(name) if name else '' for name in names])}".strip()


PLURALS = {"item": "items", "score": "scores", "criterion": "criteria", "figure": "figures"}
Change = tuple[str, str, str]
"""What changed in one part: the kind of part, its id, and what it is that changed."""


def _all(old: Checklist, new: Checklist) -> Iterator[Change]:
    yield from _changed("the checklist", "", _of_checklist(old), _of_checklist(new))
    for item in old.items:
        if item.id in new.item:
            yield from _changed("item", item.id, _of_item(item), _of_item(new.item[item.id]))
    for score in old.scores:
        if score.id in new.score:
            yield from _changed("score", score.id, _of_score(score), _of_score(new.score[score.id]))
    after = {(each.id, each.valid_from): each for each in new.criteria}
    for criterion in old.criteria:
        match = after.get((criterion.id, criterion.valid_from))
        if match is not None:
            yield from _changed("criterion", criterion.id, _of_criterion(criterion), _of_criterion(match))
    figures = {each.id: each for each in new.figures}
    for figure in old.figures:
        if figure.id in figures:
            yield from _changed("figure", figure.id, _of_figure(figure), _of_figure(figures[figure.id]))


def _changed(noun: str, name: str, old: Texts, new: Texts) -> Iterator[Change]:
    names = [each for each in old if old[each] != new[each]]
    if names:
        yield noun, name, listed(names)


def _of_checklist(of: Checklist) -> Texts:
    return {
        "title": of.title,
        "what it measures": of.measures,
        "unit": of.unit,
        "raters": of.rated_by,
        "minutes": of.minutes,
        "sampling": of.sampling,
        "reliability target": of.reliability,
        "certification of raters": of.certification,
    }


def _of_item(of: Item) -> Texts:
    return {
        "text": of.text,
        "guidance": of.guidance,
        "anchors": {point.code: of.anchor(point.code) for point in of.scale.points},
        "labels": {point.code: point.label for point in of.scale.points},
        "unit": of.scale.unit,
        "evidence": of.evidence,
        "component": of.component,
        "dimension": of.dimension,
        "whether it is critical": of.critical,
        "source": of.source,
    }


def _of_score(of: Score) -> Texts:
    return {
        "title": of.title,
        "labels of bands": {band.id: band.label for band in of.bands},
        "digits shown": of.decimals,
        "source": of.source,
    }


def _of_criterion(of: Criterion) -> Texts:
    return {"title": of.title, "source": of.source}


def _of_figure(of: Figure) -> Texts:
    return {"title": of.title, "unit": of.unit, "source": of.source}
