"""What is asked, as people say it."""

from __future__ import annotations

import pytest

from fidelity.errors import UsageError
from fidelity.evaluation.asking import grouping, question_of
from fidelity.tally.question import UnitOfAnalysis


def test_commas_blanks_and_repeats_are_one_list() -> None:
    """However columns are said, each stands once, in the order in which it was said first."""
    names, kinds = grouping([" site , quarter", "site", "", " , "])
    assert names == ("site", "quarter")
    assert kinds == ("score", "criterion")


def test_items_and_components_are_measures_and_no_columns() -> None:
    """Asked to group by them, one gets a row for each; whose eyes it was is never pooled, and needs no asking."""
    names, kinds = grouping(["item,site,component,source,version"])
    assert names == ("site",)
    assert set(kinds) == {"item", "component"}
    assert set(grouping([], ["bands", "items"])[1]) == {"band", "item"}


@pytest.mark.parametrize("name", ["value", "n", "measure", "n_sites"])
def test_a_column_of_the_table_cannot_be_a_group(name: str) -> None:
    """It would stand there twice; the way out is another name."""
    with pytest.raises(UsageError) as refused:
        grouping(["site", name])
    (problem,) = refused.value.problems
    assert problem.code == "reserved-name"
    assert name in problem.message


def test_what_nobody_says_is_the_usual() -> None:
    """Observations and practitioners, means and standard deviations; said in any order, kept in one."""
    asked = question_of()
    assert asked.units == (UnitOfAnalysis.OBSERVATION, UnitOfAnalysis.PRACTITIONER)
    assert asked.statistics == ("mean", "sd")
    assert question_of(statistics=("sd", "mean")).statistics == asked.statistics
    assert question_of(unit=("practitioner", "observation")).units == asked.units
    assert question_of(cluster="none").cluster == ""
