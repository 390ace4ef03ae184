"""Cognitive therapy: the Cognitive Therapy Scale - Revised (CTS-R), as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
