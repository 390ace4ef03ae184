"""The command line: one command a file, each of which parses, calls one function, and prints."""

from fidelity.cli.main import main

__all__ = ["main"]
