"""The restricted likelihood by blocks: the same as with whole matrices, whatever is shared and stacked."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement import mixed_blocks
from fidelity.agreement.mixed_blocks import arranged, height_of
from tests.agreement.tables import Floats

RNG = np.random.default_rng(5)
OBJECTS = np.repeat(range(7), [1, 3, 3, 4, 6, 9, 14])
N = len(OBJECTS)
SESSION = OBJECTS * 3 + RNG.integers(0, 3, N)
RATER, ITEM = RNG.integers(0, 3, N), RNG.integers(0, 4, N)
VALUE = RNG.normal(size=N)


def labels_of(*chosen: str) -> list[np.ndarray]:
    """The levels of some effects."""
    every = {"p": OBJECTS, "s": SESSION, "r": RATER, "i": ITEM, "pr": OBJECTS * 3 + RATER, "ri": RATER * 4 + ITEM}
    return [np.unique(every[name], return_inverse=True)[1] for name in chosen]


def whole(labels: list[np.ndarray], components: Floats) -> tuple[float, Floats, Floats]:
    """Height, squares and information, by matrices of the size of all ratings."""
    parts = [(label[:, np.newaxis] == label).astype(float) for label in labels] + [np.eye(N)]
    v = sum(component * part for component, part in zip(components, parts, strict=True))
    inverse, ones = np.linalg.inv(v), np.ones(N)
    on_mean = ones @ inverse @ ones
    p = inverse - np.outer(inverse @ ones, inverse @ ones) / on_mean
    height = -0.5 * (np.linalg.slogdet(v)[1] + np.log(on_mean) + VALUE @ p @ VALUE)
    squares = np.array([VALUE @ p @ part @ p @ VALUE for part in parts])
    return height, squares, np.array([[np.trace(p @ one @ p @ other) for other in parts] for one in parts])


@pytest.mark.parametrize("most", [1, 4_000_000])
@pytest.mark.parametrize(
    ("chosen", "components"),
    [
        (("p", "s", "r", "pr", "i", "ri"), [0.5, 0.2, 0.7, 0.1, 0.3, 0.4, 0.6]),
        (("r", "p", "ri", "s"), [0.0, 0.5, 0.2, 0.0, 1.1]),
        (("p", "s"), [0.4, 0.1, 0.2]),
        (("r", "i"), [0.4, 0.1, 0.2]),
        (("p",), [0.0, 0.2]),
    ],
)
def test_whole_matrices_say_the_same(
    monkeypatch: pytest.MonkeyPatch, chosen: tuple[str, ...], components: list[float], most: int
) -> None:
    """Height, squares and information, with components at zero and without, block by block and in stacks."""
    monkeypatch.setattr(mixed_blocks, "_AT_ONCE", most)
    labels = labels_of(*chosen)
    found = height_of(
        arranged(OBJECTS, labels, [name in ("p", "s", "pr") for name in chosen], VALUE), np.array(components)
    )
    height, squares, information = whole(labels, np.array(components))
    assert found.height == pytest.approx(height, rel=1e-10)
    np.testing.assert_allclose(found.squares, squares, rtol=1e-8)
    np.testing.assert_allclose(found.information, information, rtol=1e-8)


def test_the_slope() -> None:
    """Twice that of the height, by differences."""
    labels = labels_of("p", "r", "s")
    blocks = arranged(OBJECTS, labels, [True, False, True], VALUE)
    at = np.array([0.5, 0.3, 0.2, 0.9])
    for place, slope in enumerate(height_of(blocks, at).slope(at)):
        step = np.zeros(4)
        step[place] = 1e-5
        up, down = (height_of(blocks, at + sign * step).height for sign in (1, -1))
        assert slope == pytest.approx((up - down) / 1e-5, rel=1e-6)
