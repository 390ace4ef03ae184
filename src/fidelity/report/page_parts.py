"""What the pages of tables of figures have in common: how they open and close, and how a group is called on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isnan

from fidelity.plan.words import counted
from fidelity.report.estimate_words import SOURCE_CAPTIONS, spaced
from fidelity.report.grid import paragraph
from fidelity.report.scores_table import provenance_words
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table
from fidelity.tally.estimates import NOT_SAID

Row = Mapping[str, object]
INDENT = "  "
NONE = "–"
"""What stands where there is no figure; why there is none is said beside or below it."""
_UNSAID = {"version": NOT_SAID, "profile": "as published", "source": NOT_SAID}


def opening(preface: Preface, width: int) -> str:
    """What must be known before the first figure.

    Args:
        preface: What must be known.
        width: How wide the page is, in characters.
    """
    read = counted(preface.n_files, "file") if preface.n_files else ""
    if preface.n_records is not None:
        read += f"{' with ' if read else ''}{counted(preface.n_records, 'record')}"
    if preface.n_duplicates:
        read += f"; {counted(preface.n_duplicates, 'duplicate')} dropped"
    said = [f"Read: {read}." if read else "", preface.one_record, *(f"Note: {note}" for note in preface.notes)]
    lines = [paragraph(each, width, "", INDENT) for each in said if each]
    return "\n".join([paragraph(preface.title, width), "", *lines]).rstrip()


def closing(preface: Preface, width: int) -> str:
    """What the figures were made of.

    Args:
        preface: What must be known.
        width: How wide the page is, in characters.
    """
    return "\n".join(provenance_words(each, width) for each in preface.editions)


def groups_of(table: Table) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a table group by group, in their order, each with what the group is called.

    A key that says the same in all rows is not named.

    Args:
        table: The table, with a column ``grouped_by``.
    """
    rows: list[Row] = [{str(name): cell for name, cell in row.items()} for row in table.frame.to_dict("records")]
    varying = [key for key in table.keys if len(table.frame[key].cat.categories) > 1]
    for _, of in groupby(rows, lambda row: (row.get("grouped_by"), *(row[key] for key in table.keys))):
        held = [*of]
        yield _called(held[0], varying), held


def _called(row: Row, varying: Sequence[str]) -> str:
    said = []
    for key in varying:
        text = str(row[key])
        if key in _UNSAID:
            said.append(SOURCE_CAPTIONS[text] if text in SOURCE_CAPTIONS else f"{key} {text or _UNSAID[key]}")
        elif key in str(row["grouped_by"]).split(", "):
            said.append(f"{spaced(key)} {text or NOT_SAID}")
        else:
            said.append(f"all, whatever the {spaced(key)}")
    return ", ".join(said)


def number(value: object, decimals: int = 2) -> str:
    """A figure with so many digits, a dash where there is none.

    Args:
        value: The figure.
        decimals: How many digits.
    """
    if not isinstance(value, int | float) or isnan(value):
        return NONE
    text = f"{value:.{decimals}f}"
    if float(text) == 0 and value < 0:
        text = text.lstrip("-")
    return text


def share(value: object) -> str:
    """A share as a percentage, 0 and 100 only where it is exactly that.

    Args:
        value: The share, 0 to 1.
    """
    if not isinstance(value, int | float) or isnan(value):
        return NONE
    if 0 < value < 0.005:
        return "< 1 %"
    if 0.995 <= value < 1:
        return "> 99 %"
    return f"{int(100 * value + 0.5)} %"


def legend(words: Iterable[tuple[str, str]], width: int) -> str:
    """What words on the page mean, a paragraph each.

    Args:
        words: Each word with its meaning.
        width: How wide the page is, in characters.
    """
    return "\n".join(paragraph(f"{word}: {meaning}", width, "", INDENT) for word, meaning in words)
