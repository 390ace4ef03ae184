"""Feedback on one visit: what went well, what to try next, where it stands, how it has gone, what was agreed."""
