"""Figures of clusters by matrices, as their inventors wrote them: slow, and not written as the package writes them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def bell_mccaffrey(clusters: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """The mean, its CR2 variance and Satterthwaite's degrees of freedom, for the model of a mean."""
    y = np.array([value for values in clusters for value in values], float)
    x = np.ones((len(y), 1))
    bread = np.linalg.inv(x.T @ x)
    hat = x @ bread @ x.T
    residuals = y - hat @ y
    ends = np.cumsum([0, *map(len, clusters)])
    meat, columns = 0.0, []
    for first, last in pairwise(ends):
        own = slice(first, last)
        adjusted = inverse_root(np.eye(last - first) - hat[own, own])
        score = (bread @ x[own].T @ adjusted)[0]
        meat += float(score @ residuals[own]) ** 2
        columns.append(score @ (np.eye(len(y)) - hat)[own])
    gram = np.array(columns) @ np.array(columns).T
    return float(y.mean()), meat, float(np.trace(gram) ** 2 / (gram * gram).sum())


def inverse_root(matrix: Matrix) -> Matrix:
    """The symmetric inverse square root."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors @ np.diag(values**-0.5) @ vectors.T)


def covariance(n: Sequence[int], between: float, within: float) -> Matrix:
    """The covariance matrix of units with a variance between and one within clusters."""
    member = np.repeat(np.eye(len(n)), n, axis=0)
    return np.asarray(between * member @ member.T + within * np.eye(sum(n)))


def predictor(n: Sequence[int], between: float, within: float) -> Matrix:
    """What every unit weighs in the best linear unbiased prediction of each cluster's true mean."""
    member = np.repeat(np.eye(len(n)), n, axis=0)
    inverse = np.linalg.inv(covariance(n, between, within))
    ones = np.ones((sum(n), 1))
    centre = np.linalg.inv(ones.T @ inverse @ ones) @ ones.T @ inverse
    return np.asarray(np.ones((len(n), 1)) @ centre + between * member.T @ inverse @ (np.eye(sum(n)) - ones @ centre))


def mean_squares(n: Sequence[int]) -> tuple[Matrix, Matrix]:
    """The matrices of the mean squares between and within clusters, as quadratic forms of the units."""
    member = np.repeat(np.eye(len(n)), n, axis=0)
    own = member @ np.diag(1 / np.array(n)) @ member.T
    whole = np.ones((sum(n), sum(n))) / sum(n)
    return (own - whole) / (len(n) - 1), (np.eye(sum(n)) - own) / (sum(n) - len(n))
