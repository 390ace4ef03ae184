"""A data package: tables as CSV in a folder, with a codebook for people and a descriptor for programs.

The descriptor follows Data Package and Table Schema, version 2, of the Frictionless project.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from fidelity.report.tidy.codebook import MEASURES, TYPES, codebook, measures_table, names_measures
from fidelity.report.tidy.csv import csv_of
from fidelity.report.tidy.preface import Preface, preface_json
from fidelity.report.tidy.table import Table
from fidelity.tally.estimates import Column

PROFILES = "https://datapackage.org/profiles/2.0"
DESCRIPTOR = "datapackage.json"


@attrs.define
class _Written:
    """What has been written of a file so far."""

    n_bytes: int = 0
    digest: hashlib._Hash = attrs.field(factory=hashlib.sha256)

    def of(self, pieces: Iterable[str]) -> Iterator[bytes]:
        """The pieces, looked at while they pass."""
        for piece in pieces:
            data = piece.encode()
            self.n_bytes += len(data)
            self.digest.update(data)
            yield data


def package_of(
    tables: Sequence[Table], preface: Preface, *, raw: bool = False
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a folder, each by its name and in pieces: tables, what was measured, codebook, descriptor.

    The pieces of a file must be taken before the next file is asked for: the descriptor says how long each is.

    Args:
        tables: The tables, at least one.
        preface: What must be known of them.
        raw: Whether text is written as it is, for programs; else what a spreadsheet would compute is made harmless.
    """
    all_tables = [*tables]
    if any(map(names_measures, tables)):
        all_tables.append(measures_table(preface, tables))
    all_tables.append(codebook(all_tables))
    written = {table.spec.name: _Written() for table in all_tables}
    for table in all_tables:
        yield f"{table.spec.name}.csv", written[table.spec.name].of(csv_of(table, raw=raw))
    descriptor = _descriptor(all_tables, preface, written)
    yield DESCRIPTOR, iter([(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()])


def _descriptor(tables: Sequence[Table], preface: Preface, written: Mapping[str, _Written]) -> dict[str, object]:
    made: dict[str, object] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": _slug(f"{preface.intervention}-{preface.checklist}-{tables[0].spec.name}"),
        "title": preface.title,
        "description": " ".join(_sentences(preface)),
    }
    if preface.licence:
        made["licenses"] = [{"name": _slug(preface.licence), "title": preface.licence}]
    sources = [_source(each.citation, each.url) for each in preface.sources if each.citation or each.url]
    if sources:
        made["sources"] = sources
    # A property of ours, which the standard allows: what the figures were made of.
    made["fidelity"] = preface_json(preface)
    made["resources"] = [_resource(table, written[table.spec.name]) for table in tables]
    return made


def _sentences(preface: Preface) -> Iterator[str]:
    """What must be known, in a row; the standard asks for a description that is not empty."""
    said = [preface.one_record, *preface.suppression, *preface.notes]
    yield from [sentence for sentence in said if sentence] or [preface.title]


def _source(citation: str, url: str) -> dict[str, str]:
    return {"title": citation or url} | ({"path": url} if url else {})


def _slug(text: str) -> str:
    """A text as names of packages and licences may be written."""
    return re.sub(r"[^-A-Za-z0-9._]+", "-", text).strip("-") or "unnamed"


def _resource(table: Table, written: _Written) -> dict[str, object]:
    return {
        "name": table.spec.name,
        "type": "table",
        "title": table.spec.title,
        "path": f"{table.spec.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.n_bytes,
        "hash": f"sha256:{written.digest.hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    made: dict[str, object] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(table, name, column) for name, column in table.columns.items()],
        "missingValues": [""],
        "primaryKey": list(table.identity),
    }
    if names_measures(table):
        pair = ["kind", "measure"]
        made["foreignKeys"] = [{"fields": pair, "reference": {"resource": MEASURES.name, "fields": pair}}]
    return made


def _field(table: Table, name: str, column: Column) -> dict[str, object]:
    made: dict[str, object] = {"name": name, "type": TYPES[column.kind], "description": column.meaning}
    if column.unit:
        made["unit"] = column.unit
    codes = table.codes(name)
    if codes:
        made["categories"] = [{"value": code, "label": words} for code, words in codes.items()]
    limits: dict[str, object] = {}
    if name in table.spec.closed:
        # Readers of version 2 know the categories and do not refuse others.
        limits["enum"] = list(codes)
    if name == "n" or name.startswith("n_"):
        limits["minimum"] = 0
    if name in table.identity:
        # An empty text in the column of a group is a value: it says that the row is of a total.
        made["missingValues"] = []
        limits["required"] = True
    return made | ({"constraints": limits} if limits else {})
