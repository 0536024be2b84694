"""Prepares the demonstration and serves it until Ctrl-C. A step is skipped when nothing it reads changed."""

import errno
import hashlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools import languages

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
LOCK = ROOT / "requirements" / "run.txt"
DATA = Path(os.environ.get("NABIJ_DATA_DIR", ROOT / "var")).resolve()
STAMPS = DATA / "stamps"
HOST = "127.0.0.1"
SECONDS_TO_START = 180
SECONDS_TO_STOP = 20
LEAST_ROOM_MB = 50
EXAMPLE_TOWN = "example-town"


class Stop(Exception):
    """The start cannot go on; the message says what happened and what to do."""


def free_port_or_stop(text: str) -> int:
    """Return the port to serve on. Raises Stop when it is no port, or taken, or not ours to use."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Stop(f"PORT is a number from 1 to 65535, not {text!r}. For instance: make run PORT=8001.")
    port = int(text)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Stop(
                    f"Port {port} is kept for the administrator. For instance: make run PORT=8000."
                ) from None
            raise Stop(
                f"Port {port} is taken by another program, perhaps an earlier start of Nabij. "
                f"Stop that one, or take another port: make run PORT={port + 1 if port < 65535 else 8001}."
            ) from None
    return port


def room_left_or_stop() -> None:
    """Raise Stop when the disk has no room for the database."""
    kept_on = os.statvfs(DATA)
    if kept_on.f_bavail * kept_on.f_frsize < LEAST_ROOM_MB * 2**20:
        raise Stop("The disk is full. Make room and start again.")


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Return what changes when one of these files or words changes."""
    total = hashlib.sha256(" ".join(words).encode())
    for file in sorted(files):
        seen = file.stat()
        total.update(f"{file} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return total.hexdigest()


def nabij(*arguments: str) -> None:
    """Run one management command. Raises Stop with the last thing it said."""
    done = subprocess.run(
        [sys.executable, "-m", "nabij", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == 0:
        return
    said = (done.stderr or done.stdout).strip().splitlines() or ["(it said nothing)"]
    if "No space left" in done.stderr or "disk is full" in done.stderr:
        raise Stop("The disk is full. Make room and start again.")
    (DATA / "start.log").write_text(done.stderr, encoding="utf-8")
    raise Stop(f"`nabij {arguments[0]}` failed: {said[-1]} (all of it: {DATA / 'start.log'})")


def step(name: str, mark: Callable[[], str], sentence: str, *command: str) -> None:
    """Run the command of a step, unless what it reads and makes is as an earlier start left it."""
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text(encoding="utf-8") == mark():
        return
    print(sentence, flush=True)
    nabij(*command)
    stamp.write_text(mark(), encoding="utf-8")


def database() -> str:
    """Return the mark of a database with all its tables; another database file is another mark."""
    file = DATA / "nabij.sqlite3"
    place = os.environ.get("NABIJ_DATABASE_URL") or (file.stat().st_ino if file.exists() else "not there")
    return fingerprint([*SOURCE.glob("nabij/*/migrations/*.py"), LOCK], str(place))


def town() -> str:
    """Return the mark of the fictional town."""
    return fingerprint(SOURCE.glob("nabij/demo/**/*.py"), database())


def static_files() -> str:
    """Return the mark of the collected static files."""
    sources = [file for file in SOURCE.glob("nabij/*/static/**/*") if file.is_file()]
    return fingerprint([*sources, LOCK], str((DATA / "static" / "staticfiles.json").exists()))


def prepare(*, debug: bool) -> None:
    """Translations, database, the fictional town, static files."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    room_left_or_stop()
    languages.compile_changed()
    step("database", database, "Preparing the database …", "migrate", "--verbosity", "0")
    step("town", town, "Loading the fictional town of Zonnedam …", "load_demo")
    if not debug:
        collect = ["collectstatic", "--no-input", "--clear", "--verbosity", "0"]
        step("static", static_files, "Preparing the style sheets and images …", *collect)


def server_command(port: int, *, debug: bool) -> list[str]:
    """Return the command that serves the pages."""
    if debug:
        return [sys.executable, "-m", "nabij", "runserver", "--nostatic", f"{HOST}:{port}"]
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    # Without the kill timeout a server that is stopped in its first seconds hangs.
    settings = ["--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "3"]
    return [*granian, *settings, "--log-level", "warning", "nabij.config.wsgi:application"]


def answers(port: int) -> bool:
    """Tell whether the server gives its health page."""
    try:
        with urlopen(f"http://{HOST}:{port}/health", timeout=5) as page:
            return bool(page.status == 200)
    except (URLError, OSError):
        return False


def wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Return when pages are served. Raises Stop when the server ends by itself or takes too long."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Stop("The server did not start; what it said stands above.")
        if answers(port):
            return
        time.sleep(0.05)
    raise Stop(f"The server did not answer within {SECONDS_TO_START} seconds.")


def invite(port: int) -> None:
    """Print where to look and how to log in."""
    print(f"\nNabij runs on http://{HOST}:{port}/   (Ctrl-C stops it)", flush=True)
    accounts = DATA / "demo-accounts.json"
    if accounts.exists():
        for account in json.loads(accounts.read_text(encoding="utf-8")):
            print(
                f"  at work: http://{HOST}:{port}/nl/werk/ with {account['email']} and {account['password']}"
            )
        print("  after the password, the code for the second step appears in this terminal")
    if own_towns():
        print(f"  for each visitor a town of their own: http://{HOST}:{port}/nl/proef/")
    print(flush=True)


def families() -> "subprocess.Popen[bytes]":
    """Begin to open the 950 families of the town, while the first pages are looked at already."""
    command = [sys.executable, "-m", "nabij", "load_demo", "--whole"]
    with (DATA / "families.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=log, stderr=log)


def make_example_town() -> None:
    """Make the town that visitors get a copy of, in a data folder of its own; the one of before serves on."""
    kept, made = DATA / "own-demo-template", DATA / "own-demo-template.new"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    secret = os.environ.get("NABIJ_SECRET_KEY") or (DATA / "secret-key").read_text(encoding="ascii")
    here = {"NABIJ_DATA_DIR": str(made), "NABIJ_SECRET_KEY": secret, "NABIJ_OWN_DEMO": "0"}
    given = {name: value for name, value in os.environ.items() if name != "NABIJ_DATABASE_URL"}
    for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "-m", "nabij", *command],
            cwd=ROOT,
            env={**given, **here},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    (made / "demo-accounts.json").unlink()  # nobody needs a password there
    with closing(sqlite3.connect(made / "nabij.sqlite3")) as town:
        town.execute("VACUUM")
        town.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in the one file that is copied
    shutil.rmtree(kept, ignore_errors=True)
    made.rename(kept)


def own_towns() -> bool:
    """Tell whether each visitor may have a town of their own (decision 0038)."""
    return os.environ.get("NABIJ_OWN_DEMO") == "1"


def example_town_lacks() -> bool:
    """Tell whether the town that visitors get a copy of is not there, or of an older release."""
    stamp = STAMPS / "example-town"
    stands = (DATA / "own-demo-template" / "nabij.sqlite3").exists() and stamp.exists()
    return not stands or stamp.read_text(encoding="utf-8") != example_town()


def example_town() -> str:
    """Return the mark of that town: the tables, and what is loaded in them."""
    sources = [*SOURCE.glob("nabij/*/migrations/*.py"), *SOURCE.glob("nabij/demo/**/*.py"), LOCK]
    return fingerprint(sources)


def example_town_beside() -> "subprocess.Popen[bytes]":
    """Begin to make it, while the first pages are looked at already."""
    with (DATA / "example-town.log").open("wb") as log:
        command = [sys.executable, __file__, EXAMPLE_TOWN]
        return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=log, stderr=log)


def serve(port: int, *, debug: bool) -> int:
    """Serve until somebody stops it; return the exit status."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    # In a session of its own, so that Ctrl-C does not reach the server while it starts and leave a trace.
    server = subprocess.Popen(server_command(port, debug=debug), cwd=ROOT, start_new_session=True)
    others: list[subprocess.Popen[bytes]] = []
    try:
        wait_until_it_answers(server, port)
        invite(port)
        if own_towns() and example_town_lacks():
            others.append(example_town_beside())
            if others[-1].wait() == 0:
                (STAMPS / "example-town").write_text(example_town(), encoding="utf-8")
        stamp = STAMPS / "families"
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != town():
            others.append(families())
            print("The 950 families of the town come in while you look; that takes some minutes.", flush=True)
            if others[-1].wait() == 0:
                stamp.write_text(town(), encoding="utf-8")
        return server.wait()
    except KeyboardInterrupt:
        end(server, *others)
        print("\nNabij has stopped.", flush=True)
        return 0
    finally:
        end(server, *others)


def end(*running: "subprocess.Popen[bytes]") -> None:
    """Stop the server and what else runs beside it, and wait until they are gone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # we are stopping already
    for one in running:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGTERM)
            try:
                one.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(one.pid, signal.SIGKILL)  # what it was writing is whole or not there
                one.wait()


def main() -> int:
    """Prepare and serve; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.dev")
    on_sqlite = os.environ.get("NABIJ_DATABASE_URL", "sqlite:").startswith("sqlite:")
    os.environ.setdefault("NABIJ_OWN_DEMO", "1" if on_sqlite else "0")
    if sys.argv[1:] == [EXAMPLE_TOWN]:
        make_example_town()
        return 0
    debug = os.environ.get("NABIJ_DEBUG") == "1"
    try:
        port = free_port_or_stop(os.environ.get("PORT", "8000"))
        prepare(debug=debug)
        return serve(port, debug=debug)
    except Stop as stop:
        print(f"nabij: {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print("nabij: The disk is full. Make room and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nnabij: Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
