"""REML: variance components of subjects, raters and error where some ratings are missing."""

from __future__ import annotations

from itertools import product

import attrs
import numpy as np

from fidelity.agreement.crossed import CrossedStack
from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, ratio
from fidelity.agreement.pieces import CrossedPieces, crossed_pieces
from fidelity.agreement.reliability import Codes, NoReliability
from fidelity.agreement.reml_likelihood import Likelihood, likelihood

_COMPONENTS = 3
"""So many are estimated, from as many differences of ratings at least."""
_STEPS = 500
_SHORTENINGS = 30
_OVERSHOT = 0.2
"""A step is too long where the slope at its end points back by more than this share of the slope at its start."""
_SETTLED = 1e-11
"""A step below this share of the whole variance ends the search."""
_LEAST = 0.01
"""The search starts with no more of the whole variance between levels than leaves this share within them."""
_BENT = 1e-3
"""From this on, the smallest eigenvalue of the scaled curvature says that Newton's step can be trusted."""
_SINGULAR = 1e-9
"""Below this share of the largest, an eigenvalue of the scaled information is zero."""
_NO_ERROR = 1e-6
"""An error variance below this share of the whole is what rounding leaves of zero."""


@attrs.frozen(eq=False)
class CrossedComponents:
    """Variance components of subjects × raters by group, in squared points.

    Attributes:
        subjects: The variance of subjects; NaN where ``why_none`` is not 0; shape (groups,).
        raters: The variance of raters: how much milder or stricter they are.
        error: The variance of what is left, in which the interaction of subject and rater is contained.
        log_likelihood: The restricted log-likelihood, without its constant; shape (groups,).
        why_none: A `NoReliability`, or 0; shape (groups,).
    """

    subjects: Floats
    raters: Floats
    error: Floats
    log_likelihood: Floats
    why_none: Codes


def reml(data: Measurements, which: Booleans | None = None) -> CrossedComponents:
    """Variance components of ``rating = mean + subject + rater + error``, all random, by restricted likelihood.

    *Meaning.* How much of the variance of ratings lies between subjects, how much between raters, and how much is left.

    *When to use.* Where not every rater rated every subject. In a complete table the components are those of the
    analysis of variance, unless one of these is negative, where REML says zero. With few raters their variance is a
    guess, whatever the method.

    Args:
        data: The ratings.
        which: For which groups; all, if left out; shape (groups,).

    Returns:
        The components. Groups that were not asked for carry `NoReliability.NOTHING_RATED`.

    Notes:
        Newton's steps, or those of Fisher scoring where the likelihood is not bent downwards, from the components of
        Henderson's first method; cut where the likelihood would fall or turn back, components kept at zero or above.
        Each connected piece of the table stands by itself but for the mean, and its larger side is eliminated by the
        Woodbury identity: with ``g`` the ratio of its variance to the error's, a level with n ratings enters with
        ``g / (1 + n g)`` only, so that matrices have the size of the smaller side of a piece.

    References:
        Patterson, H. D., & Thompson, R. (1971). Biometrika, 58, 545-554. Searle, S. R., Casella, G., & McCulloch, C. E.
        (1992). Variance components, chapters 5 (Henderson), 6 and 8.

    Examples:
        In R: ``lme4::lmer(rating ~ 1 + (1 | subject) + (1 | rater))``. For the six subjects and four raters of Shrout
        and Fleiss (1979) without the ratings (1,2) and (4,4), both give 2.94021, 4.55056 and 0.93141.
    """
    n_groups = data.n_groups
    asked = np.ones(n_groups, np.bool_) if which is None else which
    components = np.full((n_groups, 3), np.nan)
    height = np.full(n_groups, np.nan)
    why = _before(data, asked) if asked.any() else np.full(n_groups, NoReliability.NOTHING_RATED, np.int8)
    fitted = np.flatnonzero(why == 0)
    if len(fitted):
        fit = _fit(crossed_pieces(data, why == 0))
        components[fitted], height[fitted], why[fitted] = fit.components, fit.now.height, fit.why_none
    found = np.where(why[:, np.newaxis] == 0, components, np.nan)
    return CrossedComponents(found[:, 0], found[:, 1], found[:, 2], np.where(why == 0, height, np.nan), why)


