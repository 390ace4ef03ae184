"""How tables are to be read, as people say it."""

from __future__ import annotations

from pathlib import Path

from fidelity.workspace.reading import Reading

FILE = Reading(
    edition="visit@1.2",
    rename={"Therapist": "practitioner", "zone": "region"},
    dates="day_first",
    from_name="site",
    absent=True,
    lenient=True,
    definition=(Path("visit.yaml"),),
)
SAID = Reading(rename={"therapist": "rater", "a": "asks"}, dates="month_first", absent=False)


def test_what_is_said_wins_name_by_name() -> None:
    """An option that was given, also to say no, and a column in whatever capitals; the rest of the file holds."""
    both = SAID.over(FILE)
    assert both.rename == {"zone": "region", "therapist": "rater", "a": "asks"}
    assert (both.dates, both.absent, both.lenient, both.from_name) == ("month_first", False, True, "site")
    assert (both.edition, both.definition) == ("visit@1.2", (Path("visit.yaml"),))
    assert Reading().over(FILE) == FILE
    assert FILE.over(Reading()) == FILE


def test_what_was_taken_is_what_nobody_said() -> None:
    """As options, ready to be typed."""
    assert [*FILE.without(SAID).options()] == [
        "--as visit@1.2",
        '--rename "zone=region"',
        "--from-name site",
        "--lenient",
        "--definition visit.yaml",
    ]
    assert [*Reading(absent=False).options()] == ["--no-absent"]
    assert FILE.without(FILE) == Reading()
