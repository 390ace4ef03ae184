"""Estimates of a made-up programme: three sites, two quarters, two pairs of eyes, and everything that can be absent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from fidelity.model.source import Source
from fidelity.report.tidy.preface import Measure, Preface
from fidelity.scoring import Provenance
from fidelity.tally.estimates import COLUMNS

KEYS = ("version", "profile", "source", "site", "quarter")
MEASURES = (
    Measure(
        "score",
        "total",
        "Teach-back total",
        "%",
        "percent of the possible points of all items",
        Fraction(0),
        Fraction(100),
        cuts=frozenset({Fraction(80)}),
    ),
    Measure("criterion", "competent", "Competent", rule="at fidelity: total at least 80 %, and asks_open at least 1"),
)
EDITION = Provenance(
    "teach_back",
    "1.2.0",
    "delivery",
    "",
    f"sha256:{'a1' * 32}",
    f"sha256:{'b2' * 32}",
    "0.1.0",
    "fidelity-teach-back",
    "0.3.0",
)
PREFACE = Preface(
    title="Teach-back conversation: how it is delivered",
    intervention="teach_back",
    checklist="delivery",
    editions=(EDITION,),
    measures=MEASURES,
    n_files=4,
    n_records=217,
    n_duplicates=3,
    one_record="Of several records of a visit one counts: the consensus, else the supervisor's, else the coach's.",
    unit="practitioner",
    cluster="site",
    fewest_shown=5,
    suppression=("Figures of fewer than 5 practitioners are hidden, and others where they would give these away.",),
    notes=("Self-report is shown beside what observers saw, and never added to it.",),
    sources=(Source("Manual of the teach-back conversation, 2024", "https://example.org/manual", "CC-BY-4.0"),),
    licence="CC-BY-4.0",
    generated_by="fidelity 0.1.0",
)


def row(group: tuple[str, ...], what: tuple[str, str, str, str], **cells: object) -> dict[str, object]:
    """One estimate: its group, then kind, measure, statistic and unit, then what else is known of it.

    Args:
        group: The cells of the group's columns.
        what: Kind, measure, statistic, unit.
        cells: Other cells by name; an interval brings its level and method.
    """
    filled: dict[str, object] = {name: "" if column.kind == "text" else None for name, column in COLUMNS.items()}
    filled |= dict(zip(("kind", "measure", "statistic", "unit"), what, strict=True)) | cells
    if filled["low"] is not None:
        filled |= {"level": 0.95, "method": "cr2_satterthwaite", "cluster": "site"} | cells
    filled["grouped_by"] = ", ".join(key for key, text in zip(KEYS[3:], group[3:], strict=False) if text)
    return dict(zip(KEYS, group, strict=True)) | filled


MEANS = ("score", "total", "mean_of_practitioner_means", "practitioner")
SESSIONS = ("score", "total", "mean_of_sessions", "session")
AT_CRITERION = ("criterion", "competent", "share_of_practitioners_at_criterion", "practitioner")
FULL = ("criterion", "competent", "full_implementation", "practitioner")
ALONE = {"method": "wilson", "cluster": ""}


def counts(
    n: int | None, n_observations: int | None, n_planned: int | None = None, n_not_rated: int = 0
) -> dict[str, Any]:
    """The counts of a row, with its coverage."""
    made: dict[str, Any] = {
        "n": n,
        "n_observations": n_observations,
        "n_planned": n_planned,
        "n_not_rated": n_not_rated,
    }
    if n_planned is None or n_observations is None:
        return made
    n_made = min(n_observations, n_planned)
    return made | {"n_planned_made": n_made, "coverage": n_made / n_planned}


def _observed(site: str, quarter: str) -> tuple[str, ...]:
    return ("1.2.0", "", "observed", site, quarter)


def _self(site: str, quarter: str) -> tuple[str, ...]:
    return ("1.2.0", "", "self", site, quarter)


ROWS = [
    row(_observed("S2", "2026-Q1"), MEANS, why_no_value="suppressed"),
    row(_observed("S2", ""), MEANS, value=81.25, low=70.123, high=92.5, df=6.2, **counts(9, 28, 48)),
    row(_observed("S2", "2026-Q2"), MEANS, why_no_value="suppressed"),
    row(_observed("S10", "2026-Q1"), MEANS, why_no_value="not_measured", **counts(0, 0, 18)),
    row(_observed("S10", "2026-Q2"), MEANS, value=64.9, why_no_interval="too_few_to_say", **counts(5, 6, 18, 1)),
    row(_observed("S10", ""), MEANS, value=64.9, why_no_interval="too_few_to_say", **counts(5, 6, 36, 1)),
    row(_observed("S1", "2026-Q1"), MEANS, value=79.99, low=71.06, high=88.9, df=9.1, **counts(11, 30, 33)),
    row(_observed("S1", "2026-Q2"), MEANS, value=100.0, why_no_interval="no_spread", **counts(6, 18, 33)),
    row(_observed("S1", ""), MEANS, value=83.4, low=77.4, high=99.97, df=10.4, **counts(12, 48, 66)),
    row(_observed("", ""), MEANS, value=80.0 - 2e-14, low=73.8, high=85.0, df=17.3, **counts(26, 82, 150, 1)),
    row(_self("S1", "2026-Q1"), MEANS, value=96.1, low=93.05, high=99.1, df=9.0, **counts(11, 44)),
    row(_self("S1", ""), MEANS, value=96.1, low=93.05, high=99.1, df=9.0, **counts(11, 44)),
    row(_self("", ""), MEANS, value=96.1, low=93.05, high=99.1, df=9.0, **counts(11, 44)),
    row(_observed("S1", ""), SESSIONS, value=82.75, low=75.0, high=90.5, df=10.1, **counts(48, 48, 66)),
    row(_observed("", ""), SESSIONS, value=79.95, low=73.0, high=86.9, df=16.0, **counts(82, 82, 150)),
    row(_observed("S1", ""), AT_CRITERION, value=2 / 3, low=0.39, high=0.862, **ALONE, **counts(12, 48, 66)),
    row(_observed("", ""), AT_CRITERION, value=0.5417, low=0.3507, high=0.7211, **counts(26, 82, 150, 1)),
    row(_observed("", ""), FULL, value=1.0, why_no_interval="none_defined", **counts(28, 82, 150)),
]  # fmt: skip


def frame(rows: list[dict[str, object]] | None = None) -> pd.DataFrame:
    """The estimates as the rooms before this one hand them over."""
    return pd.DataFrame(ROWS if rows is None else rows, columns=[*KEYS, *COLUMNS])


def ungrouped() -> pd.DataFrame:
    """The estimates of one group: all that was observed, in one edition."""
    rows = [each for each in ROWS if each["source"] == "observed" and not each["site"] and not each["quarter"]]
    return frame(rows).drop(columns=["site", "quarter"])
