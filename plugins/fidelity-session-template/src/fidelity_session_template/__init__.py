"""A session checklist with a certificate that is earned and kept, as a plugin of fidelity to copy."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
