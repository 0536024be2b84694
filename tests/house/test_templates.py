"""Templates: none is dead, none reads a name that is not there, none blames."""

import re
from pathlib import Path

import polib
import pytest
from django.template import Context, Template

from nabij_rights.lint.words import EXCLAMATION, belittling, never_said
from tests.house import tree

_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<[^>]*>", re.DOTALL)
# Workers read these; residents never do.
STAFF_ONLY = ("src/nabij/staff/",)


def templates() -> list[Path]:
    return [file for file in tree.ours(".html", ".txt", ".typ") if "/templates/" in tree.name(file)]


def template_name(file: Path) -> str:
    return tree.name(file).split("/templates/", 1)[1]


def sources() -> str:
    """All text in which a template can be named."""
    return "\n".join(
        file.read_text(encoding="utf-8")
        for file in tree.ours(".py", ".html")
        if tree.name(file).startswith("src/")
    )


def is_named(file: Path, everything: str) -> bool:
    """Tell whether something in the application uses this template."""
    name = template_name(file)
    if name.startswith("cotton/"):
        called = name.removeprefix("cotton/").removesuffix(".html").replace("/", ".").replace("_", "-")
        return re.search(rf"<c-{re.escape(called)}[\s/>]", everything) is not None
    if file.suffix == ".typ":  # read as a file, not through Django
        return file.name in everything
    return name in everything


def test_no_template_is_dead() -> None:
    everything = sources()
    assert [template_name(file) for file in templates() if not is_named(file, everything)] == []


@pytest.mark.parametrize("file", templates(), ids=template_name)
def test_a_template_has_no_script_or_style_inside(file: Path) -> None:
    code = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=\s*[\"']|<script(?![^>]*\bsrc=)", code)


def test_a_name_that_is_not_there_fails_the_test_that_shows_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="not_there"):
        Template("{{ not_there }}").render(Context())


def texts_of(entry: polib.POEntry) -> list[str]:
    """Return what a message says in its language, in each of its numbers."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def resident_texts() -> dict[str, str]:
    """Return what residents can read, by file: templates without code, translations, texts of rights."""
    found = {}
    for file in tree.ours(".html", ".txt", ".po", ".md", ".typ"):
        name, content = tree.name(file), file.read_text(encoding="utf-8")
        if not name.startswith("src/") or name.startswith(STAFF_ONLY):
            continue
        if "/templates/" in name:
            found[name] = _CODE.sub(" ", content)
        elif "/locale/nl/" in name:
            found[name] = "\n".join(text for entry in polib.pofile(content) for text in texts_of(entry))
        elif name.startswith("src/nabij_rights/texts/nl/"):
            found[name] = content
    return found


def test_nothing_a_resident_reads_puts_a_label_on_people() -> None:
    hits = {name: never_said(content, "nl") for name, content in resident_texts().items()}
    assert {name: words for name, words in hits.items() if words} == {}


def test_texts_for_residents_do_not_shout_or_belittle() -> None:
    hits = {
        name: belittling(content, "nl") + EXCLAMATION.findall(content)
        for name, content in resident_texts().items()
    }
    assert {name: words for name, words in hits.items() if words} == {}
