"""What records say of the columns that figures are grouped by: a table by a site that nobody names is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fidelity.errors import UsageError
from fidelity.evaluation.grouping import PERIODS, period_of
from fidelity.intake.gathered import ALWAYS, Intake
from fidelity.intake.notes import in_words
from fidelity.intake.wording import likely, near, rename_option
from fidelity.plan.words import counted as many
from fidelity.problems import Problem, nearest, remark
from fidelity.records.observation import FACTS, VISIT
from fidelity.tally.estimates import NOT_SAID

_MADE = ("file", "record", "made_at", "rater_certified")
"""Columns that say where a record comes from, by which nobody groups by chance."""
_SHOWN = 12


def refuse_unsaid(intake: Intake, by: Sequence[str], checklist: str = "") -> tuple[Problem, ...]:
    """What is to be told of columns to group by that some records do not say.

    Args:
        intake: The records; nothing is known of them where they were not gathered from anywhere.
        by: The columns to group by: descriptors, or periods.
        checklist: Which checklist; empty for all.

    Returns:
        A remark for each column that some records do not say, unless that was told when they were read.

    Raises:
        UsageError: No record says one of the columns; all of these are told.
    """
    said = _counted(intake.said, checklist)
    n = said.get(VISIT, 0)
    if not n:
        return ()
    problems = [*_problems(by, said)]
    if problems:
        raise UsageError(problems)
    told = {note.path for note in intake.notes if note.code == "fact-absent"}
    return tuple(
        remark(
            "group-not-said",
            f"{_silent(n - said[fact], n, fact)}: they stand under *{NOT_SAID}*",
            _ways(fact) if fact in FACTS else "",
        )
        for fact in dict.fromkeys(_fact(name, said) for name in by)
        if said[fact] < n and (fact,) not in told
    )


def _counted(said: Mapping[str, Mapping[str, int]], checklist: str) -> Counter[str]:
    """How many records say each column."""
    total = Counter[str]()
    for name, columns in said.items():
        if checklist in ("", name):
            total.update(columns)
    return total


def _fact(name: str, known: Iterable[str]) -> str:
    """The column that a name to group by is made of: the day, where it is a period."""
    return "date" if period_of(name, known) else name


def _problems(by: Iterable[str], said: Mapping[str, int]) -> Iterator[Problem]:
    there = [name for name in said if said[name] and name not in _MADE]
    for name in dict.fromkeys(by):
        fact = _fact(name, said)
        if fact not in said:
            help_ = nearest(name, [*there, *PERIODS])
            yield Problem("unknown-descriptor", f"there is no column `{name}` to group by", help_)
        elif not said[fact]:
            what = f"`{name}`" if name == fact else f"`{name}`, since none has a date"
            message = f"no record says the {fact}, so nothing can be grouped by {what}"
            yield Problem("group-not-said", message, _help(fact, there))


def _help(fact: str, there: Sequence[str]) -> str:
    """What to do: say it, rename the column that may hold it, or group by another."""
    further = [name for name in there if name not in (*ALWAYS, *FACTS)]
    like = near(fact, further) or next((name for name in further if likely(name, (fact,))), "")
    named = in_words([f"`{name}`" for name in there if name != VISIT], _SHOWN)
    return "; ".join(
        filter(
            None,
            (
                f"is it `{like}`? `{rename_option(like, fact)}`" if like else "",
                _ways(fact),
                f"the records say {named}" if named else "",
            ),
        )
    )


def _ways(fact: str) -> str:
    if fact == "date":
        return "add a column `date`"
    return (
        f"`--from-name {fact}` if the names of files say it, `--from-folder {fact}` if their folders do, "
        f'`--fact "{fact}=…"` for all that do not'
    )


def _silent(n: int, total: int, fact: str) -> str:
    return f"{many(n, 'record')} of {total:,} {'does' if n == 1 else 'do'} not say the {fact}"
