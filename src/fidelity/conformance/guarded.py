"""Rules in Python, called so that one which stops is a finding of the checks and not their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.errors import PluginError
from fidelity.plan.exact import PythonRule
from fidelity.plan.seen import Member, Seen
from fidelity.problems import Problem


@attrs.frozen
class Guarded:
    """A rule in Python that fails as a plugin's mistake, whatever it raises.

    Attributes:
        name: The name under which the plugin offers it.
        rule: The rule.
    """

    name: str
    rule: PythonRule

    def __call__(self, seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
        """What the rule gives.

        Raises:
            PluginError: It stopped.
        """
        try:
            return self.rule(seen)
        except PluginError:
            raise
        except Exception as error:
            raise PluginError(
                Problem(
                    "rule-stopped",
                    f"rule `{self.name}` stopped with {type(error).__name__}: {error}",
                    "a rule gives a whole number, a Fraction, or None, whatever is rated and whatever is not",
                )
            ) from error


def guarded(rules: Mapping[str, PythonRule]) -> dict[str, PythonRule]:
    """Rules by name, each of them guarded."""
    return {name: Guarded(name, rule) for name, rule in rules.items()}
