"""`fidelity due`: who is to be observed, second raters, certificates and goals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest

from fidelity.records.goals import Goal, set_goal
from fidelity.records.store import Store
from tests.cli.certifying import DEMANDING, OF, demanding, tried
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition

Fidelity = Callable[..., Ran]
ON = ("--on", "2026-11-20")


@pytest.fixture
def workspace(recorded: Recorded) -> Recorded:
    """P03 was seen in September, and P04 this month."""
    demanding(recorded.folder)
    recorded.put(1, "P03-2026-09-10", "R1", of=OF, site="S1", mode="video")
    recorded.put(2, "P04-2026-11-05", "R2", of=OF, site="S2", mode="live", raters="2")
    return recorded


def roster(workspace: Recorded, *rows: str) -> None:
    """Give the workspace a roster."""
    text = "".join(f"{row}\n" for row in ("practitioner,site,from,until", *rows))
    (workspace.folder / "roster.csv").write_text(text, encoding="utf-8")
    settings = workspace.folder / "fidelity.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# roster =", "roster ="), encoding="utf-8")


def lines(ran: Ran) -> list[str]:
    """A page line by line, with single spaces."""
    assert max(map(len, ran.out.splitlines()), default=0) <= 80
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def rows(ran: Ran) -> list[dict[str, str]]:
    """A list as CSV, read."""
    return [*csv.DictReader(io.StringIO(ran.out))]


def test_without_a_roster_those_count_who_were_seen(fidelity: Fidelity, workspace: Recorded) -> None:
    """And that is said."""
    ran = fidelity("due", "visit.yaml", *ON)
    assert ran.code == 0, ran.err
    assert "for want of a roster" in " ".join(lines(ran))
    assert "P03 S1 2026-09-10 R1 0 of 1 2026-10-31 20 days" in lines(ran)
    assert "lies in: 1 of 2 practitioners." in " ".join(lines(ran))
    assert "P04-2026-11-05 2026-11-05 R2 1 more" in lines(ran)
    # Who still waits for a second rater has not been rated by two.
    assert "Rated by two, or about to be: 1 of 2 visits" in " ".join(lines(ran))


def test_a_roster_says_who_is_there(fidelity: Fidelity, workspace: Recorded) -> None:
    """Who is away is not due, who is new has time, and who is not on it is told."""
    roster(workspace, "P03,S1,2026-01-01,2026-11-10", "P05,S2,2026-11-03,", "P06,S2,2026-11-18,")
    ran = fidelity("due", "visit.yaml", *ON)
    found = lines(ran)
    assert "by roster.csv" in found[0]
    assert "P05 S2 never 0 of 1 2026-11-30" in found
    assert not [line for line in found if line.startswith(("P03 ", "P06 "))]
    assert "Observed, and not on the roster: P04." in found


def test_how_far_ahead_can_be_said(fidelity: Fidelity, workspace: Recorded) -> None:
    """P04, seen this month, is due by the end of the next."""
    assert not [row for row in rows(fidelity("due", "visit.yaml", *ON, "--format", "csv")) if row["who"] == "P04"][1:]
    found = rows(fidelity("due", "visit.yaml", *ON, "--ahead", "6 weeks", "--format", "csv"))
    assert [(row["who"], row["due_by"], row["days_overdue"]) for row in found if row["what"] == "observation"] == [
        ("P03", "2026-10-31", "20"),
        ("P04", "2026-12-31", "0"),
    ]


def test_programs_get_everything(fidelity: Fidelity, workspace: Recorded) -> None:
    """What is due, and how far the plan was kept."""
    said = json.loads(fidelity("due", "visit.yaml", *ON, "--format", "json").out)
    (checklist,) = said["checklists"]
    assert (said["on"], said["until"], said["roster"]) == ("2026-11-20", "2026-12-18", "")
    assert (checklist["n"], checklist["n_as_planned"]) == (2, 1)
    assert checklist["double_rated"] == {
        "planned": "0.5",
        "since": "2025-11-20",
        "n_visits": 2,
        "n_double": 1,
        "n_short": 0,
    }
    assert [row["what"] for row in said["due"]] == ["observation", "second_rater"]


def test_who_is_picked_for_a_second_rater_is_drawn(fidelity: Fidelity, recorded: Recorded) -> None:
    """Of four recorded visits two, by the hash of their names."""
    demanding(recorded.folder)
    for number, day in enumerate(("2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"), 1):
        recorded.put(number, f"P03-{day}", "R1", of=OF, mode="video")
    found = rows(fidelity("due", "visit.yaml", *ON, "--format", "csv"))
    drawn = [row["visit"] for row in found if row["remark"] == "by lot"]
    # sha256sum of visit/delivery/P03-2026-11-01, and so on, begins with 872e, d131, ce62 and 3e1b.
    assert drawn == ["P03-2026-11-04", "P03-2026-11-01"]
    text = " ".join(lines(fidelity("due", "visit.yaml", *ON)))
    assert f"by lot, with who rated them: {drawn[0]} (R1), {drawn[1]} (R1)." in text
    assert "Rated by two: 0 of 4 visits since 2025-11-20, or 0.0 %; 50 % are planned." in text


def test_what_was_seen_live_is_short(fidelity: Fidelity, recorded: Recorded) -> None:
    """Nobody can rate it any more."""
    demanding(recorded.folder)
    recorded.put(1, "P03-2026-11-01", "R1", of=OF, mode="live")
    assert "1 more visit would have to be seen by two" in " ".join(lines(fidelity("due", "visit.yaml", *ON)))


def test_certificates_that_end_are_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """Within the time that is looked ahead."""
    demanding(recorded.folder)
    tried(recorded, ("2025-12-01", "2025-12-08"), {}, {})
    assert fidelity("certify", "R2", "visit.yaml").code == 0
    recorded.put(9, "P03-2026-01-15", "R2", of=OF)
    assert "R2 in date 2026-12-08 18 days left" in lines(fidelity("due", "visit.yaml", *ON))
    assert "R2 expired 2026-12-08 1 day ago" in lines(fidelity("due", "visit.yaml", "--on", "2026-12-09"))
    assert "Certificates" not in fidelity("due", "visit.yaml", "--on", "2026-11-01").out


def test_goals_are_told_when_their_day_comes(fidelity: Fidelity, workspace: Recorded) -> None:
    """Those that are open, and of the intervention that was asked about."""
    with Store.open(workspace.path) as store:
        for text, again, whose in (
            ("Waits longer", "2026-11-25", "visit"),
            ("Sums up", "2026-12-19", "visit"),
            ("Elsewhere", "2026-11-25", "other"),
        ):
            goal = Goal("P03", whose, text, date(2026, 10, 1), date.fromisoformat(again))
            set_goal(store, goal, by="R1")
    ran = fidelity("due", "visit.yaml", *ON)
    assert "Waits longer" in ran.out
    assert "Sums up" not in ran.out
    assert "Elsewhere" not in ran.out
    found = rows(fidelity("due", *ON, "--format", "csv", "--definition", "visit.yaml"))
    assert {row["remark"] for row in found if row["what"] == "goal"} == {"Elsewhere", "Waits longer"}


def test_without_a_target_everything_that_was_rated_is_looked_at(fidelity: Fidelity, workspace: Recorded) -> None:
    """In the edition that was rated last; a definition that is not there is told."""
    ran = fidelity("due", *ON, "--definition", "visit.yaml")
    assert "P03 S1 2026-09-10 R1 0 of 1 2026-10-31 20 days" in lines(ran)
    workspace.put(3, "P03-2026-11-20", "R1", of=edition(version="7.0"))
    ran = fidelity("due", *ON)
    assert (ran.code, ran.out) == (0, "")
    assert "what is due with it cannot be told" in ran.err


def test_nothing_to_say_is_said(fidelity: Fidelity, recorded: Recorded) -> None:
    """An empty store, and a checklist without a plan."""
    assert fidelity("due").err == "Nothing is planned for, and nothing was rated yet.\n"
    recorded.put(1, "P03-2026-11-01", "R1", of=edition())
    assert fidelity("due", "visit.yaml", *ON).out == ""


def test_a_broken_roster_stops_it(fidelity: Fidelity, workspace: Recorded) -> None:
    """Line by line."""
    roster(workspace, "P03,S1,soon,", "P04,S1,2026-02-02,2026-02-01")
    ran = fidelity("due", "visit.yaml", *ON)
    assert (ran.code, ran.out) == (1, "")
    assert "roster.csv:2" in ran.err
    assert "roster.csv:3" in ran.err


def test_a_pathway_is_kept_up(fidelity: Fidelity, recorded: Recorded) -> None:
    """Whoever met the criterion of a step is due to meet it again."""
    kept = "learnable: {pathway: [{id: sure, criterion: cares}, {id: kept, criterion: cares, every: 1 month}]}\n"
    text = DEMANDING.replace("assessable:\n", f"{kept}assessable:\n")
    (recorded.folder / "visit.yaml").write_text(text, encoding="utf-8")
    recorded.put(1, "P03-2026-10-05", "R1", FULL, of=edition(text))
    recorded.put(2, "P03-2026-11-05", "R1", {**HALF, "asks": "0"}, of=edition(text))
    found = lines(fidelity("due", "visit.yaml", *ON))
    assert "P03 2026-11-05 R1 again: kept 2026-11-05 15 days" in found
    recorded.put(3, "P03-2026-11-06", "R1", {**FULL, "asks": "7"}, of=edition(text))
    ran = fidelity("due", "visit.yaml", *ON)
    assert ran.code == 0
    assert "whether criteria were met cannot be told" in ran.err
    assert "again: kept" not in ran.out
