"""All checks of one definition."""

from __future__ import annotations

import pytest

from fidelity.conformance.check import Checked, Layer, Outcome
from fidelity.conformance.kit import CHECKS, EVERY
from fidelity.conformance.report import Report, check_data
from tests.conformance.asked import CASES, TEXT, added, changed

HOLED = ("label: Low, below: 3}", "label: Low, at_most: 2.9}")
GIVEN = [("cases.yaml", CASES.encode())]


def report(*changes: tuple[str, str], layers: tuple[Layer, ...] = tuple(Layer), cases: str = CASES) -> Report:
    """The report of the changed definition."""
    return check_data(changed(TEXT, *changes).encode(), "x.yaml", [("cases.yaml", cases.encode())], layers=layers)


def ended(of: Report) -> dict[str, Outcome]:
    """How each check ended that is not done."""
    return {check.name: check.outcome for check in of.checks if check.outcome is not Outcome.DONE}


def test_the_checks_come_in_their_order() -> None:
    """From whether it can be read at all to the exemptions, without those that need other plugins."""
    of_a_file = {check.name for check in CHECKS if check.of_plugins}
    found = report()
    assert [check.name for check in found.checks] == [each.name for each in EVERY if each.name not in of_a_file]
    assert (found.outcome, found.problems) == (Outcome.DONE, ())


@pytest.mark.parametrize("layer", list(Layer))
def test_a_layer_can_be_run_alone(layer: Layer) -> None:
    """With the first and the last check, which frame every run."""
    names = [check.name for check in CHECKS if check.layer is layer and not check.of_plugins]
    assert [check.name for check in report(layers=(layer,)).checks] == ["readable", *names, "exemptions"]


def test_what_cannot_be_read_is_checked_no_further() -> None:
    """Of a file that is no definition only that is said, with every problem at its line."""
    found = report(("title: Story time", "titel: Story time"), ("n_items: 7", "n_itmes: 7"))
    assert [check.name for check in found.checks] == ["readable"]
    assert found.outcome is Outcome.WRONG
    excerpts = {problem.place.excerpt for problem in found.problems if problem.place}
    assert {"titel: Story time", "      n_itmes: 7"} <= excerpts


def test_one_mistake_is_told_once() -> None:
    """Where a checklist is not sound, its cases and its profiles do not say so again."""
    found = report(HOLED, layers=(Layer.STATIC,))
    assert ended(found) == {"bands": Outcome.WRONG}
    assert [problem.code for problem in found.problems] == ["ranges-gap"]


def test_every_problem_has_its_place() -> None:
    """Of the static checks each stands at a line of the file."""
    wrong = (("source: Table 3", 'source: "…"'), ("licence: CC0-1.0, ", ""), ("n_items: 7", "n_items: 8"))
    found = report(*wrong, layers=(Layer.STATIC,))
    assert {*ended(found)} == {"written", "described", "counts"}
    assert all(problem.place and problem.place.line for problem in found.problems)


EXEMPT = ("profiles:\n", "expected_failures:\n  {}: There is a reason.\n\nprofiles:\n")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("counts", ["exemption-not-needed"]),
        ("coutns", ["unknown-check"]),
        ("extremes", ["exemption-refused"]),
        ("readable", ["exemption-refused"]),
        ("exemptions", ["unknown-check"]),
    ],
)
def test_exemptions_are_strict(name: str, codes: list[str]) -> None:
    """One that is not needed, one of nothing and one of what is firm are mistakes, at their own line."""
    found = report((EXEMPT[0], EXEMPT[1].format(name)))
    assert ended(found) == {"exemptions": Outcome.WRONG}
    assert [problem.code for problem in found.problems] == codes
    assert found.problems[0].place is not None
    assert found.problems[0].place.excerpt == f"  {name}: There is a reason."


def test_what_is_exempt_is_not_told() -> None:
    """It stands in its check with the reason, and not among what is to be done."""
    found = report((EXEMPT[0], EXEMPT[1].format("counts")), ("n_items: 7", "n_items: 8"))
    assert ended(found) == {"counts": Outcome.EXEMPT}
    assert (found.outcome, found.problems) == (Outcome.DONE, ())
    (check,) = (each for each in found.checks if each.name == "counts")
    assert (check.exemption, check.problems[0].code) == ("There is a reason.", "count-differs")


def test_an_exemption_of_what_was_not_run_is_let_be() -> None:
    """Who runs one layer is not told that an exemption of another is not needed."""
    found = report((EXEMPT[0], EXEMPT[1].format("golden-published")), layers=(Layer.STATIC,))
    assert ended(found) == {}
    companions = report((EXEMPT[0], EXEMPT[1].format("companions")))
    assert ended(companions) == {}


def test_a_rule_that_stops_is_told_once() -> None:
    """Not by every check that calls it, nor by the golden cases."""
    rule = added("{id: x, rule: python, name: a.b, lowest: 0, highest: 5, of: [asks], missing: none}")
    data = changed(TEXT, rule).encode()
    found = check_data(data, "x.yaml", GIVEN, rules={"a.b": lambda seen: 1 // 0})
    assert {name for name, outcome in ended(found).items() if outcome is Outcome.WRONG} == {"rules"}


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [("done owed", Outcome.OWED), ("owed wrong", Outcome.WRONG), ("done exempt", Outcome.DONE), ("done", Outcome.DONE)],
)
def test_the_worst_check_decides(outcomes: str, whole: Outcome) -> None:
    """Wrong before owed, and what is exempt counts as done."""
    made = {
        "wrong": report(("n_items: 7", "n_items: 8"), layers=(Layer.STATIC,)),
        "owed": report(("licence: CC0-1.0, ", ""), layers=(Layer.STATIC,)),
        "exempt": report((EXEMPT[0], EXEMPT[1].format("counts")), ("n_items: 7", "n_items: 8"), layers=(Layer.STATIC,)),
    }
    checks: list[Checked] = [Checked("a", Layer.STATIC, "a")]
    for name in outcomes.split():
        if name in made:
            checks += [check for check in made[name].checks if check.outcome.value == name]
    assert Report("x.yaml", tuple(checks)).outcome is whole
