"""School-wide positive behaviour support: the Benchmarks of Quality (revised), as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
