"""Checklists to be gone through in tests, with every kind of item, and codes that could be taken for commands."""

from __future__ import annotations

from fractions import Fraction

from fidelity.entry.questionnaire import Questionnaire, questionnaire
from fidelity.entry.sitting import Sitting, Turn, step
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status

STEPS = Scale(
    "steps",
    (
        Point("2", Fraction(2), "As described", "It is done."),
        Point("1", Fraction(1), "Attempted", "It is tried"),
        Point("0", Fraction(0), "Absent"),
    ),
)
CLIENTS = Scale("clients", kind=Kind.COUNT, lowest=Fraction(0), unit="clients")
SHARE = Scale("share", kind=Kind.PERCENT)
EACH = Scale("each", kind=Kind.PERSONS)
NA = Status.NOT_APPLICABLE
PLAIN = Checklist(
    "delivery",
    (
        Item("greets", "Greets everyone", STEPS, guidance="Look at the door.", evidence=("observation", "record")),
        Item("asks", "Asks openly", STEPS, allows=frozenset({NA, Status.NOT_OBSERVED}), critical=True),
        Item("seen", "How many came", CLIENTS),
        Item("share", "How much was done", SHARE),
        Item("each", "What each one could say", EACH),
    ),
)
"""Numbers as codes, two statuses, a count, a percentage, and results of persons."""


def worded(*codes: str, status_codes: dict[str, Status] | None = None) -> Checklist:
    """A checklist of one item whose codes are these; it allows every status."""
    points = tuple(Point(code, Fraction(worth)) for worth, code in enumerate(codes))
    allows = frozenset(Status) & frozenset(
        {NA, Status.NOT_OBSERVED, Status.NO_OPPORTUNITY, Status.NOT_ASSESSABLE, Status.INSUFFICIENT_DATA}
    )
    item = Item("said", "An item", Scale("words", points), allows=allows)
    return Checklist("worded", (item,), status_codes=status_codes or {})


def sat(of: Questionnaire | Checklist, *lines: str) -> Turn:
    """What became of a sitting with some lines; only the last turn."""
    turn = Turn(Sitting(questionnaire(of) if isinstance(of, Checklist) else of))
    for line in lines:
        turn = step(turn.sitting, line)
    return turn
