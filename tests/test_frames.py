"""The commands as functions that give data frames."""

from __future__ import annotations

import doctest
import importlib
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fidelity
from fidelity.errors import FidelityError
from fidelity.plan.definition import Definition
from fidelity.report.scores_frame import csv_text
from tests.cli.conftest import Ran, here
from tests.cli.conftest import fidelity as command
from tests.cli.recorded import Recorded
from tests.cli.visits import SITES, sites
from tests.house.source import ROOT

__all__ = ["command", "here"]

Command = Callable[..., Ran]
TARGET = "visit.yaml"
FILE = "everything.csv"


@pytest.fixture
def visits(here: Path) -> pd.DataFrame:
    """The visits of three sites, which lie in files as well."""
    return pd.read_csv(sites(here)["all"], dtype=str)


@pytest.fixture
def records(visits: pd.DataFrame) -> fidelity.Records:
    """The same, read."""
    return fidelity.read(TARGET, FILE)


def printed(ran: Ran) -> pd.DataFrame:
    """What a command printed as CSV, as text."""
    assert ran.code == 0, ran.err
    return pd.read_csv(io.StringIO(ran.out), dtype=str, keep_default_na=False)


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A data frame as text, written as pandas itself writes CSV."""
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), dtype=str, keep_default_na=False)


def same(frame: pd.DataFrame, ran: Ran) -> None:
    """Each cell is the one that the command printed: numbers to the last bit, everything else to the letter."""
    wanted, got = printed(ran), as_text(frame)
    assert list(got.columns) == list(wanted.columns)
    assert len(got) == len(wanted) > 0
    for name in wanted:
        if isinstance(frame[name].dtype, pd.StringDtype):
            assert got[name].tolist() == wanted[name].tolist(), name
        else:
            numbers = pd.to_numeric(wanted[name]).astype(float)
            pd.testing.assert_series_equal(frame[name].astype(float), numbers, check_exact=True)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ({"by": "site", "threshold": "off"}, "--by site --threshold off"),
        (
            {"by": ["site", "quarter"], "unit": "site", "of": ["scores", "bands"], "threshold": "off"},
            "--by site,quarter --unit site --of scores --of bands --threshold off",
        ),
        ({"by": "item", "level": 0.9, "totals": False}, "--by item --level 0.9 --no-totals"),
        (
            {"cluster": "none", "at_criterion": "ever", "shrunken": True, "threshold": "off"},
            "--cluster none --at-criterion ever --shrunken --threshold off",
        ),
        ({"pool": "sources", "threshold": 3}, "--pool sources --threshold 3"),
    ],
)
def test_visits_are_added_up_as_by_the_command(
    records: fidelity.Records, command: Command, arguments: dict[str, object], options: str
) -> None:
    """Whatever is asked, the table is the command's; small groups are hidden unless somebody says otherwise."""
    found = fidelity.aggregate(records, **arguments)  # type: ignore[arg-type]
    same(found, command("aggregate", TARGET, FILE, "--format", "csv", *options.split()))


def test_small_groups_are_hidden_unless_asked_for(records: fidelity.Records) -> None:
    """As on the command line, a site of four practitioners has no figures, and each row says why."""
    assert "suppressed" in set(fidelity.aggregate(records, by="site")["why_no_value"])
    assert not {"suppressed", "suppressed_with"} & set(
        fidelity.aggregate(records, by="site", threshold="off")["why_no_value"]
    )


def test_raters_and_items_are_judged_as_by_the_commands(records: fidelity.Records, command: Command) -> None:
    """Agreement, severity, items and the plan of more sessions: the same tables."""
    csv = ("--format", "csv")
    same(fidelity.rater_agreement(records, by="site"), command("agreement", TARGET, FILE, "--by", "site", *csv))
    same(
        fidelity.rater_agreement(records, of=["items", "pairs"], statistic=["ac2", "cohen_kappa"], weights="linear"),
        command(
            *("agreement", TARGET, FILE, "--of", "items", "--of", "pairs", "--weights", "linear"),
            *("--statistic", "ac2", "--statistic", "cohen_kappa", *csv),
        ),
    )
    same(fidelity.severity(records, items=True), command("severity", TARGET, FILE, "--items", *csv))
    same(fidelity.items(records, by="site"), command("items", TARGET, FILE, "--by", "site", *csv))
    same(
        fidelity.generalize(records, scores="total", most_sessions=4),
        command("generalize", TARGET, FILE, "--score", "total", "--most-sessions", "4", *csv),
    )


