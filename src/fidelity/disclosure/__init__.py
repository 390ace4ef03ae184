"""What a table of few people must not tell: which figures are hidden, and the proof that they stay so."""
