"""Who is the same child on these lists, and why: rows, a normaliser, levels with reasons, groups, doors."""
