"""What changed in words: told by part, and once for all parts of which the same is said."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.difference.wording import wording
from fidelity.model import rule as rules
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.figure import Figure, MeanOfScore
from fidelity.model.range import Range
from fidelity.model.unit import Unit
from tests.oracle.build import bands, checklist, items, scale, score

ASKED = Criterion("k", ScoreTest("s", Range(at_least=Fraction(1))), source="A")
BASE = checklist(items(2, scale(0, 1)), score(rules.Mean(), bands=bands(1)), criteria=(ASKED,))


def test_nothing_changed_is_nothing_said() -> None:
    """A checklist and itself."""
    assert wording(BASE, BASE) == ()


def test_what_changed_is_named_by_part() -> None:
    """Checklist, items, scores and criteria, each with what it is."""
    labelled = attrs.evolve(BASE.items[0].scale.points[0], label="No", anchor="Not there")
    one = attrs.evolve(BASE.items[0].scale, points=(labelled, *BASE.items[0].scale.points[1:]))
    other = attrs.evolve(
        BASE,
        title="Other",
        certification=Certification(AgreementKind.EXACT, Fraction(4, 5)),
        items=(attrs.evolve(BASE.items[0], scale=one, critical=True), attrs.evolve(BASE.items[1], guidance="Look")),
        scores=(attrs.evolve(BASE.scores[0], decimals=1),),
        criteria=(attrs.evolve(ASKED, source="B"),),
    )
    assert wording(BASE, other) == (
        "title and certification of raters of the checklist",
        "anchors, labels and whether it is critical of item `i1`",
        "guidance of item `i2`",
        "digits shown of score `s`",
        "source of criterion `k`",
    )


def test_for_what_a_figure_speaks_is_told() -> None:
    """Its number stays, but it is no longer the number of a site."""
    of = Figure("f", MeanOfScore("s"), Unit.SITE)
    old, new = (attrs.evolve(BASE, figures=(each,)) for each in (of, attrs.evolve(of, unit=Unit.TEAM, title="Mean")))
    assert wording(old, new) == ("title and unit of figure `f`",)
    assert wording(old, BASE) == ()


def test_parts_of_one_version_only_are_not_compared() -> None:
    """They are told as new or gone elsewhere."""
    assert wording(BASE, attrs.evolve(BASE, items=BASE.items[:1], criteria=(), scores=())) == ()
