"""How much of a table is hidden, in sentences for its readers and for its makers."""

from __future__ import annotations

import attrs

from fidelity.disclosure.settings import Disclosure

NOT_LOOKED_AT = "Of how many practitioners the observations are is not known here, and not looked at."


@attrs.frozen
class Suppression:
    """How much of a table is hidden.

    Attributes:
        n_rows: How many figures the table has.
        n_primary: How many are hidden for their own sake.
        n_complementary: How many are hidden because they would give others away.
        n_not_fewest: In how many measures it is not proved that no fewer would do, because the time was up.
        n_exposed: How many secrets were given away already by tables that are out, whatever this one hides.
        setting: What may be shown.
        knows_people: Whether it was known of how many practitioners the observations are.
    """

    n_rows: int
    n_primary: int
    n_complementary: int
    n_not_fewest: int
    n_exposed: int
    setting: Disclosure
    knows_people: bool = True

    @classmethod
    def none(cls, n_rows: int, setting: Disclosure) -> Suppression:
        """The account of a table of which nothing is hidden.

        Args:
            n_rows: How many figures it has.
            setting: What may be shown.
        """
        return cls(n_rows, 0, 0, 0, 0, setting)

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return self.n_primary + self.n_complementary > 0

    def sentences(self) -> tuple[str, ...]:
        """What the readers of the table are told; it does not say which figures are small, or how many."""
        if self.setting.is_off:
            return ("Nothing is hidden: this table is not for publication.",)
        said = (self._hidden(),)
        return said if self.knows_people else (*said, NOT_LOOKED_AT)

    def _hidden(self) -> str:
        n, few = self.n_primary + self.n_complementary, self.setting.threshold
        if not n:
            return f"Nothing had to be hidden: no figure rests on fewer than {few} {self._units()}."
        figures = "1 figure is" if n == 1 else f"{n} figures are"
        return (
            f"{figures} hidden of {self.n_rows}: those that rest on fewer than {few} {self._units()}, "
            f"those that would tell the result of everybody in a group of fewer than {self.setting.everybody_below}, "
            "and those from which such a figure could be worked out."
        )

    def _units(self) -> str:
        """What a figure may rest on."""
        return "people or observations" if self.knows_people else "observations"

    def for_the_house(self) -> tuple[str, ...]:
        """What the makers of the table are told, and nobody else."""
        few, all_ = self.setting.threshold, self.setting.everybody_below
        tells = "tells" if self.n_primary == 1 else "tell"
        said = [
            f"{resting(self.n_primary)} on fewer than {few} {self._units()}, or {tells} the result of everybody "
            f"in a group of fewer than {all_}{and_more(self.n_primary, self.n_complementary)}."
        ]
        if self.n_not_fewest:
            said.append(
                f"In {_many(self.n_not_fewest, 'measure')} the search was stopped early: what is shown is safe, "
                "and fewer figures might have been hidden."
            )
        if self.n_exposed:
            said.append(
                f"{_many(self.n_exposed, 'count')} that should be hidden can be worked out from tables that are out "
                "already; hiding more here does not help."
            )
        return tuple(said)


def resting(n: int) -> str:
    """How many figures are hidden for their own sake, to be gone on with by what they rest on.

    Args:
        n: How many.
    """
    return "1 figure is hidden because it rests" if n == 1 else f"{n} figures are hidden because they rest"


def and_more(n: int, more: int) -> str:
    """How many are hidden besides; empty where none are.

    Args:
        n: How many are hidden for their own sake.
        more: How many besides.
    """
    return f", and {more} more because they would give {'that one' if n == 1 else 'those'} away" if more else ""


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
