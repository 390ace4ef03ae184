"""A record is named by its id, the beginning of it, or its visit."""

from __future__ import annotations

import pytest

from fidelity.cli.record_chosen import record_chosen
from fidelity.errors import UsageError
from fidelity.records.store import Store
from tests.cli.recorded import Recorded


def _problem(recorded: Recorded, name: str) -> tuple[str, str]:
    with Store.open(recorded.path, readonly=True) as store, pytest.raises(UsageError) as raised:
        record_chosen(store, name)
    (problem,) = raised.value.problems
    return problem.code, problem.help


def test_a_visit_with_one_record_means_that(recorded: Recorded) -> None:
    """Coaches know visits by their names, and not records by their ids."""
    record = recorded.put(1, visit="P03-2026-11-20")
    with Store.open(recorded.path, readonly=True) as store:
        assert {record_chosen(store, name).id for name in (record, record[:8], "P03-2026-11-20")} == {record}


def test_a_visit_is_found_however_its_accents_are_written(recorded: Recorded) -> None:
    """File names on some computers, and what is pasted from them, have letter and accent apart."""
    record = recorded.put(1, visit="Caf\u00e9-1")
    with Store.open(recorded.path, readonly=True) as store:
        assert record_chosen(store, "Cafe\u0301-1").id == record


def test_a_visit_with_several_records_is_not_guessed_at(recorded: Recorded) -> None:
    """The records are named with their raters."""
    recorded.put(1, visit="V1")
    recorded.put(2, visit="V1", rater="R2")
    code, help_ = _problem(recorded, "V1")
    assert (code, help_.count(" by R1"), help_.count(" by R2")) == ("several-records", 1, 1)


def test_what_is_no_record_is_answered_with_the_nearest_visit(recorded: Recorded) -> None:
    """A slip in a visit's name is met with what was meant."""
    recorded.put(1, visit="P03-2026-11-20")
    assert _problem(recorded, "P03-2026-11-21") == ("unknown-record", "did you mean `P03-2026-11-20`?")
