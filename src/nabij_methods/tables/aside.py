"""Opens a file in a process of its own, with little memory, little time and no settings or secrets of ours.

Whatever the file does there, the application gets a table or a reason.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from nabij_methods.tables import limits
from nabij_methods.tables.cells import Table, table_of
from nabij_methods.tables.container import is_workbook
from nabij_methods.tables.refusals import NotReadable, Refusal
from nabij_methods.tables.text_file import read_text


def read_file(content: bytes, name: str) -> Table:
    """Read a CSV or XLSX file. `name` is only looked at for its ending. Raises NotReadable."""
    kind = "xlsx" if is_workbook(content, name) else "text"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "nabij_methods.tables.aside", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.WAITING_SECONDS,
            env={"PYTHONPATH": os.pathsep.join(place for place in sys.path if place), "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotReadable(Refusal.TOO_SLOW) from None
    if done.returncode != 0:
        raise NotReadable(Refusal.TOO_SLOW if done.returncode < 0 else Refusal.DAMAGED)
    told = json.loads(done.stdout)
    if "refusal" in told:
        raise NotReadable(Refusal(told["refusal"]), row=told["row"])
    table = table_of(told)
    if not any(not cell.is_empty for line in table.lines for cell in line):
        raise NotReadable(Refusal.NO_ROWS)
    return table


def _limit_this_process() -> None:
    """Take away memory, time, and the right to write files; where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not on this system: the time limit of the parent stays
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main(kind: str) -> int:
    """Read standard input, write the table or the reason as JSON. The exit status is 0 for both."""
    _limit_this_process()
    content = sys.stdin.buffer.read(limits.BYTES + 1)
    try:
        if kind == "xlsx":
            from nabij_methods.tables.workbook import read_workbook

            told = read_workbook(content).as_json()
        else:
            told = read_text(content).as_json()
    except NotReadable as error:
        told = {"refusal": error.refusal.value, "row": error.row}
    except MemoryError:
        told = {"refusal": Refusal.UNPACKS_TOO_LARGE.value, "row": None}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
