"""Conger's kappa: published, against Cohen's, and whatever the order of the rows."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.chance import Singles
from fidelity.agreement.coefficients import NoCoefficient
from fidelity.agreement.cohen import cohen_kappa
from fidelity.agreement.conger import conger_kappa
from fidelity.agreement.design import Design
from fidelity.agreement.weights import Weighting, weights
from tests.agreement.published import FLEISS_1971, FLEISS_LABELS, SETS, same_bits, scale


def test_a_published_kappa() -> None:
    """Gwet's twelve units: irrCAC prints .76282 (.14917) without weights and .85771 with quadratic ones."""
    given = SETS["four"]
    plain, squared = (
        conger_kappa(given, weights(each, given.categories), singles=Singles.GWET)
        for each in (Weighting.IDENTITY, Weighting.QUADRATIC)
    )
    assert (plain.value.round(5).tolist(), plain.se.round(5).tolist()) == ([0.76282], [0.14917])
    assert squared.value.round(5).tolist() == [0.85771]


def test_the_exact_kappa_of_fleiss() -> None:
    """The manual of R's irr prints .442 for Fleiss' patients, whose six ratings it sorts by category."""
    codes = np.array([np.repeat(np.arange(5), row) for row in FLEISS_1971])
    unit, rater = np.indices(codes.shape)
    given = Design([0] * codes.size, unit.ravel(), rater.ravel(), codes.ravel(), 1, FLEISS_LABELS)
    found = conger_kappa(given, weights(Weighting.IDENTITY, FLEISS_LABELS))
    assert found.value.round(5).tolist() == [0.44181]


def drawn() -> Design:
    """Forty groups of two raters on four points, complete."""
    rng = np.random.default_rng(8)
    truth = rng.integers(0, 4, (40, 30, 1))
    code = np.where(rng.random((40, 30, 2)) < 0.5, truth, rng.integers(0, 4, (40, 30, 2)))
    group, unit, rater = np.indices(code.shape)
    return Design(group.ravel(), unit.ravel(), rater.ravel(), code.ravel(), 40, scale(0, 3))


def test_of_two_raters_it_is_cohens() -> None:
    """Where two raters rated all units both have one value, and their standard errors differ as n − 1 from n."""
    given = drawn()
    by = weights(Weighting.LINEAR, given.categories)
    ours, cohens = conger_kappa(given, by), cohen_kappa(given.pairs(), by)
    np.testing.assert_allclose(ours.value, cohens.value, rtol=0, atol=1e-12)
    np.testing.assert_allclose(ours.se, cohens.se * np.sqrt(30 / 29), rtol=0, atol=1e-12)


def test_rows_in_any_order() -> None:
    """Shuffled rows, and rows without a rating, change no bit."""
    given = SETS["five"]
    by = weights(Weighting.QUADRATIC, given.categories)
    rows = np.random.default_rng(2).permutation(len(given.code))
    shuffled = Design(given.group, given.unit[rows], given.rater[rows], given.code[rows], 1, given.categories)
    assert same_bits(conger_kappa(shuffled, by), conger_kappa(given, by))
    kept = given.code >= 0
    rated = Design(given.group[kept], given.unit[kept], given.rater[kept], given.code[kept], 1, given.categories)
    assert same_bits(conger_kappa(rated, by), conger_kappa(given, by))


def test_a_group_alone_has_the_same_bits() -> None:
    """What other groups there are changes nothing."""
    given = drawn()
    by = weights(Weighting.LINEAR, given.categories)
    rows = given.group == 21
    alone = Design(given.group[rows] * 0, given.unit[rows], given.rater[rows], given.code[rows], 1, given.categories)
    whole = conger_kappa(given, by)
    assert (conger_kappa(alone, by).value[0], conger_kappa(alone, by).se[0]) == (whole.value[21], whole.se[21])


@pytest.mark.parametrize(
    ("rater", "code", "reason"),
    [
        ([0, 0, 0, 0], [1, 1, 0, 1], NoCoefficient.NO_PAIRS),
        ([0, 1, 0, 1], [1, 1, 1, 1], NoCoefficient.NO_VARIATION),
        ([0, 1, 0, 1], [-1, -1, -1, -1], NoCoefficient.NOTHING_RATED),
    ],
)
def test_reasons(rater: list[int], code: list[int], reason: NoCoefficient) -> None:
    """One rater of each unit, one category for all, and nothing rated are reasons."""
    unit = [0, 1, 2, 3] if reason is NoCoefficient.NO_PAIRS else [0, 0, 1, 1]
    found = conger_kappa(Design([0] * 4, unit, rater, code, 1, scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1)))
    assert found.reason.tolist() == [reason]
