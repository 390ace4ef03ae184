"""Every check of `fidelity check`, as a test."""

from fidelity.testing import conformance

test_conformance = conformance("fidelity-imr")
