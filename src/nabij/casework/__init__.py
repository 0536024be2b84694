"""Working with a household from beginning to end: guidance, contacts, needs and plan."""
