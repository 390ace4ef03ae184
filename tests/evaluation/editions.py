"""Editions of a checklist and records of them, for tests: made in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs
import pandas as pd

from fidelity.definition.reading import read_definition
from fidelity.evaluation.rescoring import Rescored, rescore
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.ratings.table import Column, Ratings
from tests.house.source import ROOT
from tests.oracle.build import Given, coded, row
from tests.oracle.strategies import Rows

PLUGINS = ROOT / "plugins"
TODAY = date(2026, 11, 23)
ANYTHING = read_definition((PLUGINS / "fidelity-imr/src/fidelity_imr/intervention.yaml").read_bytes(), "imr.yaml")
"""Some intervention, where a test is about the checklist alone."""


def definition(of: Checklist) -> Definition:
    """A checklist, ready to score with."""
    return Definition(ANYTHING, lower(of))


def intervention(name: str) -> Intervention:
    """One of our plugins' definitions, by the path within `plugins`."""
    path = Path(name)
    return read_definition((PLUGINS / path).read_bytes(), path.name)


def published(name: str, checklist: str, profile: str = "") -> Definition:
    """A checklist of one of them, as published or as a profile has it."""
    found = intervention(name)
    return Definition(found, lower(found.checklist(checklist, profile)))


def records(of: Checklist, rows: Rows, dates: Sequence[str] = ()) -> Ratings:
    """Ratings of rows of answers, on days where these are given."""
    codes, levels = coded(of, rows)
    frame = pd.DataFrame(index=pd.Index([f"v{place}" for place in range(len(rows))], name="observation"))
    if dates:
        frame["date"] = [*dates]
    return Ratings(of, {name: Column(codes[name], levels[name]) for name in codes}, frame)


def rated(of: Checklist, *rows: Sequence[Given], dates: Sequence[str] = ()) -> Ratings:
    """Ratings of rows as tests write them: the answers in the order of the items, or one for all."""
    return records(of, [row(of, *each) for each in rows], dates)


def rescored(old: Checklist, new: Checklist, *rows: Sequence[Given], dates: Sequence[str] = ()) -> Rescored:
    """Rows rated by one checklist, rescored by another."""
    return rescore(definition(old), definition(new), rated(old, *rows, dates=dates), TODAY)


def without(of: Checklist, *names: str) -> Checklist:
    """A checklist without some items."""
    return attrs.evolve(of, items=tuple(item for item in of.items if item.id not in names))
