"""Folding into keys: what goes in comes out."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings

from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.plan.algebra import terms
from fidelity.plan.exact import COUNTS, USED, Members
from fidelity.plan.lowering import lower
from fidelity.plan.packing import LARGEST, Packing, packing_of
from fidelity.plan.plan import ScorePlan
from fidelity.plan.seen import Seen
from tests.oracle.build import checklist, items, scale, score
from tests.oracle.strategies import checklists, levels_of, seeds


def packed(plan: ScorePlan, made: Checklist) -> tuple[Packing, list[list[Seen]]]:
    """The packing of a score of items, and what it sees of every answer of each."""
    totals, leasts, _ = terms(plan.value, plan.lowest, plan.highest)
    levels = levels_of(made)
    seen = [[member.see(answer) for answer in levels[member.id]] for member in plan.members]
    totals = tuple(dict.fromkeys((*COUNTS, USED, *totals)))
    return packing_of(totals, leasts, list(zip(plan.members, seen, strict=True))), seen


@given(checklists(), seeds)
@settings(max_examples=25)
def test_a_key_unpacks_to_what_the_members_add_up_to(made: Checklist, seed: int) -> None:
    """Each total and each least of random levels is what adding the members up gives."""
    random = Random(seed)
    for plan in lower(made).scores.values():
        if any(member.is_score for member in plan.members):
            continue
        packing, seen = packed(plan, made)
        if packing.size >= LARGEST:
            continue
        totals, leasts, _ = terms(plan.value, plan.lowest, plan.highest)
        for _ in range(5):
            levels = [random.randrange(len(each)) for each in seen]
            members = Members(
                tuple((m, each[level]) for m, each, level in zip(plan.members, seen, levels, strict=True)), {}
            )
            key = sum(int(packing.adds(place)[level]) for place, level in enumerate(levels))
            stride = packing.sums
            for rank in packing.ranks.values():
                key += stride * min(int(rank.ranks[place][level]) for place, level in enumerate(levels))
                stride *= rank.radix
            assert 0 <= key < packing.size
            state = packing.unpack(key)
            assert all(state.total(term) == members.total(term) for term in (*COUNTS, USED, *totals))
            has = {term: any(term.concerns(m, one) for m, one in members.seen) for term in leasts}
            assert all(state.least(term) == members.least(term) for term in leasts if has[term])


def test_equal_states_have_equal_keys() -> None:
    """Two orders of the same points on one scale are one state of a mean."""
    made = checklist(items(2, scale(0, 1, 2)), score(rules.Mean()))
    packing, _ = packed(lower(made).scores["s"], made)
    first, second = packing.adds(0), packing.adds(1)
    assert int(first[0] + second[2]) == int(first[2] + second[0]) == int(first[1] + second[1])
    assert len({int(one + other) for one in first[:3] for other in second[:3]}) == 5


def test_points_that_are_no_whole_numbers_take_no_more_room() -> None:
    """0, 1/3 and 2/3 are three steps of a third: as many keys as for 0, 1 and 2."""
    thirds, wholes = (
        packed(lower(made).scores["s"], made)[0].size
        for made in (checklist(items(3, of), score(rules.Sum())) for of in (scale(0, "1/3", "2/3"), scale(0, 1, 2)))
    )
    assert thirds == wholes


def test_a_key_that_would_be_too_long_says_so() -> None:
    """Denominators without a common factor need more room than a 64-bit integer has."""
    primes = (100003, 100019, 100043, 100049, 100057)
    made = checklist(items(5, scale(*(Fraction(1, prime) for prime in primes))), score(rules.Sum()))
    assert packed(lower(made).scores["s"], made)[0].size >= LARGEST


def test_a_key_holds_no_members() -> None:
    """A plugin's rule sees each member, so it is never asked of a key."""
    made = checklist(items(1, scale(0, 1)), score(rules.Sum()))
    with pytest.raises(NotImplementedError):
        packed(lower(made).scores["s"], made)[0].unpack(0).call("any")
