"""Texts to translate: gather them from the code, and check that the translations can be used.

    tools/messages.py gather    needs gettext (apt install gettext); keeps what was translated
    tools/messages.py check     without gettext the texts are not compared with the code, and it says so

The code speaks English. Every language is complete where residents read; what only workers read is in Dutch
and French.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
APPS = ROOT / "src" / "nabij"
LANGUAGES = ["nl", "fr", "uk", "tr", "ar"]
FOR_ALL = ("nl", "fr")
"""The languages of workers beside English, complete in every app; a resident's own copy is in these too."""
# In these apps residents read, so each language is complete.
FOR_RESIDENTS = {"rights", "web"}
# A text that stands only in these files of such an app is read by workers.
_FOR_WORKERS = re.compile(
    r"(^|/)(policies|panels|apps|types)\.py$|queries/target_groups\.py$|models/facts\.py$|forms/telling\.py$|actions/(facts|keeping)\.py$"
    r"|queries/household\w*\.py$|templates/rights/household_\w+\.html$|templates/web/work\.html$"
    r"|forms/entry\.py$"
)
NO_GETTEXT = (
    "gettext is not installed, so new texts were not looked for. On Debian and Ubuntu: apt install gettext."
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def apps_with_texts() -> list[Path]:
    """Return the folders of apps that have a `locale`."""
    return sorted(folder.parent for folder in APPS.glob("*/locale"))


def languages_of(app: Path) -> list[str]:
    """Return the languages that an app speaks besides English."""
    return LANGUAGES if app.name in FOR_RESIDENTS else list(FOR_ALL)


def extract(app: Path) -> None:
    """Let Django's makemessages write the catalogues of one app, and take out what changes without reason."""
    # -P: an app has a module called types, which must not stand in front of Python's own.
    command = [sys.executable, "-P", "-m", "django", "makemessages", "--no-obsolete", "--add-location=file"]
    languages = [f"--locale={language}" for language in languages_of(app)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nabij.config.settings.test"}
    subprocess.run([*command, *languages], cwd=app, env=environment, check=True, stdout=subprocess.DEVNULL)
    for file in app.glob("locale/*/LC_MESSAGES/*.po"):
        catalogue = polib.pofile(str(file), wrapwidth=100)
        for moment in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"):
            catalogue.metadata.pop(moment, None)
        catalogue.metadata["Project-Id-Version"] = "nabij"
        catalogue.metadata["Language"] = file.parents[1].name
        catalogue.metadata.pop("Report-Msgid-Bugs-To", None)
        catalogue.header = ""
        catalogue.metadata_is_fuzzy = False
        catalogue.save()


def texts_in_code(app: Path) -> set[str]:
    """Return the texts that the code of an app asks to translate now. Needs gettext."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("static", "*.mo", "__pycache__"))
        extract(copy)
        return {entry.msgid for entry in polib.pofile(str(copy / "locale/nl/LC_MESSAGES/django.po"))}


def problem_of_entry(entry: polib.POEntry) -> str | None:
    """Return what is wrong with one translation, or None."""
    if entry.fuzzy:
        return "is marked doubtful (fuzzy)"
    given = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(given):
        return "is not translated"
    asked = set(_PLACEHOLDER.findall(entry.msgid)) | set(_PLACEHOLDER.findall(entry.msgid_plural))
    if any(not set(_PLACEHOLDER.findall(text)) <= asked for text in given):
        return "has a placeholder that the source does not have"
    if not entry.msgid_plural and set(_PLACEHOLDER.findall(entry.msgstr)) != asked:
        return "misses a placeholder of the source"
    return None


def must_be_there(entry: polib.POEntry, app: str, language: str) -> bool:
    """Tell whether a text needs this language: Dutch and French always, others where residents read it."""
    return language in FOR_ALL or (app in FOR_RESIDENTS and not is_for_workers(entry))


def is_for_workers(entry: polib.POEntry) -> bool:
    """Return whether only workers read this text."""
    return bool(entry.occurrences) and all(_FOR_WORKERS.search(place) for place, _ in entry.occurrences)


def problems() -> list[str]:
    """Return a sentence for each translation that is missing, doubtful or broken."""
    found = []
    for app in apps_with_texts():
        for language in languages_of(app):
            file = app / "locale" / language / "LC_MESSAGES" / "django.po"
            if not file.exists():
                found.append(f"{app.name}: there is no {language}; run `make messages`")
                continue
            for entry in polib.pofile(str(file)):
                if not entry.msgstr and not must_be_there(entry, app.name, language):
                    continue
                if problem := problem_of_entry(entry):
                    found.append(f"{app.name} {language}: “{entry.msgid[:60]}” {problem}")
        if shutil.which("xgettext"):
            found += [f"{app.name}: {problem}" for problem in differences(app)]
    return found + clashes()


def clashes() -> list[str]:
    """Return a sentence for each text that two apps translate in two ways.

    All apps share one catalogue when Nabij runs: the first translation shows everywhere, wrong or not.
    """
    found = []
    for language in LANGUAGES:
        first: dict[tuple[str, str | None], tuple[str, str]] = {}
        for app in apps_with_texts():
            file = app / "locale" / language / "LC_MESSAGES" / "django.po"
            for entry in polib.pofile(str(file)) if file.exists() else ():
                other, said = first.setdefault((entry.msgid, entry.msgctxt), (app.name, entry.msgstr))
                if entry.msgstr and said and said != entry.msgstr:
                    found.append(
                        f"{app.name} {language}: “{entry.msgid[:60]}” is another word in {other}: "
                        "use the same, or give the text a context"
                    )
    return found


def differences(app: Path) -> list[str]:
    """Return what the code asks for and the Dutch catalogue lacks, and the other way round."""
    file = app / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    asked = texts_in_code(app)
    there = {entry.msgid for entry in polib.pofile(str(file))} if file.exists() else set()
    new = [f"“{text[:60]}” is new: run `make messages` and translate it" for text in sorted(asked - there)]
    return new + [
        f"“{text[:60]}” is not used any more: run `make messages`" for text in sorted(there - asked)
    ]


def main(arguments: list[str]) -> int:
    """Gather or check; return the exit status."""
    has_gettext = shutil.which("xgettext") is not None
    if arguments == ["gather"]:
        if not has_gettext:
            print(NO_GETTEXT, file=sys.stderr)
            return 1
        for app in apps_with_texts():
            extract(app)
        return 0
    found = problems()
    if not has_gettext:
        print(NO_GETTEXT)
        if os.environ.get("CI") == "true":
            return 1
    print("\n".join(found) if found else "Every translation that must be there is there.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
