"""What is inside a backup: the manifest, the dump of the database, the files."""

import gzip
import json
import shutil
import tarfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nabij.operations.actions.dumps import dump_name
from nabij.operations.queries.labels import sha256
from nabij.operations.queries.places import files_in
from nabij.operations.types import DamagedBackup, FileDigest, Manifest

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An opened backup, verified against its own manifest."""

    manifest: Manifest
    folder: Path

    @property
    def dump(self) -> Path:
        """Return the dump of the database."""
        return self.folder / dump_name(self.manifest.vendor)


def digest_of(file: Path) -> FileDigest:
    """Return size and hash of a file."""
    return FileDigest(size=file.stat().st_size, sha256=sha256(file))


def packed(manifest: Manifest, dump: Path, files: Mapping[str, Path]) -> Callable[[BinaryIO], None]:
    """Return what writes the archive to a stream. `files` are those of the manifest, by their name in it."""

    def write(out: BinaryIO) -> None:
        with (
            gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as smaller,
            tarfile.open(fileobj=smaller, mode="w|", format=tarfile.PAX_FORMAT) as archive,
        ):
            noted = dump.with_name(MANIFEST)
            noted.write_text(json.dumps(manifest.as_json()), encoding="utf-8")
            archive.add(noted, MANIFEST, recursive=False)
            archive.add(dump, dump.name, recursive=False)
            for name in manifest.files:
                archive.add(files[name], name, recursive=False)

    return write


def files_to_keep(folders: Mapping[str, Path]) -> dict[str, Path]:
    """Return every file that goes with the database, by its name in the archive."""
    return {
        f"{name}/{file.relative_to(folder).as_posix()}": file
        for name, folder in sorted(folders.items())
        for file in files_in(folder)
    }


def _take_out(archive: Path, folder: Path) -> None:
    """Unpack plain files below a folder, and nothing else.

    By hand, because Python 3.11.2 of Debian 12 does not have the filter of `extractall` yet.
    """
    with tarfile.open(archive, mode="r|gz") as opened:
        for member in opened:
            target = (folder / member.name).resolve()
            if not member.isfile() or not target.is_relative_to(folder.resolve()):
                raise tarfile.TarError(f"{member.name!r} is not a file of a backup")
            inside = opened.extractfile(member)
            assert inside is not None
            target.parent.mkdir(parents=True, exist_ok=True)
            with inside, target.open("wb") as out:
                shutil.copyfileobj(inside, out)


def unpack(archive: Path, folder: Path) -> Unpacked:
    """Unpack an archive and compare every part with the manifest. Raises DamagedBackup."""
    try:
        _take_out(archive, folder)
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest.from_json(read)
    except (
        tarfile.TarError,
        EOFError,
        zlib.error,
        gzip.BadGzipFile,
        KeyError,
        TypeError,
        ValueError,
    ) as error:
        raise DamagedBackup(
            f"What is inside {archive.name} cannot be read ({error}). Nothing was changed. "
            "Take an earlier backup."
        ) from None
    unpacked = Unpacked(manifest, folder)
    wanted = {**manifest.files, unpacked.dump.name: manifest.dump}
    for name, digest in wanted.items():
        if not (folder / name).is_file() or digest_of(folder / name) != digest:
            raise DamagedBackup(
                f"{name} inside the backup is not what its manifest says. Nothing was changed. "
                "Take an earlier backup."
            )
    return unpacked
