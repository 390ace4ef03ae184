"""The JSON Schemas: sound in themselves, explained in every property, and of one mind with the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from fidelity.definition import schema_files
from fidelity.definition.schema_files import NAMES, schema, schema_path
from fidelity.errors import InvalidRecord
from fidelity.interfaces.doable import PracticeStep, Requirements
from fidelity.interfaces.learnable import LearningStep
from fidelity.interfaces.teachable import TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model import rule as rules
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Checklist, Measures, Reliability, Sampling
from fidelity.model.companion import Companion
from fidelity.model.component import Component, PracticeProfile, Role
from fidelity.model.criterion import Criterion
from fidelity.model.declared import DeclaredRange
from fidelity.model.figure import NAMES as FIGURES
from fidelity.model.figure import Figure, Goal
from fidelity.model.identifier import PATTERN
from fidelity.model.item import Item, Step, Use
from fidelity.model.missing import MissingRule, Then
from fidelity.model.period import Period
from fidelity.model.profile import Profile
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.model.source import About, Source, Wording
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit

SHAPES: dict[str, tuple[type, dict[str, tuple[str, ...]]]] = {
    # definition in the schema: record, and what one of its fields is called there where the names differ.
    "about": (About, {}),
    "source": (Source, {}),
    "component": (Component, {}),
    "practice": (PracticeProfile, {}),
    "training_unit": (TrainingUnit, {}),
    "learning_step": (LearningStep, {}),
    "practice_step": (PracticeStep, {}),
    "requirements": (Requirements, {}),
    "point": (Point, {}),
    "scale_in_full": (
        Scale,
        # The id is the key of the mapping.
        {
            "id": (),
            "kind": ("measure",),
            "lowest": ("at_least",),
            "highest": ("at_most",),
            "status_codes": ("statuses",),
        },
    ),
    "rung": (Step, {"range": ("at_least", "above", "at_most", "below"), "points": ("is",)}),
    "item": (Item, {"steps": ("points",)}),
    "group": (Members, {"ids": (), "every": ()}),
    "missing_limits": (MissingRule, {}),
    "band": (Band, {"range": ("at_least", "above", "at_most", "below")}),
    "criterion": (Criterion, {"condition": ("all", "any"), "valid_from": ("from",), "valid_until": ("until",)}),
    "figure": (Figure, {"rule": ("rule", "of")}),
    "goal": (Goal, {}),
    "declared_range": (DeclaredRange, {}),
    "companion": (Companion, {}),
    "sampling": (Sampling, {"n": (), "every": ("per_practitioner",)}),
    "reliability": (Reliability, {}),
    "certification": (Certification, {}),
    "checklist": (
        Checklist,
        # `off` and `profile` are what a profile makes of it; `not_applicable` is short for one of the effects.
        {"effects": ("statuses", "not_applicable"), "off": (), "profile": ()},
    ),
    "profile": (Profile, {"replacements": ("replaces", "adds")}),
    "ladder_step": (rules.LadderStep, {}),
    "need": (rules.Need, {"at_least": ("threshold",)}),
}

RULES: dict[str, dict[str, str]] = {
    "percent_of_possible": {"counted_from": "from"},
    "mean_of_percentages": {"counted_from": "from"},
    "proportion_at_or_above": {"at_least": "threshold", "form": "as"},
    "opportunity": {"at_least": "threshold", "form": "as"},
    "count": {"at_least": "threshold"},
    "all_or_nothing": {"at_least": "threshold"},
    "share_of_persons": {"at_least": "threshold", "form": "as"},
}
"""What the parameters of a rule are called in a definition, where the names differ."""

INTERVENTION = schema("intervention")
DEFINITIONS: dict[str, Any] = INTERVENTION["$defs"]


def _fields(record: type) -> list[str]:
    return [field.name for field in attrs.fields(record)]


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one(name: str) -> None:
    """Each schema passes the schema of schemas."""
    Draft202012Validator.check_schema(schema(name))


def _properties(part: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for key, each in part.items():
            if key == "properties" and not path.endswith(("/if", "/then")):
                yield from ((f"{path}/{name}", described) for name, described in each.items())
            yield from _properties(each, f"{path}/{key}")
    elif isinstance(part, list):
        for each in part:
            yield from _properties(each, path)


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_explained(name: str) -> None:
    """An editor has something to say of every key."""
    for path, described in _properties(schema(name), ""):
        text = described.get("description") or DEFINITIONS.get(str(described.get("$ref"))[8:], {}).get("description")
        assert text or "with" in path, f"{name}: {path} has no description"


@pytest.mark.parametrize("name", SHAPES)
def test_the_schema_names_what_the_model_holds(name: str) -> None:
    """The properties of a definition are the fields of its record, but for the differences that are written down."""
    record, differences = SHAPES[name]
    expected = {key for field in _fields(record) for key in differences.get(field, (field,))}
    assert set(DEFINITIONS[name]["properties"]) == expected


def test_the_whole_names_what_an_intervention_holds() -> None:
    """Profiles stand at the top, the format has a version, and the hash is computed."""
    own = {*_fields(Intervention), "schema", "profiles", "expected_failures"} - {"exemptions", "text_hash"}
    assert set(INTERVENTION["properties"]) == own


def test_a_score_names_what_scores_and_rules_hold() -> None:
    """The keys of a score are its own fields and the parameters of all rules."""
    own = {*_fields(Score), "not_applicable", "statuses", "range"} - {"effects", "declared"}
    parameters = {
        RULES.get(name, {}).get(field, field) for name, rule in rules.NAMES.items() for field in _fields(rule)
    }
    score = DEFINITIONS["score"]["properties"]
    assert set(score) == own | parameters
    assert set(score["rule"]["enum"]) == set(rules.NAMES)


@pytest.mark.parametrize("name", rules.NAMES)
def test_a_rule_takes_its_own_parameters_only(name: str) -> None:
    """For each rule the schema allows the keys of every score, and what this rule takes."""
    branches = [
        branch["then"]["$ref"].removeprefix("#/$defs/")
        for branch in DEFINITIONS["score"]["allOf"]
        if name
        in str(branch["if"]["properties"]["rule"].get("enum", [branch["if"]["properties"]["rule"].get("const")]))
        and Draft202012Validator(branch["if"]).is_valid({"rule": name})
    ]
    (branch,) = branches
    allowed = set(DEFINITIONS[branch]["propertyNames"]["enum"])
    own = {*_fields(Score), "not_applicable", "statuses", "range"} - {"effects", "declared"}
    assert allowed == own | {RULES.get(name, {}).get(field, field) for field in _fields(rules.NAMES[name])}


@pytest.mark.parametrize(
    ("words", "kind", "without"),
    [
        (DEFINITIONS["source"]["properties"]["wording"], Wording, ()),
        (DEFINITIONS["component"]["properties"]["kind"], Role, ()),
        (DEFINITIONS["scale_in_full"]["properties"]["measure"], Kind, ()),
        (DEFINITIONS["checklist"]["properties"]["measures"], Measures, ()),
        (DEFINITIONS["checklist"]["properties"]["unit"], Unit, ()),
        (DEFINITIONS["figure"]["properties"]["unit"], Unit, ("session",)),
        (DEFINITIONS["item"]["properties"]["use"], Use, ()),
        (DEFINITIONS["missing_limits"]["properties"]["then"], Then, ()),
        (DEFINITIONS["score"]["properties"]["from"], rules.CountedFrom, ()),
        (DEFINITIONS["score"]["properties"]["as"], rules.Form, ()),
        (DEFINITIONS["effect"], Effect, ("used",)),
        (DEFINITIONS["certification"]["properties"]["agreement"], AgreementKind, ()),
        (DEFINITIONS["allowed_status"], Status, ("rated", "missing", "invalid")),
        (DEFINITIONS["coded_status"], Status, ("rated", "invalid")),
    ],
)
def test_the_words_are_those_of_the_model(words: dict[str, Any], kind: Any, without: tuple[str, ...]) -> None:
    """Each closed list has the words of its enumeration, but for those that nobody can choose."""
    assert set(words["enum"]) == {each.value for each in kind} - set(without)


def test_the_rules_of_figures_are_those_of_the_model() -> None:
    """What a definition can ask for, and what is said of a figure that was computed."""
    assert DEFINITIONS["figure"]["properties"]["rule"]["enum"] == list(FIGURES)
    assert schema("scores")["$defs"]["figure"]["properties"]["rule"]["enum"] == list(FIGURES)


@pytest.mark.parametrize(
    "text", ["1 month", " 12  weeks ", "1 years", "0 days", "6months", "six months", "1.5 years", "1 m", ""]
)
def test_periods_look_alike(text: str) -> None:
    """What looks like a period to the schema is read as one, unless its length is absurd."""
    assert bool(re.search(DEFINITIONS["period"]["pattern"], text)) is bool(_reads(text) or text == "0 days")


def _reads(text: str) -> bool:
    try:
        Period.of(text)
    except InvalidRecord:
        return False
    return True


def test_ids_look_alike() -> None:
    """The pattern of an id is written in the model and in the schema."""
    assert DEFINITIONS["id"]["pattern"] == PATTERN
    assert DEFINITIONS["assessable"]["properties"]["scales"]["propertyNames"]["pattern"] == PATTERN


@pytest.mark.parametrize("name", NAMES)
def test_closed_mappings_are_closed(name: str) -> None:
    """A mapping with known keys takes no others, so that a misspelt key is noticed."""
    for place, part in {"": schema(name), **schema(name).get("$defs", {})}.items():
        if "properties" in part and "type" in part:
            assert "additionalProperties" in part, f"{name}: {place}"


def test_an_incomplete_installation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a schema is missing, the message says where it was looked for."""
    assert schema_path("case").name == "case.schema.json"
    monkeypatch.setattr(schema_files, "_FOLDERS", ())
    with pytest.raises(FileNotFoundError, match=r"case\.schema\.json"):
        schema_path("case")


