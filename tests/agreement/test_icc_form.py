"""The forms: which of them means what, and the names that others gave them."""

from __future__ import annotations

from fidelity.agreement.icc_form import Form


def test_every_form_has_its_other_name_and_cases() -> None:
    """Six names of Shrout and Fleiss, k where a mean is described, and no mean over interacting fixed raters."""
    assert {form.shrout_fleiss for form in Form} == {"(1,1)", "(1,k)", "(2,1)", "(2,k)", "(3,1)", "(3,k)"}
    assert all(("k" in form.shrout_fleiss) == form.of_mean for form in Form)
    assert [form for form in Form if "3" in form.cases] == [Form.C_1, Form.A_1]
    assert Form.ONE.cases == Form.ONE_K.cases == ("1",)
