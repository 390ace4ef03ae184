"""Raters: who is certified until when, and how one of them stands beside masters and partners over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from fidelity.plan.words import counted
from fidelity.raters.beside import exact_text, signed
from fidelity.raters.certificate import Certificate
from fidelity.raters.drift import FEWEST_RATINGS, FEWEST_VISITS, Stretch
from fidelity.raters.register import Registered
from fidelity.raters.standing import STATE_WORDS
from fidelity.report.certification_text import edition_words, percent
from fidelity.report.grid import grid, paragraph
from fidelity.report.records_text import short

COLUMNS = (
    "rater",
    "intervention",
    "version",
    "checklist",
    "observations",
    "last",
    "state",
    "since",
    "until",
    "days_left",
    "certificate",
)
STRETCH_COLUMNS = (
    "rater",
    "intervention",
    "checklist",
    "first",
    "last",
    "beside",
    "visits",
    "answers",
    "same",
    "graded",
    "within_one",
    "rated",
    "difference",
    "is_enough",
)


@attrs.frozen(eq=False)
class RaterPage:
    """One rater of one checklist.

    Attributes:
        registered: The rater.
        title: The checklist's name for people.
        stretches: How they stand beside others, period by period.
    """

    registered: Registered
    title: str
    stretches: tuple[Stretch, ...]


def register_text(raters: Sequence[Registered], on: date, width: int = 80) -> str:
    """Every rater, by code; a checklist that is the only one stands above the table.

    Args:
        raters: The raters.
        on: The day that counts as today.
        width: How wide the page is, in characters.
    """
    names = [edition_words(attrs.evolve(each.edition, profile="")) for each in raters]
    is_one = len(set(names)) == 1
    heading = f"Raters on {on}" + (f", {names[0]}" if is_one else "")
    head = ["rater", *([] if is_one else ["checklist"]), "rated", "last", "certificate", "until", "days left"]
    rows = [[each.rater, *([] if is_one else [name]), *_cells(each)] for each, name in zip(raters, names, strict=True)]
    right = (len(head) - 5, len(head) - 1)
    return f"{paragraph(heading, width)}\n\n{grid(head, rows, right, width)}"


def _cells(of: Registered) -> list[str]:
    until = of.standing.until.isoformat() if of.standing.until else ""
    state = "a master" if of.is_master and not of.standing.certificate else STATE_WORDS[of.standing.state]
    return [str(len(of.days)), of.days[-1].isoformat(), state, until, "" if of.n_days is None else str(of.n_days)]


def rater_text(pages: Sequence[RaterPage], width: int = 80) -> str:
    """One rater, checklist by checklist.

    Args:
        pages: What is told of each checklist.
        width: How wide the page is, in characters.
    """
    return "\n\n\n".join("\n\n".join(filter(None, _blocks(page, width))) for page in pages)


def _blocks(page: RaterPage, width: int) -> list[str]:
    of = page.registered
    heading = f"{of.rater}: {page.title} ({edition_words(of.edition)})"
    n, first, last = len(of.days), of.days[0], of.days[-1]
    rated = f"Rated {counted(n, 'time')}, " + (f"on {last}." if n == 1 else f"from {first} to {last}.")
    blocks = [paragraph(heading, width), "\n".join(paragraph(each, width, "", "  ") for each in (rated, _stands(of)))]
    if of.certificates:
        blocks.append("Attempts at a certificate:\n\n" + _certificates(of.certificates, width))
    blocks.append(_over_time(page.stretches, width))
    return blocks


def _stands(of: Registered) -> str:
    stands = of.standing
    if not stands.certificate:
        said = "a master" if of.is_master else STATE_WORDS[stands.state]
        return f"Certificate: {said}."
    until = f"until {stands.until}" if stands.until else "without an end"
    left = "" if of.n_days is None else f", {days_words(of.n_days)}"
    return f"Certificate: {STATE_WORDS[stands.state]}; from {stands.since} {until}{left}."


def _certificates(certificates: Sequence[Certificate], width: int) -> str:
    rows = [
        (
            short(each.id),
            each.on.isoformat(),
            "met" if each.passed else "not met",
            each.until.isoformat() if each.until else "no end" if each.passed else "",
            str(len(each.basis)),
            f"{each.n_agreeing} of {each.n}",
            f"{each.rule.agreement.value.replace('_', ' ')}, {percent(each.rule.at_least)}",
        )
        for each in certificates
    ]
    return grid(("record", "on", "outcome", "until", "visits", "agree", "asked for"), rows, (4, 5), width, "  ")


def days_words(n: int) -> str:
    """How far off a day is: ``1 day left``, ``12 days ago``."""
    return f"{counted(abs(n), 'day')} {'left' if n >= 0 else 'ago'}"


def _over_time(stretches: Sequence[Stretch], width: int) -> str:
    if not stretches:
        return paragraph("Nobody else has rated the same visits independently, so there is nothing to compare.", width)
    head = ("period", "beside", "pairs", "answers", "same", "within one", "rated", "difference")
    table = grid(head, [_stretch(each) for each in stretches], (2, 3, 4, 5, 6, 7), width, "  ")
    notes = [
        "Pairs: the rater and one other of the same visit; a visit that two others rated too makes two.",
        "Difference: the rater's points less the other's, on average of what both rated with a point of a scale; "
        "above 0 where the rater rates higher.",
    ]
    if not all(each.is_enough for each in stretches):
        notes.append(f"Too few: less than {FEWEST_VISITS} pairs or {FEWEST_RATINGS} answers, too few to say anything.")
    told = "\n".join(paragraph(note, width, "  ", "  ") for note in notes)
    return f"Beside masters and partners:\n\n{table}\n\n{told}"


def _stretch(of: Stretch) -> tuple[str, ...]:
    agreement = of.beside.agreement
    counts = (period_words(of.first, of.last), of.other.value, str(of.n_pairs), str(agreement.n_pairs))
    if not of.is_enough:
        return (*counts, "too few", "", str(of.beside.n_rated), "")
    difference = of.beside.difference
    return (
        *counts,
        percent(agreement.exact),
        percent(agreement.within_one),
        str(of.beside.n_rated),
        "–" if difference is None else signed(difference),
    )


def period_words(first: date, last: date) -> str:
    """A period as people call it: ``2026``, ``2026 Q4``, ``2026-11``, or its first day where it has no name."""
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    starts = first.day == 1 and (last.month, last.day) >= (last.month, 28)
    if starts and n_months == 12 and first.month == 1:
        return str(first.year)
    if starts and n_months == 3 and first.month % 3 == 1:
        return f"{first.year} Q{first.month // 3 + 1}"
    return first.isoformat()[:7] if starts and n_months == 1 else f"from {first}"


def register_rows(raters: Sequence[Registered]) -> list[dict[str, str]]:
    """Every rater as a row, by `COLUMNS`."""
    return [
        {
            "rater": each.rater,
            "intervention": each.edition.intervention,
            "version": each.edition.version,
            "checklist": each.edition.checklist,
            "observations": str(len(each.days)),
            "last": each.days[-1].isoformat(),
            "state": each.standing.state.value,
            "since": each.standing.since.isoformat() if each.standing.since else "",
            "until": each.standing.until.isoformat() if each.standing.until else "",
            "days_left": "" if each.n_days is None else str(each.n_days),
            "certificate": each.standing.certificate,
        }
        for each in raters
    ]


def stretch_rows(pages: Sequence[RaterPage]) -> list[dict[str, str]]:
    """How a rater stands beside others as rows, by `STRETCH_COLUMNS`; where there is too little, only counts."""
    return [_stretch_row(page.registered, each) for page in pages for each in page.stretches]


def _stretch_row(of: Registered, stretch: Stretch) -> dict[str, str]:
    beside, agreement = stretch.beside, stretch.beside.agreement
    enough = stretch.is_enough
    return {
        "rater": of.rater,
        "intervention": of.edition.intervention,
        "checklist": of.edition.checklist,
        "first": stretch.first.isoformat(),
        "last": stretch.last.isoformat(),
        "beside": stretch.other.value,
        "visits": str(stretch.n_pairs),
        "answers": str(agreement.n_pairs),
        "same": exact_text(agreement.exact) if enough else "",
        "graded": str(agreement.n_graded),
        "within_one": exact_text(agreement.within_one) if enough else "",
        "rated": str(beside.n_rated),
        "difference": exact_text(beside.difference) if enough else "",
        "is_enough": "yes" if enough else "no",
    }


def rater_json(pages: Sequence[RaterPage]) -> dict[str, object]:
    """One rater as plain data, checklist by checklist."""
    return {
        "format": 1,
        "checklists": [
            {
                **register_rows([page.registered])[0],
                "certificates": [_certificate_json(each) for each in page.registered.certificates],
                "beside": stretch_rows([page]),
            }
            for page in pages
        ],
    }


def _certificate_json(of: Certificate) -> dict[str, object]:
    return {
        "id": of.id,
        "on": of.on.isoformat(),
        "until": of.until.isoformat() if of.until else "",
        "passed": of.passed,
        "n": of.n,
        "n_agreeing": of.n_agreeing,
        "share": exact_text(of.share),
        "rule": str(of.rule),
    }
