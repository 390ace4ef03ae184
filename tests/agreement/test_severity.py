"""Severity: R's and statsmodels' least squares, sets that share nobody, and what leaves no interval."""

from __future__ import annotations

import doctest

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from fidelity.agreement import severity as module
from fidelity.agreement.measurements import measurements, of_table
from fidelity.agreement.reliability import NoBounds, NoReliability
from fidelity.agreement.severity import severity
from fidelity.errors import UsageError
from tests.agreement.tables import drawn, long, stacked

N = np.nan


def test_r_says_the_same() -> None:
    """R 4: lm(y ~ s + r, contrasts = list(r = "contr.sum")), summary and confint; rater 5 is third in the list."""
    table = np.array([[2, 3, N], [4, 5, 5], [6, 8, N], [N, 5, 4]])
    found = severity(of_table(table))
    np.testing.assert_allclose(found.effect[:2], [-0.7575757576, 0.6515151515], atol=1e-10)
    np.testing.assert_allclose(found.se[:2], [0.2297841044, 0.1922511749], atol=1e-10)
    np.testing.assert_allclose(found.low[:2], [-1.48885133153, 0.03968611041], atol=1e-9)
    np.testing.assert_allclose(found.high[:2], [-0.02630018363, 1.26334419262], atol=1e-9)
    assert found.df.tolist() == [3, 3, 3]
    assert found.effect.sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("shape", [(20, 5), (6, 9)])
def test_statsmodels_says_the_same(shape: tuple[int, int]) -> None:
    """Effects, errors and intervals of incomplete tables, to 1e-9; subjects rated once change nothing."""
    subject, rater, value = long(drawn(*shape, seed=2, missing=0.3))
    frame = pd.DataFrame({"s": subject, "r": rater, "v": value})
    theirs = smf.ols("v ~ C(s) + C(r, Sum)", frame).fit()
    k = shape[1] - 1
    found = severity(measurements(np.zeros_like(subject), subject, rater, value, 1))
    np.testing.assert_allclose(found.effect[:k], theirs.params.iloc[-k:], atol=1e-9)
    np.testing.assert_allclose(found.se[:k], theirs.bse.iloc[-k:], atol=1e-9)
    np.testing.assert_allclose(np.c_[found.low, found.high][:k], theirs.conf_int().iloc[-k:], atol=1e-9)


def test_sets_that_share_nobody() -> None:
    """Raters 0 and 1, and raters 2 and 3, are two sets, numbered anew in each group; rater 4 shares nobody."""
    one = [[2, 3, N, N, N], [4, 5.5, N, N, N], [N, N, 3, 4, N], [N, N, 3, 5, N], [N, N, N, N, 9]]
    found = severity(of_table([one, one]))
    assert found.peers.tolist() == [0, 0, 1, 1, 2] * 2
    assert found.n_peers.tolist() == [2, 2, 2, 2, 1] * 2
    assert found.n_shared.tolist() == [2, 2, 2, 2, 0] * 2
    assert found.why_none.tolist() == [0, 0, 0, 0, NoReliability.SHARES_NOBODY] * 2
    np.testing.assert_allclose(found.effect[:5], [-0.625, 0.625, -0.75, 0.75, N])
    np.testing.assert_allclose(found.from_others[:4], [-1.25, 1.25, -1.5, 1.5])
    assert found.why_no_bounds[4] == NoBounds.NO_VALUE
    assert np.isnan(found.low).tolist() == (found.why_no_bounds != 0).tolist()


def test_a_mean_of_what_was_seen_is_no_severity() -> None:
    """A rater who saw the best subjects and rates them as others do is not milder."""
    quality = np.array([1.0, 2, 3, 4, 5, 6])
    table = np.stack([quality, quality + 0.5, quality], axis=1)
    table[:3, 2] = N
    table[5, 1] = 6.4
    found = severity(of_table(table))
    assert found.effect[2] == pytest.approx(found.effect[0], abs=0.05)
    assert found.effect[1] - found.effect[0] == pytest.approx(0.5, abs=0.05)


def test_no_interval_without_freedom_or_error() -> None:
    """Two raters of one subject leave no freedom; a difference that is always the same leaves no error."""
    assert severity(of_table([[1, 2]])).why_no_bounds.tolist() == [NoBounds.NO_FREEDOM] * 2
    same = severity(of_table([[0.1, 0.4], [0.7, 1.0], [2.2, 2.5]]))
    assert same.why_no_bounds.tolist() == [NoBounds.NO_SPREAD] * 2
    np.testing.assert_allclose(same.effect, [-0.15, 0.15])


def test_groups_do_not_lend_each_other_anything() -> None:
    """The same bits alone and among others."""
    tables = [drawn(9, 3, seed=1), drawn(12, 4, seed=2, missing=0.3), drawn(9, 3, seed=3)]
    whole = severity(stacked(tables))
    for group, table in enumerate(tables):
        alone = severity(of_table(table))
        assert np.array_equal(whole.effect[whole.group == group], alone.effect)
        assert np.array_equal(whole.low[whole.group == group], alone.low)


def test_a_level_is_a_share() -> None:
    """A level of 95 is refused."""
    with pytest.raises(UsageError):
        severity(of_table([[1, 2], [2, 4]]), 95)


def test_nothing_rated() -> None:
    """No ratings make no rows."""
    assert len(severity(of_table([[N, N]])).effect) == 0


def test_the_example_holds() -> None:
    """The worked example of the docstring gives what it says."""
    done = doctest.testmod(module, extraglobs={"of_table": of_table})
    assert done.attempted > 0
    assert done.failed == 0
