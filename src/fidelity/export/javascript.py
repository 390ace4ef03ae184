"""The plan as JavaScript: a page scores a visit as the engine does, offline, while the rater is still at it."""

from __future__ import annotations

import json
from importlib.resources import files

from fidelity.export.plan_data import plan_data
from fidelity.plan.algebra import Call, parts
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.problems import Problem, Severity

RUNTIME = "scorer.js"
"""The hand-written part, beside this module; a plan's data follow it."""
_IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}


def scorer(plan: Plan) -> str:
    """A script that defines ``fidelityScorer``, which reads, scores and judges the answers to a checklist.

    It needs nothing beside it, in a browser or in Node, and what it gives equals what the exact engine gives:

    - ``fidelityScorer.score(answers, day)`` takes texts by item, as a table of ratings has them, and a day as
      year-month-day or an empty text. It gives ``scores``: by id the fields of a `fidelity.plan.result.Result`, exact
      numbers as text, with ``shown``, ``shown_lowest`` and ``shown_highest`` for people. And it gives ``criteria``: by
      id ``met``, ``not_met``, ``cannot_tell`` or ``not_in_force``. A text that means nothing counts as missing.
    - ``fidelityScorer.read(item, text)`` gives ``{ok: true, text}`` with the text that is kept, or else ``{ok: false,
      message, help}`` in the words of `fidelity.ratings.cells`, without its guesses at misspellings.
    - ``fidelityScorer.items`` are the items by id.

    Scores that only Python can compute have no value there, with the reason ``scored_when_collected``; see
    `not_in_javascript`.

    Args:
        plan: The plan.
    """
    runtime = (files("fidelity.export") / RUNTIME).read_text(encoding="utf-8")
    data = script_json(plan_data(plan, [*_in_python(plan)]))
    # Within a block, so that the page gets one name and no more.
    return f"{{\n{runtime}globalThis.fidelityScorer = fidelityScorerOf({data});\n}}\n"


def script_json(value: object) -> str:
    """Plain data as JSON that can stand within ``<script>``: no text in it can end the element or a line of it."""
    return json.dumps(value, separators=(",", ":")).translate(_IN_SCRIPT)


def not_in_javascript(plan: Plan) -> tuple[Problem, ...]:
    """The scores that only Python can compute, a problem each: those of a plugin's own rule, and what is made of them.

    Args:
        plan: The plan.
    """
    place = {score.id: number for number, score in enumerate(plan.checklist.scores)}
    help_ = "it is scored when the form is collected"
    return tuple(
        Problem("only-in-python", message, help_, ("scores", place[name]), severity=Severity.INCOMPLETE)
        for name, message in _in_python(plan).items()
    )


def _in_python(plan: Plan) -> dict[str, str]:
    """The scores that only Python can compute, by id, each with why."""
    found: dict[str, str] = {}
    for score in plan.scores.values():
        rules = _rules(score)
        inner = [member.id for member in score.members if member.id in found]
        if rules:
            found[score.id] = (
                f"score `{score.id}` is made by the plugin's rule `{rules[0]}`, which is written in Python"
            )
        elif inner:
            found[score.id] = f"score `{score.id}` is made of `{inner[0]}`, which only Python can compute"
    return found


def _rules(score: ScorePlan) -> list[str]:
    """The plugin's own rules that a score calls."""
    nodes = (score.value, score.lowest, score.highest)
    return [part.rule for node in nodes for part in parts(node) if isinstance(part, Call)]
