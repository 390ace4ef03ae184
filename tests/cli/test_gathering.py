"""The options of commands that bring many files together."""

from __future__ import annotations

from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner

from fidelity.cli.gathered import gathered
from fidelity.cli.gathering import Given, gathering, pairs
from fidelity.errors import UsageError
from fidelity.workspace.reading import Reading
from fidelity.workspace.settings import Settings

SETTINGS = Settings(no_config=True)
HEAD = "observation,date,practitioner,rater,site,greets,asks,listens,plans\n"


@click.command()
@click.argument("target")
@gathering
@click.option("--other", default="")
def command(target: str, given: Given, other: str) -> None:
    """Print what is gathered."""
    found = gathered(SETTINGS, target, given).whole()
    for edition in found.editions:
        click.echo(f"{edition.edition.version} {list(edition.ratings.descriptors.index)} {other}")


def test_a_command_gets_everything_it_was_given_together(here: Path) -> None:
    """SOURCES and options reach it as one thing, and its own options beside it; notes go to standard error."""
    (here / "a.csv").write_text(HEAD.replace("asks", "asked") + "V1,03/04/2026,P03,R1,,2,1,-,0\n", encoding="utf-8")
    words = [
        "visit.yaml",
        "a.csv",
        "--rename",
        "asked=asks",
        "--dates",
        "day_first",
        "--mark",
        "-=missing",
        "--other",
        "x",
    ]
    ran = CliRunner().invoke(command, [*words, "--fact", "site=S01", "--as", "visit@1.2"], catch_exceptions=False)
    assert ran.stdout == "1.2 ['V1'] x\n"
    assert "note: a.csv: column date: 1 date was read with the day first\n" in ran.stderr


def test_what_options_say_is_checked(here: Path) -> None:
    """Words without a sign between, and two meanings of one word: all at once."""
    words = ["visit.yaml", "--rename", "a", "--rename", "b=c", "--mark", "x=1", "--mark", "x=2", "--fact", "=3"]
    with pytest.raises(UsageError) as caught:
        CliRunner().invoke(command, words, catch_exceptions=False)
    assert [problem.code for problem in caught.value.problems] == ["bad-assignment", "given-twice", "bad-assignment"]


def test_a_file_says_what_options_do_not(here: Path) -> None:
    """The nearest `fidelity.toml`, or the one that is named; options win, and what was taken is told once."""
    (here / "a.csv").write_text(HEAD.replace("asks", "asked") + "V1,2026-04-03,P03,R1,,2,1,-,0\n", encoding="utf-8")
    text = '[reading]\nfrom-name = "site"\n[reading.rename]\nasked = "asks"\n[reading.mark]\n"-" = "not_applicable"\n'
    (here / "fidelity.toml").write_text(text, encoding="utf-8")
    (here / "other.toml").write_text(text.replace("[reading]", '[reading]\ndates = "day_first"'), encoding="utf-8")
    words = ["visit.yaml", "a.csv", "--mark", "-=missing"]
    ran = CliRunner().invoke(command, words, catch_exceptions=False)
    assert ran.stdout == "1.2 ['V1'] \n"
    assert ran.stderr.count("asked=asks") == 1
    assert 'note: fidelity.toml: options taken: --rename "asked=asks", --from-name site\n' in ran.stderr
    ran = CliRunner().invoke(command, [*words, "--options", "other.toml"], catch_exceptions=False)
    assert 'note: other.toml: options taken: --rename "asked=asks", --dates day_first, --from-name site\n' in ran.stderr


def test_a_sign_may_stand_in_what_was_written() -> None:
    """The last one counts, but in facts, whose names have none."""
    assert pairs("--rename", ["a=b=c"], []) == {"a=b": "c"}
    assert pairs("--fact", ["a=b=c"], []) == {"a": "b=c"}


def test_every_option_has_its_place() -> None:
    """What a command is given names an option each, so that none is forgotten."""
    names = {option.name for option in command.params} - {"target", "other", "help", "options"}
    fields = {field.name for record in (Given, Reading) for field in attrs.fields(record)}
    assert names == fields - {"reading"}
