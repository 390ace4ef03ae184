"""Checking what a plugin offers."""

from __future__ import annotations

import attrs
import pytest

from fidelity.conformance.check import Layer, Outcome
from fidelity.conformance.installed import check_entry
from fidelity.conformance.kit import EVERY
from fidelity.definition.reading import read_definition
from fidelity.errors import UsageError
from fidelity.intervention import Intervention
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.entry import Entry
from fidelity.plugins.plugin import LoadedPlugin, State
from tests.conformance.asked import TEXT
from tests.conformance.mutant import BESIDE, SOUND, plugin_of

PLAIN = plugin_of(SOUND / "plain", SOUND / "plain/cases")
PLUGINS = Catalogue((PLAIN, plugin_of(BESIDE)))


def test_all_checks_are_run_of_a_plugin() -> None:
    """Also those that look at what else is installed, in the order of the list."""
    report = check_entry(PLAIN.entries[0], PLUGINS)
    assert [check.name for check in report.checks] == [check.name for check in EVERY]
    assert (report.outcome, report.source) == (Outcome.DONE, str(SOUND / "plain/intervention.yaml"))


def test_a_companion_that_is_not_there_is_owed() -> None:
    """Without the plugin beside it one thing is still to be done."""
    report = check_entry(PLAIN.entries[0], Catalogue((PLAIN,)), (Layer.STATIC,))
    assert [problem.code for problem in report.problems] == ["companion-absent"]
    assert report.outcome is Outcome.OWED


def built(offer: object) -> Entry:
    """The entry of an intervention that is built in code."""
    return Entry("story_time", "1.0", "Story time", "fidelity-built", offer)  # type: ignore[arg-type]


def test_what_is_built_in_code_is_written_down_and_checked() -> None:
    """It has no cases, and is otherwise checked as a file is, under its name."""
    intervention = read_definition(TEXT.encode(), "x.yaml")
    plugin = LoadedPlugin("b", "fidelity-built", "1", "b", State.LOADED, entries=(built(intervention),))
    report = check_entry(plugin.entries[0], Catalogue((plugin, plugin_of(BESIDE))), (Layer.STATIC, Layer.GOLDEN))
    assert (report.source, report.outcome) == ("story_time@1.0", Outcome.OWED)
    assert {problem.code.split("-")[0] for problem in report.problems} <= {"golden", "no"}


def test_what_is_built_of_parts_of_its_own_cannot_be_checked() -> None:
    """There is nothing that could be written down."""

    @attrs.frozen
    class Own:
        """Something that answers as an intervention does."""

        id: str = "story_time"
        version: str = "1.0"
        title: str = "Story time"
        teachable: object = None
        learnable: object = None
        doable: object = None
        assessable: object = attrs.field(factory=lambda: Intervention("a", "1", "A").assessable)

    with pytest.raises(UsageError, match="parts of its own"):
        check_entry(built(Own()), PLUGINS)