def months(records: fidelity.Records) -> pd.DataFrame:
    """Figures that need every column of the records."""
    return fidelity.aggregate(records, by=["site", "month"], threshold="off")


def test_a_data_frame_is_read_as_its_file_is(visits: pd.DataFrame, records: fidelity.Records) -> None:
    """Numbers, days, categories and a named index mean what the same text in a file means."""
    items = dict.fromkeys(("greets", "asks", "listens", "plans"), "float64")
    typed = visits.astype({**items, "site": "category", "date": "datetime64[ns]"}).set_index("observation")
    for frame in (visits, typed):
        found = fidelity.read(TARGET, frame)
        assert len(found) == len(records) == 96
        assert months(found).equals(months(records))
    parts = [visits[visits["site"] == site] for site in SITES]
    mixed = fidelity.read(TARGET, [parts[0], Path("S2.csv"), parts[2]])
    assert months(mixed).equals(months(records))


def test_a_data_frame_has_no_name_that_says_a_fact(visits: pd.DataFrame) -> None:
    """Beside files whose names say the site, a frame without one has none."""
    parts: list[Path | pd.DataFrame] = [Path("S1.csv"), visits[visits["site"] == "S2"].drop(columns="site")]
    found = fidelity.score(fidelity.read(TARGET, parts, from_name="site"))
    assert found.groupby("site", observed=True).size().to_dict() == {"": 32, "S1": 32}


def test_scores_are_those_of_the_command(visits: pd.DataFrame, command: Command) -> None:
    """A data frame with a row for each observation is scored to the very text that the command writes."""
    one = visits[visits["rater"] == "R1"]
    one.to_csv("one.csv", index=False)
    ran = command("score", TARGET, "one.csv", "--format", "csv")
    assert csv_text(fidelity.score(one, TARGET)) == ran.out
    found = fidelity.score(fidelity.read(TARGET, "one.csv"))
    shared = [name for name in printed(ran).columns if name != "distribution"]
    order = printed(ran).set_index("observation").loc[found["observation"]].reset_index()
    assert as_text(found[shared]).equals(order[shared])


def test_records_are_rescored_as_by_the_command(records: fidelity.Records, command: Command) -> None:
    """Both results stand side by side; those of scores are numbers."""
    found = fidelity.rescore(records, to_profile="short", on="2026-07-01")
    ran = command("rescore", TARGET, FILE, "--to-profile", "short", "--on", "2026-07-01", "--format", "csv", "--raw")
    wanted = printed(ran)
    assert list(found.columns) == list(wanted.columns)
    text = [name for name in wanted if name not in ("then", "now")]
    assert as_text(found[text]).equals(wanted[text])
    for name in ("then", "now"):
        is_score = found["kind"] == "score"
        assert found.loc[is_score, name].tolist() == pd.to_numeric(wanted.loc[is_score, name]).tolist()
        assert found.loc[~is_score, name].tolist() == wanted.loc[~is_score, name].tolist()


def test_tallies_are_the_commands_and_add_up(records: fidelity.Records, command: Command) -> None:
    """What is written is what the command writes; three services together give what their records give."""
    for site in SITES:
        held = fidelity.tallies(fidelity.read(TARGET, f"{site}.csv"), by=["site", "quarter"])
        held.write(f"{site}.json")
        ran = command("tally", TARGET, f"{site}.csv", "--by", "site,quarter")
        assert Path(f"{site}.json").read_text(encoding="utf-8") == ran.out
    files = [f"{site}.json" for site in SITES]
    found = fidelity.combine(fidelity.read_tallies(files), by="site", threshold="off")
    same(found, command("combine", *files, "--by", "site", "--threshold", "off", "--format", "csv"))
    assert found.equals(fidelity.aggregate(records, by="site", threshold="off"))
    with pytest.raises(fidelity.FidelityError, match=re.escape("S1.json")):
        fidelity.tallies(records).write("S1.json")


