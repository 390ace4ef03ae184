"""The four words: what a definition claims for each component, and later what the data show."""
