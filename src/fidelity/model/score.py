"""Scores: which members, by which rule, tolerating what, and what the value is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.declared import DeclaredRange
from fidelity.model.identifier import identifier_problems
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range, certain_problems
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    FirstApplicable,
    Ladder,
    LookUp,
    Mean,
    Minimum,
    Python,
    Rate,
    Ratio,
    Rule,
    ShareOfPersons,
    Sum,
    Weighted,
    name_of,
)
from fidelity.model.status import Effect, Status
from fidelity.problems import Problem, twice, under


@attrs.frozen
class Members:
    """What a score is taken of.

    Attributes:
        ids: Items and scores by id; empty where the choice is made by what follows.
        every: Whether it is all items that are scored.
        component: All scored items of this component.
        dimension: All scored items of this dimension.
    """

    ids: tuple[str, ...] = ()
    every: bool = False
    component: str = ""
    dimension: str = ""


@attrs.frozen
class Band:
    """A name for a range of values.

    Attributes:
        id: Its name for programs.
        label: Its name for people.
        range: The values, compared exactly and never rounded first.
    """

    id: str
    range: Range
    label: str = ""

    @property
    def name(self) -> str:
        """Its name for people: the label, or the id where there is none."""
        return self.label or self.id


_ALONE = (LookUp, ShareOfPersons)
_UNWEIGHTED = (Mean, Ratio, Rate, Minimum, FirstApplicable, LookUp, Ladder, ShareOfPersons, Python)


@attrs.frozen
class Score:
    """A number made of ratings, or of other scores.

    Attributes:
        id: Its name within the checklist.
        rule: How its value is made.
        of: What it is made of.
        missing: What may be missing.
        title: Its name for people.
        effects: What each status does, where this differs from the checklist.
        reverse: Members whose points count backwards within their declared range, by id.
        weights: How much a member weighs, by id; 1 where nothing is said.
        bands: Names for ranges of its value.
        decimals: How many digits people are shown; scores are compared unrounded.
        source: Where rule and bands come from.
        declared: The lowest and highest value that its publication states; None where it states none.
    """

    id: str
    rule: Rule
    of: Members
    missing: MissingRule
    title: str = ""
    effects: Mapping[Status, Effect] = attrs.field(factory=dict, hash=False)
    reverse: frozenset[str] = frozenset()
    weights: Mapping[str, Fraction] = attrs.field(factory=dict, hash=False)
    bands: tuple[Band, ...] = ()
    decimals: int = 2
    source: str = ""
    declared: DeclaredRange | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a score whose parameters contradict its rule."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from identifier_problems(self.id)
        yield from twice(
            ((("bands", n, "id"), band.id) for n, band in enumerate(self.bands)),
            "band-twice",
            "band",
        )
        bands = [band.range for band in self.bands]
        yield from under(certain_problems(bands, f"bands of score `{self.id}`"), "bands")
        yield from self._missing_problems()
        yield from self._weight_problems()
        if isinstance(self.rule, _ALONE) and len(self.of.ids) != 1:
            yield Problem(
                "one-member",
                f"rule `{name_of(self.rule)}` of score `{self.id}` works on one item or score",
                "name it: `of: [that_one]`",
                ("of",),
            )

    def _missing_problems(self) -> Iterator[Problem]:
        """What may become of a missing rating depends on the rule: a hole must never pass for a good rating."""
        then, name = self.missing.then, name_of(self.rule)
        if then is Then.PRORATE and not isinstance(self.rule, Sum | Count):
            yield Problem(
                "missing-then",
                f"`prorate` means nothing for rule `{name}`",
                "leave `then` out: the score is taken over what is there",
                ("missing", "then"),
            )
        elif not self.missing.tolerates:
            return
        elif isinstance(self.rule, Sum | Count) and then not in (Then.PRORATE, Then.LOWEST):
            yield Problem(
                "missing-then",
                f"score `{self.id}` adds up and tolerates missing ratings, but does not say what becomes of them",
                "write `then: prorate` or `then: counts_as_lowest`",
                ("missing",),
            )
        elif isinstance(self.rule, Minimum | AllOrNothing | Ladder) and then is not Then.LOWEST:
            yield Problem(
                "missing-then",
                f"rule `{name}` asks about every one, so score `{self.id}` cannot be taken over what is there",
                "write `missing: none`, `missing: none_unless_decided`, or `then: counts_as_lowest`",
                ("missing",),
            )
        elif isinstance(self.rule, FirstApplicable):
            yield Problem(
                "missing-then",
                f"rule `{name}` takes the first that applies, and to pass over a missing one would take another",
                "write `missing: none` or `missing: none_unless_decided`",
                ("missing",),
            )
        elif isinstance(self.rule, Ratio | Rate):
            yield Problem(
                "missing-then",
                f"rule `{name}` with a part left out would be another ratio",
                "write `missing: none` or `missing: none_unless_decided`",
                ("missing",),
            )

    def _weight_problems(self) -> Iterator[Problem]:
        if isinstance(self.rule, Weighted) and not self.weights:
            yield Problem(
                "no-weights",
                f"score `{self.id}` is weighted and has no weights",
                "add `weights: {…}`",
                ("weights",),
            )
        if isinstance(self.rule, _UNWEIGHTED) and self.weights:
            yield Problem(
                "weights-unused",
                f"rule `{name_of(self.rule)}` takes no weights",
                "remove `weights`",
                ("weights",),
            )
        for member, weight in self.weights.items():
            if weight < 0:
                yield Problem(
                    "bad-weight",
                    f"the weight of `{member}` is below 0",
                    "a member that counts against a score belongs under `reverse`",
                    ("weights", member),
                )
        if self.weights and not any(self.weights.values()):
            yield Problem("bad-weight", f"all weights of score `{self.id}` are 0", "", ("weights",))

    @property
    def name(self) -> str:
        """Its name for people: the title, or the id where there is none."""
        return self.title or self.id
