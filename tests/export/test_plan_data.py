"""A plan as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import get_args

from fidelity.export.plan_data import plan_data
from fidelity.plan.algebra import Call, Expression, Test
from fidelity.plan.lowering import lower
from tests.export.checklists import everything

KINDS = {kind.__name__ for kind in (*get_args(Expression), *get_args(Test))} - {Call.__name__}
"""Every node of the algebra that can be written down."""


def words(data: object) -> Iterator[str]:
    """Every text in plain data that stands first in a list."""
    if isinstance(data, dict):
        for each in data.values():
            yield from words(each)
    elif isinstance(data, list):
        if data and isinstance(data[0], str):
            yield data[0]
        for each in data:
            yield from words(each)


def test_every_kind_of_node_is_written() -> None:
    """The checklist that scripts are tried with has every node of the algebra in it, so that none is forgotten."""
    data = json.loads(json.dumps(plan_data(lower(everything()))))
    assert {*words(data["scores"])} & KINDS == KINDS


def test_numbers_are_texts() -> None:
    """Plain data hold no number but places and digits: 2.7 is 27/10, and a third is 1/3."""
    data = plan_data(lower(everything()))
    low = next(member for member in data["members"] if member["id"] == "low")
    assert (low["lowest"], low["highest"]) == ("-3/2", "13/4")
    assert not re.search(r"\d\.\d", json.dumps([data["scores"], data["members"], data["terms"]]))


def test_what_scores_share_is_written_once() -> None:
    """Members and totals that several scores have in common are referred to by their place."""
    data = plan_data(lower(everything()))
    for shared in (data["members"], data["terms"]):
        texts = [json.dumps(each) for each in shared]
        assert len(texts) == len({*texts})
    assert len(data["members"]) < sum(len(score["members"]) for score in data["scores"])


def test_scores_can_be_left_out() -> None:
    """Those that only Python can compute are named, and nothing more."""
    data = plan_data(lower(everything()), ["mean"])
    assert [score for score in data["scores"] if "members" not in score] == [{"id": "mean", "later": True}]
