"""Languages that are often spoken with us, for residents and for colleagues alike."""

from babel import Locale
from django.utils.translation import get_language

LANGUAGES = (
    *("nl", "fr", "en", "de", "tr", "ar", "ary", "rif", "ku", "ckb", "fa", "ps", "uk", "ru", "pl", "ro"),
    *("bg", "sq", "sr", "sk", "cs", "hu", "hy", "ka", "rom", "es", "pt", "it", "el", "so", "ti", "am"),
    *("om", "ln", "sw", "rw", "ha", "wo", "ff", "ak", "ur", "pa", "hi", "bn", "ne", "ta", "vi", "th"),
    *("zh", "id", "tl", "mn", "he"),
)
"""ISO 639 codes."""


def language_name(code: str) -> str:
    """What a language is called in the language of the page; the code where no name is known."""
    names = Locale.parse((get_language() or "nl").replace("-", "_")).languages
    return str(names.get(code, code))


def languages_named() -> list[tuple[str, str]]:
    """The languages to choose from, in the language of the page, by name."""
    named = ((code, language_name(code)) for code in LANGUAGES)
    return sorted(named, key=lambda pair: pair[1].lower())
