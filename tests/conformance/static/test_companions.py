"""Whether companions are installed."""

from __future__ import annotations

import attrs
import pytest

from fidelity.conformance.static.companions import installed
from fidelity.plugins.catalogue import Catalogue
from tests.conformance.asked import subject_of
from tests.conformance.mutant import BESIDE, plugin_of

NAMED = "{intervention: bedtime, why"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("{intervention: bedtime, why", ""),
        ('{intervention: bedtime, version: "1", checklist: evening, why', ""),
        ("{intervention: bed_time, why", "companion `bed_time`: no plugin offers an intervention `bed_time`"),
        ('{intervention: bedtime, version: "2", why', "companion `bedtime@2`: no plugin offers"),
        (
            "{intervention: bedtime, checklist: morning, why",
            "companion `bedtime`: bedtime@1 has no checklist `morning`",
        ),
        ("{intervention: bedtime, profile: short, why", "companion `bedtime`: bedtime@1 has no profile `short`"),
    ],
)
def test_a_companion_is_there_with_what_is_named(named: str, said: str) -> None:
    """Its version, its checklist and its profile are asked for, and what is absent is owed."""
    plugins = Catalogue((plugin_of(BESIDE),))
    found = list(installed(attrs.evolve(subject_of((NAMED, named)), plugins=plugins)))
    assert [problem.message.startswith(said) for problem in found] == [True] * bool(said)
    assert {problem.code for problem in found} <= {"companion-absent"}
