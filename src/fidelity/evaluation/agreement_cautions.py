"""Cautions as text: what may mislead about each of many figures, by short names with a comma between."""

from __future__ import annotations

from enum import IntFlag

import numpy as np
import numpy.typing as npt

from fidelity.agreement.cautions import Caution


def caution_texts(flags: npt.NDArray[np.integer], of: type[IntFlag] = Caution) -> npt.NDArray[np.object_]:
    """The cautions of each figure.

    Args:
        flags: The sum of the flags of each; shape (figures,).
        of: What the flags mean.
    """
    distinct, place = np.unique(flags, return_inverse=True)
    texts = [", ".join(each.name.lower() for each in of if each & flag and each.name) for flag in distinct.tolist()]
    found = np.empty(len(texts) or 1, object)
    found[:] = texts or [""]
    spread: npt.NDArray[np.object_] = found[place.reshape(-1)]
    return spread
