"""Whether the figures of a checklist fit its other parts: what they are taken of is there, and has percentages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from fidelity.model.criterion import Criterion
from fidelity.model.figure import Figure, MeanOfScore, ShareMeeting
from fidelity.model.item import Item
from fidelity.model.members import chosen
from fidelity.model.number import plain
from fidelity.model.scale import Kind
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from fidelity.problems import Problem, nearest, twice, under


def figure_problems(
    figures: Sequence[Figure],
    items: Sequence[Item],
    scores: Sequence[Score],
    criteria: Sequence[Criterion],
    effects: Mapping[Status, Effect],
    off: Iterable[str] = (),
    also_known: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Where figures do not fit the other parts of a checklist.

    Args:
        figures: The figures.
        items: The items.
        scores: The scores.
        criteria: The criteria.
        effects: What each status does, unless a score says otherwise.
        off: Items that a profile leaves out.
        also_known: Ids of parts that are wrong in themselves and already reported: naming them is no second mistake.
    """
    yield from twice(((("figures", n, "id"), figure.id) for n, figure in enumerate(figures)), "id-twice", "figure")
    gone = frozenset(off)
    for place, figure in enumerate(figures):
        rule = figure.rule
        if isinstance(rule, ShareMeeting):
            known = {criterion.id for criterion in criteria}
            found = _unknown(rule.criterion, "criterion", known, also_known)
        elif isinstance(rule, MeanOfScore):
            found = _unknown(rule.score, "score", {score.id for score in scores}, also_known)
        else:
            found = _item_problems(figure, rule.items, items, effects, gone, also_known)
        yield from under(found, "figures", place)


def _unknown(name: str, noun: str, known: Collection[str], also_known: frozenset[str]) -> Iterator[Problem]:
    if name not in known and name not in also_known:
        yield Problem(f"unknown-{noun}", f"there is no {noun} `{name}`", nearest(name, known), ("of",))


def _item_problems(
    figure: Figure,
    of: Members,
    items: Sequence[Item],
    effects: Mapping[Status, Effect],
    off: frozenset[str],
    also_known: frozenset[str],
) -> Iterator[Problem]:
    by_id = {item.id: item for item in items}
    names = chosen(of, items)
    if not also_known and items and not names:
        choice = of.component or of.dimension
        message = f"figure `{figure.id}` is taken of no item" + (f": nothing is marked `{choice}`" if choice else "")
        marks = {item.component if of.component else item.dimension for item in items} - {""}
        yield Problem("no-members", message, nearest(choice, marks) or "name some under `of`", ("of",))
    elif names and off.issuperset(names):
        message = f"every item of figure `{figure.id}` is left out"
        yield Problem("no-members", message, "leave one of them in", ("of",))
    if of.ids:
        yield from twice(((("of", place), name) for place, name in enumerate(names)), "member-twice", "item")
    for place, name in enumerate(names):
        path = ("of", place) if of.ids else ("of",)
        if name in by_id:
            yield from (problem.under(*path) for problem in _percentage_problems(figure, by_id[name]))
        elif name not in also_known:
            yield Problem("unknown-item", f"there is no item `{name}`", nearest(name, by_id), path)
    allowing = [name for name in names if name in by_id and _may_not_apply(by_id[name])]
    if allowing and Status.NOT_APPLICABLE not in effects:
        yield Problem(
            "status-without-effect",
            f"`{allowing[0]}` may be not applicable, and nothing says what that does to figure `{figure.id}`",
            "add `not_applicable: excluded` to the checklist: a figure follows the checklist, and not its scores",
        )


def _may_not_apply(item: Item) -> bool:
    return Status.NOT_APPLICABLE in {*item.allows, *item.scale.status_codes.values()}


def _percentage_problems(figure: Figure, item: Item) -> Iterator[Problem]:
    """Why there is no percentage of an item's points, if there is none."""
    if item.scale.kind is Kind.PERSONS:
        message = f"item `{item.id}` holds results of persons, of which figure `{figure.id}` makes no percentage"
        yield Problem("wrong-measure", message, "take the mean of a score with rule `share_of_persons`")
    elif item.lowest is None or item.highest is None:
        message = f"figure `{figure.id}` takes percentages of the possible points, and those of `{item.id}` have no end"
        yield Problem("no-range", message, "give its scale `at_least` and `at_most`, or turn its numbers into points")
    elif item.lowest < 0:
        message = f"`{item.id}` can have {plain(item.lowest)} points, so that its percentage could fall below 0"
        yield Problem("negative-points", message, "leave it out, or give it points from 0")
    elif item.highest <= 0:
        yield Problem("no-possible-points", f"`{item.id}` can earn no points", "raise its highest, or leave it out")
