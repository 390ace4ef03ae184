"""The page as JSON."""

from __future__ import annotations

import json

import attrs
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from fidelity.report.feedback.json import feedback_json
from fidelity.report.feedback.page import feedback_of
from fidelity.report.feedback.practice_record import StrengthPart
from fidelity.report.feedback.record import Feedback, MadeOf
from fidelity.report.feedback.result_record import ScorePart, TrendPart
from tests.house.source import ROOT
from tests.report.feedback.sample import GOOD, NOTES, family_meeting, subject
from tests.report.feedback.test_html import EARLIER
from tests.report.feedback.test_page import CASES, Case

SCHEMA = json.loads((ROOT / "schemas/feedback.schema.json").read_text(encoding="utf-8"))


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_it_is_what_the_schema_describes(case: Case) -> None:
    """Whatever the checklist and the ratings."""
    document = json.loads(json.dumps(feedback_json(feedback_of(case.subject()))))
    Draft202012Validator(SCHEMA).validate(document)


def test_the_schema_has_the_fields_of_the_records() -> None:
    """None is missing and none is too many, at the top and below."""
    below = SCHEMA["$defs"]
    for record, shape in (
        (Feedback, SCHEMA),
        (StrengthPart, below["strength_part"]),
        (ScorePart, below["score_part"]),
        (TrendPart, below["trend_part"]),
        (MadeOf, below["made_of"]),
    ):
        names = [field.name for field in attrs.fields(record)]
        assert [name for name in shape["properties"] if name != "format"] == names
        assert set(shape["required"]) - {"format"} == set(names)


def test_numbers_are_exact_and_what_it_was_made_of_is_named() -> None:
    """As text, so that nothing is rounded on the way."""
    document = feedback_json(feedback_of(subject(GOOD, family_meeting(), EARLIER, NOTES)))
    assert document["format"] == 1
    assert isinstance(document["scores"], tuple)
    assert document["scores"][0]["value"] == "1600/17"
    made = document["made_of"]
    assert isinstance(made, dict)
    assert (made["intervention"], made["version"], made["visit"]) == ("family_meeting", "1.0", "P03-2026-11-20")
    assert made["plan_hash"].startswith("sha256:")
