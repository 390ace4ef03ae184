"""What is still to be seen: who is due, which visits wait for a second rater, whose certificate ends."""
