"""The checks that rate made-up observations give no false alarm, whatever the language can say."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from fidelity.conformance.engine import ENGINE
from fidelity.conformance.property_checks import PROPERTIES
from fidelity.conformance.subject import Subject
from fidelity.definition.document import read_document
from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from tests.oracle.strategies import checklists

OF_THE_DEFINITION = ("extremes", "not-applicable", "monotone")
"""What these find is in the definition: made-up ones are wrong in such ways, as by a range that is not reached."""


# To make an example smaller would take minutes, since each try scores some thousand observations.
@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(checklists())
def test_the_engine_passes_for_every_checklist(checklist: Checklist) -> None:
    """What is found of wrong engines is not found of the right one, in scores of every rule and scores of scores."""
    made_up = Intervention("made_up", "1", "Made up", assessable=Assessing((checklist,)))
    data = ENGINE.write(made_up).encode()
    intervention, problems = ENGINE.read(data, "x.yaml")
    assert intervention is not None, problems
    subject = Subject(intervention, read_document(data, "x.yaml", "intervention"), "x.yaml", data, rules={})
    for check in PROPERTIES:
        if check.name not in OF_THE_DEFINITION:
            assert [problem.message for problem in check.look(subject)] == [], check.name
