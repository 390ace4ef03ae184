"""Profiles: parts that take the place of others, parts that are added, and items that are left out."""

from __future__ import annotations

import pytest

from fidelity.model.criterion import Criterion
from fidelity.model.item import Item
from fidelity.model.score import Score
from tests.definition.documents import FULL, problems, read
from tests.definition.mistakes import SMALL


def test_a_profile_with_everything() -> None:
    """What is replaced comes first, what is added after it."""
    (profile,) = read(FULL).assessable.profiles
    assert (profile.id, profile.checklist, profile.title, profile.source) == (
        "oregon",
        "delivery",
        "Oregon",
        "A decision",
    )
    assert profile.leaves_out == ("smiles",)
    assert [(change.replaces, type(change.part)) for change in profile.replacements] == [
        ("checks", Item),
        ("total", Score),
        ("", Criterion),
    ]


PROFILE = "profiles: [{{id: one, {}}}]\n"


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        (
            "replaces: [{score: total, with: {id: total, rule: mean, of: [gone], missing: none}}]",
            "unknown-member",
            ("replaces", 0, "with", "of", 0),
        ),
        (
            "adds: [{score: {id: more, rule: mean, of: [asks, gone], missing: none}}]",
            "unknown-member",
            ("adds", 0, "score", "of", 1),
        ),
        ("adds: [{item: {id: asks, text: Again, scale: times}}]", "id-twice", ("adds", 0, "item", "id")),
        (
            "replaces: [{item: asks, with: {id: asks, text: A, scale: times, component: gone}}]",
            "unknown-component",
            ("replaces", 0, "with", "component"),
        ),
        (
            "adds: [{criterion: {id: more, all: [{score: gone, at_least: 1}]}}]",
            "unknown-score",
            ("adds", 0, "criterion", "all", 0, "score"),
        ),
        (
            "replaces: [{criterion: gone, with: {id: more, all: [{score: total, at_least: 1}]}}]",
            "unknown-criterion",
            ("replaces", 0, "criterion"),
        ),
        (
            "replaces: [{item: asks, with: {id: asks, text: A, scale: tims}}]",
            "unknown-scale",
            ("replaces", 0, "with", "scale"),
        ),
        ("replaces: [{with: {id: asks}}]", "missing-key", ("replaces", 0)),
        ("adds: [{}]", "missing-key", ("adds", 0)),
        ("replaces: [{item: asks, with: {}}]", "missing-key", ("replaces", 0, "with")),
        ("leaves_out: all", "wrong-type", ("leaves_out",)),
        ("leaves_out: [asks, gone]", "unknown-item", ("leaves_out",)),
    ],
)
def test_a_mistake_in_a_profile_is_told_where_it_stands(written: str, code: str, path: tuple[str | int, ...]) -> None:
    """The path leads into the profile, to the new part that is wrong."""
    found = problems(SMALL + PROFILE.format(written))
    assert {(problem.code, problem.path) for problem in found} == {(code, ("profiles", 0, *path))}


def test_a_part_that_stays_and_no_longer_fits_is_told_at_the_profile() -> None:
    """A criterion names a band that the new score does not have."""
    text = SMALL.replace("{score: total, at_least: 1}], until", "{score: total, band: high}], until")
    text += PROFILE.format("replaces: [{score: total, with: {id: total, rule: mean, of: all, missing: none}}]")
    assert [(problem.code, problem.path) for problem in problems(text)] == [("unknown-band", ("profiles", 0))]


def test_a_part_that_takes_the_place_of_a_broken_one_is_no_mistake() -> None:
    """The score that goes is there, if not sound."""
    text = SMALL.replace("rule: weighted", "rule: weigthed")
    text += PROFILE.format("replaces: [{score: heavy, with: {id: heavy, rule: mean, of: all, missing: none}}]")
    assert [problem.code for problem in problems(text)] == ["unknown-word"]
