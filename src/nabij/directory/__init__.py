"""Organisations and what they offer: services, places, opening hours, freshness."""
