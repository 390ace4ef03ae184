"""School-wide positive behaviour support: the inventories TFI 2.1 and 3.0, as a plugin of fidelity."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
