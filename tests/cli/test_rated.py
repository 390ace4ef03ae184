"""What the commands about raters look at."""

from __future__ import annotations

from datetime import date

import click
import pytest

from fidelity.cli.rated import checklists_of, day_said, editions_for, period_said, plans_from, rated_with
from fidelity.errors import UsageError
from fidelity.model.period import Period
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.workspace.editions import Editions
from fidelity.workspace.settings import Settings
from tests.cli.certifying import DEMANDING, OF, demanding
from tests.cli.recorded import Recorded, edition

OPTION = click.Option(["--valid-for"])


def test_visits_are_sorted_by_checklist(recorded: Recorded) -> None:
    """Whatever the version; all raters of a visit stay together."""
    recorded.put(1, rater="R1")
    recorded.put(2, rater="R2", of=OF)
    recorded.put(3, "P04-2026-11-20", of=edition(checklist="", intervention="another"))
    with Store.open(recorded.path, readonly=True) as store:
        stored = observations(store)
        found = checklists_of(stored)
        assert {name: [len(group) for group in groups] for name, groups in found.items()} == {
            ("another", "delivery"): [1],
            ("visit", "delivery"): [2],
        }
        rated = rated_with(OF, stored, store, Editions(Settings()))
        assert [len(group) for group in rated.groups] == [2]
        assert rated.source.edition == OF
        assert len(rated.source.histories(stored[0].record.id)) == 1


def test_a_target_may_be_the_definition_itself(recorded: Recorded) -> None:
    """Then it is asked before the plugins, which have another of that name."""
    demanding(recorded.folder)
    plan = plans_from(editions_for(Settings(), (), "visit.yaml"))(OF)
    assert plan is not None
    assert plan.checklist.certification is not None
    assert plans_from(editions_for(Settings(), ()))(edition(DEMANDING, version="9.9")) is None


def test_options_say_days_and_periods() -> None:
    """What cannot be read is told with the option's name; what was left out is nothing."""
    context = click.Context(click.Command("x"))
    assert (day_said(context, OPTION, "2026-11-20"), day_said(context, OPTION, "")) == (date(2026, 11, 20), None)
    assert (period_said(context, OPTION, "2 weeks"), period_said(context, OPTION, "")) == (Period(2, "week"), None)
    for read, text in ((day_said, "tomorrow"), (period_said, "soon")):
        with pytest.raises(UsageError, match="--valid-for"):
            read(context, OPTION, text)
