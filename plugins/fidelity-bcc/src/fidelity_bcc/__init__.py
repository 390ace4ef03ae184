"""Treatment fidelity by design: the checklists of the NIH Behavior Change Consortium, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
