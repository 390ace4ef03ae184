"""The table of agreement as the tidy writers take it: its columns, their codes, and what tells a row from another."""

from __future__ import annotations

import attrs
import pandas as pd

from fidelity.disclosure.of_agreement import SuppressedAgreement
from fidelity.evaluation.agreement_asked import STATISTICS
from fidelity.evaluation.agreement_columns import (
    CAUTIONS,
    COLUMNS,
    METHOD_WORDS,
    REACHED,
    WHY_NO_INTERVAL,
    WHY_NO_VALUE,
)
from fidelity.report.estimate_words import key_column, spaced
from fidelity.report.tidy.preface import Preface
from fidelity.report.tidy.table import Table, TableSpec, WhyNot, table_of

OF_WORDS = {
    "item": "an item of the checklist",
    "score": "a score of the checklist",
    "criterion": "a criterion of the checklist: met or not",
    "component": "all items of a component together",
    "all": "all items together",
}
"""What agreement is taken of, in words."""


def comparison_words(code: str) -> str:
    """Who is compared, in words.

    Args:
        code: ``observers``, or ``observers_and_self``.
    """
    other = code.partition("_and_")[2]
    named = {"self": "the practitioners' own ratings", "machine": "ratings by a program", "master": "master ratings"}
    return (
        f"the first observer of each visit beside {named.get(other, other)}" if other else "observers with each other"
    )


def caution_words(code: str) -> str:
    """What may mislead, in words.

    Args:
        code: One caution, or several with a comma between.
    """
    return "; ".join(CAUTIONS.get(each, spaced(each)) for each in code.split(", "))


def statistic_words(code: str) -> str:
    """What a statistic is, in a sentence.

    Args:
        code: The statistic.
    """
    known = STATISTICS.get(code)
    return f"{known.words}: {known.meaning[0].lower()}{known.meaning[1:]}" if known else spaced(code)


AGREEMENT = TableSpec(
    "agreement",
    "How far raters of the same visits agree",
    COLUMNS,
    ("grouped_by", "comparison", "of", "measure", "first", "second", "statistic"),
    closed={
        "of": OF_WORDS,
        "why_no_value": WHY_NO_VALUE,
        "why_no_interval": WHY_NO_INTERVAL,
        "reached": REACHED,
        "method": METHOD_WORDS,
    },
    said={"comparison": comparison_words, "statistic": statistic_words, "cautions": caution_words},
    why_not=(WhyNot("why_no_value", ("value",)), WhyNot("why_no_interval", ("low", "high"), given="value")),
    key=key_column,
)
"""What a table of agreement holds."""


def agreement_table(frame: pd.DataFrame) -> Table:
    """A table of agreement, ready to be written.

    Args:
        frame: The columns of the groups, then those of `fidelity.evaluation.agreement_columns.COLUMNS`.

    Raises:
        UsageError: It is grouped by a column that has the name of one of its own.
        ValueError: It is not such a table.
    """
    return table_of(AGREEMENT, frame)


def suppressed_preface(preface: Preface, shown: SuppressedAgreement) -> Preface:
    """What must be known of a table from which something was taken out, or nothing on purpose.

    Args:
        preface: What must be known beside.
        shown: What was done.
    """
    told = attrs.evolve(preface, fewest_shown=shown.setting.threshold, suppression=shown.sentences())
    # How many records there are of all would tell how many there are of what is hidden.
    return attrs.evolve(told, n_records=None, n_duplicates=None) if shown.hides else told
