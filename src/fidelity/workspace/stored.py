"""What the workspace holds, as it is read beside files."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.raters.as_rated import as_rated
from fidelity.raters.certificate import Certificate, certificates
from fidelity.records.observations import Stored, observations
from fidelity.records.policy import Policy
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings


def of_workspace(
    settings: Settings, wanted: bool = True, *, before_opening: bool = False
) -> tuple[Sequence[Stored], Sequence[Certificate], Policy | None]:
    """The records and certificates of the workspace, and its policy.

    Args:
        settings: What was said before the command.
        wanted: Whether the workspace is read at all; otherwise there is nothing.
        before_opening: Whether ratings are taken as they were before the raters of a visit could see each other's.

    Raises:
        UsageError: There is no workspace.
    """
    if not wanted:
        return (), (), None
    with open_workspace(settings, readonly=True) as workspace:
        stored = observations(workspace.store)
        if before_opening:
            stored = as_rated(stored, workspace.store.history)
        return stored, certificates(workspace.store), workspace.policy
