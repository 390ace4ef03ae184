"""Several raters of one visit compared, on a page of plain text that can be read aloud as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from fidelity.agreement.closeness import Closeness
from fidelity.agreement.percent import NO_AGREEMENT_WORDS, NoAgreement
from fidelity.entry.words import recorded_words
from fidelity.model.status import Status
from fidelity.plan.words import counted, listed
from fidelity.raters.compare import Compared, Comparison, Side
from fidelity.raters.independence import NOT_INDEPENDENT_WORDS, NotIndependent
from fidelity.report.agreement_words import CLOSENESS_WORDS, NONE, exact_words, within_one_words
from fidelity.report.grid import grid, paragraph
from fidelity.report.observation_scores import ObservationScores
from fidelity.report.outcome import called, outcome_cells

_STATUSES = {status.value for status in Status}
_UNTOLD = ("no score", "cannot tell")


@attrs.frozen(eq=False)
class ComparisonPage:
    """What is shown of a comparison.

    Attributes:
        visit: The visit.
        subject: The checklist that was rated, for people.
        comparison: The raters, side by side.
        scores: What the ratings of each came to, as they were handed in.
        blind: Whether it was said beforehand that several would rate, so that their ratings were kept apart.
        outdated: The raters whose records have moved on since there was a consensus; None where there is none.
    """

    visit: str
    subject: str
    comparison: Comparison
    scores: tuple[ObservationScores, ...]
    blind: bool
    outdated: tuple[str, ...] | None = None


def comparison_text(page: ComparisonPage, width: int = 80, everything: bool = False) -> str:
    """A comparison on a page.

    Args:
        page: What is shown.
        width: How wide the page is, in characters.
        everything: Whether the items on which all agree are shown too.
    """
    blocks = [
        "\n".join(paragraph(line, width) for line in _head(page)),
        *(_item(each, page.comparison.sides, width) for each in _shown(page.comparison, everything)),
        *(paragraph(line, width) for line in _folded(page.comparison, everything)),
        _agreement(page.comparison, width),
        _scores(page, width),
        *(paragraph(line, width) for line in _foot(page)),
    ]
    return "\n\n".join(filter(None, blocks))


def _head(page: ComparisonPage) -> Iterator[str]:
    yield f"Visit {page.visit}: {page.subject}"
    for side, name in zip(page.comparison.sides, names_of(page.comparison.sides), strict=True):
        role = side.stored.observation.facts.get("role", "")
        said = f"{name} ({role.replace('_', ' ')})" if role else name
        why = side.independence.why_not
        yield f"Rater {said}" + (f": {NOT_INDEPENDENT_WORDS[why]}; shown, and not in the figures" if why else "")
    differing = sum(each.differs for each in page.comparison.items)
    yield f"{differing} of {counted(len(page.comparison.items), 'item')} to talk about."


def _shown(comparison: Comparison, everything: bool) -> list[Compared]:
    changed = {name for side in comparison.sides for name in side.changed}
    return [each for each in comparison.items if everything or each.differs or each.item.id in changed]


def _item(each: Compared, sides: Sequence[Side], width: int) -> str:
    critical = ", critical" if each.item.critical else ""
    lines = [paragraph(f"Item {each.number}{critical}, {mark_of(each)}: {each.item.text}", width)]
    for side, name, text, note in zip(sides, names_of(sides), each.texts, each.notes, strict=True):
        said = recorded_words(each.item, text, _STATUSES) if text else "no answer"
        now = side.stored.observation.ratings.get(each.item.id, "")
        if now != text:
            later = recorded_words(each.item, now, _STATUSES) if now else "no answer"
            said += f" (corrected later to: {later})"
        lines.append(paragraph(f"{name}: {said}", width, "  ", "  "))
        if note:
            lines.append(paragraph(f"Note by {name}: {note}", width, "    ", "  "))
    return "\n".join(lines)


def names_of(sides: Sequence[Side], taken: Iterable[str] = ()) -> list[str]:
    """What the raters are called side by side: by their codes, and a second record of one by a number too.

    Args:
        sides: The raters.
        taken: What nobody can be called.
    """
    names: list[str] = []
    known = set(taken)
    for side in sides:
        name, number = side.rater, 1
        while name in known:
            number += 1
            name = f"{side.rater}.{number}"
        known.add(name)
        names.append(name)
    return names


def mark_of(each: Compared) -> str:
    """How near the answers to an item are, in words."""
    if not any(each.texts):
        return "answered by nobody"
    if each.closeness is Closeness.STATUS and all(text in _STATUSES for text in each.texts if text):
        return "different statuses"
    return CLOSENESS_WORDS[each.closeness]


def _folded(comparison: Comparison, everything: bool) -> Iterator[str]:
    shown = {each.item.id for each in _shown(comparison, everything)}
    rest = [each for each in comparison.items if each.item.id not in shown]
    agreed = [str(each.number) for each in rest if any(each.texts)]
    nobody = [str(each.number) for each in rest if not any(each.texts)]
    if agreed:
        yield f"Agreed: {_numbers(agreed)}. `--all` shows {'it' if len(agreed) == 1 else 'them'}."
    if nobody:
        yield f"Answered by nobody: {_numbers(nobody)}."


def _numbers(numbers: Sequence[str]) -> str:
    return f"item{'' if len(numbers) == 1 else 's'} {listed(numbers)}"


def _agreement(comparison: Comparison, width: int) -> str:
    """The figures with what they are of, and the reasons for those that there are not."""
    checklist = comparison.plan.checklist
    rows = {"all items": comparison.agreement}
    rows |= {checklist.score[name].title or name: each for name, each in comparison.by_score.items()}
    if not comparison.agreement.n_pairs:
        return f"Agreement: none, because {NO_AGREEMENT_WORDS[NoAgreement.NO_PAIRS]}."
    cells = [
        [name, exact_words(each), within_one_words(each), str(each.n_left_out) if each.n_left_out else ""]
        for name, each in rows.items()
    ]
    reasons = {why for each in rows.values() for why in (each.why_no_exact, each.why_no_within_one) if why}
    said = (paragraph(f"{NONE} {NO_AGREEMENT_WORDS[why]}", width) for why in NoAgreement if why in reasons)
    return "\n".join((grid(("agreement", "exact", "within one", "not compared"), cells, (3,), width), *said))


def _scores(page: ComparisonPage, width: int) -> str:
    """What the ratings of each rater came to, where all of them rated the same edition."""
    if not page.comparison.is_one_edition:
        return ""
    raters = names_of(page.comparison.sides)
    counting = sum(side.counts for side in page.comparison.sides)
    n = counting if counting > 1 else len(raters)
    rows = [[name, *texts, _alike(texts[:n])] for name, texts in score_rows(page.scores)]
    if not any(row[-1] for row in rows):
        # Nobody has a score: there is nothing to be said of their being alike.
        rows = [row[:-1] for row in rows]
    head = ("score or criterion", *raters, "")
    return grid(head[: len(rows[0])], rows, (), width) if rows else ""


def score_rows(scores: Sequence[ObservationScores]) -> list[tuple[str, list[str]]]:
    """Every score and criterion, as it is called, with what it came to for each rater.

    Args:
        scores: What the ratings of each came to.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for each in scores:
        for name, result in each.results.items():
            _, value, _, _, band = outcome_cells(each.plan, name, result)
            said = band if result.value is None else ", ".join(filter(None, (value, band)))
            found.setdefault(("score", name), []).append(said)
        for name, verdict in each.criteria.items():
            found.setdefault(("criterion", name), []).append(verdict)
    return [(called(scores[0].plan, name), texts) for (_, name), texts in found.items() if len(texts) == len(scores)]


