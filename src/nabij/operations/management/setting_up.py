"""`nabij setup`: asks eight questions and makes a server ready. Needs no settings and no database of its own.

What it makes: the account, the folders, roles and databases of PostgreSQL, the settings with their secrets,
the units of systemd, the file of the proxy, and the command `nabij`. A second run keeps every secret.
"""

import argparse
import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

ACCOUNT = "nabij"
FROM_HERE = "here"
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Stop(Exception):
    """Setting up cannot go on; the message says what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with what is taken when Enter is pressed and what makes an answer usable."""

    name: str
    text: str
    default: str
    problem: Callable[[str], str]


def _host_problem(answer: str) -> str:
    names = [name.strip() for name in answer.split(",")]
    bad = [name for name in names if not _HOST.fullmatch(name)]
    return f"{bad[0]!r} is no host name; one looks like nabij.stad.example." if bad else ""


def _database_problem(answer: str) -> str:
    if answer == FROM_HERE or (urlsplit(answer).scheme == "postgresql" and urlsplit(answer).hostname):
        return ""
    return "Say `here`, or give an address like postgresql://user:password@host/name."


def _folder_problem(answer: str) -> str:
    return "" if not answer or Path(answer).is_absolute() else "A folder begins with /."


def _smtp_problem(answer: str) -> str:
    good = not answer or (
        urlsplit(answer).scheme in {"smtp", "smtps", "smtp+tls"} and urlsplit(answer).hostname
    )
    return "" if good else "It begins with smtp+tls://, smtps:// or smtp:// and names a host."


def _mail_problem(answer: str) -> str:
    return "" if _MAIL.fullmatch(answer) else f"{answer!r} is no e-mail address."


def _any(answer: str) -> str:
    return ""


QUESTIONS = [
    Question("NABIJ_ALLOWED_HOSTS", "Host name of the site", "", _host_problem),
    Question("DATABASE", "PostgreSQL: `here` on this server, or an address", FROM_HERE, _database_problem),
    Question("NABIJ_BACKUP_DIR", "Folder for backups", "/var/backups/nabij", _folder_problem),
    Question(
        "NABIJ_BACKUP_SECOND_DIR",
        "Second place for backups, a mounted folder (empty: none yet)",
        "",
        _folder_problem,
    ),
    Question(
        "MAIL",
        "Mail server, smtp+tls://user:password@host:587 (empty: none yet)",
        "",
        _smtp_problem,
    ),
    Question("NABIJ_MAIL_FROM", "Address that mails come from", "nabij@{host}", _mail_problem),
    Question(
        "NABIJ_ALARM_MAIL", "Who is told when a job of the night fails", "{NABIJ_MAIL_FROM}", _mail_problem
    ),
    Question("NABIJ_TIME_SERVER", "Time server to compare the clock with (empty: none)", "", _any),
]


def main(arguments: list[str]) -> int:
    """Ask, make, say what comes next; return the exit status."""
    parser = argparse.ArgumentParser(prog="nabij setup", description="Make this server ready for Nabij.")
    parser.add_argument("--answers", default="", help="file with NAME=value lines instead of questions")
    parser.add_argument("--nginx", action="store_true", help="write a site for nginx instead of Caddy")
    given = parser.parse_args(arguments)
    try:
        if os.geteuid() != 0:
            raise Stop("Setting up makes an account and writes in /etc: start it with sudo.")
        answers = _ask(_lines(Path(given.answers)) if given.answers else None)
        _make(answers, proxy="nginx.conf" if given.nginx else "Caddyfile")
    except Stop as stop:
        print(f"nabij: {stop}", file=sys.stderr)
        return 1
    print("\nNext: nabij recovery_key new")
    return 0


def _lines(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines())
    return {
        name.strip(): value.strip() for name, is_set, value in pairs if is_set and not name.startswith("#")
    }


