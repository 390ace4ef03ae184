"""Define an intervention, score how it is delivered, and learn from the result."""
