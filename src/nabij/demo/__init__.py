"""The fictional town of Zonnedam. Never installed in production."""
