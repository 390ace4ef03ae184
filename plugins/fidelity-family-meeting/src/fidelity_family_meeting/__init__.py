"""The family meeting: a structured meeting of a family and those who help it, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
