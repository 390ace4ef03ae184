"""What can move between two versions of a checklist, and what cannot: found by comparing plans, not text."""
