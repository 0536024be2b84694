"""What can be done in the registry, one use case per function."""
