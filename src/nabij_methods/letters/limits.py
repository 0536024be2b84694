"""How much of a letter we are willing to open. A photo of a telephone or a scan is below all of these."""

BYTES = 15 * 1024 * 1024
PIXELS = 60_000_000
"""Points of a photo before it is made smaller; a telephone takes 12 to 50 million."""
LONGEST_SIDE = 3_000
"""Points of the longest side of the photo that is kept: a letter on A4 stays readable."""
QUALITY = 85
PAGES = 60
PARTS = 20_000
"""Objects of one PDF."""
SECONDS = 20
"""Of processor time. `WAITING_SECONDS` is by the clock, for a machine that is busy with other work."""
WAITING_SECONDS = 40
MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of the process that opens the file."""
