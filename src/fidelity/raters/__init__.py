"""Raters: who rated a visit, blind to whom, how far they agree, and whether they may rate at all."""
