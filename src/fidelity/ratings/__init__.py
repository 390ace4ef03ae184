"""The one table of ratings and its statuses, and how it is read."""
