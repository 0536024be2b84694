"""Reads for the finder: the situation, the next step, the results. Nothing here touches the database."""
