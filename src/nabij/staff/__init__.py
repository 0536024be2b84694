"""People who work here: accounts, roles, logging in."""
