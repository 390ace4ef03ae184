"""What tests of raters share."""

from tests.raters.double import store

__all__ = ["store"]
