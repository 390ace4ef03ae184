"""Blank forms out of a checklist: a page to fill in, paper, sheets."""