def test_a_wheel_holds_the_schemas_beside_the_modules() -> None:
    """Schemas are looked for in the package first, then at the top of the repository."""
    packaged, at_the_top = schema_files._FOLDERS
    assert packaged.parent.name == "fidelity"
    assert (at_the_top.parent / "pyproject.toml").is_file()


SCORE = {
    "value": 66.7,
    "exact": "200/3",
    "reason": None,
    "n_expected": 3,
    "n_applicable": 3,
    "n_rated": 3,
    "n_missing": 0,
    "n_used": 3,
    "lowest": 0,
    "highest": 100,
    "band": None,
}
SCORES = {
    "format": 1,
    "intervention": "imr",
    "version": "1.0",
    "checklist": "imr",
    "plan_hash": f"sha256:{'0' * 64}",
    "text_hash": "",
    "engine_version": "0.1.0",
    "observations": [
        {"observation": "s1", "descriptors": {"site": "a"}, "scores": {"total": SCORE}, "criteria": {"good": "met"}}
    ],
}


@pytest.mark.parametrize(
    ("name", "value", "is_valid"),
    [
        ("ratings", [{"observation": "s1", "item": "asks", "rating": "2", "county": "x"}], True),
        ("ratings", [{"observation": "s1", "item": "asks", "status": "missing", "rating": None}], True),
        ("ratings", [{"item": "asks", "rating": "2"}], False),
        ("ratings", [{"observation": "s1", "item": "asks", "status": "gone"}], False),
        ("scores", SCORES, True),
        ("scores", {**SCORES, "plan_hash": "x"}, False),
        ("scores", {**SCORES, "score": 1}, False),
        ("scores", {key: value for key, value in SCORES.items() if key != "observations"}, False),
        ("scores", {key: value for key, value in SCORES.items() if key != "observations"} | {"figures": []}, True),
        ("scores", {**SCORES, "figures": []}, True),
    ],
)
def test_exchanged_tables_are_described(name: str, value: object, is_valid: bool) -> None:
    """What programs hand each other is what its schema says."""
    assert Draft202012Validator(schema(name)).is_valid(value) is is_valid
