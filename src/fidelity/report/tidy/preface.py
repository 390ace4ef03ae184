"""The preface of a table: what must be known before the first figure, and nothing that two runs would say otherwise."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.model.number import plain
from fidelity.model.source import Source
from fidelity.report.scores_json import number_json, provenance_json
from fidelity.scoring import Provenance
from fidelity.tally.cube import About


@attrs.frozen
class Measure:
    """What is measured, so that its figures can be read without the definition at hand.

    Attributes:
        kind: What kind of thing it is, such as ``score``, ``band``, ``criterion``, ``component`` or ``item``.
        id: Its id.
        title: Its name for people; empty where it has none but the id.
        unit: What its values are in, such as ``%`` or ``points``; empty where that goes without saying.
        rule: How one observation comes to a value, in a sentence without a full stop.
        lowest: The lowest value that it can have; None where there is no limit or no value.
        highest: The highest.
        decimals: How many digits after the point people are shown.
        cuts: The numbers that a value is never rounded onto, such as ends of bands and cut-offs.
    """

    kind: str
    id: str
    title: str = ""
    unit: str = ""
    rule: str = ""
    lowest: Fraction | None = None
    highest: Fraction | None = None
    decimals: int = 1
    cuts: frozenset[Fraction] = frozenset()


def measure_of(about: About, unit: str = "") -> Measure:
    """A measure of the tally, as it is shown.

    Args:
        about: What the tally knows of it.
        unit: What its values are in.
    """
    said = (about.kind, about.id, about.title, unit, about.rule, about.lowest, about.highest, about.decimals)
    return Measure(*said, frozenset(about.cuts))


@attrs.frozen
class Preface:
    """What a reader must know of a table of figures.

    Attributes:
        title: What it is about, in a line.
        intervention: The intervention's id.
        checklist: The checklist's id.
        editions: What the figures were made of, for each edition of the checklist.
        measures: What was measured, in the order in which it is shown.
        n_files: How many files were read.
        n_records: How many records were in them; None where tallies were read, which hold none.
        n_duplicates: How many records were left out because the same is there already; None where that is not known.
        one_record: The rule by which each visit counts with one record, as a sentence.
        unit: The unit of analysis.
        cluster: What belongs together, so that intervals allow for it; empty where nothing does.
        level: The level of the intervals.
        pooled: The columns that were pooled on purpose though they are otherwise kept apart.
        fewest_shown: Figures of fewer than so many are hidden; 0 where nothing is hidden.
        suppression: What is hidden and how, a sentence each.
        notes: What else must be known, a sentence each.
        sources: Where the instruments come from.
        licence: Under what terms the figures themselves are given; empty where nobody said.
        generated_by: The program and its version.
    """

    title: str
    intervention: str
    checklist: str
    editions: tuple[Provenance, ...] = ()
    measures: tuple[Measure, ...] = ()
    n_files: int = 0
    n_records: int | None = None
    n_duplicates: int | None = None
    one_record: str = ""
    unit: str = ""
    cluster: str = ""
    level: float = 0.95
    pooled: tuple[str, ...] = ()
    fewest_shown: int = 0
    suppression: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    licence: str = ""
    generated_by: str = ""


def measure_named(preface: Preface, kind: str, name: str) -> Measure:
    """What is known of a measure; a band that has no entry is called after its score, and another by its id.

    Args:
        preface: What knows the measures.
        kind: What kind of thing it is.
        name: Its id; of a band the id of the score, a colon and that of the band.
    """
    known = {(each.kind, each.id): each for each in preface.measures}
    score, _, band = name.partition(":")
    of = known.get(("score", score))
    title = f"{of.title}: {band.replace('_', ' ')}" if kind == "band" and of and of.title and band else ""
    return known.get((kind, name)) or Measure(kind, name, title)


def preface_json(preface: Preface) -> dict[str, object]:
    """A preface as plain data, after ``about`` in `schemas/estimates.schema.json`."""
    plainly = {
        field.name: getattr(preface, field.name)
        for field in attrs.fields(Preface)
        if field.name not in ("editions", "measures", "sources")
    }
    return {name: list(said) if isinstance(said, tuple) else said for name, said in plainly.items()} | {
        "editions": [provenance_json(each) for each in preface.editions],
        "measures": [_measure_json(each) for each in preface.measures],
        "sources": [{name: getattr(each, name) for name in ("citation", "url", "licence")} for each in preface.sources],
    }


def _measure_json(measure: Measure) -> dict[str, object]:
    words = {name: getattr(measure, name) for name in ("kind", "id", "title", "unit", "rule", "decimals")}
    ends = {name: number_json(getattr(measure, name)) for name in ("lowest", "highest")}
    return words | ends | {"cuts": [plain(cut) for cut in sorted(measure.cuts)]}
