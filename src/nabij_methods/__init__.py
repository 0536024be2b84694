"""Methods without field data: who is the same person, rounds, matching, estimates. Plain Python."""
