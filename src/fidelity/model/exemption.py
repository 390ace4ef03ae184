"""Exemptions: checks that a definition need not pass, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fidelity.model.placeholder import placeholder
from fidelity.problems import Problem


def exemption_problems(exemptions: Mapping[str, str]) -> Iterator[Problem]:
    """Exemptions without a reason that somebody could judge.

    Whether there is a check of each name is for the checks to say.

    Args:
        exemptions: The reason for each check, by the check's name.
    """
    for check, reason in exemptions.items():
        if re.search(r"\w", reason) and not placeholder(reason):
            continue
        left = f", only `{reason.strip()}`" if reason.strip() else ""
        yield Problem(
            "exemption-without-reason",
            f"check `{check}` is exempt without a reason{left}",
            "say in a sentence why it cannot be passed, or remove the line",
            ("expected_failures", check),
        )
