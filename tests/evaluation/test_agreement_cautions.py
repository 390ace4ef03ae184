"""Cautions as text."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.cautions import Caution
from fidelity.evaluation.agreement_cautions import caution_texts


def test_every_set_of_flags_has_its_text() -> None:
    """Each figure has its own, in one order; none is an empty text, and no figures have no texts."""
    both = Caution.SKEWED | Caution.PARADOX
    found = caution_texts(np.array([0, both, Caution.ONE_CATEGORY, 0, both]))
    assert found.tolist() == ["", found[1], "one_category", "", found[1]]
    assert set(found[1].split(", ")) == {"skewed", "paradox"}
    assert caution_texts(np.zeros(0, np.int64)).tolist() == []
