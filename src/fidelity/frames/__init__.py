"""The commands for people who work in Python: the same figures, as data frames."""

from fidelity.errors import FidelityError
from fidelity.frames.codebook import codebook
from fidelity.frames.figures import aggregate, combine
from fidelity.frames.raters import generalize, items, rater_agreement, severity
from fidelity.frames.records import Records, load, read
from fidelity.frames.scores import rescore, score
from fidelity.frames.tallies import Tallies, read_tallies, tallies
from fidelity.plan.definition import Definition

__all__ = (
    "Definition",
    "FidelityError",
    "Records",
    "Tallies",
    "aggregate",
    "codebook",
    "combine",
    "generalize",
    "items",
    "load",
    "rater_agreement",
    "read",
    "read_tallies",
    "rescore",
    "score",
    "severity",
    "tallies",
)
