"""Checks that read a definition and rate nothing."""
