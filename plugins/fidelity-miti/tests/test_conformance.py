"""Every check of `fidelity check`, as a test."""


def test_conformance(fidelity_check):
    """The definition passes the check, or is exempt from it with a reason."""
    fidelity_check()
