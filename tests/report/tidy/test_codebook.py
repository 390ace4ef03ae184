"""The codebook, and the table of what was measured."""

from __future__ import annotations

from fidelity.report.estimates_table import estimates_table
from fidelity.report.tidy.codebook import MEASURES, codebook, measures_table, names_measures
from fidelity.report.tidy.table import table_of
from tests.report.estimated import PREFACE, ROWS
from tests.report.estimated import frame as estimated
from tests.report.tidy.made import SPEC, frame


def test_every_column_and_every_code_is_explained() -> None:
    """A row a column in the order of the table, each followed by its codes."""
    rows = codebook([table_of(SPEC, frame())]).frame.astype(str).to_numpy().tolist()
    assert rows[0] == ["agreement", "site", "", "string", "", "The group by site; empty in the row of a total."]
    assert [row[1:3] for row in rows[1:]] == [
        ["item", ""],
        ["item", "asks"],
        ["item", "greets"],
        ["alpha", ""],
        ["why", ""],
        ["why", "no_pairs"],
        ["why", "all_alike"],
        ["n_pairs", ""],
    ]
    assert rows[-1] == ["agreement", "n_pairs", "", "integer", "pairs", "How many pairs of answers there are."]


def test_measures_are_those_of_the_preface_and_those_that_occur() -> None:
    """What nobody described is there by its id, so that no row points to nothing."""
    strange = {**ROWS[-1], "measure": "total:good"}
    found = measures_table(PREFACE, [estimates_table(estimated([*ROWS, strange])), table_of(SPEC, frame())])
    assert found.frame[["kind", "measure"]].astype(str).to_numpy().tolist() == [
        ["score", "total"],
        ["criterion", "competent"],
        ["criterion", "total:good"],
    ]
    assert found.frame["highest"].tolist()[0] == 100
    assert found.frame["highest"].isna().tolist() == [False, True, True]


def test_only_tables_of_figures_name_measures() -> None:
    """Agreement of items names none, and the table of measures does not point to itself."""
    assert names_measures(estimates_table(estimated()))
    assert not names_measures(table_of(SPEC, frame()))
    assert not names_measures(measures_table(PREFACE, []))
    assert MEASURES.identity == ("kind", "measure")
