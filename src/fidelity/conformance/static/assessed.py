"""Whether there is something to rate, something is made of it, and every cut-off has its source and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from fidelity.conformance.check import owed
from fidelity.conformance.subject import Subject
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Criterion, leaves
from fidelity.model.placeholder import placeholder
from fidelity.problems import Path, Problem

_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")


def assessed(subject: Subject) -> Iterator[Problem]:
    """There is a checklist, and something is made of it."""
    checklists = subject.intervention.assessable.checklists
    if not checklists:
        yield owed("no-checklist", "there is no checklist", "add one under `assessable: checklists`", ())
    for number, checklist in enumerate(checklists):
        if not checklist.scores:
            yield owed(
                "no-scores",
                f"checklist `{checklist.id}` computes nothing",
                "add `scores`",
                ("assessable", "checklists", number),
            )


def sourced(subject: Subject) -> Iterator[Problem]:
    """Every cut-off says where it comes from, and since when it holds."""
    dated = bool(_YEAR.search(subject.intervention.source.citation))
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        path: Path = ("assessable", "checklists", number)
        for place, criterion in enumerate(checklist.criteria):
            yield from _criterion(criterion, checklist, dated, (*path, "criteria", place))
        if checklist.certification:
            yield from _told("certification", checklist.certification.source, dated, (*path, "certification"))
        for place, score in enumerate(checklist.scores):
            if score.bands and not score.source:
                yield owed(
                    "cut-without-source",
                    f"nothing says where the bands of score `{score.id}` come from",
                    "add `source: …`",
                    (*path, "scores", place),
                )


def _criterion(criterion: Criterion, checklist: Checklist, dated: bool, path: Path) -> Iterator[Problem]:
    tests = [leaf for _, leaf in leaves(criterion.condition)]
    # A criterion on bands has its cut-off, and so its source, where the bands are.
    if all(isinstance(test, BandTest) and checklist.score[test.score].source for test in tests):
        return
    dated = dated or bool(criterion.valid_from or criterion.valid_until)
    yield from _told(f"criterion `{criterion.id}`", criterion.source, dated, path)


def _told(what: str, source: str, dated: bool, path: Path) -> Iterator[Problem]:
    """What the source of a cut-off does not say: anything, or since when it holds, where nothing else says that."""
    if not source:
        message = f"nothing says where the cut-off of {what} comes from"
        yield owed("cut-without-source", message, "add `source: …`", path)
    elif not (dated or _tells_year(source)):
        message = f"nothing says since when the cut-off of {what} holds"
        since = "`from: 2024-01-01`, or " if path[-2:-1] == ("criteria",) else ""
        yield owed("cut-without-date", message, f"add {since}the year to its source", path)


def dated(subject: Subject) -> Iterator[Problem]:
    """Where one cut-off follows another under the same name, no day between them is without one."""
    for number, checklist in enumerate(subject.intervention.assessable.checklists):
        for earlier, (place, later) in _followed(checklist):
            if earlier.valid_until and later.valid_from and earlier.valid_until < later.valid_from:
                yield Problem(
                    "days-without-cut",
                    f"criterion `{later.id}` ends on {earlier.valid_until} and begins again on {later.valid_from}",
                    f"let the later one begin where the earlier one ends: `from: {earlier.valid_until}`",
                    ("assessable", "checklists", number, "criteria", place),
                )


def _followed(checklist: Checklist) -> Iterator[tuple[Criterion, tuple[int, Criterion]]]:
    """Each criterion that another one of its name follows, with that one and its place."""
    by_day = sorted(enumerate(checklist.criteria), key=lambda pair: (pair[1].id, pair[1].valid_from or date.min))
    for (_, earlier), later in pairwise(by_day):
        if earlier.id == later[1].id:
            yield earlier, later


def _tells_year(source: str) -> bool:
    """Whether a source names a year; one that is still to be written is another check's to tell."""
    return bool(_YEAR.search(source) or placeholder(source))
