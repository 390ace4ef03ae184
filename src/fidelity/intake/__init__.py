"""Files, folders and records brought together: ratings by edition, and everything told that was taken for granted."""
