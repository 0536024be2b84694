"""Run the benchmarks and print their tables. With ``--compare`` the comparators are installed first.

OpenFisca-Core and PolicyEngine-Core (AGPL) are only compared with: each goes into an environment of its own
under ``var/compared``, since they ask for other versions of the same packages, and none of it is part of the
product. ``--only NAME ...`` runs one benchmark, with everything that follows as its arguments.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPARED_IN = ROOT / "var" / "compared"
COMPARATORS = {
    "openfisca": ("OpenFisca-Core==46.0.1", "numpy>=2.2"),
    "policyengine": ("policyengine-core==3.33.12", "numpy>=2.2"),
}
BENCHMARKS = {
    "questions": ("100",),
    "single_household": ("40",),
    "larger_catalogue": (),
    "many_households": ("100000",),
    "web_pages": (),
    "linkage": ("3",),
    "rounds": (),
}
"""Each benchmark, and its arguments when all of them run."""


def main() -> int:
    """Run each benchmark in turn; a failing one makes the whole fail."""
    arguments = sys.argv[1:]
    compared = {name: installed(name) for name in COMPARATORS} if "--compare" in arguments else {}
    wanted = [(name, BENCHMARKS[name]) for name in BENCHMARKS]
    if "--only" in arguments:
        name, *rest = [one for one in arguments[arguments.index("--only") + 1 :] if one != "--compare"]
        wanted = [(name, tuple(rest))]
    failed = 0
    for name, given in wanted:
        # The single household is worked out by both engines in one process.
        is_inside = name == "single_household" and "openfisca" in compared
        python = compared["openfisca"] if is_inside else Path(sys.executable)
        failed |= _run(python, f"benchmarks.{name}", given, compared)
    return failed


def _run(python: Path, module: str, arguments: tuple[str, ...], compared: dict[str, Path]) -> int:
    print(f"\n== {module}", flush=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    environment |= {f"BENCH_{name.upper()}": str(path) for name, path in compared.items()}
    return subprocess.run(
        [python, "-m", module, *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


def installed(name: str) -> Path:
    """The interpreter that has this comparator, which is installed when it is not there yet."""
    folder = COMPARED_IN / name
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *COMPARATORS[name]], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
