"""Scores: members, rule, what may be missing, what each status does, and bands."""

from __future__ import annotations

from fractions import Fraction

from fidelity.definition.part import Broken, Part
from fidelity.definition.ranges import range_of
from fidelity.definition.rules import rule
from fidelity.model.declared import DeclaredRange
from fidelity.model.missing import MissingRule, Then
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status
from fidelity.problems import Problem


def score(part: Part) -> Score:
    """A score."""
    decimals = part.whole_number("decimals")
    return part.made(
        Score,
        id=part.name(),
        rule=rule(part),
        of=members(part, "of"),
        missing=_missing(part),
        title=part.text("title"),
        effects=effects(part),
        reverse=frozenset(part.texts("reverse")),
        weights=_weights(part),
        bands=part.every("bands", _band) if part.has("bands") else (),
        decimals=2 if decimals is None else decimals,
        source=part.text("source"),
        declared=part.optional("range", _declared),
    )


def members(part: Part, key: str) -> Members:
    """What a score is made of, or which items are tested.

    Args:
        part: The score or condition.
        key: The key that says it.
    """
    value = part.take(key)
    if value == "all":
        return Members(every=True)
    if isinstance(value, str):
        return Members((value,))
    if isinstance(value, list):
        return Members(part.texts(key))
    group = part.inner(key)
    if group is None or not (group.has("component") or group.has("dimension")):
        raise Broken
    return Members(component=group.text("component"), dimension=group.text("dimension"))


def effects(part: Part) -> dict[Status, Effect]:
    """What each status does: from ``statuses``, and from ``not_applicable``, which is short for one of them.

    Raises:
        Broken: One of them is wrong.
    """
    statuses, short = part.whole("statuses"), part.whole("not_applicable")
    said = statuses if isinstance(statuses, dict) else {}
    if not said.keys() <= {status.value for status in Status}:
        # A misspelt status has been reported; which one was meant is not known.
        raise Broken
    found = {Status(key): Effect(word) for key, word in said.items()}
    if short is None:
        return found
    if Status.NOT_APPLICABLE in found:
        message = "`not_applicable` and `statuses: {not_applicable: …}` say the same thing twice"
        part.report(Problem("one-of", message, "keep one of them", ("not_applicable",)))
        raise Broken
    return {Status.NOT_APPLICABLE: Effect(part.name("not_applicable")), **found}


def _missing(part: Part) -> MissingRule:
    value = part.take("missing")
    if value == "none":
        return MissingRule()
    if value == "none_unless_decided":
        return MissingRule(unless_decided=True)
    limits = part.inner("missing")
    if limits is None or not (limits.has("at_most") or limits.has("share_at_most")):
        raise Broken
    return limits.made(
        MissingRule,
        at_most=limits.whole_number("at_most"),
        share_at_most=limits.number("share_at_most"),
        rated_at_least=limits.whole_number("rated_at_least") or 0,
        then=Then(limits.name("then")) if limits.has("then") else None,
        unless_decided=limits.flag("unless_decided"),
    )


def _weights(part: Part) -> dict[str, Fraction]:
    value = part.whole("weights")
    if not isinstance(value, dict):
        return {}
    return {name: part.exact(weight, "weights", name) for name, weight in value.items()}


def _band(part: Part) -> Band:
    return Band(part.name(), range_of(part), part.text("label"))


def _declared(part: Part) -> DeclaredRange:
    lowest, highest = (part.exact(part.take(key), key) for key in ("lowest", "highest"))
    return part.made(DeclaredRange, lowest, highest)
