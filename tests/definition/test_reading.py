"""The door: sound definitions are understood, and every mistake is told at its place, all of a file's in one pass."""

from __future__ import annotations

import ast
import re
import time
from contextlib import suppress
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fidelity.canonical import digest
from fidelity.definition.reading import check_definition, read_definition, read_header
from fidelity.errors import DefinitionError
from fidelity.model.status import Effect, Status
from fidelity.problems import Problem
from tests.definition.documents import FULL, HEAD, MARK, ROOT, place_of, problems, read
from tests.definition.mistakes import MEANING, SHAPE, SMALL, SYNTAX, TEXT, Mistake

DEFINITIONS = sorted((ROOT / "plugins").glob("*/src/*/*.yaml"))

DESIGN = """\
# yaml-language-server: $schema=../schemas/intervention.schema.json
schema: 1
id: teach_back
version: "1.2.0"
title: Teach-back conversation
source: {citation: "A manual", url: "https://example.org", licence: CC-BY-4.0, wording: own}   # wording: own | licensed
about: {problem: "Words are lost", philosophy: "Ask", for_whom: "Everybody", not_for: "Nobody"}

components:                       # the spine: what must be present to say the intervention exists
  - id: plain_words
    title: Explains in plain words
    kind: core                    # core | adaptable | prohibited
    why: "What is understood is remembered"
    practice: {expected: "Plainly", developmental: "Nearly", unacceptable: "Not at all"}    # the practice profile

teachable:
  units:
    - {id: demonstration, teaches: [plain_words], method: behaviour rehearsal, minutes: 20, materials: ["A film"]}
learnable:
  pathway:
    - {id: first_sessions, criterion: competent, times: 3, in_a_row: true, within: 6 months, coaching: fortnightly}
doable:
  steps:
    - {component: plain_words, when: before the first check question, minutes: 3, needs: [quiet room]}
  requires: {caseload_at_most: 12, staff: "Anybody", session_minutes: 40}
assessable:
  scales:
    three_steps:
      - {code: 2, label: As described, anchor: "All"}
      - {code: 1, label: Attempted,    anchor: "Some"}
      - {code: 0, label: Absent,       anchor: "None"}
  checklists:
    - id: delivery
      measures: delivery          # design | training | delivery | receipt | enactment; and a dimension per item
      rated_by: [coach, supervisor, self]
      unit: session               # session | practitioner | team | site
      items:
        - {id: uses_plain_words, component: plain_words, scale: three_steps, dimension: adherence,
           text: "Uses plain words", evidence: [observation], allows: [not_applicable, not_observed], critical: false}
        - {id: asks_open, scale: three_steps, text: "Asks openly"}
      scores:
        - id: total
          rule: percent_of_possible
          of: all
          missing: {at_most: 1}            # required: there is no silent default
          not_applicable: excluded         # excluded | counts_as_met | not_permitted
      criteria:
        - {id: competent, all: [{score: total, at_least: 80}, {item: asks_open, at_least: 1}], source: "Us",
           from: 2024-01-01}
      sampling: {per_practitioner: {every: 1 month, n: 1}, double_rated: 20%}
      reliability: {statistic: ac2, at_least: 0.60}
profiles:                          # a jurisdiction or study that changes cut-offs or swaps an item, never silently
  - {id: oregon, title: "Oregon",
     replaces: [{criterion: competent, with: {id: competent, all: [{score: total, at_least: 90}]}}]}
"""
"""The example of the design, with words in the place of its dots."""


def test_a_definition_with_every_key_is_understood() -> None:
    """Every key of the language has its place in the model."""
    intervention = read(FULL)
    assert intervention.name == "teach_back@1.2.0"
    assert [component.id for component in intervention.components] == ["plain_words", "asking"]
    checklist = intervention.checklist()
    assert checklist.effects == {Status.NOT_APPLICABLE: Effect.EXCLUDED, Status.NOT_OBSERVED: Effect.MISSING}
    assert len(checklist.scores) == 17
    assert intervention.checklist(profile_id="oregon").item["rechecks"].text == "Checks again"


def test_the_example_of_the_design_is_understood() -> None:
    """The example by which the language was designed reads without a problem."""
    assert read(DESIGN).checklist(profile_id="oregon").criteria[0].id == "competent"


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.name)
def test_shipped_definitions_are_understood(path: Path) -> None:
    """Every definition that our own plugins ship reads without a problem."""
    assert problems(path.read_bytes()) == ()


def test_the_text_hash_is_one_of_the_values() -> None:
    """Comments and ways of writing a number leave the hash alone; a word changes it."""
    plain = read(f"{HEAD}doable: {{requires: {{session_minutes: 40}}}}\n").text_hash
    assert plain == read(f"{HEAD}# Why\ndoable:\n  requires: {{session_minutes: 4_0}}\n".replace("4_0", "40")).text_hash
    assert plain != read(f"{HEAD}doable: {{requires: {{session_minutes: 41}}}}\n").text_hash
    assert plain == digest(
        {
            "schema": 1,
            "id": "teach_back",
            "version": "1.2.0",
            "title": "Teach-back conversation",
            "doable": {"requires": {"session_minutes": 40}},
        }
    )


