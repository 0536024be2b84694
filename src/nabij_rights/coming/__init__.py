"""What changes in the coming months for a household, if nothing but the calendar changes."""
