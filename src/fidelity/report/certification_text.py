"""What became of comparing a rater with masters: on a page of plain text, and as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fidelity.model.certification import AgreementKind, Certification
from fidelity.raters.beside import direction
from fidelity.raters.certificate import Certificate, certificate_content
from fidelity.raters.certification import Candidate, Outcome, Verdict, missing, reaches
from fidelity.raters.trial import Trial
from fidelity.records.observation import Edition
from fidelity.report.grid import grid, paragraph
from fidelity.report.numbers import shown

NEAR = {AgreementKind.EXACT: "the same as the master's", AgreementKind.WITHIN_ONE: "within one point of the master's"}


@attrs.frozen(eq=False)
class CertificationPage:
    """What is told of an attempt.

    Attributes:
        candidate: Who is to be certified, and for what.
        title: The checklist's name for people.
        verdict: What the rule says.
        made: The certificate that this comes to, whether it is stored or not.
        why_not: The visits that could not be compared, each with the reason.
        n_spent: How many visits are no later than what the certificate before rests on.
    """

    candidate: Candidate
    title: str
    verdict: Verdict
    made: Certificate
    why_not: Mapping[str, str]
    n_spent: int = 0


def edition_words(edition: Edition) -> str:
    """What is rated, such as ``imr@1.0 fidelity``."""
    name = f"{edition.intervention}@{edition.version}"
    return " ".join(filter(None, (name, edition.checklist, edition.profile)))


def percent(share: Fraction | None, cut: Fraction | None = None) -> str:
    """A share as a percentage with one digit, never rounded onto an end or a cut; a dash where there is none."""
    if share is None:
        return "–"
    cuts = {Fraction(0), Fraction(100), *(() if cut is None else (cut * 100,))}
    return f"{shown(share * 100, 1, cuts)} %"


def certification_text(page: CertificationPage, width: int = 80) -> str:
    """What became of comparing a rater with masters.

    Args:
        page: What is told.
        width: How wide the page is, in characters.
    """
    verdict, rule = page.verdict, page.verdict.rule
    heading = f"{page.candidate.rater} beside master ratings: {page.title} ({edition_words(page.candidate.edition)})"
    blocks = [paragraph(heading, width), _visits(verdict, width), _items(verdict, width), _overall(verdict, width)]
    blocks.append("\n".join(_asides(page, width)))
    whose = "" if page.candidate.is_own_rule else ", said with the command"
    source = f" ({rule.source})" if rule.source else ""
    blocks.append(paragraph(f"Asked for{whose}: {rule}{source}.", width, "", "  "))
    blocks.append(paragraph(_told(page), width, "", "  "))
    return "\n\n".join(block for block in blocks if block)


def _visits(verdict: Verdict, width: int) -> str:
    rule = verdict.rule
    rows = [_visit(trial, rule) for trial in verdict.trials]
    return grid(("visit", "day", "answers", "agree", "share"), rows, (2, 3, 4), width)


def _visit(trial: Trial, rule: Certification) -> tuple[str, ...]:
    total = trial.total
    reached = "" if rule.together or reaches(total, rule) else " *"
    said = percent(total.share(rule.agreement), rule.at_least)
    return trial.visit, trial.day.isoformat(), str(total.n), str(total.n_agreeing(rule.agreement)), said + reached


def _items(verdict: Verdict, width: int) -> str:
    rows = [
        (
            name + (" *" if name in verdict.weak else ""),
            str(each.n),
            str(each.agreement.n_exact),
            str(each.n_near),
            "; ".join(filter(None, (direction(each), f"left out {each.n_blank}" if each.n_blank else ""))),
        )
        for name, each in verdict.items.items()
        if each.n
    ]
    return grid(("item", "answers", "same", "within one", "beside the master"), rows, (1, 2, 3), width)


def _overall(verdict: Verdict, width: int) -> str:
    total, rule = verdict.total, verdict.rule
    n = total.n_agreeing(rule.agreement)
    share = percent(total.share(rule.agreement), rule.at_least)
    said = f"In all, {n} of {total.n} answers ({share}) are {NEAR[rule.agreement]}"
    if rule.agreement is AgreementKind.WITHIN_ONE:
        exact = total.agreement.n_exact
        said += f", and {exact} ({percent(total.share(AgreementKind.EXACT))}) are the same"
    lines = [paragraph(f"{said}.", width, "", "  ")]
    missed = not rule.together and any(not reaches(each.total, rule) for each in verdict.trials)
    if missed or verdict.weak:
        lines.append("* below the share that is asked for")
    return "\n".join(lines)


def _asides(page: CertificationPage, width: int) -> list[str]:
    said = _not_compared(page.why_not, page.n_spent)
    if page.verdict.early:
        names = ", ".join(each.visit for each in page.verdict.early)
        said.append(f"Too long ago: {names}.")
    unseen = [name for name, each in page.verdict.items.items() if not each.n]
    if unseen:
        said.append(f"The master answered nothing at: {', '.join(unseen)}.")
    if page.candidate.is_chosen:
        said.append("The visits were named with the command; others there may be were not looked at.")
    return [paragraph(each, width, "", "  ") for each in said]


def _told(page: CertificationPage) -> str:
    outcome, made = page.verdict.outcome, page.made
    if outcome is Outcome.MET:
        until = f"until {made.until}" if made.until else "without an end"
        return f"Met: {made.rater} is certified from {made.on} {until}."
    word = "Not finished" if outcome is Outcome.UNFINISHED else "Not met"
    return f"{word}: {'; '.join(missing(page.verdict))}."


def certification_json(page: CertificationPage) -> dict[str, object]:
    """The same as plain data: the certificate, what became of it, and what was not compared."""
    names = {each.record: each.visit for each in page.verdict.trials}
    return {
        "format": 1,
        "outcome": page.verdict.outcome.value.replace(" ", "_"),
        "missing": list(missing(page.verdict)),
        "weak_items": list(page.verdict.weak),
        "visits": names,
        "not_compared": dict(page.why_not),
        "certificate": certificate_content(page.made),
    }


def nothing_text(candidate: Candidate, why_not: Mapping[str, str], n_spent: int, width: int = 80) -> str:
    """That there is nothing to compare, and why.

    Args:
        candidate: Who was to be certified, and for what.
        why_not: The visits that could not be compared, each with the reason.
        n_spent: How many visits are no later than what the certificate before rests on.
        width: How wide the page is, in characters.
    """
    said = f"There is nothing to compare: {candidate.rater} and a master have rated no visit independently"
    lines = [f"{said} with {edition_words(candidate.edition)}" + (" since the last certificate." if n_spent else ".")]
    lines += _not_compared(why_not, n_spent)
    return "\n".join(paragraph(line, width, "", "  ") for line in lines)


def nothing_json(candidate: Candidate, why_not: Mapping[str, str], n_spent: int) -> dict[str, object]:
    """The same as plain data.

    Args:
        candidate: Who was to be certified, and for what.
        why_not: The visits that could not be compared, each with the reason.
        n_spent: How many visits are no later than what the certificate before rests on.
    """
    return {
        "format": 1,
        "outcome": "nothing_to_compare",
        "rater": candidate.rater,
        **attrs.asdict(candidate.edition),
        "not_compared": dict(why_not),
        "n_spent": n_spent,
    }


def _not_compared(why_not: Mapping[str, str], n_spent: int) -> list[str]:
    said = [f"Not compared: {visit}, because {why}." for visit, why in sorted(why_not.items())]
    if n_spent:
        those = "1 visit is not counted: it is" if n_spent == 1 else f"{n_spent} visits are not counted: they are"
        said.append(f"{those} no later than what the certificate before rests on.")
    return said