@attrs.frozen(eq=False)
class _Fit:
    """The state of the search; its arrays are written into as it goes on."""

    components: Floats
    now: Likelihood
    why_none: Codes


def _before(data: Measurements, asked: Booleans) -> Codes:
    """Why groups cannot be fitted, as far as that is seen without trying."""
    count = np.bincount(data.group, minlength=data.n_groups)
    subjects = np.bincount(data.subject_group, minlength=data.n_groups)
    raters = np.bincount(data.rater_group, minlength=data.n_groups)
    starts = np.flatnonzero(np.diff(data.group, prepend=-1))
    differ = np.bincount(data.group, data.value != np.repeat(data.value[starts], count[count > 0]), data.n_groups)
    why = np.zeros(data.n_groups, np.int8)
    for reason, holds in (
        (NoReliability.NOTHING_RATED, ~asked | (count == 0)),
        (NoReliability.ONE_SUBJECT, subjects == 1),
        (NoReliability.ONE_RATING_EACH, count == subjects),
        (NoReliability.ONE_SUBJECT_EACH, count == raters),
        (NoReliability.ONE_SUBJECT_EACH, raters == 1),
        (NoReliability.ALL_ALIKE, differ == 0),
        (NoReliability.NOT_SEPARABLE, count <= _COMPONENTS),
    ):
        why[holds & (why == 0)] = reason
    return why


def _fit(pieces: CrossedPieces) -> _Fit:
    """The search in all groups; a group leaves it when it has settled, so that no other changes its last digits."""
    whole, start = _start(pieces)
    fit = _Fit(start, likelihood(pieces, start), np.zeros(len(whole), np.int8))
    fit.why_none[_singular(fit.now.information)] = NoReliability.NOT_SEPARABLE
    moving = np.flatnonzero(fit.why_none == 0)
    for _ in range(_STEPS):
        if not len(moving):
            break
        moving = moving[_step(pieces.taken(moving), fit, moving, whole[moving])]
    fit.why_none[moving] = NoReliability.NOT_CONVERGED
    return fit


def _start(pieces: CrossedPieces) -> tuple[Floats, Floats]:
    """The mean square of all ratings, and components by Henderson's first method, none of them near zero.

    Ratings within a rater differ by subject and error, those within a subject by rater and error.
    """
    n_ratings, squares = pieces.added([np.stack((stack.n_ratings, stack.squares), axis=1) for stack in pieces.stacks]).T
    n_levels, explained, sizes = pieces.added([_by_side(stack) for stack in pieces.stacks]).transpose(1, 2, 0)
    whole = squares / n_ratings
    of_raters, of_subjects = np.maximum((squares - explained) / (n_ratings - n_levels), _LEAST * whole)
    by_subjects, by_raters = n_ratings - sizes / n_ratings
    both = by_subjects * of_subjects + by_raters * of_raters - squares
    least = np.minimum(of_subjects, of_raters)
    # Below is how many ratings share neither level with one, on average: above 0, since no level has all of them.
    error = np.clip(both / (by_subjects + by_raters - n_ratings + 1), 0.1 * least, 0.9 * least)
    return whole, np.stack((of_subjects - error, of_raters - error, error), axis=1)


def _by_side(stack: CrossedStack) -> Floats:
    """How many levels there are, the sums of their squared sums over their sizes, and of their squared sizes."""
    long = stack.n_levels, stack.level_squares / stack.size, stack.n_levels * stack.size**2
    short = np.ones_like(stack.count), stack.total**2 / stack.count, stack.count**2
    found = np.stack([np.stack([each.sum(axis=1) for each in side], axis=1) for side in (long, short)], axis=2)
    return found[:, :, ::-1] if stack.swapped else found


def _step(pieces: CrossedPieces, fit: _Fit, moving: Integers, whole: Floats) -> Booleans:
    """One step of the groups that have not settled; says which of them still have not."""
    before, now = fit.components[moving], fit.now.taken(moving)
    move = _direction(now, before)
    after, then = _moved(pieces, before, move, whole)
    for _ in range(_SHORTENINGS):
        shorter = _shorter(now, then, after - before)
        far = np.flatnonzero(shorter < 1)
        if not len(far):
            break
        move[far] = shorter[far, np.newaxis] * (after - before)[far]
        after[far], better = _moved(pieces.taken(far), before[far], move[far], whole[far])
        then.put(far, better)
    fit.components[moving] = after
    fit.now.put(moving, then)
    no_error = after[:, 2] <= _NO_ERROR * whole
    fit.why_none[moving[no_error]] = NoReliability.NO_ERROR_LEFT
    moved: Booleans = np.abs(after - before).max(axis=1) > _SETTLED * whole
    return moved & ~no_error


