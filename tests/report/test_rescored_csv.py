"""Rescored records as rows for programs."""

from __future__ import annotations

import csv
import io

from fidelity.evaluation.rescoring import Rescored
from fidelity.report.rescored_csv import COLUMNS, rescored_csv
from tests.report.rescored import apart, lacking, moved


def rows(*parts: Rescored) -> list[dict[str, str]]:
    """What is written, read back."""
    return list(csv.DictReader(io.StringIO("".join(rescored_csv(parts)))))


def test_a_row_is_a_record_and_score_or_criterion() -> None:
    """With both results, exactly and as near as a number comes, and what both are of."""
    found = rows(moved())
    assert [*found[0]] == [*COLUMNS]
    assert len(found) == 4 * 2
    score, verdict = found[2], found[3]
    assert (score["kind"], score["id"], score["comparability"]) == ("score", "s", "comparable")
    assert (score["then"], score["then.exact"], score["then.band"], score["now.band"]) == (
        "83.33333333333333",
        "250/3",
        "b1",
        "b1",
    )
    assert (verdict["kind"], verdict["then"], verdict["now"]) == ("criterion", "met", "met")
    assert (found[5]["then"], found[5]["now"]) == ("met", "not_met")
    assert score["then.plan_hash"] != score["now.plan_hash"]
    assert {row["now.on"] for row in found} == {"2026-11-23"}
    assert {row["date"] for row in found} == {"2024-05-01"}


def test_no_value_has_its_reason_and_bounds() -> None:
    """An empty cell is never alone."""
    score = rows(apart())[0]
    assert (score["now"], score["now.exact"], score["now.reason"]) == ("", "", "nothing_rated")
    assert (score["now.lowest"], score["now.highest"], score["now.n_used"], score["now.n_expected"]) == (
        "0",
        "100",
        "0",
        "3",
    )


def test_what_one_version_lacks_is_empty() -> None:
    """A score that it does not have, and a criterion that it does not ask for."""
    found = {row["id"]: row for row in rows(lacking())[:4]}
    assert (found["s"]["then"], found["s"]["now"], found["s"]["now.reason"]) == ("100", "", "")
    assert (found["t"]["then"], found["t"]["now"]) == ("", "6")
    assert (found["good"]["then"], found["good"]["now"]) == ("met", "not_asked")
    assert (found["fair"]["then"], found["fair"]["now"]) == ("not_asked", "not_in_force")


def test_editions_share_one_heading() -> None:
    """Of nothing there is only the heading."""
    assert len(rows(moved(), apart())) == 16
    assert "".join(rescored_csv([])) == ",".join(COLUMNS) + "\n"
