"""Run the benchmarks and print their tables. With ``--compare`` the comparator is installed first.

OpenFisca-Core (AGPL) is only compared with: it goes into an environment of its own under ``var/``, and none
of it is part of the product.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPARED_IN = ROOT / "var" / "compared"
COMPARATORS = ("OpenFisca-Core==46.0.1", "numpy>=2.2")


def main() -> int:
    """Run each benchmark in turn; a failing one makes the whole fail."""
    with_comparators = "--compare" in sys.argv
    python = _comparing_python() if with_comparators else Path(sys.executable)
    failed = _run(Path(sys.executable), "benchmarks.questions", "100")
    failed |= _run(python, "benchmarks.single_household", "40")
    failed |= _run(Path(sys.executable), "benchmarks.larger_catalogue")
    failed |= _run(Path(sys.executable), "benchmarks.web_pages")
    return failed


def _run(python: Path, module: str, *args: str) -> int:
    print(f"\n== {module}", flush=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    return subprocess.run([python, "-m", module, *args], cwd=ROOT, env=environment, check=False).returncode


def _comparing_python() -> Path:
    python = COMPARED_IN / "bin" / "python"
    if not python.exists():
        venv.create(COMPARED_IN, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *COMPARATORS], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
