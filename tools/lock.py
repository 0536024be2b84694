"""Renews the locks of requirements/ and checks that they hold no address and belong to pyproject.toml.

python3 tools/lock.py          renew (needs an internet connection)
python3 tools/lock.py check    check, offline
"""

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bootstrap

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
WANTED = {
    "run": ["pyproject.toml", "--extra", "web", "--extra", "lists", "--extra", "rounds"],
    "test": [
        "pyproject.toml",
        "--extra",
        "web",
        "--extra",
        "scale",
        "--extra",
        "linkage",
        "--extra",
        "rounds",
        "--extra",
        "vroom",
        "--group",
        "test",
        "-c",
        "requirements/run.txt",
    ],
    "tools": ["requirements/tools.in"],
}
FLAGS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-header", "--quiet", "--upgrade"),
]
_ADDRESS = re.compile(r"https?://|^\s*--(extra-)?index-url|^\s*--find-links", re.MULTILINE)


def mark(kind: str) -> str:
    """Return the first line of a lock: a fingerprint of what was asked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked: list[object] = [project["project"]["dependencies"], project["project"]["optional-dependencies"]]
    if kind == "test":
        asked.append(project["dependency-groups"])
    if kind == "tools":
        asked = [(LOCKS / "tools.in").read_text(encoding="utf-8")]
    return (
        f"# Made by `make lock`; do not edit. {hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]}"
    )


def renew() -> None:
    """Resolve everything again, to the newest versions that pyproject.toml allows."""
    uv = bootstrap.find_uv()
    for kind, asked in WANTED.items():
        lock = LOCKS / f"{kind}.txt"
        bootstrap.call([uv, "pip", "compile", *asked, *FLAGS, "-o", lock])
        lock.write_text(f"{mark(kind)}\n{lock.read_text(encoding='utf-8')}", encoding="utf-8")


def problems() -> list[str]:
    """Return a sentence for each lock that is stale or holds an address."""
    found = []
    for kind in WANTED:
        content = (LOCKS / f"{kind}.txt").read_text(encoding="utf-8")
        if not content.startswith(mark(kind) + "\n"):
            found.append(f"requirements/{kind}.txt is older than pyproject.toml: run `make lock`.")
        if _ADDRESS.search(content):
            found.append(f"requirements/{kind}.txt names an address: run `make lock`.")
    return found


def main(arguments: list[str]) -> int:
    """Renew, or check; return the exit status."""
    if not arguments:
        try:
            renew()
        except bootstrap.Stop as stop:
            print(f"nabij: {stop}", file=sys.stderr)
            return 1
        return 0
    found = problems()
    print("\n".join(found) if found else "The locks belong to pyproject.toml and hold no address.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
