"""What somebody gives to the command line: a file with one household, read with care."""
