"""The table of estimates as it may be published, beside what a ledger says was published before."""

from __future__ import annotations

from pathlib import Path

import attrs

from fidelity.disclosure.of_estimates import Suppressed
from fidelity.disclosure.settings import Disclosure
from fidelity.errors import UsageError
from fidelity.evaluation.aggregating import aggregated
from fidelity.evaluation.counted import Counted
from fidelity.evaluation.ledger import Entry, comparable, ledger_text, read_ledger
from fidelity.evaluation.planned import Plan
from fidelity.evaluation.publishing import publishable
from fidelity.problems import Problem
from fidelity.tally.question import Question
from fidelity.workspace.input import read_bytes
from fidelity.workspace.writing import write_whole


@attrs.frozen(eq=False)
class ForPublication:
    """A table that may be published, and the ledger that is to remember it.

    Attributes:
        suppressed: The table, and what was hidden in it.
        ledger: The file of the ledger; None where none is kept.
        entries: What stands in it as soon as the table is out.
        n_others: How many earlier tables could not be compared with this one.
    """

    suppressed: Suppressed
    ledger: Path | None
    entries: tuple[Entry, ...]
    n_others: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever keeps the ledger must know, a sentence each without a full stop."""
        if not self.n_others:
            return ()
        many = "1 earlier table is" if self.n_others == 1 else f"{self.n_others} earlier tables are"
        return (f"{many} by columns that cross with these, and what those tell beside this one is not looked at",)

    def remember(self) -> None:
        """Write the ledger anew, with this table in it.

        Raises:
            UsageError: It cannot be written.
        """
        if self.ledger:
            write_whole(self.ledger, [ledger_text(self.entries)], force=True)


def for_publication(
    found: Counted, question: Question, setting: Disclosure, plan: Plan | None = None, ledger: Path | None = None
) -> ForPublication:
    """The table of estimates of what was counted, without what may not be shown.

    Args:
        found: What was counted.
        question: What was asked.
        setting: What may be shown.
        plan: What was planned; None where nobody says so.
        ledger: The file of the ledger; None where none is kept.

    Raises:
        FidelityError: The ledger cannot be read, or is of another checklist.
    """
    made = found.editions[0].made
    of = (made.intervention, made.checklist)
    before = _before(ledger, of) if ledger else ()
    earlier = comparable(before, question.by)
    table = aggregated(found.editions, question, plan.by if plan else None)
    suppressed, published = publishable(
        table, found.editions, question, setting, earlier, remembered=ledger is not None
    )
    entries = (*before, Entry(of, question.by, published))
    return ForPublication(suppressed, ledger, entries, len(before) - len(earlier))


def _before(ledger: Path, of: tuple[str, str]) -> tuple[Entry, ...]:
    """What a ledger holds; nothing where it is to be begun."""
    if not ledger.exists():
        return ()
    entries = read_ledger(str(ledger), read_bytes(ledger))
    if any(entry.of != of for entry in entries):
        help_ = "keep a ledger for each checklist"
        raise UsageError(Problem("another-ledger", f"`{ledger}` is of another checklist", help_))
    return entries
