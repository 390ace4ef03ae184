"""How fast and how large: every figure is a ratio or a median, taken in one run on one machine."""
