"""From counts to the table of estimates: every statistic of every measure in every group, and in totals of groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.tally.block import Block, not_from_tallies, with_interval, without_interval
from fidelity.tally.cells import Cells
from fidelity.tally.cluster_means import mean_of_cluster_means, sd_of_cluster_means
from fidelity.tally.clustered import mean_over_units, share_over_units
from fidelity.tally.clusters import Clusters, clustered
from fidelity.tally.counts import Integers
from fidelity.tally.cube import About, Cube, Measure
from fidelity.tally.estimates import NoInterval
from fidelity.tally.independent import mean_of_independent, standard_deviation
from fidelity.tally.interval import Intervals
from fidelity.tally.item_shares import status_shares
from fidelity.tally.moments import Moments
from fidelity.tally.proportion import share_of_independent
from fidelity.tally.quantiles import spread
from fidelity.tally.question import AUTO, Question, UnitOfAnalysis
from fidelity.tally.sharing import PERSON
from fidelity.tally.shrinking import of_means, shrinks, shrunken_means
from fidelity.tally.size_classes import SizeClasses
from fidelity.tally.tabling import Stack, tabled
from fidelity.tally.values import Values, moments, shares, values_of

WHAT = {
    UnitOfAnalysis.OBSERVATION: "observations",
    UnitOfAnalysis.PRACTITIONER: "practitioners",
    UnitOfAnalysis.SITE: "sites",
}
"""The units, as the names of statistics have them."""


class Counted(Protocol):
    """Counts that can be asked: of records, or of tally files."""

    @property
    def cube(self) -> Cube:
        """The counts."""

    @property
    def withheld(self) -> str:
        """Why figures of practitioners cannot be had; empty where they can, or nobody named practitioners."""

    def clusters(self, by: Sequence[str], cluster: str) -> Clusters | None:
        """The clusters of each group; None where the counts do not know them."""


@attrs.frozen(eq=False)
class Recorded:
    """Counts of records, which know each practitioner.

    Attributes:
        cube: The counts.
        withheld: Nothing: they know all that was recorded.
    """

    cube: Cube
    withheld: str = ""

    def clusters(self, by: Sequence[str], cluster: str) -> Clusters | None:
        """The clusters of each group; None where nobody said to which cluster any observation belongs.

        Args:
            by: The keys of the groups.
            cluster: The key that names the clusters.
        """
        if cluster not in self.cube.cells.names:
            return None
        found = clustered(self.cube, by, cluster)
        return found if found.n_named.any() else None


@attrs.frozen(eq=False)
class _Margin:
    """One grouping of a table.

    Attributes:
        cube: The counts by group.
        cluster: What observations of a group lie in, for figures over observations; empty where nothing is known.
        clusters: These.
        withheld: Why figures of practitioners cannot be had.
        units: The practitioners and sites of each group; None where they are not known.
        question: What is asked.
    """

    cube: Cube
    cluster: str
    clusters: Clusters | None
    withheld: str
    units: dict[UnitOfAnalysis, Clusters | None]
    question: Question

    @property
    def cells(self) -> Cells:
        return self.cube.cells

    @property
    def n(self) -> npt.NDArray[np.int64]:
        return self.cube.of_kind("observations")[0].counts.totals(len(self.cells))


def estimates(counted: Counted, question: Question) -> pd.DataFrame:
    """The table of estimates of one edition.

    Args:
        counted: The counts.
        question: What is asked of them.

    Returns:
        A row for each figure of each group: the columns ``source`` and those of the question, then those of
        `fidelity.tally.estimates.COLUMNS`, with nothing yet of what was planned. Texts are categories. Groups are in
        their order, totals after them.

    Raises:
        UsageError: The counts do not know a key that is asked for.
    """
    stacks = [_stack(_margin(counted, question, by), question) for by in question.margins()]
    return tabled(stacks, ("source", *question.by))


def _margin(counted: Counted, question: Question, by: Sequence[str]) -> _Margin:
    wanted = (UnitOfAnalysis.PRACTITIONER, UnitOfAnalysis.SITE)
    names = dict.fromkeys((*(each.value for each in wanted), *filter(None, [question.cluster])))
    known = {name: counted.clusters(by, name) for name in names if name not in (*by, AUTO)}
    units = {each: known.get(each.value) for each in wanted}
    # Where the groups are the clusters themselves, observations lie in the next ones.
    cluster, clusters = _clusters(known, AUTO if question.cluster in by else question.cluster)
    return _Margin(counted.cube.by(by), cluster, clusters, counted.withheld, units, question)


def _clusters(known: Mapping[str, Clusters | None], asked: str) -> tuple[str, Clusters | None]:
    """What the observations of a group lie in: what was asked for, or the widest of which some group has several."""
    if asked != AUTO:
        return (asked, known[asked]) if asked in known else ("", None)
    for name in ("site", PERSON):
        found = known.get(name)
        if found is not None and len(found.n_named) and (found.n_named.max() > 1 or name == PERSON):
            return name, found
    return "", None


def _stack(margin: _Margin, question: Question) -> Stack:
    blocks = [block for measure in margin.cube.of_kind(*question.kinds) for block in _blocks(margin, measure)]
    known = {unit: found.n_named for unit, found in margin.units.items() if found is not None}
    shared = {"n_observations": margin.n, **{f"n_{WHAT[unit]}": n for unit, n in known.items()}}
    return Stack(margin.cells, blocks, shared)


def _blocks(margin: _Margin, measure: Measure) -> Iterator[Block]:
    kind = measure.about.kind
    if kind == "criterion":
        yield from _shares(margin, measure, measure.about.id, "met")
    elif kind == "band":
        for band in filter(None, measure.levels):
            yield from _shares(margin, measure, f"{measure.about.id}:{band}", str(band))
    else:
        yield from _means(margin, measure)
        if kind == "item" and UnitOfAnalysis.OBSERVATION in margin.question.units:
            yield from status_shares(measure, len(margin.cells))


def _means(margin: _Margin, measure: Measure) -> Iterator[Block]:
    """The means of what a measure's levels are worth, by unit of analysis."""
    about, level = measure.about, margin.question.level
    values = values_of(measure, "")
    found = moments(measure.counts, values, len(margin.cells))
    if UnitOfAnalysis.OBSERVATION in margin.question.units:
        yield from _of_observations(margin, measure, values, found)
    if margin.question.shrunken and shrinks(margin.cells):
        yield _shrunken(margin, measure, found)
    for analysed in _clustered_units(margin):
        name = analysed.value
        wanted = [each for each in ("mean", "sd") if each in margin.question.statistics]
        clusters = margin.units[analysed]
        classes = clusters.classes(about, "", named=True) if clusters else None
        if clusters is None or classes is None:
            for each in wanted:
                yield not_from_tallies(about.kind, about.id, f"{each}_of_{name}_means", name, len(margin.cells))
            continue
        lacking = _lacking(margin, clusters, about, classes)
        if "mean" in wanted:
            means = _within(mean_of_cluster_means(classes, level), measure)
            yield with_interval(about.kind, about.id, f"mean_of_{name}_means", name, means, name, *lacking)
        if "sd" in wanted:
            spread_ = sd_of_cluster_means(classes)
            yield with_interval(about.kind, about.id, f"sd_of_{name}_means", name, spread_, name, *lacking)


