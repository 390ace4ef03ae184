"""`fidelity check`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fidelity.conformance.check import Layer
from fidelity.conformance.kit import CHECKS, NAMES
from fidelity.conformance.report import EXEMPTIONS
from fidelity.definition.schema_files import schema
from tests.cli.conftest import Ran
from tests.cli.sample import CASES, DEFINITION, OWN_PARTS

Fidelity = Callable[..., Ran]

READABLE = NAMES[0]
OF_A_FILE = (READABLE, *(check.name for check in CHECKS if not check.of_plugins), EXEMPTIONS)
"""The checks that are run of a file by itself: they become more, and no test here minds."""
DONE = f"All is done: {len(OF_A_FILE)} checks passed."
UNPUBLISHED = CASES.replace("    source: Trial, table 2\n", "")
EXEMPT = DEFINITION + "expected_failures:\n  golden-published: Nobody has published a rated example yet.\n"


@pytest.fixture
def cases(here: Path) -> Path:
    """The file of golden cases beside the definition."""
    (here / "cases").mkdir()
    path = here / "cases/visit.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    """The line of a file in which words stand first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_what_is_done_is_said(fidelity: Fidelity, cases: Path) -> None:
    """A whole definition with its cases ends with 0, by file and by folder alike, and every check is named."""
    ran = fidelity("check", "visit.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "visit.yaml"
    assert ran.out.splitlines()[-1] == DONE
    assert {*OF_A_FILE} <= {word.strip(",") for word in ran.out.split()}
    assert fidelity("check", ".").out == ran.out


def test_what_is_owed_is_said(fidelity: Fidelity, here: Path) -> None:
    """Without cases nothing is wrong, and the code is 3."""
    ran = fidelity("check", "visit.yaml")
    assert (ran.code, ran.err) == (3, "")
    assert "Still owed\n\ngolden-cases: golden cases come out as they say\n" in ran.out
    assert "no golden cases for visit@1.2" in " ".join(ran.out.split())
    assert ran.out.splitlines()[-1].startswith("Nothing is wrong.")


def test_one_thing_that_is_owed_is_told_with_its_check(fidelity: Fidelity, cases: Path) -> None:
    """What is left to do stands under the name of the check, which is what an exemption would name."""
    cases.write_text(UNPUBLISHED, encoding="utf-8")
    ran = fidelity("check", "visit.yaml")
    assert ran.code == 3
    told = ran.out.split("\n\n")
    assert told[:2] == ["visit.yaml", "Still owed"]
    assert told[2].startswith("golden-published: a golden case comes from a published page\n  line ")
    assert ran.out.splitlines()[-1] == "Nothing is wrong. One thing is still owed."


def test_what_is_wrong_is_said(fidelity: Fidelity, cases: Path) -> None:
    """A case that comes out otherwise is told with the line of the figure, and the code is 1."""
    cases.write_text(CASES.replace("value: 62.5", "value: 63"), encoding="utf-8")
    ran = fidelity("check", "visit.yaml")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.split("\n\n")[:3] == ["visit.yaml", "Wrong", "golden-cases: golden cases come out as they say"]
    assert "error[case-fails]: case `five_of_eight`: total.value comes out as 62.5, and must be 63\n" in ran.out
    assert f"cases/visit.yaml:{line_of(cases, 'value: 63')}:" in ran.out
    assert ran.out.splitlines()[-1] == "One thing is wrong."


def test_what_is_exempt_is_said(fidelity: Fidelity, cases: Path) -> None:
    """An exemption with its reason is neither wrong nor owed; where it is not needed it is wrong."""
    Path("visit.yaml").write_text(EXEMPT, encoding="utf-8")
    needless = fidelity("check", "visit.yaml")
    assert needless.code == 1
    assert "error[exemption-not-needed]: check `golden-published` is exempt, and is passed" in needless.out
    cases.write_text(UNPUBLISHED, encoding="utf-8")
    ran = fidelity("check", "visit.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "  golden-published: Nobody has published a rated example yet.\n" in ran.out
    assert ran.out.splitlines()[-1] == f"All is done: {len(OF_A_FILE) - 1} checks passed, 1 exempt."


def test_the_worst_of_several_decides(fidelity: Fidelity, cases: Path) -> None:
    """Each target has its report, an empty line before the next, and the exit code is that of the worst."""
    Path("owing").mkdir()
    Path("owing/visit.yaml").write_text(DEFINITION, encoding="utf-8")
    Path("broken").mkdir()
    Path("broken/visit.yaml").write_text(DEFINITION.replace("id: visit", "id: Visit"), encoding="utf-8")
    owing = fidelity("check", "visit.yaml", "owing")
    assert owing.code == 3
    assert f"\n\n{DONE}\n\nowing/visit.yaml\n\nStill owed\n" in owing.out
    ran = fidelity("check", "broken", "visit.yaml", "owing")
    assert ran.code == 1
    assert "broken/visit.yaml:2:" in ran.out
    assert "The other checks are run as soon as the file can be read.\n\nOne thing is wrong.\n\nvisit.yaml" in ran.out


def test_all_targets_are_found_before_the_first_is_checked(fidelity: Fidelity, cases: Path) -> None:
    """A misspelt target is told at once, and not after the reports of the others."""
    for misspelt in ("no-such.yaml", "no_such_thing"):
        ran = fidelity("check", "visit.yaml", misspelt)
        assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("layer", list(Layer))
def test_a_layer_can_be_run_alone(fidelity: Fidelity, cases: Path, layer: Layer) -> None:
    """Its checks are run with the two that frame them, and it is said what was not."""
    Path("visit.yaml").write_text(DEFINITION.replace("text: Listens", 'text: "…"'), encoding="utf-8")
    ran = fidelity("check", "visit.yaml", "--layer", layer.value)
    assert ran.code == (3 if layer is Layer.STATIC else 0)
    others = [each.value for each in Layer if each is not layer]
    assert f"\n\nThe layers {others[0]} and {others[1]} were not run.\n\n" in ran.out
    said = json.loads(fidelity("check", "visit.yaml", "--layer", layer.value, "--format", "json").out)
    assert said["layers"] == [layer.value]
    named = [check["name"] for check in said["reports"][0]["checks"]]
    expected = [check.name for check in CHECKS if check.layer is layer and not check.of_plugins]
    assert named == [READABLE, *expected, EXEMPTIONS]


def test_every_check_says_what_it_makes_sure_of(fidelity: Fidelity, cases: Path) -> None:
    """At length, each name stands beside what its check makes sure of."""
    ran = fidelity("check", "visit.yaml", "--long")
    said = " ".join(ran.out.split())
    assert ran.code == 0
    assert all(
        check.name in said and check.title.split(",")[0][:20] in said for check in CHECKS if not check.of_plugins
    )


@pytest.mark.parametrize("is_terminal", [True, False])
def test_what_is_being_done_is_told_on_a_terminal(
    fidelity: Fidelity, cases: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    """Where somebody watches, they read what is being checked, until it is; a log has nothing of it."""
    asked = type(sys.stderr)
    monkeypatch.setattr(asked, "isatty", lambda stream: is_terminal and stream is sys.stderr)
    ran = fidelity("check", "visit.yaml", "--layer", "static")
    begun, _, taken_back = ran.err.partition("\r")
    assert begun == ("checking visit.yaml …" if is_terminal else "")
    assert taken_back.strip() == ""
    assert taken_back.endswith("\r" if is_terminal else "")
    assert "checking" not in ran.out


def reports(ran: Ran) -> list[dict[str, Any]]:
    """What programs read, which must be what the schema describes."""
    said = json.loads(ran.out)
    Draft202012Validator(schema("check")).validate(said)
    assert ran.err == ""
    found: list[dict[str, Any]] = said["reports"]
    return found


@pytest.mark.parametrize(
    ("definition", "written", "code", "outcome", "ended"),
    [
        (DEFINITION, CASES, 0, "done", "done"),
        (DEFINITION, UNPUBLISHED, 3, "owed", "owed"),
        (EXEMPT, UNPUBLISHED, 0, "done", "exempt"),
        (EXEMPT, CASES, 1, "wrong", "done"),
    ],
)
def test_reports_are_there_for_programs(
    fidelity: Fidelity, cases: Path, definition: str, written: str, code: int, outcome: str, ended: str
) -> None:
    """Done, owed, wrong or exempt, as JSON after its schema, with every check in its order."""
    Path("visit.yaml").write_text(definition, encoding="utf-8")
    cases.write_text(written, encoding="utf-8")
    ran = fidelity("check", "visit.yaml", "--format", "json")
    (report,) = reports(ran)
    assert (ran.code, report["source"], report["outcome"]) == (code, "visit.yaml", outcome)
    assert tuple(check["name"] for check in report["checks"]) == OF_A_FILE
    (published,) = (check for check in report["checks"] if check["name"] == "golden-published")
    assert published["outcome"] == ended


def test_what_is_no_definition_is_a_report_too(fidelity: Fidelity, cases: Path) -> None:
    """Each target has its report, in their order, and each problem its file and its line."""
    cases.write_text(CASES.replace("value: 62.5", "value: 63"), encoding="utf-8")
    Path("broken.yaml").write_text("schema: 1\nid: [\n", encoding="utf-8")
    ran = fidelity("check", "visit.yaml", "broken.yaml", "--format", "json")
    wrong, broken = reports(ran)
    assert (ran.code, wrong["outcome"], broken["outcome"]) == (1, "wrong", "wrong")
    (problem,) = (each for check in wrong["checks"] for each in check["problems"])
    assert (problem["source"], problem["line"]) == ("cases/visit.yaml", line_of(cases, "value: 63"))
    assert [check["name"] for check in broken["checks"]] == [READABLE]


def test_of_a_plugin_all_checks_are_run(fidelity: Fidelity, install: Callable[..., str], site: Path) -> None:
    """Asked for by its name, also those that look at what else is installed."""
    install("fidelity-visit", files={"visit.yaml": DEFINITION})
    (site / "fidelity_visit/cases").mkdir()
    (site / "fidelity_visit/cases/visit.yaml").write_text(CASES, encoding="utf-8")
    ran = fidelity("check", "visit", "--format", "json")
    (report,) = reports(ran)
    assert (ran.code, report["outcome"]) == (0, "done")
    assert [check["name"] for check in report["checks"]] == [*NAMES, EXEMPTIONS]


def test_of_a_path_no_code_is_run(fidelity: Fidelity, cases: Path) -> None:
    """A definition is checked although the plugin beside it would not survive an import."""
    package = Path("dist/src/fidelity_visit")
    (package / "cases").mkdir(parents=True)
    (package / "__init__.py").write_text("open('was-run', 'w')\nraise SystemExit('no')\n", encoding="utf-8")
    (package / "visit.yaml").write_text(DEFINITION, encoding="utf-8")
    (package / "cases/visit.yaml").write_text(CASES, encoding="utf-8")
    for target in ("dist", package, package / "visit.yaml"):
        assert fidelity("check", target, "--layer", "static", "--layer", "golden").code == 0
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
    assert "dist/src/fidelity_visit/visit.yaml" in ran.out
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
    assert (ran.code, ran.err) == (1, "")
    assert "visit.yaml:6:" in ran.out
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
    doubled = CASES.replace("caring: {value: 2}", "caring: {value: 8}")
    (folder / "cases/visit.yaml").write_text(doubled, encoding="utf-8")
    by_path = fidelity("check", folder / "visit.yaml")
    assert by_path.code == 3
    assert "visit.twice" in by_path.out
    by_name = fidelity("check", "visit")
    assert (by_name.code, by_name.err) == (0, "")


def test_an_intervention_built_in_code_is_one(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """What a plugin builds in code is listed, checked, shown and scored like any other."""
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
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.startswith("coded@1\n\nStill owed\n")
    assert "golden-cases" in ran.out
    assert "Greets" in fidelity("show", "coded").out
    assert "names no components" in fidelity("usability", "coded").out
    scored = fidelity("score", "coded", "-", "--format", "json", stdin=b"observation,greets,asks\nx,1,0\n")
    (observation,) = json.loads(scored.out)["observations"]
    assert observation["scores"]["mean"]["exact"] == "0.5"
    assert json.loads(scored.out)["text_hash"] == ""


def test_what_is_built_of_parts_of_its_own_cannot_be_checked(fidelity: Fidelity, install: Callable[..., str]) -> None:
    """It is misuse, and said in words."""
    install("fidelity-own", OWN_PARTS)
    ran = fidelity("check", "own")
    assert (ran.code, ran.out) == (2, "")
    assert "error[built-in-code]: own@1 is built of parts of its own" in ran.err
