"""Publishing: estimates together with the counts behind them, so that nothing small can be worked out from a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.disclosure.of_estimates import MEASURE, Published, Suppressed, suppress
from fidelity.disclosure.settings import Disclosure
from fidelity.evaluation.aggregating import Edition
from fidelity.evaluation.ledger import Entry
from fidelity.tally.cells import Cells
from fidelity.tally.clusters import Clusters
from fidelity.tally.cube import Measure
from fidelity.tally.estimates import NOT_SAID
from fidelity.tally.moments import Moments
from fidelity.tally.question import Question, UnitOfAnalysis
from fidelity.tally.shrinking import of_means
from fidelity.tally.values import judged, moments, values_of

Columns = Mapping[str, npt.NDArray[Any]]
_OF_ONE = tuple(f"{end}_of_{units}" for end in ("lowest", "highest") for units in ("observations", "ratings"))
"""The statistics that are the value of one unit."""
_CLOSE = 1e-9


def publishable(
    table: pd.DataFrame,
    editions: Sequence[Edition],
    question: Question,
    setting: Disclosure,
    earlier: Sequence[Entry] = (),
    *,
    remembered: bool = True,
) -> tuple[Suppressed, Published]:
    """A table without what it must not tell, and what is to be remembered of it for the next one.

    The lowest and the highest value are of one visit, so these are always hidden.

    Args:
        table: The estimates.
        editions: The counts that they were made of.
        question: What was asked.
        setting: What may be shown.
        earlier: Tables that are out already and can be compared, from old to new.
        remembered: Whether a ledger is kept. Where it is not and everything is shown, nobody needs the counts, which
            take as long as the figures.
    """
    keys = ["version", "profile", "source", *question.by]
    measured, sized = [], []
    for edition in editions if remembered or not setting.is_off else ():
        measured += [*_measured(edition, question)]
        sized += [*_sized(edition, question)]
    published = Published(table, _frame(measured, [*keys, *MEASURE]), _frame(sized, keys))
    every = dict.fromkeys([*keys, *(key for entry in earlier for key in entry.keys)])
    found = suppress(published, [*every], setting, [entry.published for entry in earlier], _OF_ONE)
    return found, attrs.evolve(published, table=found.table)


def _frame(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*columns])


def _measured(edition: Edition, question: Question) -> Iterator[pd.DataFrame]:
    """What the units of each measure divide into: a frame of the finest groups, and of totals that are less."""
    finest, *totals = question.margins()
    margins = [_Margin.of(edition, by, question) for by in (finest, *totals)]
    for place, measure in enumerate(margins[0].measures):
        for unit in _units(measure, question):
            found = [(margin, margin.columns(margin.measures[place], unit)) for margin in margins]
            # Where the groups are sites themselves, only totals over them have figures of sites.
            known = [(margin, part) for margin, part in found if part is not None]
            for name in _names(measure) if known else ():
                yield from _less(known, {"kind": measure.about.kind, "measure": name, "unit": unit})


def _units(measure: Measure, question: Question) -> Iterator[str]:
    """The units of analysis of which a table has figures of a measure."""
    if UnitOfAnalysis.OBSERVATION in question.units or question.shrunken:
        yield "rating" if measure.about.kind == "component" else UnitOfAnalysis.OBSERVATION.value
    yield UnitOfAnalysis.PRACTITIONER.value
    if measure.about.kind not in ("criterion", "band"):
        yield UnitOfAnalysis.SITE.value


def _names(measure: Measure) -> tuple[str, ...]:
    """What a table calls a measure; of bands each is called by itself, and all are counted together."""
    about = measure.about
    return tuple(f"{about.id}:{band}" for band in judged(measure)) if about.kind == "band" else (about.id,)


def _sized(edition: Edition, question: Question) -> Iterator[pd.DataFrame]:
    """How many observations and practitioners there are."""
    finest, *totals = question.margins()
    margins = [_Margin.of(edition, by, question) for by in (finest, *totals)]
    yield from _less([(margin, margin.sizes()) for margin in margins], {})


@attrs.frozen(eq=False)
class _Margin:
    """The counts of one edition in one grouping.

    Attributes:
        edition: The edition.
        by: The columns of the grouping.
        cells: The groups.
        measures: What was counted in them.
        n: How many observations each group holds.
        clusters: The practitioners and sites of each group, where these are known and are not the groups themselves.
        question: What was asked.
    """

    edition: Edition
    by: tuple[str, ...]
    cells: Cells
    measures: tuple[Measure, ...]
    n: npt.NDArray[np.int64]
    clusters: Mapping[str, Clusters | None]
    question: Question

    @classmethod
    def of(cls, edition: Edition, by: tuple[str, ...], question: Question) -> _Margin:
        """The counts of an edition in a grouping."""
        cube = edition.counted.cube.by(by)
        n = cube.of_kind("observations")[0].counts.totals(len(cube.cells))
        names = ("practitioner", "site")
        clusters = {name: None if name in by else edition.counted.clusters(by, name) for name in names}
        return cls(edition, by, cube.cells, cube.of_kind(*question.kinds), n, clusters, question)

    def keys(self) -> dict[str, npt.NDArray[np.object_]]:
        """The columns of the groups; an empty text stands for a total."""
        made, n = self.edition.made, len(self.cells)
        found = {
            "version": np.full(n, " + ".join(made.versions), object),
            "profile": np.full(n, made.profile, object),
        }
        for name in ("source", *self.question.by):
            texts = self.cells.texts(name) if name in self.by else np.full(n, "", object)
            found[name] = np.where(texts == "", NOT_SAID, texts) if name in self.by else texts
        return found

    def sizes(self) -> Columns:
        """How many observations and practitioners each group holds.

        Nobody knows of how many practitioners those observations are that name none, so these count as of one.
        """
        people = self.clusters["practitioner"]
        return {"n_observations": self.n} | (
            {"n_practitioners": people.n_named + (people.n_unnamed > 0)} if people else {}
        )

    def columns(self, measure: Measure, unit: str) -> Columns | None:
        """What the units of a measure divide into; None where they are not known."""
        if unit in ("observation", "rating"):
            return self._of_observations(measure)
        clusters = self.clusters[unit]
        if clusters is None:
            return None
        if measure.about.kind == "criterion":
            at = clusters.at_criterion(measure.about.id, self.question.standing)
            return None if at is None else {"n_at": at.n_at, "n_below": at.n_judged - at.n_at}
        classes = None if measure.about.kind == "band" else clusters.classes(measure.about, "", named=True)
        if classes is None:
            return None
        means = of_means(classes)
        # Sites are no people: what a mean over sites may show depends on the observations in it.
        n = means.n if unit == "practitioner" else moments(measure.counts, values_of(measure, ""), len(self.cells)).n
        return {"n_with": n, **_amounts(means, measure)}

    def _of_observations(self, measure: Measure) -> Columns:
        """Verdicts, bands, ends of a scale; else how many have a value, and what they gained of their scale."""
        if measure.about.kind in ("criterion", "band"):
            return {
                f"n_{place}": measure.counts.of_level(measure.levels.index(level), len(self.cells))
                for place, level in enumerate(judged(measure))
            }
        sums = moments(measure.counts, values_of(measure, ""), len(self.cells))
        return {"n_with": sums.n, **_amounts(sums, measure)}


def _amounts(sums: Moments, measure: Measure) -> Columns:
    """What each group's units gained of their scale, and what they lost, as shares that add up to how many they are."""
    values = values_of(measure, "")
    known = [float(Fraction(int(each), values.denominator)) for each in values.numerators[values.has].tolist()]
    about = measure.about
    low = min(known, default=0.0) if about.lowest is None else float(about.lowest)
    high = max(known, default=1.0) if about.highest is None else float(about.highest)
    if high <= low:
        return {}
    total = np.array([float(Fraction(int(each), sums.denominator)) for each in sums.total.tolist()])
    gained = np.clip((total - sums.n * low) / (high - low), 0, sums.n)
    return {"gained": gained, "lost": sums.n - gained}


def _less(parts: Sequence[tuple[_Margin, Columns]], said: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """The finest groups, and of the totals those that are less than the sum of these."""
    (margin, first), *others = parts
    finest = pd.DataFrame({**margin.keys(), **said, **first})
    yield finest
    for coarse, part in others:
        total = pd.DataFrame({**coarse.keys(), **said, **part})
        keys, names = [*coarse.by], [name for name in part if name in first]
        beside = total.merge(
            finest.groupby(keys, as_index=False)[names].sum(), on=keys, how="left", suffixes=("", "_sum")
        )
        apart = [(beside[name] - beside[f"{name}_sum"]).abs() > _CLOSE * (1 + beside[name].abs()) for name in names]
        yield total[np.logical_or.reduce(apart)] if apart else total.iloc[:0]