def _of_observations(margin: _Margin, measure: Measure, values: Values, found: Moments) -> Iterator[Block]:
    """What is taken of the values of observations, or of single ratings."""
    about, level, wanted = measure.about, margin.question.level, margin.question.statistics
    unit = "rating" if about.kind == "component" else "observation"
    n_not = np.maximum(margin.n - found.n, 0) if unit == "observation" else None
    if "mean" in wanted:
        classes = margin.clusters.classes(about, "") if margin.clusters else None
        mean = _told(margin, mean_over_units(classes, level) if classes else mean_of_independent(found, level), classes)
        cluster = margin.cluster if classes else ""
        yield with_interval(about.kind, about.id, f"mean_of_{unit}s", unit, _within(mean, measure), cluster, n_not)
    if "sd" in wanted:
        yield with_interval(about.kind, about.id, f"sd_of_{unit}s", unit, standard_deviation(found), "", n_not)
    further = [name for name in ("median", "lowest", "highest") if name in wanted]
    held = spread(measure.counts, values, len(margin.cells)) if further else None
    for name in further:
        value = getattr(held, name)
        yield without_interval(about.kind, about.id, f"{name}_of_{unit}s", unit, value, found.n, n_not)


def _shrunken(margin: _Margin, measure: Measure, found: Moments) -> Block:
    """Shrunken means; where practitioners are known, each of them is one unit, since their sessions are alike."""
    about, people = measure.about, margin.units[UnitOfAnalysis.PRACTITIONER]
    classes = people.classes(about, "", named=True) if people else None
    means = shrunken_means(of_means(classes) if classes else found, margin.cells, margin.question.level)
    unit = UnitOfAnalysis.PRACTITIONER if classes else UnitOfAnalysis.OBSERVATION
    lacking = _lacking(margin, people, about, classes) if people and classes else ()
    return with_interval(about.kind, about.id, "shrunken_mean", unit.value, _within(means, measure), "", *lacking)


