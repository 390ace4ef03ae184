"""The id of an observation whose form made none, as sheets and tables do not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from unicodedata import normalize
from uuid import UUID, uuid5

from fidelity.records.observation import VISIT, Edition

_SPACE = UUID("5b0e6b9a-6a0c-4a55-9d5e-3f0f7c6c2d11")


def derived_id(edition: Edition, facts: Mapping[str, str]) -> str:
    """An id out of what was rated, by whom and in what role.

    So the same sheet handed in twice is one observation, and so is one that was handed in on paper and typed into a
    table; another visit is another one. A sheet that was changed in between has the same id and another content: that
    is a clash and is told, because a record is corrected with a reason and not by handing it in again.

    Args:
        edition: Which checklist was rated; its hashes do not matter.
        facts: The facts, the name of the visit among them.
    """
    said = [edition.intervention, edition.version, edition.checklist, edition.profile]
    said += [facts.get(name, "") for name in (VISIT, "rater", "role")]
    return str(uuid5(_SPACE, normalize("NFC", json.dumps(said, ensure_ascii=False))))
