"""What records say of the columns that figures are grouped by."""

from __future__ import annotations

import attrs
import pytest

from fidelity.errors import UsageError
from fidelity.evaluation.said import refuse_unsaid
from fidelity.intake.gathered import Intake
from fidelity.problems import remark

SAID = {
    "delivery": {"observation": 6, "site": 0, "region": 4, "date": 6, "practitioner": 6, "colour": 6, "Site name": 0},
    "second": {"observation": 2, "site": 2, "region": 0, "date": 0, "practitioner": 2},
}
INTAKE = Intake((), said=SAID)


def problem(by: str, intake: Intake = INTAKE, checklist: str = "delivery") -> str:
    """Why records cannot be grouped by a column."""
    with pytest.raises(UsageError) as caught:
        refuse_unsaid(intake, [by], checklist)
    (found,) = caught.value.problems
    return f"{found.code}: {found.message} | {found.help}"


def test_a_column_that_no_record_says_is_refused_with_the_ways_out() -> None:
    """A table by it would hold a single group that nobody has named."""
    told = problem("site")
    assert told.startswith("group-not-said: no record says the site, so nothing can be grouped by `site` | ")
    assert "`--from-name site`" in told
    assert "`--from-folder site`" in told
    assert '`--fact "site=…"`' in told
    assert told.endswith("the records say `region`, `date`, `practitioner` and `colour`")


def test_a_column_that_may_hold_it_is_named_first() -> None:
    """Because its name holds the word, or is what others call it."""
    for name in ("Site name", "agency"):
        held = {"delivery": {**SAID["delivery"], name: 6}}
        told = problem("site", attrs.evolve(INTAKE, said=held))
        assert f'| is it `{name}`? `--rename "{name}=site"`; ' in told


def test_a_column_that_is_not_there_is_refused_with_the_nearest() -> None:
    """Whatever may be grouped by is known, periods too."""
    assert problem("colours").endswith(
        "unknown-descriptor: there is no column `colours` to group by | did you mean `colour`?"
    )
    assert problem("quarters").endswith("did you mean `quarter`?")


def test_a_period_needs_a_day() -> None:
    """It is made of the date."""
    told = problem("quarter", checklist="second")
    assert "no record says the date, so nothing can be grouped by `quarter`, since none has a date" in told
    assert "--from-name" not in told
    assert refuse_unsaid(INTAKE, ["quarter"], "delivery") == ()


def test_what_some_records_do_not_say_is_told() -> None:
    """How many these are, once, and not again where it was told when they were read."""
    (told,) = refuse_unsaid(INTAKE, ["region", "region"], "delivery")
    assert told.message == "2 records of 6 do not say the region: they stand under *not said*"
    (told,) = refuse_unsaid(INTAKE, ["site"])
    assert told.message.startswith("6 records of 8 do not say the site")
    note = attrs.evolve(remark("fact-absent", "…"), path=("region",))
    assert refuse_unsaid(attrs.evolve(INTAKE, notes=(note,)), ["region"], "delivery") == ()


def test_where_there_is_no_record_there_is_nothing_to_refuse() -> None:
    """Whoever counts them says so."""
    assert refuse_unsaid(Intake(()), ["site"]) == ()
