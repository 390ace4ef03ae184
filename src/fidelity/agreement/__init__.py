"""Agreement: how far several raters of the same thing said the same, one family of statistics a file."""