def test_the_workspace_is_read_where_no_source_is_named(here: Path, command: Command) -> None:
    """As the commands do; an empty list of sources is no such wish."""
    with pytest.raises(fidelity.FidelityError, match="no workspace"):
        fidelity.read(TARGET)
    assert len(fidelity.read(TARGET, [])) == 0
    assert command("init", "--by", "R1").code == 0
    sites(here)
    for number in (1, 2):
        Recorded(here).put(number, f"V{number}")
    assert len(fidelity.read(TARGET)) == 2
    assert len(fidelity.read(TARGET, "S1.csv")) == 32
    assert len(fidelity.read(TARGET, "S1.csv", with_workspace=True)) == 34


def test_errors_are_readable(visits: pd.DataFrame, records: fidelity.Records) -> None:
    """Each is a FidelityError that says what is wrong, with the row of a data frame and the nearest word."""
    wrong = visits.assign(greets=["7", *visits["greets"][1:]])
    with pytest.raises(fidelity.FidelityError) as refused:
        fidelity.read(TARGET, wrong)
    (problem,) = refused.value.problems
    assert "`7`" in str(refused.value)
    assert "greets" in str(refused.value)
    assert "data frame" in str(problem.place)
    with pytest.raises(fidelity.FidelityError, match="`of` cannot be `score`") as refused:
        fidelity.aggregate(records, of="score")
    assert refused.value.problems[0].help == "did you mean `scores`?"
    with pytest.raises(fidelity.FidelityError, match="visitt"):
        fidelity.load("visitt@1.0")
    with pytest.raises(fidelity.FidelityError, match="S9"):
        fidelity.read(TARGET, "S9.csv")
    with pytest.raises(fidelity.FidelityError, match="tally by `practitioner`"):
        fidelity.tallies(records, by="practitioner")
    with pytest.raises(fidelity.FidelityError, match="records are needed, and this is a DataFrame"):
        fidelity.aggregate(visits)  # type: ignore[arg-type]
    with pytest.raises(fidelity.FidelityError, match="`yesterday` is not a date"):
        fidelity.rescore(records, on="yesterday")
    with pytest.raises(fidelity.FidelityError, match="both mean `observation`"):
        fidelity.read(TARGET, visits.set_index("observation", drop=False))
    with pytest.raises(fidelity.FidelityError, match="this is none"):
        fidelity.codebook(visits)


def test_the_codebook_explains_every_column(records: fidelity.Records) -> None:
    """All columns of a table, and each statistic in it, have a meaning; without a table, so have all columns."""
    found = fidelity.aggregate(records, by="site", threshold="off")
    book = fidelity.codebook(found)
    assert set(book["column"]) == set(found.columns)
    assert set(book.query("column == 'statistic'")["code"]) == {"", *found["statistic"]}
    assert (book["meaning"] != "").all()
    tables = {"agreement", "estimates", "generalizability", "items", "severity"}
    assert set(fidelity.codebook()["table"]) == tables


def test_what_no_record_says_is_no_group(visits: pd.DataFrame) -> None:
    """In every table that can be grouped; a file of options may say it."""
    found = fidelity.read(TARGET, visits.drop(columns="site"))
    tables = (fidelity.aggregate, fidelity.rater_agreement, fidelity.severity, fidelity.items, fidelity.tallies)
    for table in tables:
        with pytest.raises(fidelity.FidelityError, match="no record says the site"):
            table(found, by="site")
    Path("ours.toml").write_text('[reading]\nfact = {site = "S1"}\n', encoding="utf-8")
    found = fidelity.read(TARGET, visits.drop(columns="site"), options="ours.toml")
    assert found.notes[0] == 'ours.toml: options taken: --fact "site=S1"'
    assert set(fidelity.severity(found, by="site")["site"]) == {"", "S1"}


_USE = """
import sys
import fidelity
records = fidelity.read("visit.yaml", "everything.csv")
fidelity.load("visit.yaml")
fidelity.aggregate(records, by="site")
fidelity.tallies(records, by="site").write("ours.json")
fidelity.combine(fidelity.read_tallies("ours.json"), by="site")
for table in (fidelity.score, fidelity.severity, fidelity.items, fidelity.rater_agreement, fidelity.generalize):
    table(records)
fidelity.rescore(records, to_profile="short", on="2026-07-01")
print(sorted({name.partition(".")[0] for name in sys.modules} & {"click"}))
print([name for name in sys.modules if name.startswith("fidelity.cli")])
"""


