"""(14) The hash changes if and only if a number can change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.interfaces.assessable import Assessing
from fidelity.interfaces.learnable import Learning, LearningStep
from fidelity.intervention import Intervention
from fidelity.model import rule as rules
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Checklist, Sampling
from fidelity.model.companion import Companion
from fidelity.model.criterion import All, Criterion, ItemTest, ScoreTest
from fidelity.model.declared import DeclaredRange
from fidelity.model.figure import Figure, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.missing import MissingRule
from fidelity.model.period import Period
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from fidelity.plan.lowering import lower
from tests.oracle.build import EXCLUDED, NA, bands, checklist, items, scale, score
from tests.oracle.strategies import checklists

BASE = checklist(
    items(3, scale(0, 1, 2), NA),
    score(rules.Mean(), "i1", "i2", effects=EXCLUDED, bands=bands(1), name="a"),
    score(rules.Weighted(), "i2", "i3", effects=EXCLUDED, weights={"i2": Fraction(2)}, name="b"),
    criteria=(
        Criterion(
            "k",
            All(
                (
                    ScoreTest("a", Range(at_least=Fraction(1))),
                    ItemTest(Members(("i1", "i3")), Range(at_least=Fraction(1))),
                )
            ),
        ),
    ),
)
Change = Callable[[Checklist], Checklist]


def item(number: int, **changes: object) -> Change:
    """A checklist with one item changed."""

    def changed(of: Checklist) -> Checklist:
        parts = list(of.items)
        parts[number] = attrs.evolve(parts[number], **changes)  # type: ignore[arg-type]
        return attrs.evolve(of, items=tuple(parts))

    return changed


def one_score(number: int, **changes: object) -> Change:
    """A checklist with one score changed."""

    def changed(of: Checklist) -> Checklist:
        parts = list(of.scores)
        parts[number] = attrs.evolve(parts[number], **changes)  # type: ignore[arg-type]
        return attrs.evolve(of, scores=tuple(parts))

    return changed


def criterion(**changes: object) -> Change:
    """A checklist with its criterion changed."""
    return lambda of: attrs.evolve(of, criteria=(attrs.evolve(of.criteria[0], **changes),))  # type: ignore[arg-type]


def labelled(of: Checklist) -> Checklist:
    """A checklist with labels and anchors on its scale."""
    points = tuple(attrs.evolve(point, label="a label", anchor="an anchor") for point in of.items[0].scale.points)
    return item(0, scale=attrs.evolve(of.items[0].scale, points=points))(of)


SAME: dict[str, Change] = {
    "item text": item(0, text="other words"),
    "item guidance and evidence": item(0, guidance="look twice", evidence=("record",), source="page 3"),
    "labels and anchors": labelled,
    "item anchors": item(0, anchors={"0": "absent"}),
    "component and dimension": item(0, component="warmth", dimension="quality", critical=True),
    "titles": lambda of: one_score(0, title="A title", source="somewhere")(attrs.evolve(of, title="Another")),
    "band labels": one_score(0, bands=tuple(attrs.evolve(band, label="Well") for band in BASE.scores[0].bands)),
    "decimals": one_score(0, decimals=0),
    "criterion title and source": criterion(title="Competent", source="page 4"),
    "order of items": lambda of: attrs.evolve(of, items=of.items[::-1]),
    "order of scores": lambda of: attrs.evolve(of, scores=of.scores[::-1]),
    "order of members": one_score(0, of=Members(("i2", "i1"))),
    "order of conditions": lambda of: criterion(condition=All(of.criteria[0].condition.of[::-1]))(of),  # type: ignore[union-attr]
    "scaled normalised weights": one_score(1, weights={"i2": Fraction(4), "i3": Fraction(2)}),
    "who rates and how long": lambda of: attrs.evolve(of, rated_by=("coach",), minutes=9),
    "what it speaks about": lambda of: attrs.evolve(of, unit=Unit.CLIENT),
    "what raters must reach": lambda of: attrs.evolve(
        of, certification=Certification(AgreementKind.EXACT, Fraction(4, 5))
    ),
    "how much is observed": lambda of: attrs.evolve(of, sampling=Sampling(2, Period(1, "month"), Fraction(1, 5))),
    "published number of items": lambda of: attrs.evolve(of, n_items=3),
    "published range": one_score(0, declared=DeclaredRange(Fraction(0), Fraction(2))),
}
OTHER: dict[str, Change] = {
    "rule": one_score(0, rule=rules.Sum()),
    "counted from": one_score(0, rule=rules.PercentOfPossible()),
    "weight": one_score(1, weights={"i2": Fraction(3)}),
    "points of a code": item(0, scale=scale(0, 1, 3)),
    "code of a point": lambda of: item(
        0,
        scale=attrs.evolve(
            of.items[0].scale, points=tuple(attrs.evolve(p, code=f"c{p.code}") for p in of.items[0].scale.points)
        ),
    )(of),
    "a status code": lambda of: item(0, scale=attrs.evolve(of.items[0].scale, status_codes={"9": Status.NOT_OBSERVED}))(
        of
    ),
    "a status code of all items": lambda of: attrs.evolve(of, status_codes={"NA": NA}),
    "effect of a status": one_score(0, effects={NA: Effect.HIGHEST}),
    "status that is allowed": item(0, allows=frozenset({NA, Status.NOT_OBSERVED})),
    "what may be missing": one_score(0, missing=MissingRule(1)),
    "reverse": one_score(0, reverse=frozenset({"i1"})),
    "a cut of a band": one_score(0, bands=bands("1.1")),
    "a cut": criterion(condition=ScoreTest("a", Range(at_least=Fraction("1.1")))),
    "a cut that is not included": criterion(condition=ScoreTest("a", Range(above=Fraction(1)))),
    "a date": criterion(valid_from=date(2024, 1, 1)),
    "members": one_score(0, of=Members(("i1",))),
    "an item left out": lambda of: with_profile(of, Profile("p", "made", leaves_out=("i1",))),
}


@pytest.mark.parametrize("name", SAME)
def test_14_what_changes_no_number_keeps_the_hash(name: str) -> None:
    """(14) Words and order are not in the hash."""
    changed = SAME[name](BASE)
    assert changed != BASE
    assert lower(changed).hash == lower(BASE).hash


@pytest.mark.parametrize("name", OTHER)
def test_14_what_can_change_a_number_changes_the_hash(name: str) -> None:
    """(14) Rules, weights, cuts, points, codes, statuses and dates are in the hash."""
    assert lower(OTHER[name](BASE)).hash != lower(BASE).hash


def test_14_what_stands_beside_a_checklist_is_not_in_its_hash() -> None:
    """(14) Companions, the way to a certificate and exemptions leave the hash of every checklist alone."""
    bare = Intervention("made_up", "1", "Made up", assessable=Assessing((BASE,)))
    full = attrs.evolve(
        bare,
        assessable=Assessing((BASE,), (), (Companion("other", "Why"),)),
        learnable=Learning((LearningStep("kept", "k", every=Period(1, "month"), during=Period(2, "year")),)),
        exemptions={"golden-published": "No rated example has been published."},
    )
    assert full != bare
    assert lower(full.checklist()).hash == lower(bare.checklist()).hash == lower(BASE).hash


def test_14_every_change_has_a_hash_of_its_own() -> None:
    """(14) No two different changes are taken for one."""
    hashes = [lower(change(BASE)).hash for change in OTHER.values()]
    assert len(set(hashes)) == len(hashes)


@given(checklists(), st.data())
@settings(max_examples=25)
def test_14_order_and_words_never_matter(made: Checklist, data: st.DataObject) -> None:
    """(14) Shuffled and renamed, any checklist keeps its hash."""
    shuffled = attrs.evolve(
        made,
        title="Another title",
        items=tuple(attrs.evolve(item, text="words") for item in data.draw(st.permutations(made.items))),
        scores=tuple(data.draw(st.permutations(made.scores))),
    )
    assert lower(shuffled).hash == lower(made).hash


def test_a_hash_says_how_it_was_made() -> None:
    """A hash names its kind and holds 64 hexadecimal digits."""
    kind, _, digits = lower(BASE).hash.partition(":")
    assert kind == "sha256"
    assert len(digits) == 64
    assert set(digits) <= set("0123456789abcdef")


FIGURED = attrs.evolve(
    BASE,
    effects=EXCLUDED,
    figures=(
        Figure("share", ShareMeeting("k"), Unit.SITE, goal=Goal(at_least=Fraction(80))),
        Figure("average", MeanOfScore("a"), Unit.SITE),
        Figure("by_item", MeanOfItemPercentages(Members(("i1", "i2"))), Unit.SITE),
    ),
)


def figure(number: int, **changes: object) -> Change:
    """A checklist with one figure changed."""

    def changed(of: Checklist) -> Checklist:
        parts = list(of.figures)
        parts[number] = attrs.evolve(parts[number], **changes)  # type: ignore[arg-type]
        return attrs.evolve(of, figures=tuple(parts))

    return changed


@pytest.mark.parametrize(
    "change",
    [
        figure(0, title="Another", source="page 5", unit=Unit.TEAM),
        figure(2, rule=MeanOfItemPercentages(Members(("i2", "i1")))),
        lambda of: attrs.evolve(of, figures=of.figures[::-1]),
    ],
)
def test_14_words_of_figures_are_not_in_the_hash(change: Change) -> None:
    """(14) Neither is the order of figures, or of the items that one is taken of."""
    assert change(FIGURED) != FIGURED
    assert lower(change(FIGURED)).hash == lower(FIGURED).hash


def test_14_what_can_change_a_figure_changes_the_hash() -> None:
    """(14) Rule, what it is taken of, goal and least number are in the hash, and what a status does to an item."""
    changes: list[Change] = [
        figure(0, goal=Goal(at_most=Fraction(80))),
        figure(0, goal=None),
        figure(0, n_at_least=2),
        figure(1, rule=MeanOfScore("b")),
        figure(2, rule=MeanOfItemPercentages(Members(("i1", "i3")))),
        figure(2, rule=ShareMeeting("k")),
        lambda of: attrs.evolve(of, figures=of.figures[:2]),
        lambda of: attrs.evolve(of, effects={NA: Effect.HIGHEST}),
        lambda of: attrs.evolve(of, figures=()),
    ]
    hashes = [lower(change(FIGURED)).hash for change in (lambda of: of, *changes)]
    assert len(set(hashes)) == len(hashes)


def test_14_a_checklist_without_figures_is_hashed_as_before() -> None:
    """(14) That there can be figures changes the hash of no checklist that has none."""
    assert lower(attrs.evolve(BASE, figures=())).hash == lower(BASE).hash
    assert lower(attrs.evolve(FIGURED, figures=())).hash == lower(attrs.evolve(BASE, effects=EXCLUDED)).hash
