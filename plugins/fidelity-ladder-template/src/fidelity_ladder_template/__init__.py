"""A rubric of seven steps that are built from yes and no, as a plugin of fidelity to copy."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
