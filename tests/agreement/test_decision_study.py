"""Decision studies: Brennan's printed coefficients, Cronbach's alpha with Feldt's interval, fixed facets, nesting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest

from fidelity.agreement.decision_study import decision
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.icc import icc
from fidelity.agreement.icc_form import Form
from fidelity.agreement.measurements import of_table
from fidelity.agreement.reliability import Caution, NoBounds, NoReliability
from fidelity.agreement.variance_components import components_of_table
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_1, BRENNAN_2, BRENNAN_4, Floats, drawn

OCCASIONS = BRENNAN_2.reshape(10, 2, 4)
TASKS = BRENNAN_4.reshape(10, 3, 4).transpose(0, 2, 1)


@pytest.mark.parametrize(
    ("text", "table", "sizes", "relative", "absolute"),
    [
        ("p x i", BRENNAN_1, {"i": 12}, 0.844, 0.773),
        ("i:p", BRENNAN_2.T, {"i": 8}, 0.707, 0.707),
        ("p x o x i", OCCASIONS, {"o": 2, "i": 4}, 0.640, 0.554),
        ("p x (r:t)", TASKS, {"r": 4, "t": 3}, 0.551, 0.464),
    ],
)
def test_brennan(text: str, table: Floats, sizes: dict[str, int], relative: float, absolute: float) -> None:
    """E rho² and Phi of his data sets; he prints .844 and .773, .71, .64 and .55, .55 and .46."""
    found = decision(components_of_table(table, study_design(text)), sizes)
    assert found.relative.value[0] == pytest.approx(relative, abs=6e-4)
    assert found.absolute.value[0] == pytest.approx(absolute, abs=6e-4)
    for each in (found.relative, found.absolute):
        assert each.low[0] < each.value[0] < each.high[0]


def test_items_fixed() -> None:
    """His set 3 with items fixed: .81 and .79; the interaction with items becomes part of what is true."""
    found = decision(components_of_table(OCCASIONS, study_design("p x o x i")), {"o": 2, "i": 4}, fixed=["i"])
    assert round(float(found.relative.value[0]), 2) == 0.81
    assert round(float(found.absolute.value[0]), 2) == 0.79
    assert found.universe[0] == pytest.approx(0.5528 + 0.5750 / 4, abs=1e-4)


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_alpha_and_its_interval() -> None:
    """E rho² of p x i is Cronbach's alpha with Feldt's interval, by pingouin; it prints the interval to 3 places."""
    alpha, interval = pingouin.cronbach_alpha(data=pd.DataFrame(BRENNAN_1))
    found = decision(components_of_table(BRENNAN_1, study_design("p x i")), {"i": 12}).relative
    assert found.value[0] == pytest.approx(alpha, abs=1e-12)
    np.testing.assert_allclose([found.low[0], found.high[0]], interval, atol=5.1e-4)


def test_other_numbers_step_up() -> None:
    """More or fewer items: bounds and value go with Spearman and Brown."""
    components = components_of_table(BRENNAN_1, study_design("p x i"))
    single, many = (decision(components, {"i": n}).relative for n in (1, 30))
    for name in ("value", "low", "high"):
        one = getattr(single, name)[0]
        assert getattr(many, name)[0] == pytest.approx(30 * one / (1 + 29 * one), rel=1e-12)


def test_phi_is_the_agreement_of_raters() -> None:
    """With one facet, Phi of one rater is ICC(A,1), and of k is ICC(A,k)."""
    table = drawn(15, 4, seed=8)
    components, forms = components_of_table(table, study_design("p x r")), icc(of_table(table))
    for n, form in ((1, Form.A_1), (4, Form.A_K)):
        assert decision(components, {"r": n}).absolute.value[0] == pytest.approx(float(forms[form].value[0]), rel=1e-9)


def test_another_rater_each_session() -> None:
    """Planned r:s:p after r x (s:p): whatever holds raters is divided by all ratings, and is relative error too."""
    design = study_design("r x (s:p)")
    random = np.random.default_rng(4)
    table = random.normal(size=(2, 1, 8)) + random.normal(size=(1, 3, 8)) + random.normal(size=(2, 3, 8))
    table += 2 * random.normal(size=(1, 1, 8))
    found = components_of_table(table, design)
    v = {effect.name: float(each) for effect, each in zip(design.effects, found.variance[0], strict=True)}
    error = v["s:p"] / 5 + (v["r"] + v["r x p"] + v["r x s:p"]) / 10
    nested = decision(found, {"r": 2, "s": 5}, design=study_design("r:s:p"))
    assert nested.relative_error[0] == pytest.approx(error, rel=1e-12)
    assert nested.absolute_error[0] == pytest.approx(error, rel=1e-12)
    crossed = decision(found, {"r": 2, "s": 5})
    assert crossed.relative_error[0] == pytest.approx(v["s:p"] / 5 + v["r x p"] / 2 + v["r x s:p"] / 10, rel=1e-12)


def test_no_differences_no_coefficient() -> None:
    """Objects that do not differ have 0, all alike have none, and what was not balanced keeps its reason."""
    design = study_design("p x i")
    zero = decision(components_of_table(np.array([[1, 2, 3], [3, 1, 2.5], [2, 3, 1]]), design), {"i": 3})
    assert zero.relative.value[0] == 0
    assert zero.relative.low[0] == 0
    assert zero.relative.cautions[0] & Caution.AT_ZERO
    alike = decision(components_of_table(np.ones((3, 3)), design), {"i": 3})
    assert alike.absolute.why_none.tolist() == [NoReliability.NO_VARIANCE]
    assert alike.absolute.why_no_bounds.tolist() == [NoBounds.NO_VALUE]
    short = decision(components_of_table(np.array([[1, 2], [3, np.nan]]), design), {"i": 3})
    assert short.relative.why_none.tolist() == [NoReliability.NOT_BALANCED]


def test_groups_do_not_lend_each_other_anything() -> None:
    """The same bits alone and among others, intervals included."""
    design, tables = study_design("p x r"), [drawn(6, 3, seed=seed) for seed in range(3)]
    whole = decision(components_of_table(np.stack(tables), design), {"r": 2}).absolute
    for place, table in enumerate(tables):
        alone = decision(components_of_table(table, design), {"r": 2}).absolute
        assert (whole.value[place], whole.low[place]) == (alone.value[0], alone.low[0])


@pytest.mark.parametrize(
    ("sizes", "fixed", "new", "words"),
    [
        ({}, [], "p x i", "no number"),
        ({"i": 0}, [], "p x i", "no number"),
        ({"i": 2, "item": 3}, [], "p x i", "no facet"),
        ({"i": 2}, ["j"], "p x i", "no facet"),
        ({"i": 2}, ["i"], "p x i", "all facets are fixed"),
        ({"i": 2}, [], "p x r", "cannot be planned"),
    ],
)
def test_what_cannot_be_planned(sizes: dict[str, int], fixed: list[str], new: str, words: str) -> None:
    """Numbers, names and designs that do not fit are refused."""
    found = components_of_table(BRENNAN_1, study_design("p x i"))
    with pytest.raises(UsageError, match=words):
        decision(found, sizes, fixed, study_design(new))


def test_nesting_cannot_be_undone() -> None:
    """A study i:p says nothing about items that all persons share."""
    with pytest.raises(UsageError, match="cannot be planned"):
        decision(components_of_table(BRENNAN_2.T, study_design("i:p")), {"i": 2}, design=study_design("i x p"))
