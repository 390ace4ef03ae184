"""Sharing: counts that hold no observation and no person, and still give every figure that can be had from them.

A practitioner is needed only to know which observations belong together. Before counts are shared, practitioners are
either *closed*, so that of each group it is known how many there are with so many observations and what these add up
to; or *linked*, so that each stands under a token that only those who know a secret can make, and the same practitioner
is known again in another's tally.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

import attrs
import numpy as np

from fidelity.tally.cells import Cells, Places
from fidelity.tally.clusters import AtCriterion, Clusters, Standing, clustered
from fidelity.tally.counts import Integers
from fidelity.tally.cube import About, Cube, Kind
from fidelity.tally.patterned import Patterned
from fidelity.tally.size_classes import SizeClasses
from fidelity.tally.values import judged

PERSON = "practitioner"
"""The key that names persons."""
CLOSED = "closed"
"""What stands for the link where practitioners are closed."""

Figure = tuple[Kind, str, str]
"""A measure's kind and id, and which of its figures (`fidelity.tally.values.values_of`)."""


@attrs.frozen(eq=False)
class Margin:
    """The closed practitioners of each group of one grouping.

    Attributes:
        groups: The groups.
        n_named: How many practitioners each group has; shape (groups,).
        n_unnamed: How many observations of each group name no practitioner; shape (groups,).
        named: For each figure the practitioners by their number of observations.
        unnamed: The same for the observations of each group whose practitioner nobody named, as one cluster.
        at: For each criterion and each reading of it, how many practitioners are at criterion.
    """

    groups: Cells
    n_named: Integers
    n_unnamed: Integers
    named: Mapping[Figure, SizeClasses]
    unnamed: Mapping[Figure, SizeClasses]
    at: Mapping[tuple[str, Standing], AtCriterion]

    def classes(self, about: About, what: str, *, named: bool = False) -> SizeClasses | None:
        """The practitioners of each group by their number of observations; None where the tally does not hold them.

        Args:
            about: The measure.
            what: Which of its figures.
            named: Whether observations without a practitioner's name are left out.
        """
        figure = (*about.key, what)
        found = self.named.get(figure)
        return found if named or found is None else found.added(self.unnamed[figure])

    def at_criterion(self, criterion: str, standing: Standing) -> AtCriterion | None:
        """How many practitioners are at criterion; None where the tally does not hold it.

        Args:
            criterion: The criterion.
            standing: When one counts as being so.
        """
        return self.at.get((criterion, standing))

    def moved(self, groups: Cells, of: Places) -> Margin:
        """The same for other groups, each of which holds one of these or none.

        Args:
            groups: The other groups.
            of: For each of these groups its place among them.
        """
        n = len(groups)
        n_named, n_unnamed = (_placed(held, of, n) for held in (self.n_named, self.n_unnamed))
        at = {
            key: AtCriterion(*(_placed(column, of, n) for column in (held.n_at, held.n_judged, held.n_cannot_tell)))
            for key, held in self.at.items()
        }
        named, unnamed = (
            {key: held.moved(of, n) for key, held in classes.items()} for classes in (self.named, self.unnamed)
        )
        return Margin(groups, n_named, n_unnamed, named, unnamed, at)


@attrs.frozen(eq=False)
class Shared:
    """Counts of one edition as they are shared.

    Attributes:
        cube: The counts; linked practitioners are among its keys, as tokens.
        link: `CLOSED`, or what tells one secret from another.
        margins: The closed practitioners, by the keys of the grouping; none where they are linked, or not known.
        withheld: Why figures of practitioners cannot be had; empty where they can, or nobody named practitioners.
        patterns: In which patterns visits were rated that several rated; None where nobody counted them.
    """

    cube: Cube
    link: str = CLOSED
    margins: Mapping[tuple[str, ...], Margin] = attrs.field(factory=dict)
    withheld: str = ""
    patterns: Patterned | None = None

    def clusters(self, by: Sequence[str], cluster: str) -> Clusters | None:
        """The clusters of each group; None where the tally does not know them.

        Args:
            by: The keys of the groups.
            cluster: The key that names the clusters.
        """
        if cluster in self.cube.cells.names:
            found: Clusters = clustered(self.cube, by, cluster)
        else:
            margin = next((held for names, held in self.margins.items() if {*names} == {*by}), None)
            if cluster != PERSON or margin is None:
                return None
            found = _as_asked(margin, by)
        return found if found.n_named.any() else None


def _as_asked(margin: Margin, by: Sequence[str]) -> Margin:
    groups, of = margin.groups.by(by)
    return margin.moved(groups, of)


def closed(cube: Cube) -> Shared:
    """Counts without practitioners, and what is to be known of these for every grouping by the other keys.

    Args:
        cube: The counts.
    """
    keys = [name for name in cube.cells.names if name != PERSON]
    if PERSON not in cube.cells.names:
        return Shared(attrs.evolve(cube, latest={}))
    groupings = [by for n in range(len(keys) + 1) for by in combinations(keys, n)]
    margins = {by: _margin(cube, by) for by in groupings}
    return Shared(attrs.evolve(cube.by(keys), latest={}), CLOSED, margins)


def _margin(cube: Cube, by: Sequence[str]) -> Margin:
    found = clustered(cube, by, PERSON)
    figures = [*_figures(cube)]
    named, unnamed = (
        {(*about.key, what): of.classes(about, what, named=True) for about, what in figures}
        for of in (found, found.unnamed())
    )
    at = {(name, standing): found.at_criterion(name, standing) for name in cube.latest for standing in Standing}
    return Margin(found.groups, found.n_named, found.n_unnamed, named, unnamed, at)


def _figures(cube: Cube) -> Iterator[tuple[About, str]]:
    """Every figure that practitioners matter for."""
    for measure in cube.of_kind("score", "component", "item"):
        yield measure.about, ""
    for measure in cube.of_kind("criterion"):
        yield measure.about, "met"
    for measure in cube.of_kind("band"):
        yield from ((measure.about, str(band)) for band in judged(measure))


def linked(cube: Cube, secret: bytes) -> Shared:
    """Counts in which each practitioner stands under a token that cannot be read without the secret.

    Args:
        cube: The counts.
        secret: What all who share have agreed on; whoever knows it can try names until a token fits.
    """
    if PERSON not in cube.cells.names:
        return closed(cube)
    codes = cube.cells.values[cube.cells.place(PERSON)]
    tokens = {code: _token(secret, code) if code else "" for code in codes}
    cells, of = cube.cells.renamed(PERSON, tokens)
    return Shared(cube.moved(cells, of), _token(secret, "")[:12])


def _token(secret: bytes, code: str) -> str:
    return hmac.new(secret, f"practitioner {code}".encode(), sha256).hexdigest()[:24]


def _placed(held: Integers, of: Places, n: int) -> Integers:
    found = np.zeros(n, np.int64)
    found[of] = held
    return found
