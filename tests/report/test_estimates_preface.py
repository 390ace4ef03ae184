"""What is said before a table of estimates."""

from __future__ import annotations

import attrs
import pytest

from fidelity.model import rule as rules
from fidelity.plan.sentences import brief_rule
from fidelity.planning.reach import easy_to_reach
from fidelity.report.estimates_preface import measures_of, reach_notes
from fidelity.tally.cube import About
from tests.oracle.build import checklist, items, scale, score
from tests.tally import visits

NAMES = tuple(f"i{number}" for number in range(1, 8))


@pytest.mark.parametrize(("of", "said"), [("s", "The mean of 7 items"), ("t", "The sum of 7 scores")])
def test_a_rule_points_at_no_list_that_is_not_there(of: str, said: str) -> None:
    """Many members are counted, for the page of estimates does not list them."""
    parts = [score(rules.Sum(), name, name=f"of_{name}") for name in NAMES]
    made = checklist(
        items(7, scale(0, 1)),
        *parts,
        score(rules.Mean(), *NAMES),
        score(rules.Sum(), *(part.id for part in parts), name="t"),
    )
    cube = visits.cube(visits.visits(3, 1))
    about = About("score", of, rule=brief_rule(made.score[of], made))
    (measure,) = measures_of([attrs.evolve(cube, measures=(attrs.evolve(cube.measures[0], about=about),))])
    assert measure.rule == said


def test_a_score_brings_its_rule_along() -> None:
    """Whoever has only the counts can say what a score is, since its rule travels with it."""
    rules_ = {each.id: each.rule for each in measures_of([visits.cube(visits.visits(3, 1))]) if each.kind == "score"}
    assert rules_["mean"] == "The mean of `a`, `b` and `c`"


def test_a_rule_that_changed_is_told_version_by_version() -> None:
    """What a score was in an older version is not said of all, and the newest gives the name."""
    cube = visits.cube(visits.visits(3, 1))
    (old,) = (each for each in cube.measures if (each.about.kind, each.about.id) == ("score", "mean"))
    new = attrs.evolve(old, about=attrs.evolve(old.about, rule="The sum of all", title="Sum"))
    (by,) = cube.made.scored_by
    cubes = [
        attrs.evolve(
            cube, measures=(measure,), made=attrs.evolve(cube.made, scored_by=(attrs.evolve(by, version=name),))
        )
        for name, measure in (("1.0", old), ("2.0", new))
    ]
    (measure,) = measures_of(cubes)
    assert measure.rule == "version 1.0: The mean of `a`, `b` and `c`; version 2.0: The sum of all"
    assert measure.title == "Sum"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (dict.fromkeys("ABCDE", 2), []),
        ({**dict.fromkeys("ABCDE", 2), "E": 0}, ["Of 5 practitioners who were to be observed, 1 never was.", "So "]),
        (
            {"A": 4, "B": 1, "C": 1, "D": 1, "E": 1},
            [
                "The 1 practitioner with most of their plan observed has 50 % of the observations, and 20 %",
                "So these",
            ],
        ),
    ],
)
def test_who_is_easy_to_reach_is_told(made: dict[str, int], said: list[str]) -> None:
    """Who was never observed, and whether a few were observed most of the time."""
    found = [*reach_notes(easy_to_reach(dict.fromkeys("ABCDE", 2), made), "practitioner")]
    assert len(found) == len(said)
    assert all(note.startswith(start) for note, start in zip(found, said, strict=True))
