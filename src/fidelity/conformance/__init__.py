"""Whether a definition is right and complete: named checks, and golden cases that must come out as they say."""
