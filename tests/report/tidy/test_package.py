"""Tables as a data package, read and judged by the library of those who made the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import frictionless
import pytest

from fidelity.report.estimates_table import ESTIMATES, estimates_table
from fidelity.report.tidy.package import DESCRIPTOR, package_of
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table, table_of
from tests.report import estimated
from tests.report.tidy.made import SPEC, frame


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """The files in a folder, and the descriptor's place."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder / DESCRIPTOR


def made() -> dict[str, bytes]:
    """Estimates and agreement in one package."""
    tables = [estimates_table(estimated.frame()), table_of(SPEC, frame())]
    return whole(tables)


def whole(tables: list[Table], preface: Preface = estimated.PREFACE, *, raw: bool = False) -> dict[str, bytes]:
    """The files of a package."""
    return {name: b"".join(pieces) for name, pieces in package_of(tables, preface, raw=raw)}


def faults(place: Path) -> list[list[Any]]:
    """What frictionless finds: type, row and field of each fault."""
    found: list[list[Any]] = frictionless.validate(str(place)).flatten(["type", "rowNumber", "fieldName"])
    return found


def described(files: dict[str, bytes]) -> dict[str, Any]:
    """The descriptor."""
    read: dict[str, Any] = json.loads(files[DESCRIPTOR])
    return read


def test_frictionless_finds_it_valid(tmp_path: Path) -> None:
    """Types, keys, codes, sizes, hashes and what points from table to table are all right."""
    place = written(tmp_path, made())
    assert faults(place) == []
    names = [resource.name for resource in frictionless.Package(str(place)).resources]
    assert names == ["estimates", "agreement", "measures", "codebook"]


def test_frictionless_reads_what_was_written(tmp_path: Path) -> None:
    """Numbers, gaps and totals come back as they were."""
    place = written(tmp_path, made())
    resource: Any = frictionless.Package(str(place)).get_resource("estimates")
    rows = resource.read_rows()
    hidden, seen = rows[0].to_dict(), rows[1].to_dict()
    assert (hidden["value"], hidden["why_no_value"], hidden["n"]) == (None, "suppressed", None)
    assert (float(seen["low"]), seen["n"], seen["profile"]) == (70.123, 9, "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (",not_measured,", ",forgotten,", ["constraint-error", 5, "why_no_value"]),
        (",81.25,", ",lots,", ["type-error", 3, "value"]),
        (",28,,0,,,48,", ",-28,0,,,48,", ["constraint-error", 3, "n_observations"]),
        (",observed,S1,2026-Q2,", ",observed,S1,2026-Q1,", ["primary-key", 9, None]),
        (",score,total,", ",score,lost,", ["foreign-key", 2, None]),
    ],
)
def test_frictionless_finds_what_somebody_changed(tmp_path: Path, old: str, new: str, fault: list[object]) -> None:
    """An unknown reason, a word for a number, a negative count, a row twice, a measure that nobody knows."""
    files = made()
    data = files["estimates.csv"].decode()
    assert old in data
    place = written(tmp_path, files | {"estimates.csv": data.replace(old, new).encode()})
    found = faults(place)
    assert fault in found
    assert {"hash-count", "byte-count"} & {each[0] for each in found}


def test_the_descriptor_says_what_the_figures_are_made_of() -> None:
    """Version 2 of the format, title, description, licence, source, units, labelled codes; and our own preface."""
    descriptor = described(made())
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (descriptor["name"], descriptor["title"]) == ("teach_back-delivery-estimates", estimated.PREFACE.title)
    assert "Figures of fewer than 5 practitioners are hidden" in descriptor["description"]
    assert descriptor["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]
    assert descriptor["sources"][0]["path"] == "https://example.org/manual"
    assert descriptor["fidelity"]["editions"][0]["plan_hash"] == estimated.EDITION.plan_hash
    fields = {field["name"]: field for field in descriptor["resources"][0]["schema"]["fields"]}
    assert (fields["n"]["unit"], fields["n"]["type"], fields["n"]["constraints"]) == (
        "units",
        "integer",
        {"minimum": 0},
    )
    reasons = fields["why_no_value"]
    assert [each["value"] for each in reasons["categories"]] == reasons["constraints"]["enum"]
    assert list(ESTIMATES.closed["why_no_value"]) == reasons["constraints"]["enum"]
    assert fields["site"]["missingValues"] == []


def test_what_nobody_said_is_not_made_up() -> None:
    """Without licence and sources there are none, and the description, which must not be empty, is the title."""
    descriptor = described(whole([table_of(SPEC, frame())], Preface("Agreement", "x y", "z")))
    assert not {"licenses", "sources"} & set(descriptor)
    assert (descriptor["name"], descriptor["description"]) == ("x-y-z-agreement", "Agreement")
    assert [each["name"] for each in descriptor["resources"]] == ["agreement", "codebook"]


def test_a_licence_in_words_is_written_as_the_format_has_names() -> None:
    """A name holds no spaces, so the words stand in the title."""
    preface = attrs.evolve(estimated.PREFACE, licence="public domain")
    descriptor = described(whole([table_of(SPEC, frame())], preface))
    assert descriptor["licenses"] == [{"name": "public-domain", "title": "public domain"}]


def test_two_runs_write_the_same() -> None:
    """No time and no place gets into the files, and text from elsewhere cannot become a formula."""
    assert made() == made()
    assert b"'=1+1," in made()["agreement.csv"]
    assert b"\n=1+1," in whole([table_of(SPEC, frame())], raw=True)["agreement.csv"]
