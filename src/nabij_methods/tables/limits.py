"""How much of a file we are willing to read. A list of families of one town is far below all of these."""

BYTES = 10 * 1024 * 1024
UNPACKED_BYTES = 100 * 1024 * 1024
RATIO = 100
"""How many times larger a part of an XLSX may get when it is unpacked."""
PARTS = 1_000
ROWS = 50_000
COLUMNS = 200
CELL_CHARACTERS = 5_000
SECONDS = 8
"""Of processor time. `WAITING_SECONDS` is by the clock, for a machine that is busy with other work."""
WAITING_SECONDS = 20
MEMORY_BYTES = 640 * 1024 * 1024
"""Address space of the reading process: Python itself takes about half."""