def test_json_goes_through_the_same_door() -> None:
    """A definition in JSON, indented with tabs, is read like one in YAML."""
    text = '{\n\t"schema": 1,\n\t"id": "teach_back",\n\t"version": "1.2.0",\n\t"title": "Teach-back conversation"\n}\n'
    assert read(text) == read(HEAD)


def _marked(mistake: Mistake) -> tuple[bytes, int, int]:
    """The definition with the mistake, and the line and column of the mark."""
    assert mistake.text.count(mistake.old) == 1, f"{mistake.old!r} stands there {mistake.text.count(mistake.old)} times"
    text = mistake.text.replace(mistake.old, mistake.new)
    before = text[: text.index(MARK)]
    data = text.replace(MARK, "").encode("utf-8", "surrogateescape")
    return data, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize(
    "mistake", [*TEXT, *SYNTAX, *SHAPE, *MEANING], ids=lambda mistake: f"{mistake.code}: {mistake.new[:40]!r}"
)
def test_each_mistake_is_told_once_at_its_place(mistake: Mistake) -> None:
    """One mistake gives one problem: its code, line and column, the line itself, and what to do."""
    data, line, column = _marked(mistake)
    found = check_definition(data, "practice.yaml")[1]
    assert [(each.code, place_of(each).line, place_of(each).column) for each in found] == [(mistake.code, line, column)]
    assert mistake.help in found[0].help
    assert place_of(found[0]).source == "practice.yaml"
    assert (place_of(found[0]).excerpt or "") in data.decode("utf-8", "replace")


