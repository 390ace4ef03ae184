"""What the script of a form knows."""

from __future__ import annotations

import json

import attrs

from fidelity.forms.payload import MADE_WITH, payload
from fidelity.plan.result import SENTENCES, Reason
from fidelity.records.observation import as_content, from_content
from tests.forms.samples import blank


def test_it_is_plain_data() -> None:
    """It comes through JSON as it was."""
    data = payload(blank())
    assert json.loads(json.dumps(data)) == data


def test_it_says_what_a_hand_in_says() -> None:
    """Format, schema and edition are those of an observation."""
    form = blank()
    data = payload(form)
    content = {"id": "x", "facts": {}, "ratings": {}, "notes": {}, **data["edition"]}
    assert from_content(content).edition == form.edition
    assert as_content(from_content(content)) == {"format": data["format"], "schema": data["schema"], **content}
    assert data["made_with"] == MADE_WITH == "fidelity-form 0.1.0"


def test_answers_are_told_by_code_and_label() -> None:
    """As the overview shows them."""
    greets, plans, talks, *_ = payload(blank())["items"]
    assert greets["points"] == {"2": "2 Yes", "1": "1 Partly", "0": "0 No"}
    assert plans["instead"] == {"not_applicable": "Not applicable", "not_observed": "Not observed"}
    assert (greets["measured"], talks["measured"], talks["points"]) == (False, True, {})


def test_scores_are_told_with_their_reach_and_bands() -> None:
    """And criteria by their titles."""
    data = payload(blank())
    assert data["scores"] == [{"id": "total", "title": "All in all", "reach": "0 to 100", "bands": ["low", "High"]}]
    assert data["criteria"] == {"good": "Good enough"}


def test_every_reason_has_the_words_of_the_reports() -> None:
    """And one more, for what only Python can compute."""
    reasons = payload(blank())["reasons"]
    assert reasons.pop("scored_when_collected") == "it is computed when the form is collected"
    assert reasons == {reason.value: SENTENCES[reason] for reason in Reason}


def test_fields_are_told_with_what_is_known() -> None:
    """Name, kind, pattern and value."""
    fields = payload(blank(site="S1"))["fields"]
    assert [field["name"] for field in fields if field["value"]] == ["site"]
    assert {field["answered"] for field in fields} == {"day", "code", "number", "choice"}
    assert {*fields[0]} <= {name.name for name in attrs.fields(type(blank().fields[0]))}
