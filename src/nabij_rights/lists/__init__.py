"""Every right for a whole list of households at once."""
