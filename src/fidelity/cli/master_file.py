"""Master ratings from a file: what the developers of a checklist send along with their videos."""

from __future__ import annotations

from pathlib import Path

from fidelity.cli.output import tell_problems
from fidelity.errors import HandInError
from fidelity.handins.checking import Checker
from fidelity.handins.reading import read_handin
from fidelity.handins.wide import Of
from fidelity.model.checklist import Checklist
from fidelity.records.entry import Kind, Record
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.observations import Stored
from fidelity.workspace.editions import Editions
from fidelity.workspace.input import read_bytes


def master_file(path: Path, edition: Edition, checklist: Checklist, editions: Editions) -> list[Stored]:
    """The master ratings of a file, whatever role it gives them, as if they were records.

    Args:
        path: The file: JSON, a sheet that was filled in, or a table of visits.
        edition: What a table of visits is of.
        checklist: The same checklist.
        editions: Finds definitions.

    Raises:
        HandInError: The file, or any rating in it, cannot be used.
    """
    sheets = read_handin(str(path), read_bytes(path), Of(edition, checklist))
    checker = Checker(editions)
    checked = [checker.check(sheet) for sheet in sheets]
    problems = [problem for each in checked for problem in each.problems]
    if problems:
        raise HandInError(problems)
    tell_problems(remark for each in checked for remark in each.remarks)
    return [_stored(each.observation) for each in checked if each.observation]


def _stored(observation: Observation) -> Stored:
    record = Record(
        id=observation.id,
        kind=Kind.OBSERVATION,
        content=as_content(observation),
        tips=(),
        n_revisions=0,
        made_by="",
        made_at="",
        changed_by="",
        changed_at="",
        locked=False,
        erased=False,
    )
    return Stored(record, observation)
