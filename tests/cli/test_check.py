"""`fidelity check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Ran
from tests.cli.sample import DEFINITION
from tests.house.source import ROOT

Fidelity = Callable[..., Ran]

CASES = """\
schema: 1
intervention: visit
version: "1.2"
cases:
  - id: five_of_eight
    why: Points over possible points.
    ratings: {greets: 2, asks: 2, listens: 1, plans: 0}
    expect:
      scores: {total: {value: 62.5, band: high}}
      criteria: {competent: not_met}
  - id: before
    why: In its day it was enough.
    ratings: {greets: 2, asks: 2, listens: 1, plans: 0}
    given: {date: 2023-12-31}
    expect: {criteria: {competent: met}}
"""


@pytest.fixture
def cases(here: Path) -> Path:
    """The file of golden cases beside the definition."""
    (here / "cases").mkdir()
    path = here / "cases/visit.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def test_what_is_done_is_said(fidelity: Fidelity, cases: Path) -> None:
    """A whole definition with its cases ends with 0, by file and by folder alike."""
    ran = fidelity("check", "visit.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "visit.yaml"
    assert "All is done." in ran.out
    assert "owed" not in ran.out
    assert fidelity("check", ".").code == 0


def test_what_is_owed_is_said(fidelity: Fidelity, here: Path) -> None:
    """Without cases nothing is wrong, and the code is 3."""
    ran = fidelity("check", "visit.yaml")
    assert ran.code == 3
    assert "One thing is still owed." in ran.out
    assert "no golden cases for visit@1.2" in " ".join(ran.out.split())


def test_what_is_wrong_is_said(fidelity: Fidelity, cases: Path) -> None:
    """A case that comes out otherwise is told with the line of the figure, and the code is 1."""
    cases.write_text(CASES.replace("value: 62.5", "value: 63"), encoding="utf-8")
    ran = fidelity("check", "visit.yaml")
    assert ran.code == 1
    assert "One thing is wrong." in ran.out
    assert "case-fails" in ran.err
    assert "total.value comes out as 62.5, and must be 63" in ran.err
    assert "cases/visit.yaml:9:" in ran.err


def test_the_worst_of_several_decides(fidelity: Fidelity, cases: Path) -> None:
    """Each target has its report, and the exit code is that of the worst."""
    Path("broken.yaml").write_text(DEFINITION.replace("id: visit", "id: Visit"), encoding="utf-8")
    done_and_owed = fidelity("check", "visit.yaml", "imr")
    assert done_and_owed.code == 0
    ran = fidelity("check", "visit.yaml", "broken.yaml")
    assert ran.code == 1
    assert "All is done." in ran.out
    assert "broken.yaml:2:" in ran.err


def test_reports_are_there_for_programs(fidelity: Fidelity, cases: Path) -> None:
    """As JSON, also of a file that is no definition, with problems after their schema."""
    schema = json.loads((ROOT / "schemas/problems.schema.json").read_text(encoding="utf-8"))
    cases.write_text(CASES.replace("value: 62.5", "value: 63"), encoding="utf-8")
    Path("broken.yaml").write_text("schema: 1\nid: [\n", encoding="utf-8")
    ran = fidelity("check", "visit.yaml", "broken.yaml", "--format", "json")
    said = json.loads(ran.out)
    assert (ran.code, ran.err, said["format"]) == (1, "", 1)
    assert [report["outcome"] for report in said["reports"]] == ["wrong", "wrong"]
    assert [check["name"] for check in said["reports"][0]["checks"]] == [
        "readable",
        "sound",
        "written",
        "described",
        "covered",
        "assessed",
        "sourced",
        "golden-cases",
    ]
    found = [each for report in said["reports"] for check in report["checks"] for each in check["problems"]]
    assert len(found) >= 2
    for each in found:
        Draft202012Validator(schema).validate({"format": 1, "problems": [each]})
    assert (found[0]["source"], found[0]["line"]) == ("cases/visit.yaml", 9)


def test_of_a_path_no_code_is_run(fidelity: Fidelity, cases: Path) -> None:
    """A definition is checked although the plugin beside it would not survive an import."""
    package = Path("dist/src/fidelity_visit")
    (package / "cases").mkdir(parents=True)
    (package / "__init__.py").write_text("open('was-run', 'w')\nraise SystemExit('no')\n", encoding="utf-8")
    (package / "visit.yaml").write_text(DEFINITION, encoding="utf-8")
    (package / "cases/visit.yaml").write_text(CASES, encoding="utf-8")
    for target in ("dist", package, package / "visit.yaml"):
        assert fidelity("check", target).code == 0
    assert not Path("was-run").exists()


def test_files_of_other_tools_are_left_alone(fidelity: Fidelity, cases: Path) -> None:
    """Beside a package there may be files of other tools that end alike, and hidden ones anywhere."""
    package = Path("dist/src/fidelity_visit")
    package.mkdir(parents=True)
    (package / "visit.yaml").write_text(DEFINITION, encoding="utf-8")
    for name in ("dist/workflow.yml", "dist/.hidden.yaml", "dist/src/fidelity_visit/.hidden.yaml"):
        Path(name).write_text("on: push\n", encoding="utf-8")
    ran = fidelity("check", "dist")
    assert ran.code == 3
    assert "workflow" not in ran.out + ran.err


def test_a_folder_without_definitions_is_misuse(fidelity: Fidelity, tmp_path: Path) -> None:
    """Nothing to check is not the same as nothing wrong."""
    ran = fidelity("check", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert fidelity("check", tmp_path / "none.yaml").code == 2
    assert fidelity("check", "imrr").code == 2


def test_a_plugin_with_a_broken_definition_is_told_with_lines(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """Asked for by its name, a broken definition is a report like any other, also for programs."""
    broken = 'schema: 1\nid: visit\nversion: "1"\ntitle: Visit\ncomponents:\n  - {id: a, titel: A}\n'
    install("fidelity-visit", files={"visit.yaml": broken})
    ran = fidelity("check", "visit")
    assert ran.code == 1
    assert "visit.yaml:6:" in ran.err
    (report,) = json.loads(fidelity("check", "visit", "--format", "json").out)["reports"]
    assert report["outcome"] == "wrong"


def test_a_rule_in_python_is_called_by_name_only(fidelity: Fidelity, install: Callable[..., str], site: Path) -> None:
    """By path its cases are still owed; of the installed plugin they are tried."""
    definition = DEFINITION.replace(
        "{id: caring, rule: mean, of: [asks, listens], missing: none, decimals: 1}",
        "{id: caring, rule: python, name: visit.twice, lowest: 0, highest: 8, of: [asks, listens], missing: none}",
    )
    code = (
        "from fidelity.plugins import hookimpl, packaged, PythonRule\n\n"
        "@hookimpl\ndef fidelity_interventions():\n    return packaged(__name__)\n\n"
        "@hookimpl\ndef fidelity_rules():\n    return [PythonRule('visit.twice', 'fidelity_visit.rules:twice')]\n"
    )
    rule = "def twice(seen):\n    return 2 * sum(each.points for _, each in seen)\n"
    install("fidelity-visit", code, files={"visit.yaml": definition, "rules.py": rule})
    folder = site / "fidelity_visit"
    (folder / "cases").mkdir()
    (folder / "cases/visit.yaml").write_text(
        CASES.replace("{total: {value: 62.5, band: high}}", "{caring: {value: 6}}"), encoding="utf-8"
    )
    by_path = fidelity("check", folder / "visit.yaml")
    assert by_path.code == 3
    assert "visit.twice" in by_path.out
    by_name = fidelity("check", "visit")
    assert (by_name.code, by_name.err) == (0, "")


def test_an_intervention_built_in_code_has_no_file(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """What a plugin builds in code is listed, shown and scored like any other, and has no file to check."""
    code = (
        "from fractions import Fraction\n"
        "from fidelity.intervention import Intervention\n"
        "from fidelity.interfaces.assessable import Assessing\n"
        "from fidelity.model.checklist import Checklist\n"
        "from fidelity.model.item import Item\n"
        "from fidelity.model.rule import Mean\n"
        "from fidelity.model.missing import MissingRule\n"
        "from fidelity.model.scale import Point, Scale\n"
        "from fidelity.model.score import Members, Score\n"
        "from fidelity.plugins import hookimpl\n\n"
        "SCALE = Scale('steps', (Point('0', Fraction(0)), Point('1', Fraction(1))))\n"
        "ITEMS = tuple(Item(name, name.title(), SCALE) for name in ('greets', 'asks'))\n"
        "MEAN = Score('mean', Mean(), Members(every=True), MissingRule())\n\n"
        "@hookimpl\ndef fidelity_interventions():\n"
        "    assessing = Assessing((Checklist('delivery', ITEMS, (MEAN,)),))\n"
        "    return [Intervention('coded', '1', 'Coded', assessable=assessing)]\n"
    )
    install("fidelity-coded", code)
    assert "coded" in fidelity("list").out
    ran = fidelity("check", "coded")
    assert (ran.code, ran.out) == (2, "")
    assert "built in code" in ran.err
    assert "Greets" in fidelity("show", "coded").out
    assert "names no components" in fidelity("usability", "coded").out
    scored = fidelity("score", "coded", "-", "--format", "json", stdin=b"observation,greets,asks\nx,1,0\n")
    (observation,) = json.loads(scored.out)["observations"]
    assert observation["scores"]["mean"]["exact"] == "0.5"
    assert json.loads(scored.out)["text_hash"] == ""
