"""What columns are called: differences of writing that do no harm, and names that are merely near."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from unicodedata import normalize

from fidelity.model.checklist import Checklist
from fidelity.records.observation import FACTS

EDITION_COLUMNS = ("intervention", "version", "checklist", "profile", "plan_hash")
"""The columns that say which edition was rated."""
LONG_COLUMNS = ("item", "rating", "status", "note")
"""The columns of a table with a row for each answer."""
MADE_COLUMNS = ("record", "made_at", "rater_certified", "revision", "signed_off", "text_hash")
"""The columns that say where a record comes from."""
KNOWN = (*FACTS, *EDITION_COLUMNS, *LONG_COLUMNS, *MADE_COLUMNS, "notes")
_ALSO = {
    "observation": ("visit", "session"),
    "date": (
        "visit_date",
        "date_of_visit",
        "session_date",
        "date_of_session",
        "observation_date",
        "date_of_observation",
    ),
    "practitioner": (
        *("therapist", "clinician", "counsellor", "counselor", "worker", "case_worker", "caseworker", "home_visitor"),
        "interventionist",
    ),
    "rater": ("observer", "coder", "rated_by", "observed_by"),
}
_MAY_BE = {
    "practitioner": ("staff", "provider", "facilitator", "teacher", "nurse", "educator", "coach"),
    "rater": ("supervisor", "assessor", "scorer", "evaluator"),
    "site": ("agency", "clinic", "centre", "center", "school", "office", "location", "service", "place"),
    "client": ("family", "patient", "case", "participant", "child"),
    "date": ("day", "when"),
}
_CODES = frozenset({"observation", "practitioner", "rater", "team", "site", "region", "client"})

_BETWEEN = re.compile(r"[\W_]+")
_RANGE = re.compile(r"[(\[][\d\s,;/%–-]*(?:to[\d\s]*)?[)\]]\s*$")
_WORD_OF_CODE = re.compile(r"_(?:id|code|no|nr|number)$")
_NUMBERED = re.compile(r"(?:item|question|q|no|nr)?_?0*([1-9][0-9]{0,2})_(.+)")
_NEAR = 0.6
"""How much alike two names are before one is asked about."""
_VERY_NEAR = 0.8
_LONGEST = 80


def bare(name: str) -> str:
    """A name without what does not matter in it: capitals, white space, punctuation, a range in brackets at its end."""
    return _BETWEEN.sub("_", normalize("NFKC", _RANGE.sub("", name)).casefold()).strip("_")


_FACTS = {bare(name): name for name in KNOWN}


def fact_of(name: str) -> str:
    """The fact that a column is called after; empty where it is none."""
    plain = bare(name)
    if plain in _FACTS:
        return _FACTS[plain]
    short = _FACTS.get(_WORD_OF_CODE.sub("", plain), "")
    return short if short in _CODES else ""


def synonym_of(name: str) -> str:
    """The fact that a column holds which is called as others call it; empty where that is not sure.

    A therapist is a practitioner wherever practice is rated. Coaches, teachers and supervisors practise in one place
    and rate in another, so that these are asked about.

    Args:
        name: What the column is called.
    """
    plain = bare(name)
    names = {plain, _WORD_OF_CODE.sub("", plain)}
    return next((fact for fact, known in _ALSO.items() if names & {*known}), "")


def likely(name: str, facts: Collection[str]) -> str:
    """The fact that a column is likely to hold, to be asked about; empty where none is.

    Args:
        name: What the column is called.
        facts: The facts that nothing says yet.
    """
    words = set(bare(name).split("_"))
    told = next((fact for fact in FACTS if fact in facts and fact in words), "")
    also = ((fact, word) for known in (_ALSO, _MAY_BE) for fact, each in known.items() for word in each)
    return told or next((fact for fact, word in also if fact in facts and word in words), "")


class ItemWords:
    """What the items of a checklist may be called.

    An item is known by its id and by its text, and by either after its number: ``Item 3: …``, where the number has to
    be that of the item. What would fit two items is not known.

    Args:
        checklist: The checklist.
    """

    def __init__(self, checklist: Checklist) -> None:
        found: dict[str, set[str]] = {}
        self._numbers = {item.id: number for number, item in enumerate(checklist.items, 1)}
        for item in checklist.items:
            for name in (item.id, item.text):
                found.setdefault(bare(name), set()).add(item.id)
        self._ids = frozenset(self._numbers)
        self._known = {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1 and name}
        self._met: dict[str, str] = {}

    def meant(self, name: str) -> str:
        """The item that a name means; empty where it means none."""
        if name not in self._met:
            self._met[name] = self._sought(name)
        return self._met[name]

    def _sought(self, name: str) -> str:
        if name in self._ids:
            return name
        plain = bare(name)
        if plain in self._known:
            return self._known[plain]
        match = _NUMBERED.fullmatch(plain)
        meant = self._known.get(match[2], "") if match else ""
        return meant if match and meant and self._numbers[meant] == int(match[1]) else ""


def near(wanted: str, names: Collection[str], *, very: bool = False) -> str:
    """The name that is nearest to one that is wanted; empty where none is near.

    Args:
        wanted: The name.
        names: What is there.
        very: Whether it has to be very near.
    """
    plain = {bare(name): name for name in names if len(name) <= _LONGEST}
    found = get_close_matches(bare(wanted), plain, n=1, cutoff=_VERY_NEAR if very else _NEAR)
    return plain[found[0]] if found else ""


def near_facts(names: Sequence[str], there: Collection[str]) -> Iterator[tuple[str, str]]:
    """Columns whose names are very near to a fact that has no column, each with the fact.

    Args:
        names: What the columns are called that mean nothing known.
        there: The facts that have a column.
    """
    left = list(names)
    for fact in FACTS:
        found = near(fact, left, very=True) if fact not in there else ""
        if found:
            left.remove(found)
            yield found, fact


def rename_option(written: str, meant: str) -> str:
    """The option that says what a column means, ready to be added to a command."""
    return f'--rename "{written}={meant}"'
