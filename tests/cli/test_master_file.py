"""Master ratings from a file."""

from __future__ import annotations

import json

import attrs
import pytest

from fidelity.cli.master_file import master_file
from fidelity.cli.rated import editions_for
from fidelity.definition.reading import read_definition
from fidelity.errors import HandInError
from fidelity.records.observation import Observation, as_content
from fidelity.workspace.settings import Settings
from tests.cli.certifying import DEMANDING, OF, demanding
from tests.cli.recorded import FULL, Recorded

CHECKLIST = read_definition(DEMANDING.encode(), "visit.yaml").checklist()
HEAD = "observation,date,practitioner,rater,greets,asks,listens,plans\n"


def test_a_table_of_visits_is_read(recorded: Recorded) -> None:
    """Each row is a master's rating of a visit, whatever role it gives."""
    demanding(recorded.folder)
    path = recorded.folder / "masters.csv"
    path.write_text(f"{HEAD}V1,2020-01-01,P99,M7,2,2,2,2\nV2,2020-01-02,P99,M7,1,2,0,\n", encoding="utf-8")
    found = master_file(path, OF, CHECKLIST, editions_for(Settings(), (), "visit.yaml"))
    assert [(each.observation.visit, dict(each.observation.ratings)) for each in found] == [
        ("V1", FULL),
        ("V2", {"greets": "1", "asks": "2", "listens": "0"}),
    ]
    assert {each.record.id == each.observation.id for each in found} == {True}


def test_one_bad_rating_refuses_the_file(recorded: Recorded) -> None:
    """A master who cannot be read is none; every problem is told."""
    demanding(recorded.folder)
    path = recorded.folder / "masters.csv"
    path.write_text(f"{HEAD}V1,2020-01-01,P99,M7,2,2,2,7\nV2,2020-01-02,P99,M7,8,2,0,2\n", encoding="utf-8")
    with pytest.raises(HandInError) as caught:
        master_file(path, OF, CHECKLIST, editions_for(Settings(), (), "visit.yaml"))
    assert len(caught.value.problems) == 2


def test_a_hand_in_of_another_version_is_refused(recorded: Recorded) -> None:
    """Where its definition is not there."""
    demanding(recorded.folder)
    path = recorded.folder / "master.json"
    facts = {"observation": "V1", "date": "2020-01-01", "practitioner": "P99", "rater": "M7"}
    other = attrs.evolve(OF, version="7.0")
    observation = Observation("11111111-0000-4000-8000-000000000001", other, facts, FULL)
    path.write_text(json.dumps(as_content(observation)), encoding="utf-8")
    with pytest.raises(HandInError):
        master_file(path, OF, CHECKLIST, editions_for(Settings(), (), "visit.yaml"))
