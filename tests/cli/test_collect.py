"""`fidelity collect`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import pytest

from fidelity.definition.reading import read_definition
from fidelity.forms.blank import blank_of
from fidelity.plan.lowering import lower
from fidelity.records.observation import Observation, as_content
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition, record_id
from tests.cli.sample import DEFINITION
from tests.handins.samples import answers, filled_csv, filled_workbook

Fidelity = Callable[..., Ran]
FACTS = {"date": "2026-11-20", "practitioner": "P03", "rater": "R1", "role": "coach"}


def content(number: int = 1, ratings: Mapping[str, str] = HALF, **facts: str) -> dict[str, object]:
    """A hand-in of the sample as a form saves it."""
    made = Observation(record_id(number), edition(), {**FACTS, **facts}, dict(ratings), {})
    return {**as_content(made), "shown": {}, "made_with": "fidelity-form 0.1.0"}


def put(folder: Path, name: str, *handins: dict[str, object]) -> Path:
    """Hand-ins in a file: one alone, or several a line each."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, handins)), encoding="utf-8")
    return path


def visits(recorded: Recorded) -> list[str]:
    """The visits in the store."""
    with Store.open(recorded.path, readonly=True) as store:
        return [each.observation.visit for each in observations(store)]


def test_a_form_is_taken_in_and_its_scores_are_shown(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """What became of it, and what it came to: data; the count: talk."""
    put(here, "a.json", content())
    ran = fidelity("collect", "a.json")
    assert ran.code == 0
    assert (
        ran.out
        == """\
file    visit           rater  became  record
------  --------------  -----  ------  --------
a.json  P03-2026-11-20  R1     stored  00000001

visit           rater  score   value  missing
--------------  -----  ------  -----  -------
P03-2026-11-20  R1     total   50.00        0
P03-2026-11-20  R1     caring  1.0          0
"""
    )
    assert ran.err == "1 stored.\n"
    assert visits(recorded) == ["P03-2026-11-20"]
    assert recorded.record(record_id(1)).made_by == "R1"


def test_a_score_without_value_says_why(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """And what is missing is pointed out, and taken."""
    put(here, "a.json", content(ratings={"greets": "2", "asks": "1"}))
    ran = fidelity("collect", "a.json")
    assert (ran.code, visits(recorded)) == (0, ["P03-2026-11-20"])
    assert "no score: too many ratings are missing        2" in ran.out
    assert "note: a.json: 2 of 4 items without an answer: listens, plans" in ran.err


def test_sheets_of_every_kind_are_taken_in(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """From a folder, with the page's own file; a second time, nothing happens."""
    inbox = put(here, "inbox/a.json", content()).parent
    made = read_definition(DEFINITION.encode(), "visit.yaml")
    form = blank_of(made, lower(made.checklist()))
    sheet = filled_csv(answers({**FACTS, "observation": "V2"}, FULL, {"greets": "=1+1 <b>"}), form=form)
    (inbox / "b.csv").write_text(sheet, encoding="utf-8")
    (inbox / "c.xlsx").write_bytes(filled_workbook(answers({**FACTS, "observation": "V3"}, FULL, {}), form=form))
    ran = fidelity("collect", inbox)
    assert (ran.code, ran.err) == (0, "3 stored.\n")
    assert visits(recorded) == ["P03-2026-11-20", "V2", "V3"]
    assert fidelity("collect", inbox).err == "3 already there.\n"
    exported = fidelity("export").out
    assert "P03" in exported


def test_what_is_wrong_is_told_in_full_and_the_others_are_taken(
    recorded: Recorded, fidelity: Fidelity, here: Path
) -> None:
    """All problems of the form, each by its file and item; the exit code says that somebody has to look."""
    put(here, "a.json", content())
    put(here, "b.json", content(2, {**HALF, "greets": "9", "askes": "1"}, date="20/11/2026"))
    ran = fidelity("collect", "a.json", "b.json")
    assert ran.code == 1
    assert ran.err.count("error[") == 3
    for words in (
        "item `greets`: `9` is not a code",
        "did you mean `asks`?",
        "fact `date`: `20/11/2026` is not written",
    ):
        assert words in ran.err
    assert ran.err.endswith("1 stored, 1 refused.\n")
    assert ran.out.splitlines()[2].split() == ["b.json", "refused"]
    assert visits(recorded) == ["P03-2026-11-20"]


def test_a_dry_run_checks_everything_and_stores_nothing(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """Nor needs it to know who does it; there are no scores, because nobody knows yet who must not see them."""
    put(here, "a.json", content())
    before = recorded.path.read_bytes()
    ran = fidelity("--config", "fidelity.toml", "collect", "--dry-run", "a.json")
    assert (ran.code, ran.err) == (0, "Nothing stored; it would be: 1 stored.\n")
    assert "score" not in ran.out
    assert visits(recorded) == []
    assert recorded.path.read_bytes() == before


def test_somebody_takes_them_in(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """Who is said, and has to be a code."""
    put(here, "a.json", content())
    assert fidelity("collect", "a.json", "--by", "R7").code == 0
    assert recorded.record(record_id(1)).made_by == "R7"
    assert fidelity("collect", "a.json", "--by", "Jane Smith").code == 2


def test_the_codes_of_the_workspace_hold(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """A name is no code."""
    put(here, "a.json", content(practitioner="Smith"))
    ran = fidelity("collect", "a.json")
    assert ran.code == 1
    assert "error[not-a-code]: fact `practitioner`: practitioner `Smith` does not look like a code" in ran.err


def test_a_visit_that_awaits_its_second_rater_is_kept_back(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """That it came in is no secret; what was rated is, in every format, until both have handed in."""
    put(here, "a.json", content(raters="2"))
    ran = fidelity("collect", "a.json")
    assert ran.code == 0
    assert "score" not in ran.out
    assert "note: 1 is kept back until the other rater of the visit has handed in" in ran.err
    put(here, "b.json", content(2, FULL, rater="R2", raters="2"))
    assert "P03-2026-11-20  R2     total" in fidelity("collect", "b.json").out
    sealed = put(here, "c.json", content(3, observation="V3", raters="2"))
    assert json.loads(fidelity("collect", sealed, "--format", "json").out)["handins"][0]["scores"] is None


def test_a_clash_shows_no_ratings(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """Nor which of them differ."""
    put(here, "a.json", content())
    fidelity("collect", "a.json")
    put(here, "a.json", content(ratings=FULL))
    ran = fidelity("collect", "a.json")
    assert ran.code == 1
    assert "says something else: the answers" in ran.err
    assert ran.err.endswith("1 clash.\n")
    assert recorded.ratings(record_id(1)) == HALF


def test_a_form_that_showed_another_score_is_pointed_out(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """And taken."""
    put(here, "a.json", {**content(), "shown": {"total": "50", "caring": "2.0"}})
    ran = fidelity("collect", "a.json")
    assert ran.code == 0
    assert "note: a.json: the form showed something else than is computed from the same answers: caring" in ran.err


def test_data_are_data(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """JSON with problems, remarks and scores; CSV with whole ids; the exit code is the same."""
    put(here, "all.jsonl", content(), content(2, {"greets": "9"}), content(3, {"greets": "2"}, observation="V3"))
    ran = fidelity("collect", "all.jsonl", "--format", "json", "--dry-run")
    first, second, third = json.loads(ran.out)["handins"]
    assert ran.code == 1
    assert (first["became"], first["record"], first["where"]) == ("stored", record_id(1), "line 1")
    assert [(each["code"], each["severity"], each["line"]) for each in second["problems"]] == [
        ("bad-cell", "error", 2), ("items-missing", "incomplete", 2),
    ]  # fmt: skip
    assert (second["record"], third["problems"][0]["code"]) == ("", "items-missing")
    listed = [*csv.reader(io.StringIO(fidelity("collect", "all.jsonl", "--format", "csv").out))]
    assert listed[0] == ["file", "where", "visit", "rater", "became", "record"]
    assert listed[1] == ["all.jsonl", "line 1", "P03-2026-11-20", "R1", "stored", record_id(1)]
    put(here, "d.json", content(4, FULL, observation="V4"))
    (last,) = json.loads(fidelity("collect", "d.json", "--format", "json").out)["handins"]
    assert last["scores"] == {
        "total": {"shown": "100.00", "reason": None, "n_missing": 0},
        "caring": {"shown": "2.0", "reason": None, "n_missing": 0},
    }


TABLE = """\
observation,date,practitioner,rater,greets,asks,listens,plans
V1,2026-11-20,P03,R1,2,1,1,not_applicable
V2,2026-11-21,P04,R1,2,,x,0
,2026-11-22,P05,R1,2,2,2,2
"""


def test_a_table_of_many_visits_is_taken_in_row_by_row(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """By an intervention that is installed or a definition file; once mended, the rest is taken in."""
    (here / "paper.csv").write_text(TABLE, encoding="utf-8")
    ran = fidelity("collect", "paper.csv", "--target", "visit")
    assert ran.code == 1
    assert "error[bad-cell]: row 3, item `listens`: `x` is not a code" in ran.err
    assert ran.err.endswith("2 stored, 1 refused.\n")
    (here / "paper.csv").write_text(TABLE.replace("x", ""), encoding="utf-8")
    again = fidelity("collect", "paper.csv", "--target", "visit.yaml")
    assert again.err.endswith("1 stored, 2 already there.\n")
    assert visits(recorded) == ["V1", "V2", "P05-2026-11-22"]


def test_a_table_needs_to_say_of_what(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """And a checklist alone says nothing."""
    (here / "paper.csv").write_text(TABLE, encoding="utf-8")
    ran = fidelity("collect", "paper.csv")
    assert ran.code == 1
    assert "`--target INTERVENTION`" in ran.err
    assert fidelity("collect", "paper.csv", "--checklist", "delivery").code == 2
    assert fidelity("collect", "paper.csv", "--target", "visit", "--profile", "short").code == 1


def test_the_standard_input_is_a_hand_in_too(recorded: Recorded, fidelity: Fidelity) -> None:
    """Good or bad."""
    ran = fidelity("collect", "-", stdin=json.dumps(content()).encode())
    assert (ran.code, ran.out.splitlines()[2].split()[0]) == (0, "<stdin>")
    bad = fidelity("collect", "-", stdin=b"nothing of the kind")
    assert bad.code == 1
    assert "error[not-a-hand-in]" in bad.err
    assert "--> <stdin>" in bad.err


def test_a_definition_that_no_plugin_brings_is_named(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """Forms can be made from it, so they can be taken back."""
    text = DEFINITION.replace('version: "1.2"', 'version: "2.0"')
    (here / "new.yaml").write_text(text, encoding="utf-8")
    put(here, "a.json", {**content(), **attrs.asdict(edition(text))})
    ran = fidelity("collect", "a.json")
    assert ran.code == 1
    assert "error[edition-not-installed]: visit@2.0" in ran.err
    assert fidelity("collect", "a.json", "--definition", "new.yaml").code == 0


def test_a_form_of_an_older_version_says_that_there_is_a_newer(
    recorded: Recorded, fidelity: Fidelity, here: Path, install: Callable[..., str]
) -> None:
    """It is taken all the same: it was rated by what it says."""
    newer = DEFINITION.replace('version: "1.2"', 'version: "1.10"')
    install("fidelity-newer", files={"intervention.yaml": newer})
    put(here, "a.json", content())
    ran = fidelity("collect", "a.json")
    assert ran.code == 0
    assert "note: a.json: the form is of visit@1.2, and 1.10 is installed: hand out new forms\n" in ran.err


def test_a_checklist_that_is_misspelt_is_answered_with_the_nearest(
    recorded: Recorded, fidelity: Fidelity, here: Path
) -> None:
    """As every unknown name is."""
    put(here, "a.json", {**content(), "checklist": "delivry"})
    ran = fidelity("collect", "a.json")
    assert "error[edition-not-installed]" in ran.err
    assert "did you mean `delivery`?" in ran.err


def test_other_files_in_a_folder_are_passed_over(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """And named, so that no hand-in is lost in silence."""
    inbox = put(here, "inbox/a.json", content()).parent
    (inbox / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    ran = fidelity("collect", inbox)
    assert ran.code == 0
    assert f"note: passed over, because it is no hand-in: {Path(inbox, 'photo.jpg')}" in ran.err
    (inbox / "empty").mkdir()
    assert fidelity("collect", inbox / "empty").err == "There is nothing to collect.\n"


def test_many_are_told_shortly(recorded: Recorded, fidelity: Fidelity, here: Path) -> None:
    """A page has an end; the data have all."""
    forms = [content(number, {"greets": "2"}, observation=f"V{number}") for number in range(250)]
    put(here, "all.jsonl", *forms, *[{**content(), "id": ""} for _ in range(250)])
    ran = fidelity("collect", "all.jsonl")
    assert ran.code == 1
    assert ran.out.splitlines()[2].split()[-1] == "refused"
    assert "… and 300 more; `--format csv` lists all" in ran.out
    assert ran.out.count(" total ") == 10
    assert ran.err.count("error[") == 200
    assert "… and 50 more problems; `--format json` has all" in ran.err
    assert "note: and 480 more (480 items-missing)" in ran.err or "more (" in ran.err
    assert "note: the scores of the first 10 are shown" in ran.err
    assert ran.err.endswith("250 stored, 250 refused.\n")


@pytest.mark.parametrize("words", [(), ("--target",), ("a.json", "--format", "xml")])
def test_misuse_is_told(words: tuple[str, ...], recorded: Recorded, fidelity: Fidelity) -> None:
    """With exit code 2."""
    assert fidelity("collect", *words).code == 2


def test_there_has_to_be_a_workspace(fidelity: Fidelity, here: Path) -> None:
    """With how to make one."""
    put(here, "a.json", content())
    ran = fidelity("--no-config", "collect", "a.json")
    assert ran.code == 2
    assert "no workspace" in ran.err
