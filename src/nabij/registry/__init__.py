"""Residents: persons, households, addresses, consent, partner lists."""