def _codes(folder: str) -> set[str]:
    """The codes of problems that are written out in the modules of a room, or in one module."""
    files = sorted((ROOT / "src/fidelity").glob(folder))
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    words = {word.value for call in calls for word in call.args[:2] if isinstance(word, ast.Constant)}
    return {
        word for word in words if isinstance(word, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|tag|tab|alias", word)
    }


def test_every_code_of_a_file_has_a_mistake() -> None:
    """Whatever can be said of a definition file is said of one in these tests."""
    shown = {mistake.code for mistake in (*TEXT, *SYNTAX, *SHAPE, *MEANING)}
    said = set().union(*map(_codes, ("definition/*.py", "model/*.py", "intervention.py")))
    elsewhere = {
        "bad-status": "the schema knows the words before the model can",
        "bad-value": "the net below the net: schema and builders would have to disagree",
        "empty-file": "test_an_empty_file_is_told_so",
        "too-large": "test_text",
        "too-many-values": "test_parsing",
        "no-items": "the schema asks for one item before the model can",
        "scale-twice": "test_outline: only in an intervention that was built in code",
        "unknown-profile": "asked of an intervention in code",
    }
    others = {"bad-hash", "utf-8", "utf-16-le", "x-help", "x-problem"}
    assert said - shown - elsewhere.keys() - others == set()


TEN = """\
schema: 1
id: teach_back
version: ‸1.10
title: Teach-back conversation
components:
  - id: plain_words
    title: Explains in plain words
    ‸knd: core
teachable:
  units:
    - {id: demonstration, teaches: [‸plain_wrds], minutes: ‸twenty}
assessable:
  scales:
    three_steps:
      - {code: 2, label: As described}
      - {code: 1, label: Attempted}
      - {code: ‸1, label: Absent}
  checklists:
    - id: delivery
      items:
        - {id: uses_words, component: plain_words, scale: ‸three_step, text: Uses plain words}
        - {id: asks_open, component: ‸plain_word, scale: three_steps, text: Asks, allows: [not_applicable]}
        - {id: ‸asks_open, scale: three_steps, text: Asks again}
      scores:
        - id: total
          rule: percent_of_possible
          of: [uses_words, ‸asks_opn]
          missing: {at_most: 1}
          bands: [{id: low, below: 3}, {id: ‸low, at_least: 3}]
        - {id: sum_all, rule: sum, of: all, missing: ‸{at_most: 1}}
      criteria:
        - {id: competent, all: [{score: ‸totl, at_least: 80}, {item: asks_open, at_least: ‸high}]}
        - {id: late, from: ‸2024-02-30, all: [{score: total, band: high}]}
learnable:
  pathway:
    - {id: first, criterion: ‸competnt}
profiles:
  - id: oregon
    replaces:
      - {score: ‸tota, with: {id: total, rule: mean, of: [asks_open], missing: none, not_applicable: excluded}}
"""


def test_all_mistakes_of_a_file_are_told_in_one_pass() -> None:
    """Sixteen different mistakes give sixteen problems in the order of the text, and not one more."""
    expected = []
    for number, line in enumerate(TEN.split("\n"), start=1):
        for n_before, mark in enumerate(re.finditer(MARK, line)):
            expected.append((number, mark.start() + 1 - n_before))
    found = problems(TEN.replace(MARK, ""))
    assert [(place_of(each).line, place_of(each).column) for each in found] == expected
    assert len({each.code for each in found}) >= 12


CASCADES = {
    "a scale without codes": ("[{code: 2}, {code: 1}, {code: 0}]", "[{label: 2}]"),
    "an item without a text": ("text: Asks,", ""),
    "an item with a bad id": ("{id: asks,", "{id: Asks,"),
    "a component with a bad id": ("{id: asking,", "{id: Asking,"),
    "a score without a rule": ("rule: mean, of: all", "of: all"),
    "a checklist without items": ("      items:\n", "      itms:\n"),
    "a checklist without an id": ("- id: delivery\n      items", "- items"),
    "a criterion without a condition": ("all: [{score: total, at_least: 1}], from: 2024-06-01", "from: 2024-06-01"),
}


@pytest.mark.parametrize("name", CASCADES)
def test_no_mistake_causes_a_second(name: str) -> None:
    """What refers to a broken part is not blamed for naming it."""
    text = f"{SMALL}learnable: {{pathway: [{{id: first, criterion: competent, components: [asking]}}]}}\n"
    text += "profiles: [{id: oregon, replaces: [{score: total, with: {id: total, rule: mean, of: [asks], missing: none,"
    text += " bands: [{id: high, at_least: 1}]}}]}]\n"
    assert problems(text) == ()
    old, new = CASCADES[name]
    assert len({place_of(each).line for each in problems(text.replace(old, new))}) == 1


def test_an_empty_file_is_told_so() -> None:
    """A file without a value is no definition."""
    for text in ("", "# nothing\n", "\n\n"):
        (problem,) = problems(text)
        assert problem.code == "empty-file"


@pytest.mark.parametrize("text", ["[]", "1", "text", "- a\n- b\n", "null"])
def test_a_definition_is_a_mapping(text: str) -> None:
    """Anything else is told to be of the wrong kind."""
    (problem,) = problems(text)
    assert problem.code == "wrong-type"


def test_only_the_first_two_hundred_problems_are_told() -> None:
    """A file full of mistakes is not answered with a file full of problems."""
    found = problems(HEAD + "".join(f"wrong_{number}: 1\n" for number in range(5000)))
    assert len(found) == 200
    assert place_of(found[0]).line == 5


def test_reading_raises_what_checking_tells() -> None:
    """The error of `read_definition` carries the problems of `check_definition`."""
    with pytest.raises(DefinitionError) as raised:
        read_definition(b"schema: 1\n", "practice.yaml")
    assert raised.value.problems == problems("schema: 1\n")
    assert read_definition(HEAD.encode(), "x").id == "teach_back"


def test_three_hundred_lines_take_a_fraction_of_a_second() -> None:
    """Reading a long definition takes no time that anybody would notice."""
    item = "        - id: item_{}\n          text: Explains it\n          scale: times\n          component: asking\n"
    start, end = SMALL.split("        - {id: checks", maxsplit=1)
    text = start + "".join(map(item.format, range(70))) + "        - {id: checks" + end
    assert text.count("\n") > 300
    read(text)
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 0.3


FRAGMENTS = st.sampled_from(
    [
        *re.findall(r"\S+|\s+", FULL),
        "- ",
        ": ",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!!x",
        "<<",
        "|",
        ">",
        "'",
        '"',
    ]
)


def _told(data: bytes) -> tuple[Problem, ...]:
    intervention, found = check_definition(data, "x")
    assert (intervention is None) == bool(found)
    assert all(each.place is not None and each.message and each.code for each in found)
    with suppress(DefinitionError):
        assert read_header(data, "x").id
    return found


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    """Whatever the bytes are, they are a definition or have problems."""
    _told(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_no_text_raises_anything_else(text: str) -> None:
    """Whatever a text made of pieces of definitions says, it is one or has problems."""
    _told(text.encode())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_change_of_a_definition_raises_anything_else(data: st.DataObject) -> None:
    """Whatever is taken out of a definition or put into it, the rest is one or has problems."""
    start = data.draw(st.integers(0, len(FULL)))
    end = data.draw(st.integers(start, min(len(FULL), start + 30)))
    new = data.draw(st.lists(FRAGMENTS, max_size=3).map("".join))
    _told((FULL[:start] + new + FULL[end:]).encode())


def test_a_record_of_what_is_read_is_frozen() -> None:
    """What was read cannot be changed afterwards."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read(HEAD).id = "other"  # type: ignore[misc]
