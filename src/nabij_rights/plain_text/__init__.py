"""Answers and the catalogue as plain text for a terminal."""
