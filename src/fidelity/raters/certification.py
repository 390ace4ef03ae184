"""Certification: whether what a rater reached against masters meets the rule, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

import attrs

from fidelity.model.certification import Certification
from fidelity.model.number import plain
from fidelity.raters.alike import alike
from fidelity.raters.beside import NOTHING, Beside
from fidelity.raters.certificate import Basis, Certificate, ItemFigure
from fidelity.raters.trial import Trial
from fidelity.records.entry import Entry
from fidelity.records.observation import Edition, Observation, from_content


class Outcome(Enum):
    """What became of comparing a rater with masters."""

    MET = "met"
    NOT_MET = "not met"
    UNFINISHED = "not finished"
    """So far nothing speaks against it, or nothing for it: there are too few observations."""


@attrs.frozen(eq=False)
class Verdict:
    """What the rule says of a rater.

    Attributes:
        rule: The rule.
        outcome: What became of it.
        trials: The visits that it rests on, by day.
        n_reached: How many visits the rule counts as reached, or as there, where it takes them together.
        items: The rater beside the masters over these visits, by item, in the order of the checklist.
        weak: The items that stay below what is asked of each.
        early: The visits that lie further back than the rule allows.
    """

    rule: Certification
    outcome: Outcome
    trials: tuple[Trial, ...]
    n_reached: int
    items: Mapping[str, Beside]
    weak: tuple[str, ...] = ()
    early: tuple[Trial, ...] = ()

    @property
    def total(self) -> Beside:
        """The rater beside the masters over all items."""
        return sum(self.items.values(), NOTHING)

    @property
    def latest(self) -> date:
        """The day of the latest visit that it rests on."""
        return self.trials[-1].day


def too_early(trials: Sequence[Trial], rule: Certification, on: date | None = None) -> tuple[Trial, ...]:
    """The visits that lie further back than a rule allows.

    Args:
        trials: The visits, by day; at least one.
        rule: The rule.
        on: The day from which a certificate is to hold; None for that of the latest visit.
    """
    first = rule.within.before(on or trials[-1].day) if rule.within else date.min
    return tuple(each for each in trials if each.day < first)


def judge(trials: Sequence[Trial], rule: Certification, on: date | None = None) -> Verdict:
    """What a rule says of the visits that a rater and masters rated.

    Args:
        trials: The visits, by day; at least one that does not lie too far back.
        rule: The rule.
        on: The day from which a certificate is to hold; None for that of the latest visit.
    """
    early = too_early(trials, rule, on)
    recent = trials[len(early) :]
    resting, n_reached = _resting(recent, rule)
    items = _items(resting)
    weak = tuple(name for name, each in items.items() if _is_weak(each, rule))
    enough = n_reached >= rule.observations and (not rule.together or reaches(sum(items.values(), NOTHING), rule))
    met = enough and not weak
    unfinished = not met and len(recent) < rule.observations
    outcome = Outcome.MET if met else Outcome.UNFINISHED if unfinished else Outcome.NOT_MET
    return Verdict(rule, outcome, tuple(resting), n_reached, items, weak, early)


def reaches(beside: Beside, rule: Certification) -> bool:
    """Whether the share that a rule asks for is reached.

    Args:
        beside: The rater beside a master, or several.
        rule: The rule.
    """
    share = beside.share(rule.agreement)
    return share is not None and share >= rule.at_least


def _resting(trials: Sequence[Trial], rule: Certification) -> tuple[Sequence[Trial], int]:
    """The visits that the verdict rests on, and how many of them the rule counts."""
    latest = trials[-rule.observations :]
    if rule.together:
        return latest, len(latest)
    if rule.in_a_row:
        misses = [place for place, each in enumerate(latest) if not reaches(each.total, rule)]
        return latest, len(latest) - (misses[-1] + 1 if misses else 0)
    reached = [each for each in trials if reaches(each.total, rule)]
    if len(reached) >= rule.observations:
        return reached[-rule.observations :], rule.observations
    return trials, len(reached)


def _items(trials: Iterable[Trial]) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    for trial in trials:
        for name, beside in trial.items.items():
            found[name] = found.get(name, NOTHING) + beside
    return found


def _is_weak(beside: Beside, rule: Certification) -> bool:
    share = beside.share(rule.agreement)
    return rule.each_item_at_least is not None and share is not None and share < rule.each_item_at_least


def missing(verdict: Verdict) -> tuple[str, ...]:
    """What is still missing, in words: ``2 of 3 observations``; nothing where the rule is met."""
    rule = verdict.rule
    if verdict.outcome is Outcome.MET:
        return ()
    said = []
    if verdict.n_reached < rule.observations and rule.observations > 1:
        row = " in a row" if rule.in_a_row else ""
        verb = "are there" if rule.together else "reach it"
        said.append(f"{verdict.n_reached} of {rule.observations} observations {verb}{row}")
    elif not reaches(verdict.total, rule):
        total = verdict.total
        asked = plain(rule.at_least * 100)
        said.append(f"{total.n_agreeing(rule.agreement)} of {total.n} ratings agree, and {asked} % are asked for")
    if verdict.weak:
        assert rule.each_item_at_least is not None
        each = plain(rule.each_item_at_least * 100)
        said.append(f"below {each} % of an item's ratings: {', '.join(verdict.weak)}")
    return tuple(said)


@attrs.frozen
class Candidate:
    """Who is to be certified, and for what.

    Attributes:
        rater: The rater's code.
        edition: What is rated.
        is_own_rule: Whether the checklist itself has the rule.
        is_chosen: Whether somebody named the visits.
        on: The day from which a certificate is to hold; None for that of the latest observation.
    """

    rater: str
    edition: Edition
    is_own_rule: bool = True
    is_chosen: bool = False
    on: date | None = None


def fresh(trials: Iterable[Trial], known: Iterable[Certificate], candidate: Candidate) -> tuple[Trial, ...]:
    """The visits that a certificate can rest on: each needs visits of its own, and later ones than the one before.

    Args:
        trials: The visits, by day.
        known: All certificates.
        candidate: Who is to be certified; visits after the day in question do not count.
    """
    on = candidate.on or date.max
    passed = [
        each
        for each in known
        if each.passed and each.rater == candidate.rater and alike(each.edition, candidate.edition)
    ]
    used = {basis.record for each in passed for basis in each.basis}
    since = max((basis.day for each in passed if each.on <= on for basis in each.basis), default=date.min)
    return tuple(each for each in trials if since <= each.day <= on and each.record not in used)


def certificate(
    name: str, candidate: Candidate, verdict: Verdict, histories: Mapping[str, Sequence[Entry]]
) -> Certificate:
    """The certificate that a verdict comes to.

    Args:
        name: The id of its record.
        candidate: Who is to be certified.
        verdict: What the rule says.
        histories: The entries of the raters' and masters' records, by id.
    """
    rule, met = verdict.rule, verdict.outcome is Outcome.MET
    on = candidate.on or verdict.latest
    return Certificate(
        id=name,
        rater=candidate.rater,
        edition=candidate.edition,
        on=on,
        until=rule.valid_for.after(on) if met and rule.valid_for else None,
        passed=met,
        rule=rule,
        is_own_rule=candidate.is_own_rule,
        is_chosen=candidate.is_chosen,
        basis=tuple(_basis(each, rule, histories) for each in verdict.trials),
        items=tuple(_figure(item, each) for item, each in verdict.items.items()),
    )


def _basis(trial: Trial, rule: Certification, histories: Mapping[str, Sequence[Entry]]) -> Basis:
    mine, master = trial.mine.stored.record.id, trial.master.stored.record.id
    return Basis(
        mine,
        _revision(histories.get(mine, ()), trial.mine.blind),
        master,
        _revision(histories.get(master, ()), trial.master.blind),
        trial.day,
        trial.total.n,
        trial.total.n_agreeing(rule.agreement),
    )


def _revision(entries: Sequence[Entry], observation: Observation) -> str:
    """The first revision of a record that says what was compared."""
    said = (each.id for each in entries if each.content is not None and from_content(each.content) == observation)
    return next(said, "")


def _figure(item: str, beside: Beside) -> ItemFigure:
    return ItemFigure(
        item,
        beside.n,
        beside.agreement.n_exact,
        beside.n_near,
        beside.n_higher,
        beside.n_lower,
        beside.n_blank,
    )


def is_known(made: Certificate, known: Collection[Certificate]) -> bool:
    """Whether the same was found before of the same revisions, so that there is nothing to add.

    Args:
        made: What was found now.
        known: What was found before.
    """
    return any(attrs.evolve(each, id=made.id) == made for each in known)
