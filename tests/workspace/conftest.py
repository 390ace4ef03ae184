"""The folder, the plugins and the commands that tests of the command line work with."""

from tests.cli.conftest import fidelity, here, install, recorded, site

__all__ = ["fidelity", "here", "install", "recorded", "site"]
