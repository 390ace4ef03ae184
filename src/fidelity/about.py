"""What this package is called and which version of it this is."""

VERSION = "0.1.0"
"""The version of the engine; every score carries it. A test holds it equal to the distribution's."""
