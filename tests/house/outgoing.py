"""Every text that leaves the house: on paper, on a screen of their own, in a mail, in the name of a file.

One place names the files; the words in them are taken out with the translations that people get.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[2] / "src" / "nabij"
LANGUAGES = ("nl", "fr", "en")

LETTERS = "casework/templates/casework/letters/{language}/*.md"
"""The letters of our own, a text of their own in each language."""

PAPER_AND_MAIL = (
    "casework/actions/alarms.py",  # subjects and bodies of mail
    "casework/actions/reminders.py",
    "staff/actions/sending.py",
    "casework/actions/keeping*.py",  # the headings of somebody's own copy
    "campaigns/actions/keeping*.py",
    "registry/queries/own_copy.py",
    "rights/actions/keeping*.py",
    "audit/views/printed.py",
    "casework/views/printed_plan.py",
    "casework/views/papers.py",
    "casework/queries/letter_*.py",
    "casework/queries/budget_paper.py",
    "casework/templates/casework/*_paper.html",
    "casework/templates/casework/at_the_table.html",
    "campaigns/views/printed_l*.py",
)
RESIDENTS = (
    "rights/templates/rights/[!hrt]*.html",  # the finder and the catalogue; pages of staff begin otherwise
    "rights/templates/rights/home.html",
    "rights/templates/rights/results.html",
    "rights/templates/rights/right.html",
    "rights/templates/rights/remarks.html",
    "directory/templates/directory/public*.html",
    "web/templates/web/accessibility.html",
    "web/templates/web/what_we_keep.html",
)
STAFF_ONLY = ("what_if", "review", "look_together", "next_question")
"""Pages of the finder's app that only staff opens."""

_SAID = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
_TRANSLATE = re.compile(r"{%\s*translate\s+(\"[^\"]*\"|'[^']*')")
_BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_NAME = re.compile(r"filename=\\?\"([^\"\\]+)|as_pdf\([^\n]*f?\"([^\"]+\.\w+)\"")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text in one language, and where it comes from."""

    where: str
    language: str
    text: str


def every_text() -> Iterator[Outgoing]:
    """Every text that leaves the house, in each language in which people get it."""
    yield from letters()
    yield from words_of_campaigns()
    yield from said_in(PAPER_AND_MAIL)
    yield from said_in(RESIDENTS)
    yield from file_names()


def letters() -> Iterator[Outgoing]:
    """The letters of casework."""
    for language in LANGUAGES:
        for file in sorted(SOURCE.glob(LETTERS.format(language=language))):
            yield Outgoing(_named(file), language, file.read_text(encoding="utf-8"))


def words_of_campaigns() -> Iterator[Outgoing]:
    """The letter of the house in a campaign."""
    file = SOURCE / "campaigns" / "letters" / "words.toml"
    for language, parts in tomllib.loads(file.read_text(encoding="utf-8")).items():
        yield Outgoing(_named(file), language, "\n".join(parts.values()))


def said_in(patterns: tuple[str, ...]) -> Iterator[Outgoing]:
    """Every translated sentence of these files, in each language."""
    for file in files(patterns):
        for msgid in sorted(set(_in_python(file) if file.suffix == ".py" else _in_template(file))):
            for language in LANGUAGES:
                for text in _translated(msgid, language):
                    yield Outgoing(_named(file), language, text)


def files(patterns: tuple[str, ...]) -> list[Path]:
    """The files that these patterns name, each once."""
    found = {file for pattern in patterns for file in SOURCE.glob(pattern)}
    return sorted(file for file in found if not file.stem.startswith(STAFF_ONLY))


def file_names() -> Iterator[Outgoing]:
    """What the files are called that somebody saves: the name stays on a shared computer."""
    for file in sorted(SOURCE.glob("*/views/*.py")):
        for hit in _NAME.finditer(file.read_text(encoding="utf-8")):
            name = next(part for part in hit.groups() if part)
            yield Outgoing(f"{_named(file)} (file name)", "nl", re.sub(r"[-_.{}]", " ", name))


def _named(file: Path) -> str:
    return str(file.relative_to(SOURCE))


def _in_python(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAID:
            yield from (
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def _in_template(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    yield from (hit[1][1:-1] for hit in _TRANSLATE.finditer(text))
    for hit in _BLOCK.finditer(text):
        for part in _PLURAL.split(hit[1]):
            said = " ".join(line.strip() for line in part.splitlines() if line.strip())
            yield re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", said)


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(SOURCE.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(file)):
            said = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
            for msgid in filter(None, (entry.msgid, entry.msgid_plural)):
                found[msgid] = (*found.get(msgid, ()), *filter(None, said))
    return found


def _translated(msgid: str, language: str) -> tuple[str, ...]:
    return (msgid,) if language == "en" else _catalogue(language).get(msgid, ())