def _shorter(now: Likelihood, then: Likelihood, move: Floats) -> Floats:
    """To what share a move should be cut: half where the likelihood falls, less where its slope says turn back."""
    ahead, beyond = (now.slope * move).sum(axis=1), (then.slope * move).sum(axis=1)
    back = beyond < -_OVERSHOT * ahead
    cut = np.clip(ratio(ahead, ahead - beyond), 0.1, 0.9)
    falls = ~(then.height >= now.height - 1e-12 * np.abs(now.height))
    found: Floats = np.where(back & (ahead > 0), cut, np.where(falls, 0.5, 1.0))
    return found


def _moved(pieces: CrossedPieces, before: Floats, move: Floats, whole: Floats) -> tuple[Floats, Likelihood]:
    """The components after a move, kept at zero or above and the error just above, with their likelihood."""
    after = np.maximum(before + move, 0)
    after[:, 2] = np.maximum(after[:, 2], _NO_ERROR * whole)
    return after, likelihood(pieces, after)


def _direction(now: Likelihood, at: Floats) -> Floats:
    """Newton's step where the likelihood is bent downwards, that of Fisher scoring elsewhere, within what is allowed.

    Components at zero that would fall stay there. Where the step would carry others below zero, it goes to the highest
    point that the model of the likelihood has within the bounds: stopping a step at a bound might lead downhill.
    """
    stuck = (at <= 0) & (now.slope <= 0)
    slope = np.where(stuck, 0, now.slope)
    curvature, information = (np.where(_free(stuck), each, np.eye(3)) for each in (now.curvature, now.information))
    bent = ~_singular(curvature, _BENT)[:, np.newaxis, np.newaxis]
    model = np.where(bent, curvature, information)
    lowest = -at * (1, 1, 0.9)
    move: Floats = np.linalg.solve(model, slope[:, :, np.newaxis])[:, :, 0]
    outside = np.flatnonzero((move < lowest).any(axis=1))
    if len(outside):
        move[outside] = _highest(model[outside], slope[outside], lowest[outside])
    return move


def _highest(model: Floats, slope: Floats, lowest: Floats) -> Floats:
    """Where ``slope move - move model move / 2`` is highest with no move below the lowest; shape (g, 3).

    With three components, every choice of those that are at their bound can be tried.
    """
    best, height = lowest.copy(), np.full(len(slope), -np.inf)
    for choice in product((False, True), repeat=3):
        held = np.broadcast_to(choice, slope.shape)
        bound = np.where(held, lowest, 0)
        pull = slope - (model @ bound[:, :, np.newaxis])[:, :, 0]
        matrix = np.where(_free(held), model, np.eye(3) * held[:, :, np.newaxis])
        move = np.linalg.solve(matrix, np.where(held, bound, pull)[:, :, np.newaxis])[:, :, 0]
        value = ((slope - (model @ move[:, :, np.newaxis])[:, :, 0] / 2) * move).sum(axis=1)
        better = (move >= lowest).all(axis=1) & (value > height)
        best[better], height[better] = move[better], value[better]
    return best


def _free(held: Booleans) -> Booleans:
    """The cells of matrices in whose row and column nothing is held; shape (g, 3, 3)."""
    return ~held[:, :, np.newaxis] & ~held[:, np.newaxis, :]


def _singular(information: Floats, least: float = _SINGULAR) -> Booleans:
    """Whether a matrix, its diagonal scaled to 1, has an eigenvalue below the least that is wanted."""
    diagonal = np.diagonal(information, axis1=1, axis2=2)
    flat = diagonal <= 0
    scale = np.sqrt(np.where(flat, 1.0, diagonal))
    scaled = information / scale[:, :, np.newaxis] / scale[:, np.newaxis, :]
    found: Booleans = flat.any(axis=1) | (np.linalg.eigvalsh(scaled)[:, 0] < least)
    return found
