"""A certificate: what a rater reached against master ratings on a day, and for how long that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from fidelity.errors import InvalidRecord, StoreError
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.number import exact, plain
from fidelity.model.period import Period
from fidelity.problems import Problem
from fidelity.records.entry import Kind
from fidelity.records.observation import Edition
from fidelity.records.store import Store

FORMAT = "fidelity-certificate"
SCHEMA = 1


@attrs.frozen
class Basis:
    """One observation that a certificate rests on.

    Attributes:
        record: The rater's record, by its id.
        revision: The revision that was compared.
        master: The master's record, by its id.
        master_revision: The revision that was compared; empty for one that came from a file.
        day: The day on which the rater rated.
        n: How many answers were compared.
        n_agreeing: How many of them agree, as the rule counts it.
    """

    record: str
    revision: str
    master: str
    master_revision: str
    day: date
    n: int
    n_agreeing: int


@attrs.frozen
class ItemFigure:
    """What a certificate says of one item.

    Attributes:
        item: The item, by id.
        n: How many answers were compared.
        n_exact: How many are the same as the master's.
        n_within_one: How many are the same or neighbours.
        n_higher: How many are worth more than the master's.
        n_lower: How many are worth less.
        n_blank: How many the rater left out.
    """

    item: str
    n: int
    n_exact: int
    n_within_one: int
    n_higher: int
    n_lower: int
    n_blank: int


@attrs.frozen
class Certificate:
    """What a rater reached against master ratings; one that was not passed is kept too.

    Attributes:
        id: The record's id.
        rater: The rater's code.
        edition: What was rated.
        on: The day from which it holds.
        until: The last day on which it holds; None for ever, and where it was not passed.
        passed: Whether the rule was met.
        rule: The rule.
        is_own_rule: Whether the checklist itself has this rule; otherwise somebody said it.
        is_chosen: Whether somebody named the visits; otherwise all that there were are taken into account.
        basis: The observations that it rests on, by day.
        items: What it says of each item.
    """

    id: str
    rater: str
    edition: Edition
    on: date
    until: date | None
    passed: bool
    rule: Certification
    is_own_rule: bool
    is_chosen: bool
    basis: tuple[Basis, ...]
    items: tuple[ItemFigure, ...]

    @property
    def n(self) -> int:
        """How many answers were compared."""
        return sum(each.n for each in self.basis)

    @property
    def n_agreeing(self) -> int:
        """How many of them agree, as the rule counts it."""
        return sum(each.n_agreeing for each in self.basis)

    @property
    def share(self) -> Fraction:
        """What share of them agrees, 0 to 1."""
        return Fraction(self.n_agreeing, self.n)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day, its first and its last included."""
        return self.passed and self.on <= day and (self.until is None or day <= self.until)


def certificate_content(of: Certificate) -> dict[str, Any]:
    """A certificate as plain data, as the store keeps it."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": of.id,
        "rater": of.rater,
        **attrs.asdict(of.edition),
        "on": of.on.isoformat(),
        "until": of.until.isoformat() if of.until else "",
        "passed": of.passed,
        "rule": _rule_content(of.rule),
        "rule_from": "checklist" if of.is_own_rule else "command",
        "visits_from": "command" if of.is_chosen else "records",
        "n": of.n,
        "n_agreeing": of.n_agreeing,
        "share": plain(of.share),
        "observations": [{**attrs.asdict(each), "day": each.day.isoformat()} for each in of.basis],
        "items": [attrs.asdict(each) for each in of.items],
    }


def certificate_of(content: Mapping[str, Any]) -> Certificate:
    """The certificate that plain data hold, which this module wrote.

    Raises:
        ValueError: They are of another format; what else is wrong with them shows as it comes.
    """
    if (content["format"], content["schema"]) != (FORMAT, SCHEMA):
        raise ValueError(f"{content['format']} {content['schema']} is not known")
    return Certificate(
        id=content["id"],
        rater=content["rater"],
        edition=Edition(**{field.name: content[field.name] for field in attrs.fields(Edition)}),
        on=date.fromisoformat(content["on"]),
        until=date.fromisoformat(content["until"]) if content["until"] else None,
        passed=content["passed"],
        rule=_rule_of(content["rule"]),
        is_own_rule=content["rule_from"] == "checklist",
        is_chosen=content["visits_from"] == "command",
        basis=tuple(Basis(**{**each, "day": date.fromisoformat(each["day"])}) for each in content["observations"]),
        items=tuple(ItemFigure(**each) for each in content["items"]),
    )


def certificates(store: Store) -> tuple[Certificate, ...]:
    """All certificates of a store that were not erased, by day and id; those that were not passed too.

    Args:
        store: The store.

    Raises:
        StoreError: One of them cannot be read.
    """
    return tuple(sorted(_read(store), key=lambda each: (each.on, each.id)))


def _read(store: Store) -> Iterator[Certificate]:
    for record in store.records(Kind.CERTIFICATE):
        if record.content is None:
            continue
        try:
            yield certificate_of(record.content)
        except (KeyError, TypeError, ValueError, InvalidRecord) as error:
            message = f"certificate `{record.id[:8]}` cannot be read by this version of fidelity"
            help_ = "it may come from a newer one, on another device: update fidelity"
            raise StoreError(Problem("bad-certificate", message, help_)) from error


def _rule_content(rule: Certification) -> dict[str, Any]:
    each = rule.each_item_at_least
    return {
        "agreement": rule.agreement.value,
        "at_least": plain(rule.at_least),
        "observations": rule.observations,
        "in_a_row": rule.in_a_row,
        "together": rule.together,
        "each_item_at_least": "" if each is None else plain(each),
        "within": str(rule.within or ""),
        "valid_for": str(rule.valid_for or ""),
        "source": rule.source,
    }


def _rule_of(content: Mapping[str, Any]) -> Certification:
    each = content["each_item_at_least"]
    within, valid_for = (Period.of(content[key]) if content[key] else None for key in ("within", "valid_for"))
    return Certification(
        AgreementKind(content["agreement"]),
        exact(content["at_least"]),
        content["observations"],
        content["in_a_row"],
        content["together"],
        exact(each) if each else None,
        within,
        valid_for,
        content["source"],
    )
