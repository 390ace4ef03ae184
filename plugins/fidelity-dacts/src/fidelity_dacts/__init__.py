"""Assertive Community Treatment: the Dartmouth scale (DACTS), as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
