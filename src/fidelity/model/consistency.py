"""Whether the parts of a checklist fit each other: every name has its thing, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from fidelity.model.criterion import BandTest, Criterion, ItemTest, leaves
from fidelity.model.figure import Figure
from fidelity.model.figure_consistency import figure_problems
from fidelity.model.item import Item
from fidelity.model.members import chosen, members_read
from fidelity.model.rule import Ladder, ShareOfPersons
from fidelity.model.scale import Kind
from fidelity.model.score import Score
from fidelity.model.status import Effect, Status
from fidelity.problems import Problem, nearest, twice


def checklist_problems(
    items: Sequence[Item],
    scores: Sequence[Score],
    criteria: Sequence[Criterion],
    effects: Mapping[Status, Effect],
    off: Iterable[str] = (),
    also_known: frozenset[str] = frozenset(),
    figures: Sequence[Figure] = (),
) -> Iterator[Problem]:
    """Where the parts of a checklist do not fit each other.

    Args:
        items: The items.
        scores: The scores.
        criteria: The criteria.
        effects: What each status does, unless a score says otherwise.
        off: Items that a profile leaves out.
        also_known: Ids of parts that are wrong in themselves and already reported: naming them is no second mistake.
        figures: The figures.
    """
    if not items and not also_known:
        yield Problem("no-items", "the checklist has no items", "add at least one under `items`", ("items",))
    names = [(("items", place, "id"), item.id) for place, item in enumerate(items)]
    names += [(("scores", place, "id"), score.id) for place, score in enumerate(scores)]
    yield from twice(names, "id-twice", "item or score")
    item_ids = {item.id for item in items}
    score_ids = {score.id for score in scores}
    for place, score in enumerate(scores):
        for problem in _score_problems(score, items, item_ids | score_ids, effects, also_known):
            yield problem.under("scores", place)
    yield from _circles(scores, items)
    for place, criterion in enumerate(criteria):
        for problem in _criterion_problems(criterion, items, scores, also_known):
            yield problem.under("criteria", place)
    yield from _overlapping(criteria)
    yield from figure_problems(figures, items, scores, criteria, effects, off, also_known)
    for name in off:
        if name not in item_ids | also_known:
            yield Problem(
                "unknown-item",
                f"there is no item `{name}`",
                nearest(name, item_ids),
                ("leaves_out",),
            )


def _score_problems(
    score: Score,
    items: Sequence[Item],
    known: set[str],
    effects: Mapping[Status, Effect],
    also_known: frozenset[str],
) -> Iterator[Problem]:
    read = members_read(score, items)
    # Items that could not be built may be the very ones that are meant.
    if not read and not also_known and not (score.of.every and not items):
        choice = score.of.component or score.of.dimension
        yield Problem(
            "no-members",
            f"score `{score.id}` has no members" + (f": nothing is marked `{choice}`" if choice else ""),
            nearest(choice, {each.component if score.of.component else each.dimension for each in items} - {""}),
            ("of",),
        )
        return
    for path, member in read:
        if member not in known | also_known:
            yield Problem(
                "unknown-member",
                f"there is no item or score `{member}`",
                nearest(member, known),
                path,
            )
    if score.of.ids and not isinstance(score.rule, Ladder):
        yield from twice((pair for pair in read if pair[0][0] == "of"), "member-twice", "member")
    members = {member for _, member in read}
    for field, names in (("reverse", score.reverse), ("weights", score.weights)):
        for name in sorted(names):
            if name not in members | also_known:
                yield Problem(
                    "unknown-member",
                    f"`{name}` is no member of score `{score.id}`",
                    nearest(name, members),
                    (field, name) if field == "weights" else (field,),
                )
    of_score = [item for item in items if item.id in members]
    yield from _scale_problems(score, of_score)
    yield from _effect_problems(score, of_score, effects)


def _effect_problems(score: Score, members: Sequence[Item], effects: Mapping[Status, Effect]) -> Iterator[Problem]:
    allowing = [item.id for item in members if Status.NOT_APPLICABLE in item.allows]
    if allowing and Status.NOT_APPLICABLE not in {*score.effects, *effects}:
        yield Problem(
            "status-without-effect",
            f"`{allowing[0]}` may be not applicable, and score `{score.id}` does not say what that does",
            "add `not_applicable: excluded`, `counts_as_met` or `not_permitted`",
        )


def _scale_problems(score: Score, members: Sequence[Item]) -> Iterator[Problem]:
    for item in members:
        persons = item.scale.kind is Kind.PERSONS
        if persons is not isinstance(score.rule, ShareOfPersons):
            yield Problem(
                "wrong-measure",
                f"item `{item.id}` holds results of persons"
                if persons
                else f"item `{item.id}` does not hold results of persons",
                "results of persons and rule `share_of_persons` go together",
                ("of",),
            )
    if isinstance(score.rule, ShareOfPersons) and not members:
        message = f"score `{score.id}` takes a share of persons, and a score holds none"
        yield Problem("wrong-measure", message, "name an item with `measure: persons`", ("of",))


def _circles(scores: Sequence[Score], items: Sequence[Item]) -> Iterator[Problem]:
    reads = {score.id: {member for _, member in members_read(score, items)} for score in scores}
    place = {score.id: number for number, score in enumerate(scores)}
    settled: set[str] = set()
    while True:
        ready = {name for name in reads if name not in settled and not (reads[name] & reads.keys()) - settled}
        if not ready:
            break
        settled |= ready
    for name in reads:
        if name not in settled and name in _reached(name, reads):
            yield Problem(
                "score-circle",
                f"score `{name}` is made of itself",
                "take one score out",
                ("scores", place[name], "of"),
            )
            return


def _reached(start: str, reads: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    fresh = reads[start] & reads.keys()
    while fresh:
        found |= fresh
        fresh = {name for each in fresh for name in reads[each] & reads.keys()} - found
    return found


def _criterion_problems(
    criterion: Criterion, items: Sequence[Item], scores: Sequence[Score], also_known: frozenset[str]
) -> Iterator[Problem]:
    item_ids = {item.id for item in items}
    by_id = {score.id: score for score in scores}
    for steps, leaf in leaves(criterion.condition):
        if isinstance(leaf, ItemTest):
            if not chosen(leaf.items, items) and items and not also_known:
                yield Problem("no-members", f"criterion `{criterion.id}` tests no item", "", (*steps, "item"))
            for name in chosen(leaf.items, items):
                if name not in item_ids | also_known:
                    yield Problem(
                        "unknown-item",
                        f"there is no item `{name}`",
                        nearest(name, item_ids),
                        (*steps, "item"),
                    )
            continue
        if leaf.score not in by_id:
            if leaf.score not in also_known:
                known = nearest(leaf.score, by_id)
                yield Problem("unknown-score", f"there is no score `{leaf.score}`", known, (*steps, "score"))
        elif isinstance(leaf, BandTest):
            bands = {band.id for band in by_id[leaf.score].bands}
            for name in leaf.bands:
                if name not in bands:
                    message = f"score `{leaf.score}` has no band `{name}`"
                    yield Problem("unknown-band", message, nearest(name, bands), (*steps, "band"))


def _overlapping(criteria: Sequence[Criterion]) -> Iterator[Problem]:
    for place, later in enumerate(criteria):
        for earlier in criteria[:place]:
            if later.id == earlier.id and _share_a_day(later, earlier):
                yield Problem(
                    "criterion-twice",
                    f"criterion `{later.id}` is defined twice for the same days",
                    "give it another id, or `from` and `until` that do not overlap",
                    ("criteria", place, "id"),
                )


def _share_a_day(one: Criterion, other: Criterion) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_until or date.max, other.valid_until or date.max)
    return begins < ends
