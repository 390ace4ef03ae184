"""A page about an intervention as Markdown, so that it can lie in a repository beside the definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fidelity.plan.sentences import marked
from fidelity.plan.words import listed
from fidelity.report.page.record import (
    ChecklistPart,
    ComponentPart,
    CutPart,
    Fact,
    ItemPart,
    MovePart,
    Page,
    ProfilePart,
    ScorePart,
    Table,
)

_SPECIAL = re.compile(r"([\\*<>\[\]|#~`])|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
"""One backtick on each side and none beside it: what Markdown takes for code as well."""
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def page_markdown(page: Page) -> str:
    """A page as Markdown.

    Args:
        page: What it says.
    """
    return "\n\n".join(block for block in _page(page) if block) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield marked(f"{page.id}@{page.version}") + (f", profile {marked(page.profile)}" if page.profile else "")
    facts = [*page.facts, *([Fact("Read it at", page.url)] if page.url else [])]
    yield _facts(facts)
    if page.unverified:
        yield "Not verified against the source:"
        yield _bullets(map(escaped, page.unverified))
    if page.about:
        yield "## What it is for"
        yield _facts(page.about)
    if page.components:
        yield "## What it consists of"
        yield "\n".join(_component(each) for each in page.components)
        yield _practice(page.components)
    if page.teaching:
        yield "## How it is taught"
        yield _table(page.teaching)
    if page.learning:
        yield "## How it is learnt"
        yield _facts(page.learning)
    if page.doing or page.requires:
        yield "## How it is done"
        yield _facts(page.requires)
        yield _table(page.doing)
    for checklist in page.checklists:
        yield from _checklist(checklist)
    yield from _ends(page)


def _ends(page: Page) -> Iterator[str]:
    if page.profiles:
        yield "## Profiles: what others change"
        for profile in page.profiles:
            yield from _profile(profile)
    if page.companions:
        yield "## Rated at the same visit"
        yield _facts(page.companions)
    yield "---"
    hashes = [f"text {marked(page.text_hash)}"] if page.text_hash else []
    hashes += [f"plan of {marked(each.id)} {marked(each.plan_hash)}" for each in page.checklists]
    yield f"Made by fidelity {page.engine} from the definition {marked(f'{page.id}@{page.version}')}: " + "; ".join(
        hashes
    )


def escaped(text: str) -> str:
    """Text in which nothing means anything to Markdown, on one line."""
    plain = _SPECIAL.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    return _LEADING.sub(r"\1\\\2", plain)


def coded(text: str) -> str:
    """A sentence that was made from a plan, on one line: its ids stand between backticks already."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(marked(part) if place % 2 else escaped_within(part) for place, part in enumerate(parts))


def escaped_within(text: str) -> str:
    """A piece of a line, with the spaces at its ends."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _facts(facts: Iterable[Fact]) -> str:
    return _bullets(f"**{escaped(fact.label)}**: {coded(fact.text)}" for fact in facts)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(table: Table | None) -> str:
    if table is None:
        return ""
    rows = [table.head, tuple("---" for _ in table.head), *table.rows]
    return "\n".join(
        f"| {' | '.join(cell if place == 1 else escaped(cell) for cell in row)} |" for place, row in enumerate(rows)
    )


def _component(component: ComponentPart) -> str:
    said = f"- **{escaped(component.title)}** ({component.kind})"
    said += f": {escaped(component.why)}" if component.why else ""
    return said + (f" Seen in {listed(map(marked, component.items))}." if component.items else "")


def _practice(components: Iterable[ComponentPart]) -> str:
    rows = [
        (each.title, each.expected, each.developmental, each.unacceptable) for each in components if each.has_profile
    ]
    return _table(Table(("Component", "As intended", "On the way there", "Not it"), tuple(rows))) if rows else ""


def _checklist(checklist: ChecklistPart) -> Iterator[str]:
    yield f"## {escaped(checklist.title)}"
    profile = f", as profile {marked(checklist.profile)} has it" if checklist.profile else ""
    yield f"Checklist {marked(checklist.id)}{profile}."
    yield _facts(checklist.facts)
    if checklist.scales:
        yield "### How answers are recorded"
    for scale in checklist.scales:
        yield f"Scale {marked(scale.id)}:"
        yield _table(scale.points)
    yield "### Items"
    for group in checklist.groups:
        yield f"#### {escaped(group.title)}" if group.title else ""
        for item in group.items:
            yield from _item(item)
    if checklist.scores:
        yield "### Scores"
    for score in checklist.scores:
        yield from _score(score)
    for title, parts in (("Criteria", checklist.criteria), ("Figures over many observations", checklist.figures)):
        if parts:
            yield f"### {title}"
            yield _bullets(_cut(each) for each in parts)


def _item(item: ItemPart) -> Iterator[str]:
    tags = f" ({', '.join(item.tags)})" if item.tags else ""
    yield f"**{item.number}. {escaped(item.text)}** {marked(item.id)}{tags}"
    yield escaped(item.guidance)
    yield _table(item.points)
    notes = [f"Answer on scale {marked(item.scale)}."] if item.scale else []
    notes += [f"Answer: {coded(item.answers)}"] if item.answers else []
    notes += [coded(item.unrated)] if item.unrated else []
    notes += [f"Evidence: {escaped(item.evidence)}."] if item.evidence else []
    notes += [f"Source: {escaped(item.source)}"] if item.source else []
    yield " ".join(notes)


def _score(score: ScorePart) -> Iterator[str]:
    yield f"**{escaped(score.title)}** {marked(score.id)}"
    yield coded(score.rule) + (f" {coded(score.members)}" if score.members else "")
    yield _bullets(map(coded, score.limits))
    yield _table(score.bands)
    yield f"Source: {escaped(score.source)}" if score.source else ""


def _cut(cut: CutPart) -> str:
    source = f" Source: {escaped(cut.source)}" if cut.source else ""
    return f"**{escaped(cut.title)}** {marked(cut.id)}: {coded(cut.sentence)}{source}"


def _profile(profile: ProfilePart) -> Iterator[str]:
    yield f"### {escaped(profile.title)}"
    yield f"Profile {marked(profile.id)} of checklist {marked(profile.checklist)}."
    yield _bullets(map(coded, profile.changes))
    if profile.moves:
        yield "What that does:"
        yield _bullets(_move(each) for each in profile.moves)
    yield coded(profile.still)
    yield f"Source: {escaped(profile.source)}" if profile.source else ""


def _move(move: MovePart) -> str:
    why = "".join(f" {coded(reason[:1].upper() + reason[1:])}." for reason in move.why)
    return f"{move.noun} {marked(move.id)} {move.verdict}.{why}" + (f" {coded(move.example)}" if move.example else "")
