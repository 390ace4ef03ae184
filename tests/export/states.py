"""Observations as a form holds them, made up so that every branch of a script is met; the same ones each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random

import attrs

from fidelity.conformance.sample import rated
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.ratings.cells import Cells, cells_of
from tests.export.engine import State

NONSENSE = ("02", "+1", "1e3", "2,5", "yes please", "99999", "-1", "½", "١", "2", "n/a", "rated", "1/0", "--")
PERSONS = (
    "4/4 2/3 0/4",
    "100% 67% 0%",
    "1 0.67 0",
    "0",
    "1",
    "0/3",
    "2/2",
    "1/3  1/3\t2/3",
    "99.99%",
    "5/6 7/9 1/1000000",
)
DECIMALS = ("0.5", "2.5", "0.333", "12.0", "7.25", "-3", "-0.25", "-0.0", "0." + "0" * 19 + "1", "9" * 20)


@attrs.frozen(eq=False)
class States:
    """Makes observations of one checklist.

    Attributes:
        checklist: The checklist.
        seed: What they are drawn by.
        near: Observations beside which others are made, by changing an answer or two: golden cases, mostly.
    """

    checklist: Checklist
    seed: int = 0
    near: Sequence[State] = ()

    def many(self, n: int) -> list[State]:
        """The fixed observations, and so many of every kind that there are at least n in all."""
        drawn = Random(f"{self.checklist.id} {self.checklist.profile} {self.seed}")
        fixed = [*self.near, *((texts, "") for texts in (self.extreme(0), self.extreme(-1), {}))]
        kinds: list[Callable[[Random], dict[str, str]]] = [
            self.uniform, self.mostly_rated, self.mostly_statuses, self.near_an_extreme, self.near_a_case, self.ends,
        ]  # fmt: skip
        made = (kinds[number % len(kinds)](drawn) for number in range(max(n - len(fixed), len(kinds))))
        return [*fixed, *((texts, self.day(drawn)) for texts in made)]

    def uniform(self, drawn: Random) -> dict[str, str]:
        """Any text for any item, nonsense among them."""
        return {name: drawn.choice((*all_, drawn.choice(NONSENSE))) for name, all_ in self.texts.items()}

    def mostly_rated(self, drawn: Random) -> dict[str, str]:
        """Ratings, and now and then anything."""
        share = drawn.choice((1.0, 0.97, 0.9, 0.8))
        return {
            name: drawn.choice(self.ratings[name] if drawn.random() < share else texts)
            for name, texts in self.texts.items()
        }

    def mostly_statuses(self, drawn: Random) -> dict[str, str]:
        """What is no rating, and now and then one."""
        one = drawn.random() < 0.5
        return {
            name: drawn.choice(self.ratings[name] if one and drawn.random() < 0.3 else self.statuses[name])
            for name in self.texts
        }

    def near_an_extreme(self, drawn: Random) -> dict[str, str]:
        """Everything at its best, or worst, but for a few."""
        return self.changed(self.extreme(drawn.choice((0, -1))), drawn, drawn.choice((0, 1, 1, 2, 4)))

    def near_a_case(self, drawn: Random) -> dict[str, str]:
        """A golden case but for an answer or two, so that scores lie close to cut-offs."""
        cases = [texts for texts, _ in self.near] or [self.extreme(-1)]
        return self.changed(drawn.choice(cases), drawn, drawn.choice((1, 1, 2)))

    def ends(self, drawn: Random) -> dict[str, str]:
        """Each item at its best or its worst."""
        return {name: ratings[drawn.choice((0, -1))] for name, ratings in self.ordered.items()}

    def extreme(self, end: int) -> dict[str, str]:
        """Each item at its worst (0) or its best (-1)."""
        return {name: ratings[end] for name, ratings in self.ordered.items()}

    def changed(self, texts: Mapping[str, str], drawn: Random, n: int) -> dict[str, str]:
        """The same but for so many answers."""
        names = drawn.sample(list(self.texts), min(n, len(self.texts)))
        return {**texts, **{name: drawn.choice((*self.texts[name], *self.ratings[name])) for name in names}}

    def day(self, drawn: Random) -> str:
        """No day, any day, or one at which a criterion begins or ends to hold."""
        days = [each.isoformat() for c in self.checklist.criteria for each in (c.valid_from, c.valid_until) if each]
        return drawn.choice(("", "1999-12-31", "2024-06-30", "2026-11-20", *days))

    @cached_property
    def ordered(self) -> dict[str, list[str]]:
        """The ratings of each item, worst first."""
        return {item.id: [spelt(answer) for answer in rated(item)] for item in self.checklist.items}

    @cached_property
    def ratings(self) -> dict[str, list[str]]:
        """The ratings of each item as texts, spelt in every way that means the same."""
        return {item.id: [*_ratings(item, cells_of(item, self.checklist))] for item in self.checklist.items}

    @cached_property
    def statuses(self) -> dict[str, list[str]]:
        """The texts that are no ratings, nothing among them."""
        cells = {item.id: cells_of(item, self.checklist) for item in self.checklist.items}
        return {
            name: [text for text, answer in each.texts.items() if answer.status is not Status.RATED] or [""]
            for name, each in cells.items()
        }

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """All of both."""
        return {name: [*self.ratings[name], *self.statuses[name]] for name in self.ratings}


def spelt(answer: Answer) -> str:
    """An answer as a cell."""
    if answer.persons:
        return " ".join(plain(share) for share in answer.persons)
    if answer.value is not None and not answer.code:
        return plain(answer.value)
    return answer.code or ("" if answer.status is Status.MISSING else answer.status.value)


def _ratings(item: Item, cells: Cells) -> Iterator[str]:
    """What can be written for an item's ratings."""
    for text in dict.fromkeys(_spellings(item)):
        answer = cells.answer(text)
        if answer is not None and answer.status is Status.RATED:
            yield text


def _spellings(item: Item) -> Iterator[str]:
    """Ways to write ratings down, and some that are none."""
    if item.scale.kind is Kind.PERSONS:
        yield from PERSONS
        return
    for answer in rated(item):
        text = spelt(answer)
        yield from (text, f" {text}\n", text + ("0" if "." in text else ".0"), f"{text}%", f"{text} %")
    yield from DECIMALS
