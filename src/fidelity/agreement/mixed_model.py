"""The mixed model: the variance components of any design by restricted likelihood, whether cells are missing or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from fidelity.agreement.generalizability import Effect, StudyDesign
from fidelity.agreement.measurements import Floats, Integers
from fidelity.agreement.mixed_blocks import Blocks, Height, arranged, height_of
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import Components, blank, check_levels, ranked

METHOD = "REML"
_STEPS = 300
_SHORTENINGS = 30
_OVERSHOT = 0.2
"""A step is too long where the slope at its end points back by more than this share of the slope at its start."""
_SETTLED = 1e-10
"""A step below this share of the whole variance ends the search."""
_NO_ERROR = 1e-6
"""An error variance below this share of the whole is what rounding leaves of zero."""
_AT_ZERO = 1e-9
"""A component below this share of the whole is zero."""
_SINGULAR = 1e-9
"""Below this, the smallest eigenvalue of the scaled information says that components cannot be told apart."""


def mixed_components(
    levels: Mapping[str, npt.ArrayLike],
    value: npt.ArrayLike,
    design: StudyDesign,
    left_out: Collection[str] = (),
) -> Components:
    """The variance components of one group by REML, whether cells are missing or not.

    *When to use.* Where `variance_components` says `NoReliability.NOT_BALANCED`: some sessions have two raters and
    others one, some items were not rated. It assumes normal effects, and that what is missing is so by design or by
    chance. Thousands of ratings take about a second, and nothing beside scipy is needed.

    Args:
        levels: For each facet of the design, a number from 0 for its level, as in `variance_components`.
        value: The rating, in points; shape (ratings,).
        design: The design. The effect with most indices is what is left, the error within it.
        left_out: Effects that are not fitted because they cannot be told from others; they are given as 0.

    Returns:
        The components. ``mean_squares``, ``df`` and ``weights`` are those that the information implies: where nothing
        is missing, those of the analysis of variance.

    Raises:
        UsageError: The levels of a facet are missing.

    Notes:
        Fisher scoring, each step to the highest point that the expected information allows with no component below
        zero, cut where the likelihood falls or turns back. With ``F_kl = tr(P V_k P V_l)``, the covariance of the
        components is ``2 F^-1 = L D L'``, effects with most indices first; ``m = L^-1 c`` are squares that do not go
        together, as mean squares do not, and by Satterthwaite each has ``2 E(m)^2 / D`` degrees of freedom. For m, c
        is ``F^-1 y' P V P y``, which may be below zero; for E(m), which stands for m where m is, the components.

    References:
        Patterson, H. D., & Thompson, R. (1971). Biometrika, 58, 545-554. Searle, S. R., Casella, G., & McCulloch, C. E.
        (1992). Variance components, chapters 6, 8 and 11. Satterthwaite, F. E. (1946). Biometrics Bulletin, 2, 110-114.

    Examples:
        In R: ``lme4::lmer(score ~ 1 + (1 | p) + (1 | p:s) + (1 | r) + (1 | p:r))``.
    """
    check_levels(levels, design)
    numbers = np.asarray(value, np.float64)
    model = _model(levels, numbers, design)
    count, sizes = np.array([len(numbers)]), np.array([model.sizes], np.int64)
    places = [place for place, effect in enumerate(design.effects[:-1]) if effect.name not in left_out]
    why = model.why(places)
    found = blank(design, sizes, count, np.array([why], np.int8), METHOD)
    if why:
        return found
    fit = _fit(model.blocks(places))
    found.why_none[0] = fit.why_none
    if not fit.why_none:
        _fill(found, [*places, len(design.effects) - 1], fit, model.scale**2)
    return found


def inseparable(levels: Mapping[str, npt.ArrayLike], value: npt.ArrayLike, design: StudyDesign) -> frozenset[str]:
    """The interactions that cannot be told apart from what comes before them, by who rated what.

    Main effects, and facets within others, are taken for granted; interactions are tried from those of fewest facets
    on, and kept as long as everything kept, and the error, can be told apart.

    Args:
        levels: For each facet of the design, a number from 0 for its level.
        value: The rating, in points; shape (ratings,).
        design: The design.

    Raises:
        UsageError: The levels of a facet are missing.
    """
    check_levels(levels, design)
    model = _model(levels, np.asarray(value, np.float64), design)
    *effects, _ = design.effects
    kept = [place for place, effect in enumerate(effects) if len(effect.own) == 1]
    wanting = sorted(set(range(len(effects))) - set(kept), key=lambda place: len(effects[place].indices))
    everything = [*range(len(effects))]
    if model.why(everything):
        return frozenset()
    information = model.start(everything).information
    for place in wanting:
        chosen = [*kept, place, len(effects)]
        if not _singular(information[np.ix_(chosen, chosen)]):
            kept.append(place)
    return frozenset(effects[place].name for place in everything if place not in kept)


@attrs.frozen(eq=False)
class _Model:
    """The ratings of one group in one order, with the levels of all effects but the error."""

    value: Floats
    objects: Integers
    labels: Sequence[Integers]
    effects: Sequence[Effect]
    sizes: Sequence[int]
    design: StudyDesign

    @property
    def scale(self) -> float:
        """The standard deviation of the ratings."""
        return float(self.value.std())

    def why(self, places: Sequence[int]) -> int:
        """Why there is nothing to fit with some of the effects, or 0, as far as that is seen without trying."""
        if not len(self.value):
            return NoReliability.NOTHING_RATED
        if self.sizes[self.design.facets.index(self.design.objects)] == 1:
            return NoReliability.ONE_SUBJECT
        if 1 in self.sizes:
            return NoReliability.ONE_LEVEL
        if (self.value == self.value[0]).all():
            return NoReliability.ALL_ALIKE
        return 0 if len(self.value) > len(places) + 1 else NoReliability.NOT_SEPARABLE

    def blocks(self, places: Sequence[int]) -> Blocks:
        """The ratings with some of the effects, in standard deviations from their mean."""
        inner = [self.design.objects in self.effects[place].indices for place in places]
        centred = (self.value - self.value.mean()) / self.scale
        return arranged(self.objects, [self.labels[place] for place in places], inner, centred)

    def start(self, places: Sequence[int]) -> Height:
        """The likelihood at equal components."""
        return height_of(self.blocks(places), np.full(len(places) + 1, 1 / (len(places) + 1)))


def _model(levels: Mapping[str, npt.ArrayLike], value: Floats, design: StudyDesign) -> _Model:
    """One order of the ratings, whatever order they came in, so that sums have the same last digits."""
    zeros = np.zeros(len(value), np.int64)
    codes = ranked(zeros, {name: np.asarray(levels[name], np.int64) for name in design.facets}, design)
    order = np.lexsort((value, *(codes[facet] for facet in reversed(design.facets))))
    codes = {facet: code[order] for facet, code in codes.items()}
    *effects, _ = design.effects
    labels = [_labels([codes[facet] for facet in design.facets if facet in effect.indices]) for effect in effects]
    sizes = [int(codes[facet].max(initial=-1)) + 1 for facet in design.facets]
    return _Model(value[order], codes[design.objects], labels, effects, sizes, design)


def _labels(columns: Sequence[Integers]) -> Integers:
    _, found = np.unique(np.stack(columns), axis=1, return_inverse=True)
    return found.ravel().astype(np.int64)


@attrs.frozen(eq=False)
class _Fit:
    """Components of the effects that were fitted, the error last, in squared standard deviations."""

    components: Floats
    now: Height
    why_none: int


def _fit(blocks: Blocks) -> _Fit:
    size = len(blocks.inner) + len(blocks.outer) + 1
    at = np.full(size, 1 / size)
    now = height_of(blocks, at)
    if _singular(now.information):
        return _Fit(at, now, NoReliability.NOT_SEPARABLE)
    for _ in range(_STEPS):
        after, then = _step(blocks, at, now)
        moved = float(np.abs(after - at).max())
        at, now = after, then
        if at[-1] <= _NO_ERROR:
            return _Fit(at, now, NoReliability.NO_ERROR_LEFT)
        if moved < _SETTLED:
            at = np.where(at < _AT_ZERO, 0.0, at)
            return _Fit(at, height_of(blocks, at), 0)
    return _Fit(at, now, NoReliability.NOT_CONVERGED)


def _step(blocks: Blocks, at: Floats, now: Height) -> tuple[Floats, Height]:
    """One step uphill; none where every shortening of it still falls."""
    move = _highest(now) - at
    for _ in range(_SHORTENINGS):
        after = at + move
        after[-1] = max(after[-1], 0.1 * at[-1], _NO_ERROR)
        then = height_of(blocks, after)
        ahead, beyond = (float(each.slope(place) @ move) for each, place in ((now, at), (then, after)))
        if beyond < -_OVERSHOT * ahead:
            move = move * min(max(ahead / (ahead - beyond), 0.1), 0.9)
        elif then.height < now.height - 1e-12 * abs(now.height):
            move = move / 2
        else:
            return after, then
    return at, now


def _highest(now: Height) -> Floats:
    """Where the likelihood would be highest with no component below zero, were it bent as expected everywhere."""
    size = 1 / np.sqrt(np.diag(now.information))
    factor = np.linalg.cholesky(now.information * size[:, np.newaxis] * size)
    found: Floats = nnls(factor.T, np.linalg.solve(factor, now.squares * size))[0] * size
    return found


def _singular(information: Floats) -> bool:
    diagonal = np.diag(information)
    if (diagonal <= 0).any():
        return True
    size = 1 / np.sqrt(diagonal)
    return bool(np.linalg.eigvalsh(information * size[:, np.newaxis] * size)[0] < _SINGULAR)


def _fill(found: Components, places: Sequence[int], fit: _Fit, scale: float) -> None:
    """Components, and the squares that the information implies, in points, written into their places."""
    covariance = 2 * np.linalg.inv(fit.now.information)
    free = np.linalg.solve(fit.now.information, fit.now.squares)
    # Effects with most indices first: a mean square expects its own component and those of effects that hold it.
    lower = np.linalg.cholesky(covariance[::-1, ::-1])
    spread = np.diag(lower)
    lower = (lower / spread)[::-1, ::-1]
    expected, squares = (np.linalg.solve(lower, each) for each in (fit.components, free))
    squares = np.where(squares > 0, squares, expected)
    for table, values in (
        (found.variance, fit.components),
        (found.estimated, np.where(fit.components > 0, fit.components, np.minimum(free, 0.0))),
        (found.mean_squares, squares),
    ):
        table[0] = 0.0
        table[0, places] = values * scale
    found.se[0] = 0.0
    found.se[0, places] = np.sqrt(np.diag(covariance)) * scale
    found.df[0] = 1.0
    found.df[0, places] = 2 * (expected / spread[::-1]) ** 2
    found.weights[0] = 0.0
    found.weights[0][np.ix_(places, places)] = lower
