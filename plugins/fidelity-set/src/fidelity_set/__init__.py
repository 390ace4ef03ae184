"""School-wide positive behaviour support: the School-wide Evaluation Tool 2.1, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
