"""Scores as JSON."""

from __future__ import annotations

import json
from fractions import Fraction

import attrs
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from fidelity.plan.result import Reason, Result
from fidelity.report.scores_json import result_json, scores_json
from tests.house.source import ROOT
from tests.report.sample import PROVENANCE, scores

SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas/scores.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("rows", [[], [(2, 2, 2)], [(2, 2, 2), (1, 1, 3), (3, 3, 3)]])
def test_it_is_what_the_schema_describes(rows: list[tuple[int, int, int]]) -> None:
    """None, one or several observations are a document each, also of an intervention that was built in code."""
    for made in (PROVENANCE, attrs.evolve(PROVENANCE, distribution="", text_hash="", profile="short")):
        document = json.loads("".join(scores_json(scores(rows), made)))
        SCHEMA.validate(document)
        assert len(document["observations"]) == len(rows)


def test_an_observation_stands_on_a_line() -> None:
    """A long table can be read line by line, and letters are not escaped."""
    descriptors = pd.DataFrame({"site": ["Zürich", "訪問"]}, index=pd.Index(["ä", "b"], name="observation"))
    text = "".join(scores_json(scores([(2, 2, 2), (0, 0, 0)], descriptors), PROVENANCE))
    assert len(text.splitlines()) == 4
    assert '"ä"' in text.splitlines()[1]
    assert json.loads(text)["observations"][1]["descriptors"] == {"site": "訪問"}


def test_a_result_is_plain_data() -> None:
    """A whole number stays whole, a fraction has its exact form, and no value has its reason."""
    result = Result(Fraction(4, 3), None, 3, 3, 3, 0, 3, Fraction(4, 3), Fraction(2), 1)
    assert result_json(result, "high") == {
        "value": 4 / 3,
        "exact": "4/3",
        "reason": None,
        "n_expected": 3,
        "n_applicable": 3,
        "n_rated": 3,
        "n_missing": 0,
        "n_used": 3,
        "lowest": 4 / 3,
        "highest": 2,
        "band": "high",
    }
    none = Result(None, Reason.NOTHING_RATED, 3, 3, 0, 3, 0, None, None)
    assert (result_json(none, None)["value"], result_json(none, None)["reason"]) == (None, "nothing_rated")
