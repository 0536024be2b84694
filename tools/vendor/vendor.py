"""Copies files of others into the project and checks that the copies are what the manifest says.

`copy` needs npm and is for maintainers; `check` needs nothing and runs with every `make check`.
"""

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WEB = ROOT / "src" / "nabij" / "web"
STATIC = WEB / "static" / "web" / "vendor"
LEAFLET = STATIC / "leaflet"
FONTS = WEB / "fonts"
JOURNEYS = ROOT / "tests" / "journeys" / "vendor"
MANIFEST = STATIC / "manifest.json"
NOTO = "@expo-google-fonts/noto-sans"

# package, file in the package, where to, licence of the file
COPIES = [
    ("bootstrap", "dist/css/bootstrap.min.css", STATIC, "MIT"),
    ("bootstrap", "dist/css/bootstrap.rtl.min.css", STATIC, "MIT"),
    ("leaflet", "dist/leaflet.js", LEAFLET, "BSD-2-Clause"),
    ("leaflet", "dist/leaflet.css", LEAFLET, "BSD-2-Clause"),
    ("leaflet", "LICENSE", LEAFLET, "BSD-2-Clause"),
    # Its style sheet names these pictures, and static storage wants each of them to be there.
    ("leaflet", "dist/images/layers.png", LEAFLET / "images", "BSD-2-Clause"),
    ("leaflet", "dist/images/layers-2x.png", LEAFLET / "images", "BSD-2-Clause"),
    ("leaflet", "dist/images/marker-icon.png", LEAFLET / "images", "BSD-2-Clause"),
    (NOTO, "400Regular/NotoSans_400Regular.ttf", FONTS, "OFL-1.1"),
    (NOTO, "700Bold/NotoSans_700Bold.ttf", FONTS, "OFL-1.1"),
    (f"{NOTO}-arabic", "400Regular/NotoSansArabic_400Regular.ttf", FONTS, "OFL-1.1"),
    (f"{NOTO}-arabic", "700Bold/NotoSansArabic_700Bold.ttf", FONTS, "OFL-1.1"),
    (NOTO, "LICENSE_FONT", FONTS, "OFL-1.1"),
    ("axe-core", "axe.min.js", JOURNEYS, "MPL-2.0"),
]
# Static storage follows this comment to a file that we do not ship, and stops.
_SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=[^\n]*)\n?")


@dataclass(frozen=True)
class Vendored:
    """One copied file."""

    path: str
    name: str
    version: str
    licence: str
    sha256: str


def copy() -> None:
    """Fetch the packages of package.json, copy the files and write the manifest."""
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=HERE, check=True)
    rows = []
    for package, file, target, licence in COPIES:
        source = HERE / "node_modules" / package
        version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
        content = (source / file).read_bytes()
        if can_name_a_map(file):
            content = _SOURCE_MAP.sub(b"\n", content)
        target.mkdir(parents=True, exist_ok=True)
        place = target / Path(file).name
        place.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        rows.append(Vendored(place.relative_to(ROOT).as_posix(), package, version, licence, digest))
    kept = [asdict(row) for row in sorted(rows, key=lambda row: row.path)]
    MANIFEST.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def can_name_a_map(file: str) -> bool:
    """Whether a file can name a source map."""
    return Path(file).suffix in {".js", ".css"}


def problems() -> list[str]:
    """Return a sentence for each copy that is missing, changed or not in the manifest."""
    rows = [Vendored(**row) for row in json.loads(MANIFEST.read_text(encoding="utf-8"))]
    listed = {row.path for row in rows}
    found = []
    for row in rows:
        file = ROOT / row.path
        if not file.exists():
            found.append(f"{row.path} is missing: run `make vendor`.")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != row.sha256:
            found.append(f"{row.path} is not the file of {row.name} {row.version} that the manifest names.")
    for folder in (STATIC, FONTS, JOURNEYS):
        for file in folder.rglob("*"):
            path = file.relative_to(ROOT).as_posix()
            if file.is_file() and file != MANIFEST and path not in listed:
                found.append(
                    f"{path} is not in the manifest: name it in tools/vendor/vendor.py and run `make vendor`."
                )
    return found


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status."""
    if arguments == ["copy"]:
        copy()
        return 0
    if arguments == ["check"]:
        found = problems()
        print("\n".join(found) if found else "Vendored files are as the manifest says.")
        return 1 if found else 0
    print("usage: vendor.py copy|check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
