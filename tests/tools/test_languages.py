"""Compiled translations: what a language lacks, shows in Dutch."""

from gettext import GNUTranslations
from pathlib import Path

from tools import languages

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "one likely"
msgid_plural "%(number)s likely"
msgstr[0] ""
msgstr[1] ""

msgid "one fact"
msgid_plural "%(number)s facts"
msgstr[0] "un fait"
msgstr[1] "%(number)s faits"

msgid "rent"
msgstr ""
"""


def test_a_text_without_translation_is_left_to_dutch_also_when_it_counts(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text(CATALOGUE, encoding="utf-8")
    languages.compile_catalogue(source)
    with source.with_suffix(".mo").open("rb") as compiled:
        french = GNUTranslations(compiled)
    french.add_fallback(_Dutch())
    assert french.ngettext("one likely", "%(number)s likely", 4) == "in Dutch"
    assert french.gettext("rent") == "in Dutch"
    assert french.ngettext("one fact", "%(number)s facts", 4) == "%(number)s faits"


class _Dutch(GNUTranslations):
    def __init__(self) -> None:
        super().__init__()

    def gettext(self, message: str) -> str:
        return "in Dutch"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "in Dutch"
