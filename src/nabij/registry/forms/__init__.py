"""Shapes of what is typed in the registry."""
