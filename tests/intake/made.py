"""Definitions to gather for, and files to gather from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from fidelity.definition.reading import read_definition
from fidelity.errors import FidelityError, IntakeError
from fidelity.intake.asked import Asked
from fidelity.intake.gathered import Gathered, Intake
from fidelity.intake.gathering import gather
from fidelity.intervention import Intervention
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from tests.cli.sample import DEFINITION

ITEMS = ("greets", "asks", "listens", "plans")
HEAD = ("observation", "date", "practitioner", "rater", "site", *ITEMS)
NEWER = DEFINITION.replace('version: "1.2"', 'version: "2.0"').replace(
    "      scores:",
    "        - {id: thanks, component: welcome, scale: steps, text: Thanks everyone}\n      scores:",
)
"""The same with one item more."""
MEETING = Path(__file__).parents[2] / "plugins/fidelity-family-meeting/src/fidelity_family_meeting/intervention.yaml"


class Known:
    """Finds definitions among a few interventions; those of the first one's id are asked for."""

    def __init__(self, *interventions: Intervention, version: str = "", asked: Sequence[Edition] = ()) -> None:
        self.all = {(each.id, each.version): each for each in interventions}
        self.id, self.version = interventions[0].id, version
        self.asked = asked
        self._known: dict[Edition, Definition] = {}

    def candidates(self) -> Sequence[Edition]:
        """Every edition that is asked for."""
        found = []
        for (id_, version), each in self.all.items():
            if id_ == self.id and self.version in ("", version):
                found += [Edition(id_, version, checklist.id) for checklist in each.assessable.checklists]
                found += [Edition(id_, version, profile.checklist, profile.id) for profile in each.assessable.profiles]
        return found

    def asks_for(self, edition: Edition) -> bool:
        """Whether records of an edition are asked for."""
        return edition.intervention == self.id and self.version in ("", edition.version)

    def get(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, or why there is none."""
        found = self.all.get((edition.intervention, edition.version))
        if found is None:
            return Problem("edition-not-installed", f"{edition.intervention}@{edition.version} is not there")
        try:
            made = found.checklist(edition.checklist, edition.profile)
        except FidelityError as error:
            return error.problems[0]
        if edition not in self._known:
            self._known[edition] = Definition(found, lower(made))
        return self._known[edition]


def visit(version: str = "", text: str = DEFINITION) -> Known:
    """The small definition of home visits, in one version."""
    return Known(read_definition(text.encode(), "visit.yaml"), version=version)


def both(version: str = "") -> Known:
    """The same in two versions, the newer of which has one item more."""
    return Known(*(read_definition(text.encode(), "visit.yaml") for text in (DEFINITION, NEWER)), version=version)


def meeting() -> Known:
    """The family meeting, as its plugin defines it."""
    return Known(read_definition(MEETING.read_bytes(), "meeting.yaml"))


def write_csv(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A table written as comma-separated text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook; days get the format of a day, everything else is written as it is."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                if value is None or value == "":
                    continue
                cell = sheet.cell(number, place, value)
                if isinstance(value, date | datetime):
                    cell.number_format = "dd/mm/yyyy"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def row(
    name: str, on: str = "2026-04-03", who: str = "P03", rater: str = "R1", site: str = "S01", codes: str = "2110"
) -> list[str]:
    """A row of the small table: one code for each item."""
    return [name, on, who, rater, site, *codes]


def gathered(*paths: Path, of: Known | None = None, asked: Asked | None = None) -> Intake:
    """What is gathered from files."""
    return gather(paths, of or visit(), asked or Asked())


def refused(*paths: Path, of: Known | None = None, asked: Asked | None = None) -> tuple[Problem, ...]:
    """Why files are refused."""
    with pytest.raises(IntakeError) as caught:
        gathered(*paths, of=of, asked=asked)
    return caught.value.problems


def codes(problems: Sequence[Problem]) -> list[str]:
    """Problems by their codes."""
    return [problem.code for problem in problems]


def said(problems: Sequence[Problem], code: str) -> str:
    """What the first problem of a code says, with its help."""
    found = next(problem for problem in problems if problem.code == code)
    return f"{found.message} | {found.help}"


def answers(found: Gathered) -> dict[tuple[str, str], str]:
    """The answers of each visit and rater: a sign for each item, ``-`` where there is none."""
    described = found.ratings.descriptors
    return {
        (str(visit_), str(rater)): "".join(_sign(found, item, place) for item in found.ratings.checklist.item)
        for place, (visit_, rater) in enumerate(zip(described.index, described["rater"], strict=True))
    }


def _sign(found: Gathered, item: str, place: int) -> str:
    answer = found.ratings.columns[item].answer(place)
    return answer.code or {"missing": "-", "not_applicable": "a"}.get(answer.status.value, "?")


def facts(found: Gathered, visit_: str, *names: str) -> list[str]:
    """Facts of the first record of a visit."""
    rows: pd.DataFrame = found.ratings.descriptors.loc[[visit_]]
    return [str(rows.iloc[0][name]) for name in names]
