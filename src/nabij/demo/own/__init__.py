"""A demonstration of one's own for each visitor: a copy of a small town, thrown away after a day."""
