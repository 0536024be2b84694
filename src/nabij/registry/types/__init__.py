"""Words, shapes and exceptions of the registry."""