def _ask(given: dict[str, str] | None) -> dict[str, str]:
    """Return an answer to each question. Raises Stop for an unusable answer in a file."""
    standing = _lines(Path("/etc/nabij/nabij.env"))
    answers: dict[str, str] = {}
    for number, question in enumerate(QUESTIONS, 1):
        host = answers.get("NABIJ_ALLOWED_HOSTS", "").partition(",")[0]
        default = standing.get(question.name) or question.default.format(host=host, **answers)
        if given is not None:
            answer = given.get(question.name, default)
            if problem := question.problem(answer):
                raise Stop(f"{question.name}: {problem} Nothing was made.")
        else:
            answer = _asked(number, question, default)
        answers[question.name] = answer
    return answers


def _asked(number: int, question: Question, default: str) -> str:
    while True:
        shown = f" [{default}]" if default else ""
        answer = input(f"{number}/{len(QUESTIONS)} {question.text}{shown}: ").strip() or default
        if not (problem := question.problem(answer)):
            return answer
        print(f"    {problem}")


def _make(answers: dict[str, str], *, proxy: str) -> None:
    _account()
    folders = {
        "/var/lib/nabij": (0o750, True),
        answers["NABIJ_BACKUP_DIR"]: (0o700, True),
        "/etc/nabij": (0o750, False),
    }
    for folder, (mode, is_own) in folders.items():
        Path(folder).mkdir(parents=True, exist_ok=True)
        os.chmod(folder, mode)
        shutil.chown(folder, ACCOUNT if is_own else "root", ACCOUNT)
        _say(f"folder {folder}, mode {mode:o}")
    standing = {**_lines(Path("/etc/nabij/nabij.env")), **_lines(Path("/etc/nabij/owner.env"))}
    serving, owner = _databases(answers["DATABASE"], standing)
    settings = {
        "DJANGO_SETTINGS_MODULE": "nabij.config.settings.prod",
        "NABIJ_SETTINGS_FILE": "/etc/nabij/nabij.env",
        "NABIJ_DATA_DIR": "/var/lib/nabij",
        "NABIJ_SECRET_KEY": standing.get("NABIJ_SECRET_KEY") or secrets.token_urlsafe(60),
        "NABIJ_DATABASE_URL": serving,
        "NABIJ_CHECKPOINT_KEY": standing.get("NABIJ_CHECKPOINT_KEY") or secrets.token_urlsafe(60),
        **{name: value for name, value in answers.items() if name.startswith("NABIJ_") and value},
        **_mail_settings(answers["MAIL"]),
    }
    _private_file(Path("/etc/nabij/nabij.env"), settings, owned_by=ACCOUNT)
    _private_file(Path("/etc/nabij/owner.env"), {"NABIJ_DATABASE_OWNER_URL": owner}, owned_by="root")
    _deploy(answers["NABIJ_ALLOWED_HOSTS"].replace(" ", "").split(","), proxy=proxy)


def _mail_settings(address: str) -> dict[str, str]:
    """Return the settings of a mail server from its address."""
    if not address:
        return {}
    parts = urlsplit(address)
    return {
        "NABIJ_MAIL_HOST": str(parts.hostname),
        "NABIJ_MAIL_SECURITY": {"smtp+tls": "starttls", "smtps": "tls"}.get(parts.scheme, "none"),
        **({"NABIJ_MAIL_PORT": str(parts.port)} if parts.port else {}),
        **({"NABIJ_MAIL_USER": unquote(parts.username)} if parts.username else {}),
        **({"NABIJ_MAIL_PASSWORD": unquote(parts.password)} if parts.password else {}),
    }


def _account() -> None:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        _run(
            [
                "useradd",
                "--system",
                "--user-group",
                "--home-dir",
                "/var/lib/nabij",
                "--shell",
                "/usr/sbin/nologin",
                ACCOUNT,
            ]
        )
        _say(f"account {ACCOUNT}, which cannot log in")


