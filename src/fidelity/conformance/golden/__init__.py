"""Golden cases: ratings with what must come of them, worked out beforehand and shipped beside the definition."""
