"""A checklist compiled: the algebra of its scores, one state of them in fractions, and columns of states."""
