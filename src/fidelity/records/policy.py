"""What a workspace has agreed on: what its codes look like, and how long its records are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from fidelity.errors import FidelityError, InvalidRecord
from fidelity.model.period import Period
from fidelity.problems import Problem, under
from fidelity.records.code_pattern import CodePattern
from fidelity.records.personal import looks_personal

CODES = ("practitioner", "rater", "team", "site", "region", "client")
"""The facts that hold a code instead of a name."""
CONSENSUS = "consensus"
"""The rater of what several agreed on, who is nobody."""


@attrs.frozen
class Policy:
    """What a workspace has agreed on.

    Attributes:
        codes: What codes look like, by fact.
        keep: How long a record is kept after the day of the visit; None where nothing is said.
    """

    codes: Mapping[str, CodePattern] = attrs.field(factory=dict, hash=False)
    keep: Period | None = None

    @classmethod
    def of(cls, codes: Mapping[str, str], keep: str = "") -> Policy:
        """The policy that settings say.

        Args:
            codes: Patterns by fact, as `CodePattern` takes them.
            keep: A period such as ``5 years``; empty where nothing is said.

        Raises:
            InvalidRecord: Some of it cannot be; all of it is told, each with its path in the settings.
        """
        patterns, problems = dict[str, CodePattern](), list[Problem]()
        for name, text in codes.items():
            try:
                patterns[name] = CodePattern(text)
            except FidelityError as error:
                problems += under(error.problems, "codes", name)
        try:
            period = Period.of(keep) if keep else None
        except FidelityError as error:
            problems += under(error.problems, "retention", "keep")
            period = None
        if problems:
            raise InvalidRecord(problems)
        return cls(patterns, period)

    def code_problems(self, facts: Mapping[str, str]) -> Iterator[Problem]:
        """What in the facts of a visit should be a code and is none.

        Args:
            facts: The facts, by name.
        """
        for name in CODES:
            code = facts.get(name, "")
            if code and not (name == "rater" and code == CONSENSUS):
                yield from self._problems(name, code)

    def _problems(self, name: str, code: str) -> Iterator[Problem]:
        pattern = self.codes.get(name)
        if pattern and not pattern.fits(code):
            message = f"{name} `{code}` does not look like a code of this workspace"
            yield Problem("not-a-code", message, f"a code is like `{pattern.example}` (`{pattern.text}`)", (name,))
        elif not pattern and name in ("practitioner", "rater", "client") and looks_personal(code):
            message = f"{name} `{code}` looks like {' and '.join(looks_personal(code))}"
            yield Problem("not-a-code", message, "give a code such as `P03`, and keep names elsewhere", (name,))

    def due(self, day: date) -> date | None:
        """The day from which a record of a visit is due to be erased; None where nothing is said.

        Args:
            day: The day of the visit.
        """
        return self.keep.after(day) if self.keep else None