def _alike(texts: Sequence[str]) -> str:
    """Whether those who count came to the same; that nobody has a score is nothing in common."""
    if any(text.startswith(_UNTOLD) for text in texts):
        return "differs" if len(set(texts)) > 1 else ""
    return "same" if len(set(texts)) == 1 else "differs"


def _foot(page: ComparisonPage) -> Iterator[str]:
    comparison = page.comparison
    if comparison.left_out:
        yield (
            "They rated different editions of the checklist, so scores are not compared, and these items, which are "
            f"not the same in all of them, are left out: {listed(comparison.left_out)}."
        )
    elif not comparison.is_one_edition:
        yield "They rated different editions of the checklist, so scores are not compared."
    if any(side.changed for side in comparison.sides):
        yield (
            "Some ratings were corrected when the others' could be seen. Figures are taken of what was handed in "
            "before that."
        )
    if not page.blind:
        yield (
            "Nobody said beforehand that several would rate this visit (`--raters 2`), so nothing kept their ratings "
            "apart. Figures are taken of what each of them first handed in."
        )
    if any(side.independence.why_not is NotIndependent.AFTER_OPENING for side in comparison.sides):
        yield "Agreement is of ratings that were handed in before anybody could see another's."
    if page.outdated:
        yield f"There is a consensus, and it is older than its sources: {listed(page.outdated)} changed since."
    elif page.outdated is not None:
        yield "There is a consensus."
