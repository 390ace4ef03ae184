"""The plan written for other engines: what scores a page must be the same rule, and give the same number."""
