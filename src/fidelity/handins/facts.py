"""The facts of a hand-in, checked: who, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

import attrs

from fidelity.handins.limits import FACT, FACTS
from fidelity.handins.plain_text import plain
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem, nearest, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.day import day
from fidelity.ratings.measure import canonical
from fidelity.records.observation import FACTS as KNOWN
from fidelity.records.observation import MASTER, VISIT, Edition
from fidelity.records.personal import looks_personal
from fidelity.records.policy import CODES, CONSENSUS, Policy
from fidelity.records.visit import needed, visit_name

ROLES = ("coach", "supervisor", "peer", "self", "machine", MASTER)
MODES = ("live", "video", "audio", "documents")
NUMBERS = {"minutes": 9999, "raters": 99}
"""The facts that are whole numbers, and the highest that each can be."""

_NO_WORDS = frozenset({*CODES, *NUMBERS, "date", "role", "mode"})
"""The facts that cannot name anybody, or that the policy looks at."""
_LONGEST_NAME = 60
_WHOSE = {
    "date": "the day of the visit, as year-month-day",
    "rater": "the code of who rated",
    "client": "the code of the client or family",
}

Found = tuple[Problem, str]
"""A problem, and the fact that it is about; empty for all of them."""


@attrs.frozen(eq=False)
class Facts:
    """The facts of a hand-in.

    Attributes:
        texts: Them by name, none of them blank; the visit has its name.
        problems: What is wrong with them.
        remarks: What is odd about them.
    """

    texts: Mapping[str, str]
    problems: tuple[Found, ...]
    remarks: tuple[Found, ...]


def checked_facts(
    given: Mapping[str, str], edition: Edition, checklist: Checklist, policy: Policy, today: date
) -> Facts:
    """The facts of a hand-in, and what is wrong with them.

    Args:
        given: What the hand-in says.
        edition: Which checklist was rated.
        checklist: The checklist.
        policy: What codes look like.
        today: The day of today.
    """
    texts: dict[str, str] = {}
    problems = [*_all_of_them(given)]
    if problems:
        given = {name: text for name, text in given.items() if name in KNOWN}
    for name, text in given.items():
        text, n_unseen = plain(text)
        if not text and not n_unseen:
            continue
        found = [*_name_problems(name), *_text_problems(text, n_unseen)]
        if not found:
            read = _read(name, text, checklist)
            if isinstance(read, Problem):
                found.append(read)
            else:
                text = read
        texts[name] = text
        problems += ((each, name) for each in found)
    problems += ((each, str(each.path[0])) for each in policy.code_problems(texts) if not _told(problems, each))
    problems += _absent(texts, checklist)
    if not texts.get(VISIT) and (named := visit_name(edition.intervention, checklist.unit, texts)):
        texts[VISIT] = named
    return Facts(texts, tuple(problems), tuple(_remarks(texts, given, today)))


def _read(name: str, text: str, checklist: Checklist) -> str | Problem:
    """What a fact says, in the one way in which it is kept."""
    if name == "date":
        found = day(text)
        return found if isinstance(found, Problem) else (found.isoformat() if found else "")
    if name in NUMBERS:
        number = canonical(text)
        if number.isdigit() and len(number) <= 4 and 1 <= int(number) <= NUMBERS[name]:
            return number
        return Problem("bad-fact", f"{quoted(text)} is no whole number from 1 to {NUMBERS[name]}")
    if name == "rater" and text == CONSENSUS:
        return Problem(
            "bad-fact", f"{quoted(text)} is nobody's code", "`fidelity consensus` records what raters agreed on"
        )
    known = {"role": (*ROLES, *checklist.rated_by), "mode": MODES}.get(name)
    if known and text not in known:
        return Problem("bad-fact", f"{quoted(text)} is not known", nearest(text[:60], known))
    return text


def _all_of_them(given: Mapping[str, str]) -> Iterator[Found]:
    if len(given) > FACTS:
        yield Problem("too-many", f"there are {len(given)} facts, and {FACTS} are the most that are kept"), ""


def _name_problems(name: str) -> Iterator[Problem]:
    if not name.isprintable() or not name.strip() or len(name) > _LONGEST_NAME:
        yield Problem("unknown-fact", "this cannot be the name of a fact", "give it a short name on one line")
    elif name not in KNOWN and (meant := name.casefold().strip().replace(" ", "_").replace("-", "_")) in KNOWN:
        yield Problem("unknown-fact", f"{quoted(name)} is not known", f"is it `{meant}`?")


def _text_problems(text: str, n_unseen: int) -> Iterator[Problem]:
    if n_unseen or not text.isprintable():
        yield Problem("bad-fact", f"{quoted(text)} holds a line break or a control character", "type it again")
    elif len(text) > FACT:
        yield Problem("too-long", f"it has {len(text):,} characters, and at most {FACT} are kept", "say it shortly")


def _absent(texts: Mapping[str, str], checklist: Checklist) -> Iterator[Found]:
    for name in needed(checklist.unit):
        if not texts.get(name):
            near = get_close_matches(name, [each for each in texts if each not in KNOWN and len(each) <= 60], n=1)
            help_ = f"is it `{near[0]}`?" if near else _WHOSE.get(name, f"the code of the {name} that was rated")
            yield Problem("missing-fact", f"the {name} is missing", help_), name


def _told(problems: list[Found], problem: Problem) -> bool:
    return any(name == problem.path[0] for _, name in problems)


def _remarks(texts: Mapping[str, str], given: Mapping[str, str], today: date) -> Iterator[Found]:
    on = day(texts.get("date", ""))
    if isinstance(on, date) and on > today:
        yield remark("future-date", f"{on} is still to come", "is the year right?"), "date"
    for name, text in texts.items():
        if name not in _NO_WORDS and (signs := looks_personal(text)):
            said = f"it looks as if it held {' and '.join(signs)}"
            yield remark("looks-personal", said, "give codes, and keep names elsewhere"), name
        near = get_close_matches(name[:60], KNOWN, n=1, cutoff=0.8) if name not in KNOWN else []
        if near and near[0] not in given:
            yield remark("unknown-fact", "it is kept, and means nothing to any figure", f"is it `{near[0]}`?"), name
