"""The shape of what visitors send. Every form keeps what was typed and says what to do about a mistake."""
