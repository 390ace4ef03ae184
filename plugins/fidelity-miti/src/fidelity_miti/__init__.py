"""Motivational interviewing: the integrity codes MITI 4.2.1 and 3.1, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
