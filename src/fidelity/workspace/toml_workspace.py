"""What a `fidelity.toml` says of a workspace, of its codes and of how long records are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem
from fidelity.records.policy import CODES, Policy

STORE = "fidelity.sqlite"
"""The file that holds the records, unless the settings name another."""
GROUPS: dict[str, tuple[str, ...]] = {
    "workspace": ("name", "store", "by", "roster"),
    "codes": CODES,
    "retention": ("keep",),
}
"""The groups of settings of a workspace, and the settings in each."""
_EXAMPLES = {
    "name": '"Family service, north"',
    "store": f'"{STORE}"',
    "by": '"R1"',
    "roster": '"roster.csv"',
    "keep": '"5 years"',
    # Between single quotes a backslash is nothing but itself.
    **dict.fromkeys(CODES, "'[A-Z]{1,4}[0-9]{1,5}'"),
}


@attrs.frozen
class WorkspaceSettings:
    """What a `fidelity.toml` says of a workspace.

    Attributes:
        name: What forms and pages call it; empty where it has no name.
        store: The file that holds its records, seen from the settings.
        by: Who acts, unless somebody else is named; empty where nobody is.
        roster: The file that says who works where, seen from the settings; empty where there is none.
        policy: What codes look like, and how long records are kept.
    """

    name: str = ""
    store: str = STORE
    by: str = ""
    roster: str = ""
    policy: Policy = Policy()


def workspace_settings(whole: Mapping[str, object]) -> WorkspaceSettings | None:
    """What settings that are in order say of a workspace; None where they make none.

    Args:
        whole: The whole file, in which `workspace_problems` finds nothing.
    """
    if "workspace" not in whole:
        return None
    policy = Policy.of(_texts(whole, "codes"), _texts(whole, "retention").get("keep", ""))
    return WorkspaceSettings(**_texts(whole, "workspace"), policy=policy)


def workspace_problems(whole: Mapping[str, object]) -> Iterator[Problem]:
    """What is wrong with the settings of a workspace that are known by name.

    Args:
        whole: The whole file.
    """
    for name, keys in GROUPS.items():
        found, good = whole.get(name), _texts(whole, name)
        wrong = [key for key in keys if isinstance(found, Mapping) and key in found and key not in good]
        for key in wrong:
            help_ = f"write `{key} = {_EXAMPLES[key]}`"
            yield Problem("wrong-setting", f"`{key}` is not a text on one line", help_, (name, key))
    try:
        policy = Policy.of(_texts(whole, "codes"), _texts(whole, "retention").get("keep", ""))
    except InvalidRecord as error:
        yield from error.problems
        return
    by = _texts(whole, "workspace").get("by")
    if by:
        yield from (attrs.evolve(each, path=("workspace", "by")) for each in who_problems(by, policy))


def who_problems(code: str, policy: Policy) -> Iterator[Problem]:
    """What is wrong with the code of somebody who acts: it looks like that of neither a rater nor a practitioner.

    Who did something is never erased, so a name must not get there.

    Args:
        code: The code.
        policy: What codes look like.
    """
    found = [[*policy.code_problems({name: code})] for name in ("rater", "practitioner")]
    if all(found):
        message = f"`{code}` does not look like the code of somebody who acts here"
        yield attrs.evolve(found[0][0], message=message, path=())


def _texts(whole: Mapping[str, object], name: str) -> dict[str, str]:
    """The settings of one group that are known, and texts on one line."""
    group = whole.get(name)
    found = {key: group[key] for key in GROUPS[name] if key in group} if isinstance(group, Mapping) else {}
    return {key: each for key, each in found.items() if isinstance(each, str) and each.strip() and each.isprintable()}
