"""The forms of the intraclass correlation: what each counts as error, and what it is called elsewhere."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """A form of the intraclass correlation, named as by McGraw and Wong (1996).

    Their cases share formulas: whether raters are a random sample (2 with and 2A without interaction) or the only ones
    of interest (3 and 3A) changes what may be concluded, not what is computed. One exception: for a mean over fixed
    raters whose differences depend on the subject (case 3) the coefficient cannot be estimated; C_K and A_K then hold
    under case 3A only, which assumes that there is no interaction.
    """

    ONE = "ICC(1)"
    """One rating, raters not told apart: each subject may have had others (case 1)."""
    ONE_K = "ICC(k)"
    """The mean of k such ratings (case 1)."""
    C_1 = "ICC(C,1)"
    """Consistency of one rating: a rater who is always one point milder does no harm (cases 2, 2A, 3, 3A)."""
    C_K = "ICC(C,k)"
    """Consistency of the mean of k raters; Cronbach's alpha with raters as items (cases 2, 2A, 3A)."""
    A_1 = "ICC(A,1)"
    """Absolute agreement of one rating: a milder rater is an error (cases 2, 2A, 3, 3A)."""
    A_K = "ICC(A,k)"
    """Absolute agreement of the mean of k raters (cases 2, 2A, 3A)."""

    @property
    def shrout_fleiss(self) -> str:
        """The name of Shrout and Fleiss (1979) for the same formula; (3,1) and (3,k) are theirs for consistency."""
        return _SHROUT_FLEISS[self]

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases of McGraw and Wong that the formula serves."""
        if self in (Form.ONE, Form.ONE_K):
            return ("1",)
        return ("2", "2A", "3A") if self.of_mean else ("2", "2A", "3", "3A")

    @property
    def of_mean(self) -> bool:
        """Whether it describes the mean of k ratings, not one."""
        return self in (Form.ONE_K, Form.C_K, Form.A_K)


_SHROUT_FLEISS = {
    Form.ONE: "(1,1)",
    Form.ONE_K: "(1,k)",
    Form.C_1: "(3,1)",
    Form.C_K: "(3,k)",
    Form.A_1: "(2,1)",
    Form.A_K: "(2,k)",
}