def _databases(wanted: str, standing: dict[str, str]) -> tuple[str, str]:
    """Make roles and databases on this server; return the addresses for serving and of the owner."""
    if wanted != FROM_HERE:
        return wanted, wanted
    passwords = {}
    for role, name in (("nabij", "NABIJ_DATABASE_URL"), ("nabij_owner", "NABIJ_DATABASE_OWNER_URL")):
        passwords[role] = urlsplit(standing.get(name, "")).password or secrets.token_urlsafe(24)
    for role, password in passwords.items():
        if not _asked_of_postgres(f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
            _asked_of_postgres(f"CREATE ROLE {role} LOGIN")
        _asked_of_postgres(f"ALTER ROLE {role} PASSWORD '{password}'")
    _asked_of_postgres("GRANT nabij TO nabij_owner")
    for database, role in (("nabij", "nabij_owner"), ("nabij_drill", "nabij")):
        if not _asked_of_postgres(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            _asked_of_postgres(f"CREATE DATABASE {database} OWNER {role} ENCODING 'UTF8' TEMPLATE template0")
        _asked_of_postgres(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    _asked_of_postgres("GRANT CONNECT ON DATABASE nabij TO nabij")
    _say("databases nabij and nabij_drill; role nabij_owner owns the tables, role nabij serves the pages")
    return tuple(
        f"postgresql://{role}:{passwords[role]}@127.0.0.1/nabij" for role in ("nabij", "nabij_owner")
    )  # type: ignore[return-value]


def _asked_of_postgres(statement: str) -> str:
    # By standard input: the list of processes shows arguments, and passwords in them, to everybody.
    command = ["runuser", "-u", "postgres", "--", "psql", "--no-psqlrc", "-tAq", "--set=ON_ERROR_STOP=1"]
    return _run(command, said=statement + ";")


def _run(command: list[str], *, said: str = "") -> str:
    try:
        ran = subprocess.run(command, input=said, capture_output=True, encoding="utf-8", cwd="/", check=False)
    except FileNotFoundError:
        raise Stop(
            f"{command[0]} is not installed. On Debian: apt install postgresql. Then start again."
        ) from None
    if ran.returncode != 0:
        told = (ran.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise Stop(f"{command[0]} failed: {told}. What was made so far is kept; mend it and start again.")
    return ran.stdout.strip()


def _private_file(file: Path, settings: dict[str, str], *, owned_by: str) -> None:
    half = file.with_suffix(".part")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.writelines(f"{name}={value}\n" for name, value in settings.items())
    shutil.chown(half, owned_by, owned_by)
    half.replace(file)
    _say(f"settings {file}, mode 600, of {owned_by}")


def _deploy(hosts: list[str], *, proxy: str) -> None:
    shipped = resources.files("nabij.operations") / "deploy"
    units = Path("/etc/systemd/system")
    units.mkdir(parents=True, exist_ok=True)
    names = [entry.name for entry in shipped.iterdir() if entry.name.endswith((".service", ".timer"))]
    for name in sorted(names):
        (units / name).write_text((shipped / name).read_text(encoding="utf-8"), encoding="utf-8")
    _say(f"{len(names)} units of systemd in {units}")
    command = Path("/usr/local/bin/nabij")
    command.write_text((shipped / "nabij.sh").read_text(encoding="utf-8"), encoding="utf-8")
    command.chmod(0o755)
    _say(f"command {command}")
    caddy = proxy == "Caddyfile"
    target = Path("/etc/caddy/Caddyfile" if caddy else "/etc/nginx/sites-enabled/nabij.conf")
    if not target.parent.is_dir():
        _say(f"no {target.parent}: the proxy is not installed, so nothing was written for it")
        return
    written = (
        (shipped / proxy).read_text(encoding="utf-8").replace("@HOST@", (", " if caddy else " ").join(hosts))
    )
    if target.exists() and target.read_text(encoding="utf-8") != written:
        target.replace(target.with_name(f"{target.name}.before-nabij"))
    target.write_text(written, encoding="utf-8")
    _say(f"proxy {target}")


def _say(made: str) -> None:
    print(f"  {made}")
