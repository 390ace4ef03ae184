"""Sentences of feedback that depend on numbers and on what was found; all other words stand in `words`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from fidelity.plan.words import counted, listed
from fidelity.report.feedback import words
from fidelity.report.feedback.choice import Why


def more_short(items: Sequence[str]) -> str:
    """What else of a part fell short.

    Args:
        items: The items, by what is rated.
    """
    return (words.MORE_SHORT if len(items) == 1 else words.MORE_SHORT_MANY).format(items=listed(items)) if items else ""


def ask(criteria: Sequence[str], asked: str) -> str:
    """What criteria ask of a score.

    Args:
        criteria: The criteria, by their names for people.
        asked: What they ask for.
    """
    return f"{listed(f'“{each}”' for each in criteria)} {'asks' if len(criteria) == 1 else 'ask'} for {asked}."


def bands(names: Iterable[str]) -> str:
    """Bands that pass, in words.

    Args:
        names: The bands, by their names for people.
    """
    return listed((f"“{name}”" for name in names), "or")


def of_items(n_best: int, n_items: int) -> str:
    """How much of a part was at its best since a goal was set.

    Args:
        n_best: How many items were at their best.
        n_items: How many were rated.
    """
    if n_items == 1:
        return "at its best" if n_best else "not at its best yet"
    if n_best == n_items:
        return f"all {number(n_items)} items at their best"
    best = "their best" if n_best > 1 else "its best"
    return f"{number(n_best) if n_best else 'none'} of {number(n_items)} items at {best}"


def unseen(n_items: int) -> str:
    """What was due and has no rating.

    Args:
        n_items: How many items.
    """
    them = "it" if n_items == 1 else "them"
    return words.UNSEEN.format(Items=many(n_items, "item").capitalize(), them=them) if n_items else ""


def why(reason: Why, is_core: bool, asking: Sequence[str]) -> str:
    """Why something is to be worked on.

    Args:
        reason: The reason.
        is_core: Whether it is a core part.
        asking: The criteria that ask for it, by their names for people.
    """
    if reason is Why.HAPPENED:
        return "It is one of the things that must not happen, so it comes first."
    if reason is Why.ASKED:
        named = listed(f"“{each}”" for each in asking)
        return f"{named} {'asks' if len(asking) == 1 else 'ask'} for it."
    kind = "core parts" if is_core else "parts that can be adapted"
    return f"Of the {kind}, it is among those furthest from their best."


def when(moment: str, minutes: int | None, needs: Sequence[str]) -> str:
    """When something is done, how long it takes, and what it needs.

    Args:
        moment: At what moment; may be empty.
        minutes: How long it takes; None where nobody said.
        needs: What must be at hand.
    """
    said = [moment] if moment else []
    if minutes is not None:
        said.append(f"about {counted(minutes, 'minute')}")
    if needs:
        said.append(f"at hand: {', '.join(needs)}")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def at_best(n_items: int, is_prohibited: bool) -> str:
    """How much of a part was at its best.

    Args:
        n_items: How many items were rated, all of them at their best.
        is_prohibited: Whether it is something that must not occur.
    """
    if is_prohibited:
        return words.DID_NOT_HAPPEN
    return "" if n_items == 1 else "Both items." if n_items == 2 else f"All {number(n_items)} items."


def nearest(n_items: int, share: str) -> str:
    """How near a part came.

    Args:
        n_items: How many items were rated.
        share: How far towards its best on average, in per cent.
    """
    return f"On average {share} % of the way to its best, over {counted(n_items, 'item')}."


@attrs.frozen
class Finding:
    """What was found, for the line at the top.

    Attributes:
        n_whole: How many parts were at their best as a whole.
        n_parts: Of how many parts something can be said.
        n_measures: Of how many measures it can be said whether they are what is asked for.
        found_best: Whether anything was at its best.
        is_partial: Whether much of what was due has no rating.
        to_mend: Whether something happened that must not.
        aims: What else to work on, by its names for people.
        n_untold: Of how many measures it cannot be said whether they are what is asked for.
    """

    n_whole: int
    n_parts: int
    n_measures: int
    found_best: bool
    is_partial: bool
    to_mend: bool
    aims: tuple[str, ...]
    n_untold: int = 0


def title(of: Finding, noun: str) -> str:
    """What was found, in a line: the good first, and nothing that its reader would not want to be greeted with.

    Args:
        of: What was found.
        noun: What was rated.
    """
    if not of.n_parts and not of.n_measures:
        return f"Too little was rated in this {noun} to say how it went"
    next_ = f"Next: {listed(f'“{aim}”' for aim in of.aims)}" if of.aims else ""
    if of.is_partial:
        mend = " Something to put right." if of.to_mend else ""
        return f"Only a part of this {noun} was rated.{mend} {next_}".strip()
    if of.to_mend:
        built = "Something to build on, and something" if of.found_best else "Something"
        return f"{built} to put right. {next_}".strip()
    if not next_:
        if of.n_measures:
            if of.n_untold:
                return "What is asked for was reached, as far as it can be told"
            return "Everything that is asked for was reached"
        return "All of it at its best" if of.n_whole == of.n_parts else "Nothing fell short in what was rated"
    if of.n_whole * 2 >= of.n_parts and of.n_whole > 1:
        return f"{number(of.n_whole).capitalize()} of {number(of.n_parts)} parts at their best. {next_}"
    return f"Something to build on. {next_}" if of.found_best else next_


def number(of: int) -> str:
    """A number in words, as far as they are short."""
    return words.NUMBERS[of] if of < len(words.NUMBERS) else str(of)


def needed(items: Sequence[str]) -> str:
    """What it would take to have a score.

    Args:
        items: The items whose ratings would do, by their texts.
    """
    if len(items) > 3:
        return f"It takes {number(len(items))} more ratings to have one."
    return f"A rating of {listed(f'“{each}”' for each in items)} would give one."


def counts(n_used: int, n_expected: int, n_missing: int, n_not_applicable: int, noun: str, has_value: bool) -> str:
    """How many members a score is made of, and what became of the others.

    Args:
        n_used: How many entered the value, or are there where there is none.
        n_expected: How many it has.
        n_missing: How many are missing.
        n_not_applicable: How many do not apply.
        noun: What it is made of: ``rating`` or ``part``.
        has_value: Whether there is a value.
    """
    said = [f"{n_used} of {counted(n_expected, noun)}{'' if has_value else ' there'}"]
    if n_missing:
        said.append(f"{n_missing} missing")
    if n_not_applicable:
        said.append(f"{n_not_applicable} not applicable")
    return ", ".join(said)


def reach(low: str, high: str) -> str:
    """How far a score can reach; an empty text is no limit."""
    if low and high:
        return f"from {low} to {high}"
    return f"from {low} up" if low else f"up to {high}" if high else ""


def many(of: int, noun: str) -> str:
    """A number in words, with its noun."""
    return f"{number(of)} {noun}{'' if of == 1 else 's'}"
