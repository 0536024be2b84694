"""From pairs to children: which rows are one child, after what the machine may merge and a person decided."""