def _shares(margin: _Margin, measure: Measure, name: str, what: str) -> Iterator[Block]:
    """The shares of observations, and of practitioners where a criterion is judged."""
    about, level = measure.about, margin.question.level
    statistic = "met" if about.kind == "criterion" else "in_band"
    if UnitOfAnalysis.OBSERVATION in margin.question.units:
        n_of, n = shares(measure, what, len(margin.cells))
        classes = margin.clusters.classes(about, what) if margin.clusters else None
        known = share_over_units(classes, level) if classes else share_of_independent(n_of, n, level)
        share = _told(margin, known, classes)
        cluster = margin.cluster if classes else ""
        n_not = margin.n - n
        yield with_interval(
            about.kind, name, f"share_of_observations_{statistic}", "observation", share, cluster, n_not
        )
    if about.kind == "criterion" and UnitOfAnalysis.PRACTITIONER in _clustered_units(margin):
        yield _at_criterion(margin, measure.about)


def _at_criterion(margin: _Margin, about: About) -> Block:
    statistic, unit = "share_of_practitioners_at_criterion", UnitOfAnalysis.PRACTITIONER
    clusters = margin.units[unit]
    at = clusters.at_criterion(about.id, margin.question.standing) if clusters else None
    if clusters is None or at is None:
        return not_from_tallies(about.kind, about.id, statistic, unit.value, len(margin.cells))
    share = share_of_independent(at.n_at, at.n_judged, margin.question.level)
    lacking = _lacking(margin, clusters, about, clusters.classes(about, "met", named=True))
    return with_interval(about.kind, about.id, statistic, unit.value, share, "", *lacking)


def _lacking(
    margin: _Margin, clusters: Clusters, about: About, classes: SizeClasses | None
) -> tuple[Integers | None, Integers]:
    """How many observations of units with a name lack a value, where it is told; and how many name no unit."""
    if classes is None or about.kind == "component":
        return None, clusters.n_unnamed
    return margin.n - clusters.n_unnamed - classes.n_units, clusters.n_unnamed


def _clustered_units(margin: _Margin) -> tuple[UnitOfAnalysis, ...]:
    """The units of analysis above the observation that are asked for, and that groups can hold several of."""
    return tuple(
        unit
        for unit, clusters in margin.units.items()
        if unit in margin.question.units
        and unit.value not in margin.cells.names
        and (clusters is not None or (margin.withheld and unit is UnitOfAnalysis.PRACTITIONER))
    )


def _told(margin: _Margin, found: Intervals, classes: SizeClasses | None) -> Intervals:
    """Figures without their intervals, where tallies do not say what belongs together."""
    return found.without(NoInterval.NOT_FROM_TALLIES) if margin.withheld and classes is None else found


def _within(found: Intervals, measure: Measure) -> Intervals:
    """No end beyond what the measure can be."""
    low, high = measure.about.lowest, measure.about.highest
    return found.within(-np.inf if low is None else float(low), np.inf if high is None else float(high))
