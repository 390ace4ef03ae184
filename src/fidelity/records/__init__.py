"""The append-only store: what was recorded, by whom, when, and what became of it since."""
