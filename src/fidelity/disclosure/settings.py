"""How many people or observations a figure must rest on before it may be shown."""

from __future__ import annotations

import attrs

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest


@attrs.frozen
class Disclosure:
    """What may be shown.

    Attributes:
        threshold: Counts from 1 to one less than this are small; 0 hides nothing.
        everybody_below: Where all of fewer than this have the same result, that result is everybody's, and hidden;
            twice the threshold unless said.
        seconds: How long the search for the fewest figures to hide may take for one measure. After that a quicker way
            is taken, which may hide a few more; what is shown is safe either way.
    """

    threshold: int = 5
    everybody_below: int = attrs.field()
    seconds: float = 10.0

    @everybody_below.default
    def _twice(self) -> int:
        return 2 * self.threshold

    def __attrs_post_init__(self) -> None:
        """Refuse what would protect nobody and look as if it did.

        Raises:
            UsageError: The threshold is 1 or below 0, or the second number is below the threshold.
        """
        if self.threshold < 0 or self.threshold == 1 or 0 <= self.everybody_below < self.threshold:
            message = f"a threshold of {self.threshold}, with everybody's result hidden below {self.everybody_below}"
            help = "the threshold is 0, which hides nothing, or at least 2; the second number is no smaller"
            raise UsageError(Problem("bad-threshold", message, help))

    @property
    def is_off(self) -> bool:
        """Whether nothing is hidden."""
        return self.threshold == 0


PRESETS: dict[str, Disclosure] = {"default": Disclosure(), "cautious": Disclosure(10), "off": Disclosure(0)}
"""Settings by name: 5 for reports to others, 10 where a policy such as that of NHS Education for Scotland holds."""


def named(text: str) -> Disclosure:
    """The settings that somebody asks for by name or by number.

    Args:
        text: One of `PRESETS`, or a threshold.

    Raises:
        UsageError: It is neither, or a threshold that protects nobody.
    """
    if text in PRESETS:
        return PRESETS[text]
    if text.isascii() and text.isdigit():
        return Disclosure(int(text))
    message = f"`{text}` is neither a threshold nor the name of one"
    raise UsageError(Problem("bad-threshold", message, nearest(text, PRESETS) or "write a whole number, such as 5"))
