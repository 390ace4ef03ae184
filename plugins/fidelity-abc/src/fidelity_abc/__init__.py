"""Attachment and Biobehavioral Catch-up: the standard for comments in the moment, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
