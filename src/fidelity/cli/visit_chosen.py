"""The visit that a command on raters is about, and which of its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import normalize

import attrs

from fidelity.errors import UsageError
from fidelity.plan.words import listed
from fidelity.problems import Problem, nearest
from fidelity.raters.blind import Rated, independent, is_sealed, n_awaited, rated_together
from fidelity.records.entry import Kind
from fidelity.records.observation import MASTER
from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store


@attrs.frozen(eq=False)
class ChosenVisit:
    """A visit, as rated with one checklist.

    Attributes:
        name: What it is called.
        together: All its records.
        stored: The ratings that were chosen among them: no consensus, and no master rating.
    """

    name: str
    together: tuple[Stored, ...]
    stored: tuple[Stored, ...]

    @property
    def consensus(self) -> Stored | None:
        """What its raters agreed on; None where nobody recorded that."""
        return next((each for each in self.together if each.record.kind == Kind.CONSENSUS), None)


def visit_chosen(store: Store, names: Sequence[str], checklist: str = "") -> ChosenVisit:
    """The visit that is meant.

    Args:
        store: The store.
        names: Its name, or the id of one of its records; or the ids of several, which are then all that is taken.
        checklist: Which checklist, where it was rated with several.

    Raises:
        UsageError: There is no such visit, the choice is open, or its ratings are sealed.
    """
    names = [normalize("NFC", name) for name in names]
    groups = rated_together(observations(store))
    visits = {rated[0] for rated in groups}
    records = {_record(store, name, visits) for name in names if name not in visits}
    meant = [
        rated
        for rated, group in groups.items()
        if checklist in ("", rated[2]) and (rated[0] in names or records & {each.record.id for each in group})
    ]
    if len(meant) != 1:
        raise UsageError(_unclear(names, meant, checklist))
    (rated,) = meant
    group = groups[rated]
    _refuse_sealed(rated[0], group)
    whole = rated[0] in names or len(records) == 1
    chosen = [each for each in group if whole or each.record.id in records]
    return ChosenVisit(rated[0], group, tuple(each for each in chosen if _is_rating(each)))


def _is_rating(stored: Stored) -> bool:
    return stored.record.kind == Kind.OBSERVATION and stored.observation.facts.get("role") != MASTER


def _record(store: Store, name: str, visits: Iterable[str]) -> str:
    """The id of a record; what is neither record nor visit is answered with the nearest visit."""
    try:
        return store.record(name).id
    except UsageError as error:
        if error.problems[0].code != "unknown-record":
            raise
        message = f"there is no visit and no record `{name}`"
        raise UsageError(Problem("unknown-visit", message, nearest(name, visits))) from error


def _unclear(names: Sequence[str], meant: Sequence[Rated], checklist: str) -> Problem:
    if not meant:
        return Problem("unknown-visit", f"{listed(names)} was not rated with a checklist `{checklist}`")
    if len({rated[0] for rated in meant}) > 1:
        message = f"these records are of different visits: {listed(rated[0] for rated in meant)}"
        return Problem("several-visits", message, "`fidelity correct` mends the name of a visit")
    help_ = f"choose one with `--checklist`: {', '.join(sorted(rated[2] for rated in meant))}"
    return Problem("unknown-checklist", f"visit `{meant[0][0]}` was rated with several checklists", help_)


def _refuse_sealed(visit: str, group: Sequence[Stored]) -> None:
    """Refuse a visit that awaits a rater; who has handed in is no secret, and what they rated is one."""
    if is_sealed(group):
        there = [each.observation.rater or "somebody" for each in independent(group)]
        n = n_awaited(group)
        awaited = "1 more independent rater is" if n == 1 else f"{n} more independent raters are"
        message = f"visit `{visit}` is sealed: {listed(there)} handed in, and {awaited} awaited"
        help_ = "ratings, notes and agreement are shown once all have handed in"
        raise UsageError(Problem("sealed", message, help_))
