"""Evaluation: records of many visits, sites and editions brought together, and what may be said of them."""
