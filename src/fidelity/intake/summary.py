"""What is odd about all records together: facts that nobody says, and codes that are nearly alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from fidelity.intake.asked import Asked
from fidelity.intake.gathered import ALWAYS
from fidelity.intake.notes import in_words, many
from fidelity.intake.part import Part, is_blank
from fidelity.intake.wording import bare
from fidelity.problems import Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.records.visit import SUBJECTS

_CODES = ("practitioner", "rater", "team", "site", "region")
_WANTED = ("date", "practitioner", "site", "rater")
"""What figures need even where nobody asks for it; what is grouped by is looked for where that is asked."""
_SHOWN = 8


def summary(parts: Sequence[Part], asked: Asked) -> Iterator[Problem]:
    """What is odd about all records together.

    Args:
        parts: The records by edition.
        asked: What the caller says.
    """
    for fact in filter(None, (asked.from_file, asked.from_folder, asked.from_sheet)):
        said = sorted({text for part in parts for text in _used(part, fact)})
        yield remark("name-says", f"{fact} is taken from names: {in_words([f'`{text}`' for text in said], _SHOWN)}")
    for fact in _CODES:
        yield from _alike(fact, sorted({text for part in parts for text in _used(part, fact)}))
    for fact in _WANTED:
        asking = [part for part in parts if fact in ("date", "rater", "site", _whom(part))]
        n = sum(int(np.count_nonzero(is_blank(part.fact(fact)))) for part in asking)
        files = sorted({text for part in asking for text in _files_without(part, fact)})
        if n:
            message = f"{many(n, 'record')} {'does' if n == 1 else 'do'} not say the {fact}: {in_words(files, _SHOWN)}"
            yield attrs.evolve(remark("fact-absent", message), path=(fact,))


def said_of(parts: Sequence[Part]) -> dict[str, dict[str, int]]:
    """For each checklist, how many of its records say each fact.

    Args:
        parts: The records by edition.
    """
    found: dict[str, dict[str, int]] = {}
    for part in parts:
        said = found.setdefault(part.edition.checklist, {})
        for name in dict.fromkeys((*ALWAYS, *part.facts)):
            said[name] = said.get(name, 0) + len(part) - int(np.count_nonzero(is_blank(part.fact(name))))
    return found


def _whom(part: Part) -> str:
    """The fact that says whom or what a record speaks about."""
    return SUBJECTS[part.definition.checklist.unit]


def _used(part: Part, fact: str) -> set[str]:
    texts = part.fact(fact)
    return {texts.texts[code] for code in np.unique(texts.codes).tolist()} - {""}


def _files_without(part: Part, fact: str) -> set[str]:
    files = part.fact("file")
    return {files.texts[code] for code in np.unique(files.codes[is_blank(part.fact(fact))]).tolist()}


def _alike(fact: str, codes: Sequence[str]) -> Iterator[Problem]:
    """Codes that differ in capitals, spaces and punctuation only, and so may be one."""
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(bare(code).replace("_", ""), []).append(code)
    for alike in groups.values():
        if len(alike) > 1:
            named = in_words([quoted(code) for code in alike], _SHOWN)
            yield remark("alike-codes", f"{fact}: {named} are taken for different ones", "write each in one way")
