"""Makes the environment of the project, from nothing but Python, its venv module and an internet connection.

Runs on whatever `python3` is there, so it keeps to the standard library and to what an old Python can read.
"""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = ENVIRONMENT / "nabij-stamp"
LOG = ROOT / "var" / "bootstrap.log"
OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 7)
ROOM_NEEDED_MB = {"run": 900, "test": 1500}


class Stop(Exception):
    """The set-up cannot go on; the message says what happened and what to do."""


def room_left_or_stop(needed_mb):
    """Stop when the disk has no room for the environment."""
    free_mb = shutil.disk_usage(ROOT).free // 2**20
    if free_mb < needed_mb:
        raise Stop(
            f"The disk is almost full: {free_mb} MB free and about {needed_mb} MB needed. "
            "Make room and start again; what was already done is kept."
        )


def explain_failure(output):
    """Return one sentence for what a failed installer said."""
    said = output.lower()
    if "no space left" in said or "disk quota" in said:
        return "The disk is full. Make room and start again; what was already done is kept."
    if "hash mismatch" in said or "do not match the hashes" in said:
        return (
            "A downloaded file is not the one we expect, so it was not used. Start again; "
            "if it stays, the connection changes files on the way: try another network."
        )
    if re.search(r"certificate|unknownissuer|ssl|tls", said):
        return (
            "The download failed because the secure connection was not trusted. If your organisation "
            "inspects traffic, set SSL_CERT_FILE to its certificate file and start again."
        )
    if "failed to build" in said or "build backend" in said:
        return f"Nabij itself could not be installed; the details are in {LOG.relative_to(ROOT)}."
    return (
        "The download failed. Check the internet connection (and HTTPS_PROXY, if you need one) "
        f"and start again; the details are in {LOG.relative_to(ROOT)}."
    )


def call(command):
    """Run an installer. Raises Stop with one sentence when it fails; what it said is kept in the log."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(done.stdout, encoding="utf-8")
        raise Stop(explain_failure(done.stdout))
    return done.stdout


def usable_python():
    """Return a Python that is new enough and can make environments. Raises Stop with the way out."""
    found_without_venv = None
    for name in (sys.executable, "python3.14", "python3.13", "python3.12", "python3.11"):
        path = shutil.which(name)
        if path is None:
            continue
        probe = "import sys; print('%d.%d' % sys.version_info[:2]); import venv, ensurepip; print('venv')"
        said = subprocess.run([path, "-c", probe], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        words = said.decode().split()
        if not words or tuple(int(part) for part in words[0].split(".")) < OLDEST_PYTHON:
            continue
        if len(words) > 1:
            return path
        found_without_venv = words[0]
    if found_without_venv:
        raise Stop(
            f"Python {found_without_venv} is here, but not its venv module. On Debian and Ubuntu: "
            "apt install python3-venv. Or install uv. Then start again."
        )
    raise Stop(
        "Nabij needs Python 3.11 or newer and this is {}.{}. Install a newer one "
        "(Debian 12 and Ubuntu 24.04 have it), or install uv, which brings its own. Then start again.".format(
            *sys.version_info[:2]
        )
    )


def version_of_uv(path):
    """Return the version of a uv as a tuple, (0,) when it does not tell."""
    said = subprocess.run(
        [path, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.decode()
    found = re.search(r"(\d+)\.(\d+)", said)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def find_uv():
    """Return the uv to use: the one that is installed, else our own of the version in the lock."""
    installed = shutil.which("uv")
    if installed and version_of_uv(installed) >= OLDEST_UV:
        return installed
    own = TOOLS / "bin" / "uv"
    lock = ROOT / "requirements" / "tools.txt"
    stamp = TOOLS / "nabij-stamp"
    if own.exists() and stamp.exists() and stamp.read_text() == digest(lock):
        return own
    python = usable_python()
    say("Making the tools environment …")
    call([python, "-m", "venv", "--clear", TOOLS])
    pip = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock])
    stamp.write_text(digest(lock))
    return own


def digest(*files):
    """Return one fingerprint of the contents of these files."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def wanted_stamp(kind):
    """Return what the stamp says when the environment of this kind is complete."""
    return "{} {}".format(kind, digest(ROOT / "requirements" / f"{kind}.txt", ROOT / "pyproject.toml"))


def make_environment(kind):
    """Bring `.venv` in line with the lock of this kind ("run" or "test"). Does nothing when it is.

    The environment for tests holds all that running needs, so it also serves for running.
    """
    standing = STAMP.read_text().splitlines() if STAMP.exists() else []
    enough = {wanted_stamp(kind), wanted_stamp("test")}
    if enough.intersection(standing) and (ENVIRONMENT / "bin" / "python").exists():
        return
    if any(line.startswith("test ") for line in standing):
        kind = "test"
    room_left_or_stop(ROOM_NEEDED_MB[kind])
    uv = find_uv()
    say(
        "Installing what Nabij needs (once; some 210 MB) …"
        if kind == "run"
        else "Installing the test tools …"
    )
    if STAMP.exists():
        STAMP.unlink()
    call([uv, "venv", "--quiet", "--allow-existing", "--python", ">=3.11", ENVIRONMENT])
    python = ENVIRONMENT / "bin" / "python"
    lock = ROOT / "requirements" / f"{kind}.txt"
    call([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock])
    call(
        [uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", python, "-e", ROOT]
    )
    STAMP.write_text(wanted_stamp(kind) + "\n")


def say(sentence):
    """Tell what is going on."""
    print(sentence, flush=True)


def main(kind):
    """Make the environment; return the exit status."""
    try:
        make_environment(kind)
    except Stop as stop:
        print(f"nabij: {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print("nabij: The disk is full. Make room and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nnabij: Stopped. Start again to go on where it was.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    os.chdir(str(ROOT))
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
