"""An intervention from a document: part by part, so that one mistake hides no other."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.canonical import digest
from fidelity.definition.checklists import checklist_maker
from fidelity.definition.interfaces import about, companion, component, doing, exemptions, learning, source, teaching
from fidelity.definition.log import log_of
from fidelity.definition.part import Broken, Part
from fidelity.definition.profiles import profile_maker
from fidelity.definition.scales import scales
from fidelity.definition.tree import Tree
from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention, intervention_problems
from fidelity.model.companion import companion_problems
from fidelity.model.exemption import exemption_problems
from fidelity.model.identifier import identifier_problems
from fidelity.problems import Problem


def built(tree: Tree, shape: Iterable[Problem]) -> tuple[Intervention | None, tuple[Problem, ...]]:
    """An intervention, and what stands against it beyond its shape.

    What can be built is built, so that the rest can be held against it.

    Args:
        tree: The document; a mapping.
        shape: What the reader and the schema found; paths begin at its root.

    Returns:
        The intervention, or None where anything is wrong; and the problems found here, without places.
    """
    known = tuple(shape)
    log = log_of(known)
    root = Part(tree.value if isinstance(tree.value, dict) else {}, (), log)
    components = root.list_of("components", component)
    teaches = teaching(root.inner("teachable"))
    learns = learning(root.inner("learnable"))
    does = doing(root.inner("doable"))
    assesses = _assessing(root)
    for problem in intervention_problems(components, teaches, learns, does, assesses, log.lost()):
        log.report(log.in_document(problem))
    exempt = exemptions(root.inner("expected_failures"))
    log.report(*exemption_problems(exempt))
    log.report(*_identity(root, assesses))
    if not known and not log.problems:
        # Never nothing without a reason, should schema and builders ever disagree.
        log.report(*(Problem("bad-value", "this part cannot be understood", "", path) for path in log.broken[:1]))
    if known or log.problems:
        return None, tuple(log.problems)
    intervention = Intervention(
        id=root.name(),
        version=root.name("version"),
        title=root.name("title"),
        source=source(root.inner("source")),
        about=about(root.inner("about")),
        components=components,
        teachable=teaches,
        learnable=learns,
        doable=does,
        assessable=assesses,
        text_hash=digest(tree.value),
        exemptions=exempt,
    )
    return intervention, ()


def _identity(root: Part, assesses: Assessing) -> Iterable[Problem]:
    """What is wrong with the intervention's own id, or with naming it where another is meant."""
    try:
        owner = root.name()
    except Broken:
        owner = ""
    companions = map(root.log.in_document, companion_problems(assesses.companions, owner))
    return (*(identifier_problems(owner) if owner else ()), *companions)


def _assessing(root: Part) -> Assessing:
    part = root.inner("assessable")
    known = scales(part.inner("scales") if part else None)
    checklists = part.list_of("checklists", checklist_maker(known)) if part else ()
    written = [each.value.get("id") for _, each in part.parts("checklists")] if part else []
    names = [name if isinstance(name, str) else "" for name in written]
    profiles = root.list_of("profiles", profile_maker(known, names))
    return Assessing(checklists, profiles, part.list_of("companions", companion) if part else ())
