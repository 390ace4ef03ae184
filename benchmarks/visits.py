"""Visits of a country's services as files: a definition of five-point items, and a table of records for each year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

Sites = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

N_COMPONENTS = 5
N_COACHES = 4
"""So many people of each site observe its practitioners."""
N_SITES_OF_A_SUPERVISOR = 4
"""A supervisor is the second observer of so many sites."""


@attrs.frozen
class Country:
    """How much there is to be added up.

    Attributes:
        n_sites: How many sites there are.
        n_practitioners: How many practitioners each of them has.
        n_visits: How often each of these is observed in a year.
        n_items: How many items are rated.
        n_years: For how many years.
        double: Which share of visits a second observer rates.
        cuts: The criterion's cut-off in each version of the definition; versions follow one another.
    """

    n_sites: int
    n_practitioners: int
    n_visits: int
    n_items: int
    n_years: int = 1
    double: float = 0.0
    cuts: tuple[int, ...] = (70,)

    @property
    def n_ratings(self) -> int:
        """How many ratings of items there are, without those of second observers."""
        return self.n_sites * self.n_practitioners * self.n_visits * self.n_items * self.n_years


COUNCILS = Country(32, 20, 12, 25, double=0.2)
"""32 councils, each visit of 25 items, every fifth seen by two: 230,000 ratings."""
SCHOOLS = Country(26_000, 3, 1, 45)
"""26,000 schools in one year, three visits each of 45 items: 3.5 million ratings."""
DECADE = Country(26_000, 3, 1, 45, 10, cuts=(70, 72, 75))
"""The same for ten years, in three versions: 35 million ratings."""


def write(country: Country, folder: Path) -> tuple[Sequence[Path], Sequence[Path]]:
    """Write definitions and records.

    Args:
        country: How many.
        folder: Where to.

    Returns:
        The definitions, one for each version; and the tables of records, one for each year.
    """
    definitions = [folder / f"{place}.yaml" for place in range(len(country.cuts))]
    for place, path in enumerate(definitions):
        path.write_text(_definition(country, place))
    tables = [folder / f"{year}.csv" for year in range(country.n_years)]
    for year, path in enumerate(tables):
        _records(country, year).to_csv(path, index=False)
    return definitions, tables


def _version(place: int) -> str:
    return f"{place + 1}.0"


def _definition(country: Country, place: int) -> str:
    items = range(country.n_items)
    subscales = [[f"i{item}" for item in items if item % N_COMPONENTS == part] for part in range(N_COMPONENTS)]
    return "\n".join(
        [
            f'schema: 1\nid: country\nversion: "{_version(place)}"\ntitle: Country\ncomponents:',
            *(f"  - {{id: c{part}, title: Component {part}}}" for part in range(N_COMPONENTS)),
            "assessable:\n  scales:\n    five:",
            *(f"      - {{code: {code}, label: L{code}, anchor: A{code}}}" for code in range(1, 6)),
            "  checklists:\n    - id: visit\n      title: Visit\n      rated_by: [coach]\n      items:",
            *(f"        - {{id: i{k}, component: c{k % N_COMPONENTS}, scale: five, text: T}}" for k in items),
            "      scores:",
            "        - id: total\n          rule: percent_of_possible\n          of: all",
            "          missing: {at_most: 2}",
            "          bands:",
            "            - {id: low, below: 50}",
            "            - {id: fair, at_least: 50, below: 70}",
            "            - {id: good, at_least: 70}",
            *(
                f"        - {{id: s{part}, rule: mean, of: [{', '.join(of)}], missing: {{at_most: 1}}}}"
                for part, of in enumerate(subscales)
            ),
            f"      criteria:\n        - {{id: at_criterion, all: [{{score: total, at_least: {country.cuts[place]}}}],"
            " source: made up}\n",
        ]
    )


def _records(country: Country, year: int) -> pd.DataFrame:
    rng = np.random.default_rng(year)
    n_people = country.n_sites * country.n_practitioners
    person = np.repeat(np.arange(n_people), country.n_visits)
    site = person // country.n_practitioners
    visit = np.arange(len(person))
    second = np.flatnonzero(rng.random(len(person)) < country.double)
    level = rng.normal(3.6, 0.4, len(person))
    first = np.clip(np.rint(level[:, None] + rng.normal(0, 1, (len(person), country.n_items))), 1, 5)
    other = np.clip(first[second] + rng.choice((-1, 0, 1), (len(second), country.n_items), p=(0.15, 0.7, 0.15)), 1, 5)
    rows = np.concatenate([visit, second])
    days = pd.Timestamp(2016 + year, 1, 1) + pd.to_timedelta(rng.integers(0, 365, len(person)), "D")
    of_second = np.arange(len(rows)) >= len(visit)
    facts = {
        "observation": [f"Y{year}V{each}" for each in rows.tolist()],
        "intervention": "country",
        "version": _version(year * len(country.cuts) // country.n_years),
        "checklist": "visit",
        "rater": np.where(of_second, _supervisors(site[rows]), _coaches(site[rows], rng)),
        "role": np.where(of_second, "supervisor", "coach"),
        "date": days.strftime("%Y-%m-%d").to_numpy()[rows],
        "practitioner": [f"P{each}" for each in person[rows].tolist()],
        "site": [f"S{each:05}" for each in site[rows].tolist()],
    }
    codes = np.concatenate([first, other]).astype(np.int64)
    return pd.DataFrame({**facts, **{f"i{item}": codes[:, item] for item in range(country.n_items)}})


def _coaches(site: Sites, rng: np.random.Generator) -> Names:
    """Who observes: any of the coaches of the site."""
    coach = site * N_COACHES + rng.integers(0, N_COACHES, len(site))
    return np.array([f"C{each}" for each in coach.tolist()], np.object_)


def _supervisors(site: Sites) -> Names:
    """Who observes as the second: the supervisor of the site."""
    return np.array([f"V{each}" for each in (site // N_SITES_OF_A_SUPERVISOR).tolist()], np.object_)