def test_no_command_line_is_loaded(visits: pd.DataFrame) -> None:
    """Whoever works in Python never loads the program, nor the package that it reads its options with."""
    done = subprocess.run([sys.executable, "-c", _USE], capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[:2], done.returncode) == (["[]", "[]"], 0), done.stderr


def test_notes_are_kept_with_the_records(visits: pd.DataFrame) -> None:
    """What the command would tell on the side stands in `notes`."""
    found = fidelity.read(TARGET, visits.rename(columns={"greets": "Greets everyone"}))
    assert any("Greets everyone" in note for note in found.notes)
    assert repr(found) == "<96 records of visit@1.2>"


def test_what_is_offered_is_there() -> None:
    """The package offers what its stub tells editors, from the same modules, and no name of it is a room's."""
    stub = (ROOT / "src" / "fidelity" / "__init__.pyi").read_text(encoding="utf-8")
    told = {name: module for module, name in re.findall(r"^from (\S+) import \w+ as (\w+)$", stub, re.MULTILINE)}
    assert sorted(told) == sorted(fidelity_all())
    assert not {path.stem for path in (ROOT / "src" / "fidelity").iterdir()} & {*told}
    for name, module in told.items():
        assert getattr(fidelity, name) is getattr(importlib.import_module(module), name)
        assert name in dir(fidelity)
    assert not hasattr(fidelity, "nothing_of_this_name")


def fidelity_all() -> list[str]:
    """The names that a star would import."""
    return list(vars(fidelity)["__all__"])


def test_examples_run(visits: pd.DataFrame, records: fidelity.Records) -> None:
    """Every function has an example, and each shows what comes out."""
    definition = fidelity.load(TARGET)
    assert isinstance(definition, Definition)
    known = {"fidelity": fidelity, "records": records, "visits": visits}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    functions = [name for name in fidelity_all() if name.islower()]
    for name in sorted(functions, key=lambda name: name == "read_tallies"):
        (example,) = doctest.DocTestFinder(recurse=False).find(getattr(fidelity, name), name, globs=dict(known))
        assert example.examples, f"{name} has no example"
        assert runner.run(example).failed == 0


def test_one_ledger_serves_both_doors(command: Command, records: fidelity.Records) -> None:
    """What the command published is remembered when Python publishes beside it, and tables that cross are told of."""
    asked = ("--by", "site", "--threshold", "4", "--ledger", "ledger.jsonl", "--format", "csv")
    same(fidelity.aggregate(records, by="site", threshold=4), command("aggregate", TARGET, FILE, *asked))
    more = fidelity.read(TARGET, pd.concat([pd.read_csv(FILE, dtype=str), one_more()]))
    alone = fidelity.aggregate(more, by="site", threshold=4)
    beside = fidelity.aggregate(more, by="site", threshold=4, ledger="ledger.jsonl")
    assert alone["n"].notna().sum() > beside["n"].notna().sum() > 0
    with pytest.warns(UserWarning, match="2 earlier tables are by columns that cross"):
        fidelity.aggregate(more, by="quarter", threshold=4, ledger="ledger.jsonl")


def one_more() -> pd.DataFrame:
    """One visit by somebody new."""
    return pd.read_csv(FILE, dtype=str).iloc[:1].assign(observation="new", practitioner="S1P99")


@pytest.mark.parametrize("level", ["0.9", True, 1, 0.0, float("nan"), None])
def test_a_level_that_is_none_is_told(level: object, records: fidelity.Records) -> None:
    """Of whatever kind it is, with what to write instead."""
    with pytest.raises(FidelityError, match="is no level of an interval"):
        fidelity.aggregate(records, level=level, threshold="off")  # type: ignore[arg-type]


@pytest.mark.parametrize("by", [None, 3, ["site", 3]])
def test_columns_that_are_no_names_are_told(by: object, records: fidelity.Records) -> None:
    """With what to write instead."""
    with pytest.raises(FidelityError, match="is no name and no list of names"):
        fidelity.aggregate(records, by=by)  # type: ignore[arg-type]
