"""Who may open which address: reads tests/house/access.toml, and makes the page of the docs from it.

tools/access.py write    write docs/reference/access.md anew
tools/access.py check    say whether that page is fresh
"""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MATRIX = ROOT / "tests" / "house" / "access.toml"
PAGE = ROOT / "docs" / "reference" / "access.md"
PUBLIC, STAFF = "public", "staff"
RELATIONS = ["own", "team", "town", "organisation", "elsewhere"]
HEAD = """# Who may open which address

Made by `python tools/access.py write` from `tests/house/access.toml`, where people decide it; not written by
hand. A test walks over every address as every role and fails where the application does something else
([how to add a line](../how-to/add-an-address.md)). What each role is, stands on the page *Rollen* of the
application.

- *everybody*: also who did not log in. *staff*: everybody who logs in, whatever the role.
- own, team, town, organisation, elsewhere: in which relation to the object the role sees it. In every other
  relation it gets the same answer as for something that does not exist.
- proof: the second step has to be taken within the last five minutes.

| address | who | proof |
| --- | --- | --- |"""
KEYS = {"who", "about", "with", "proof", "told", "absent"}


class WrongLine(ValueError):
    """A line of the matrix that cannot be meant; the message says which and why."""


@dataclass(frozen=True)
class Line:
    """What people decided about one route."""

    route: str
    who: str
    """Public, staff, or empty when roles are named."""
    roles: dict[str, frozenset[str]]
    """Per role the relations in which it sees the object; without an object all of them."""
    of_staff: frozenset[str]
    """With "staff" and an object: the relations in which everybody who logs in sees it."""
    about: str
    parts: dict[str, Any]
    needs_proof: bool
    is_told: bool
    may_be_absent: bool

    def lets_in(self, role: str) -> bool:
        """Whether somebody with only this role gets past the door."""
        return self.who in {PUBLIC, STAFF} or role in self.roles


def lines() -> dict[str, Line]:
    """Return the lines by the name of their route. Raises WrongLine."""
    written = tomllib.loads(MATRIX.read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = written["groups"]
    return {route: _line(route, entry, groups) for route, entry in written["routes"].items()}


def _line(route: str, entry: dict[str, Any], groups: dict[str, list[str]]) -> Line:
    if unknown := set(entry) - KEYS:
        raise WrongLine(f"{route}: {', '.join(sorted(unknown))}: see the head of the file.")
    who = entry.get("who")
    about = entry.get("about", "")
    of_staff = frozenset[str]()
    if isinstance(who, dict) and STAFF in who:
        of_staff, who = frozenset(who[STAFF].split()), STAFF
    if isinstance(who, str) and who not in {PUBLIC, STAFF}:
        raise WrongLine(f"{route}: who is “public”, “staff”, a list of roles, or roles with relations.")
    if isinstance(who, dict) != bool(about) and not isinstance(who, str):
        raise WrongLine(f"{route}: with `about` each role names its relations, and only then.")
    return Line(
        route=route,
        who=who if isinstance(who, str) else "",
        roles={} if isinstance(who, str) or who is None else _roles(route, who, groups),
        of_staff=of_staff,
        about=about,
        parts=entry.get("with", {}),
        needs_proof=entry.get("proof", False),
        is_told=entry.get("told", False),
        may_be_absent=entry.get("absent", False),
    )


def _roles(route: str, who: Any, groups: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    named = who if isinstance(who, dict) else dict.fromkeys(who, " ".join(RELATIONS))
    found: dict[str, frozenset[str]] = {}
    for name, text in named.items():
        relations = frozenset(text.split())
        if unknown := relations - set(RELATIONS):
            raise WrongLine(f"{route}: {', '.join(sorted(unknown))} is no relation.")
        for role in groups[name[1:]] if name.startswith("@") else [name]:
            found[role] = found.get(role, frozenset()) | relations
    return found


def page() -> str:
    """Return the page of the docs."""
    parts = [HEAD]
    for route, line in sorted(lines().items()):
        parts.append(f"| `{route}` | {_who(line)} | {'yes' if line.needs_proof else ''} |")
    return "\n".join([*parts, "", "## By role", "", *_by_role(), ""])


def _who(line: Line) -> str:
    if line.who:
        seen = f" ({', '.join(sorted(line.of_staff))})" if line.of_staff else ""
        return {PUBLIC: "everybody", STAFF: "staff"}[line.who] + seen
    return "; ".join(
        f"{role} ({', '.join(one for one in RELATIONS if one in relations)})" if line.about else role
        for role, relations in sorted(line.roles.items())
    )


def _by_role() -> list[str]:
    found: dict[str, list[str]] = {}
    for route, line in sorted(lines().items()):
        for role in line.roles:
            found.setdefault(role, []).append(f"`{route}`")
    rows = [f"| {role} | {', '.join(routes)} |" for role, routes in sorted(found.items())]
    words = (
        "Beside what everybody and all staff may open. A role that is not here opens nothing more than those."
    )
    return [words, "", "| role | addresses |", "| --- | --- |", *rows]


def main(arguments: list[str]) -> int:
    """Write or check; return the exit status."""
    if arguments == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
    print(
        "The page is fresh." if fresh else "docs/reference/access.md is old: run python tools/access.py write"
    )
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
