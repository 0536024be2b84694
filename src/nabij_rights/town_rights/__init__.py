"""A right of a town as data: read and checked, turned into a rule, and told in words."""
