"""The commands for people who work in Python: the same figures, as data frames."""
