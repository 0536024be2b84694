"""What would change for a population when amounts, the day or a rule of a town change."""
