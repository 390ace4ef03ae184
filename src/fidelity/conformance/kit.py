"""All checks, in the order in which they run: one list, for `fidelity check` and for pytest."""

from __future__ import annotations

from fidelity.conformance.check import Check, Layer, NamedCheck
from fidelity.conformance.golden_checks import GOLDEN
from fidelity.conformance.property_checks import PROPERTIES
from fidelity.conformance.static_checks import STATIC

FIRST = NamedCheck(
    "readable",
    Layer.STATIC,
    "the file is a definition, and its parts fit each other",
    "Mend what each message says, at its line; the other checks are run as soon as the file can be read.",
)
"""The check without which there is nothing that the others could look at."""

CHECKS: tuple[Check, ...] = (*STATIC, *PROPERTIES, *GOLDEN)
"""Every check but the first and the last."""

LAST = NamedCheck(
    "exemptions",
    Layer.STATIC,
    "every exemption is needed, and names a check",
    "Remove the line under `expected_failures`, or mend the name.",
)
"""The check of the exemptions themselves, which comes after all that a definition can be exempt from."""

EVERY: tuple[NamedCheck, ...] = (FIRST, *CHECKS, LAST)
"""All checks, as they are told."""

READABLE = FIRST.name
NAMES: tuple[str, ...] = (READABLE, *(check.name for check in CHECKS))
"""The names of all checks, as they may stand under `expected_failures`."""

_MATTERS_OF_JUDGEMENT = frozenset({"monotone", "not-applicable"})
"""The properties that an instrument may lack by design."""
FIRM: frozenset[str] = frozenset(
    check.name
    for check in EVERY
    if check.name in (READABLE, LAST.name, "sound", "bands", "golden-cases")
    or (check.layer is Layer.PROPERTIES and check.name not in _MATTERS_OF_JUDGEMENT)
)
"""The checks from which nothing is exempt: where they fail, a number is wrong, and no reason makes it right."""
