"""The checks that look at golden cases, in the order in which they run."""

from __future__ import annotations

from fidelity.conformance.check import Check, Layer
from fidelity.conformance.golden.cuts import cuts
from fidelity.conformance.golden.divisions import divisions
from fidelity.conformance.golden.edges import (
    best,
    criteria,
    missing,
    not_applicable,
    nothing_rated,
    published,
    worst,
)
from fidelity.conformance.golden.recomputed import recomputed

GOLDEN: tuple[Check, ...] = (
    Check(
        "golden-cases",
        Layer.GOLDEN,
        "golden cases come out as they say",
        "The published source decides: mend the definition, or the case.",
        recomputed,
    ),
    Check(
        "golden-cuts",
        Layer.GOLDEN,
        "golden cases stand on both sides of every cut-off",
        "Add a case at the cut-off, or as near above it as can be, and one just below.",
        cuts,
    ),
    Check(
        "golden-best",
        Layer.GOLDEN,
        "a golden case brings every score to its highest",
        "Add a case with the best ratings and what must come of them.",
        best,
    ),
    Check(
        "golden-worst",
        Layer.GOLDEN,
        "a golden case brings every score to its lowest",
        "Add a case with the worst ratings and what must come of them.",
        worst,
    ),
    Check(
        "golden-missing",
        Layer.GOLDEN,
        "golden cases stand at the limit of what may be missing, and one beyond it",
        "Add a case with as many missing as are tolerated, and one with one more and its reason.",
        missing,
    ),
    Check(
        "golden-criteria",
        Layer.GOLDEN,
        "a golden case meets every criterion, and one misses it",
        "Add `criteria` under `expect` of a case that meets it, and of one that does not.",
        criteria,
    ),
    Check(
        "golden-divisions",
        Layer.GOLDEN,
        "golden cases show every division by nothing, or by too little",
        "Add a case in which what is divided by is 0, or too small, and what must come of it.",
        divisions,
    ),
    Check(
        "golden-not-applicable",
        Layer.GOLDEN,
        "a golden case has an item that does not apply, where one may",
        "Add a case with `not_applicable` and the counts that must come out.",
        not_applicable,
    ),
    Check(
        "golden-nothing-rated",
        Layer.GOLDEN,
        "a golden case has no rating at all",
        "Add a case with `ratings: {}` and the reason of each score.",
        nothing_rated,
    ),
    Check(
        "golden-published",
        Layer.GOLDEN,
        "a golden case comes from a published page",
        "Add a published example with its `source`, or exempt the definition and say that there is none.",
        published,
    ),
)
"""Name, layer, what the check makes sure of, what to do where it fails, and how it looks."""
