"""What somebody reads when Nabij cannot start."""

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest

from tools import bootstrap, run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("error: Hash mismatch for `django==5.2.19`", "not the one we expect"),
        ("invalid peer certificate: UnknownIssuer", "set SSL_CERT_FILE"),
        ("error: dns error: failed to lookup address", "Check the internet connection"),
        ("error: Failed to build `nabij`", "Nabij itself could not be installed"),
    ],
)
def test_a_failed_installer_is_explained_in_one_sentence(output: str, sentence: str) -> None:
    assert sentence in bootstrap.explain_failure(output)


def test_too_little_room_is_told_before_anything_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda path: SimpleNamespace(free=100 * 2**20))
    with pytest.raises(bootstrap.Stop, match="100 MB free and about 700 MB needed"):
        bootstrap.room_left_or_stop(700)


def a_python(folder: Path, name: str, *, says: str) -> Path:
    """Make a program that answers as a Python of some version would."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '{says}'\n")
    program.chmod(0o755)
    return program


def test_an_old_python_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = a_python(tmp_path, "python3", says="3.10\\nvenv\\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "executable", str(old))
    with pytest.raises(bootstrap.Stop, match=r"needs Python 3\.11 or newer and this is .* install uv"):
        bootstrap.usable_python()


def test_a_newer_python_beside_an_old_one_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = a_python(tmp_path, "python3", says="3.10\\nvenv\\n")
    newer = a_python(tmp_path, "python3.12", says="3.12\\nvenv\\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "executable", str(old))
    assert bootstrap.usable_python() == str(newer)


def test_a_python_without_venv_is_not_called_a_failed_download(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = a_python(tmp_path, "python3", says="3.11\\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "executable", str(bare))
    with pytest.raises(bootstrap.Stop, match="apt install python3-venv"):
        bootstrap.usable_python()


@pytest.mark.parametrize("port", ["0", "65536", "web", "-1", ""])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(run.Stop, match="PORT is a number from 1 to 65535"):
        run.free_port_or_stop(port)


# Without the mark the guard of sockets would be put back after the test, when nobody takes it away any more.
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_taken_port_is_told_with_another_one_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    class Taken:
        def __enter__(self) -> "Taken":
            return self

        def __exit__(self, *reason: object) -> None: ...

        def setsockopt(self, *option: object) -> None: ...

        def bind(self, address: object) -> None:
            raise OSError(errno.EADDRINUSE, "in use")

    monkeypatch.setattr(socket, "socket", lambda *kind: Taken())
    with pytest.raises(run.Stop, match=r"Port 8000 is taken .* make run PORT=8001"):
        run.free_port_or_stop("8000")


def test_a_taken_port_ends_the_start_with_one_sentence_and_no_trace(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen();"
            "print(s.getsockname()[1], flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert holder.stdout is not None
    port = holder.stdout.readline().strip()
    started = subprocess.run(
        [sys.executable, "tools/run.py"],
        cwd=ROOT,
        env=settings_of_a_start(port, tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    holder.communicate("\n")
    assert started.returncode == 1
    assert f"Port {port} is taken by another program" in started.stderr
    assert "Traceback" not in started.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_step_runs_once_and_again_when_what_it_reads_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []
    mark = ["as it was"]
    monkeypatch.setattr(run, "STAMPS", tmp_path)
    monkeypatch.setattr(run, "nabij", ran.append)
    for changed in ("as it was", "as it was", "changed"):
        mark[0] = changed
        run.step("town", lambda: mark[0], "Loading …", "load_demo")
    assert ran == ["load_demo", "load_demo"]


def test_a_step_that_fails_is_tried_again_next_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(*command: str) -> None:
        raise run.Stop("It went wrong.")

    monkeypatch.setattr(run, "STAMPS", tmp_path)
    monkeypatch.setattr(run, "nabij", fails)
    with pytest.raises(run.Stop):
        run.step("town", lambda: "mark", "Loading …", "load_demo")
    assert not (tmp_path / "town").exists()


def settings_of_a_start(port: str, folder: Path) -> dict[str, str]:
    """Return the variables of somebody who starts Nabij for the first time, in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NABIJ_", "DJANGO_"))}
    return {**kept, "PORT": port, "NABIJ_DATA_DIR": str(folder)}


def started(port: str, folder: Path) -> "tuple[subprocess.Popen[str], str]":
    """Start Nabij, wait for its invitation, and return the process with all that it printed until then."""
    server = subprocess.Popen(
        [sys.executable, "tools/run.py"],
        cwd=ROOT,
        env=settings_of_a_start(port, folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert server.stdout is not None
    printed = ""
    for line in server.stdout:
        printed += line
        if "at work:" in line:
            return server, printed
    server.communicate()
    raise AssertionError(f"Nabij did not start: {printed}")


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_nabij_starts_from_nothing_stops_cleanly_and_starts_again_without_preparing(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])

    server, printed = started(port, tmp_path)
    assert "Preparing the database" in printed
    with urlopen(f"http://127.0.0.1:{port}/nl/werk/aanmelden/") as page:
        assert "Aanmelden" in page.read().decode()
    server.send_signal(signal.SIGINT)
    rest, _ = server.communicate(timeout=120)
    assert server.returncode == 0
    assert rest.strip().splitlines()[-1] == "Nabij has stopped."
    assert "Traceback" not in rest

    server, printed = started(port, tmp_path)
    server.send_signal(signal.SIGTERM)
    rest, _ = server.communicate(timeout=120)
    assert "Preparing" not in printed
    assert "Loading" not in printed
    assert server.returncode == 0
    assert "Traceback" not in rest
