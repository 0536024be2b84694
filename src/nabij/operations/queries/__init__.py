"""Reads for running: digests of tables, labels of backups, places, and the checks."""
