"""Pages of the people who work here."""
