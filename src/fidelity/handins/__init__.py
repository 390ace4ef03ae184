"""Filled-in forms that come back: opened with care, read, and checked against the checklist that they were made for."""
