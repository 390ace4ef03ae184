"""Stacks of symmetric, positive definite matrices: small ones taken together, large ones of mostly zeros one by one."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, csr_array
from scipy.sparse.linalg import SuperLU, splu

from fidelity.agreement.measurements import Floats

_LARGE = 64
"""From so many rows on, sparse matrices are worth their making."""
_FEW = 0.05
"""And where less than this share of cells is not zero."""


def mostly_zero(matrices: Floats) -> bool:
    """Whether matrices are so large and so empty that sparse ones are faster."""
    return matrices.shape[-1] >= _LARGE and bool(np.count_nonzero(matrices) < _FEW * matrices.size)


def factored(matrix: csc_array) -> SuperLU:
    """A sparse matrix as triangles, in an order that keeps them empty; its determinant is that of U."""
    return splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0, options={"SymmetricMode": True})


def inverted(matrices: Floats) -> tuple[Floats, Floats]:
    """The inverse of each matrix, and the logarithm of its determinant; shapes (g, r, r) and (g,)."""
    if mostly_zero(matrices):
        factors = [factored(csc_array(matrix)) for matrix in matrices]
        inverse = np.stack([each.solve(np.eye(matrices.shape[-1])) for each in factors])
        log_determinant = np.array([np.log(each.U.diagonal()).sum() for each in factors])
    else:
        inverse = np.asarray(np.linalg.inv(matrices), np.float64)
        log_determinant = np.linalg.slogdet(matrices)[1]
    return (inverse + inverse.transpose(0, 2, 1)) / 2, log_determinant


def times(matrices: Floats, others: Floats) -> Floats:
    """Matrices times others, which may be full; shape (g, r, r) all."""
    if mostly_zero(matrices):
        return np.stack([csr_array(matrix) @ other for matrix, other in zip(matrices, others, strict=True)])
    found: Floats = matrices @ others
    return found
