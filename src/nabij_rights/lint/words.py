"""The words that residents never read, in one list for texts of rights, templates and translations.

People must not be put in a box, frightened, belittled or spoken to as in a decree. Staff screens are not
held to this list.
"""

from __future__ import annotations

import re


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_NOTHING = re.compile(r"(?!)")

NEVER_SAID = {
    "nl": _words(
        r"kansarm\w*",
        r"arme? gezin\w*",
        r"armoed\w*",
        r"kwetsba\w+",
        r"zwak(?:ke|ken|ker|kere|keren|st|ste|sten)?",
        r"probleemgezin\w*",
        r"doelgroep\w*",
        r"cliënt\w*",
        r"dossier\w*",
        r"casus\w*",
        r"geval(?:len)?",
        r"fraude\w*",
        r"frauduleu\w+",
        r"control(?:e|es|eer|eert|eren|eerde|eur|eurs)",
        r"sanctie\w*",
        r"misbruik\w*",
        r"steuntrekk\w+",
        r"laaggeschoold\w*",
        r"allochto\w+",
        r"aanklampend\w*",
    ),
    "fr": _words(
        r"défavorisé\w*",
        r"précarisé\w*",
        r"vulnérable\w*",
        r"(?:familles?|gens) pauvres?",
        r"groupes? cibles?",
        r"fraud\w+",
        r"assistés?",
        r"allochtone\w*",
    ),
    "en": _words(
        r"underprivileged",
        r"disadvantaged",
        r"vulnerable",
        r"poor (?:family|families|people)",
        r"target groups?",
        r"fraud\w*",
        r"low-skilled",
    ),
}
"""Words that put people in a box or frighten them."""

BELITTLING = {
    "nl": _words("gewoon", "gewoonweg", "(?:ge)?makkelijk", "eenvoudigweg", "simpel(?:weg)?", "even"),
    "fr": _words("facile", "facilement", "simplement", "il suffit"),
    "en": _words("easy", "easily", "simply", r"just (?:ask|bring|call|fill|go|send|sign)"),
}
"""What is easy for the writer is not easy for everybody."""

OFFICIAL = {
    "nl": {
        "aangaande": "over",
        "aanvangen": "beginnen",
        "aldus": "zo",
        "alsmede": "en",
        "alsook": "en ook",
        "alvorens": "voor",
        "behoudens": "behalve",
        "benevens": "naast",
        "betreffende": "over",
        "bijgevolg": "daarom",
        "conform": "volgens",
        "dergelijke": "zo'n",
        "desalniettemin": "toch",
        "desbetreffende": "deze",
        "desgevallend": "soms",
        "dewelke": "die",
        "dien(?:t|en) te": "moet",
        "doch": "maar",
        "echter": "maar",
        "geenszins": "niet",
        "gelieve": "wil je",
        "hetgeen": "wat",
        "hetzij": "of",
        "hierbij": "nu",
        "hieromtrent": "hierover",
        "hiertoe": "daarvoor",
        "ingevolge": "door",
        "indien": "als",
        "inzake": "over",
        "jegens": "tegenover",
        "krachtens": "volgens",
        "middels": "met",
        "mits": "als",
        "niettegenstaande": "ook al",
        "nochtans": "toch",
        "omtrent": "over",
        "op grond van": "door",
        "overeenkomstig": "volgens",
        "respectievelijk": "en",
        "reeds": "al",
        "te allen tijde": "altijd",
        "teneinde": "om",
        "ter zake": "hierover",
        "tevens": "ook",
        "thans": "nu",
        "uit hoofde van": "als",
        "vermits": "omdat",
        "voornoemde?": "deze",
        "wederom": "opnieuw",
        "worden geacht": "tellen als",
        "zulks": "dat",
    },
    "fr": {
        "afin de": "pour",
        "à cet effet": "pour cela",
        "concernant": "sur",
        "conformément à": "selon",
        "dans le cadre de": "pour",
        "dans les meilleurs délais": "vite",
        "de sorte que": "donc",
        "eu égard à": "vu",
        "il convient de": "vous devez",
        "ledit|ladite|lesdits|lesdites": "ce",
        "néanmoins": "mais",
        "nonobstant": "malgré",
        "préalablement": "d'abord",
        "susmentionné\\w*|précité\\w*": "ce",
        "toutefois": "mais",
        "veuillez": "l'impératif",
    },
    "en": {
        "aforementioned": "this",
        "commence": "begin",
        "endeavour": "try",
        "furthermore": "also",
        "hereby|herein|hereto|thereof|therein|whereby": "plain words",
        "however": "but",
        "in accordance with": "by",
        "in order to": "to",
        "in respect of": "for",
        "notwithstanding": "even so",
        "prior to": "before",
        "pursuant to": "under",
        "regarding": "about",
        "shall": "must",
        "terminate": "end",
        "upon": "on",
        "utili[sz]e": "use",
    },
}
"""Words of letters and decrees, each with what people say instead."""

EXCLAMATION = re.compile(r"!(?![\[=])")
"""An exclamation mark, and not the sign of a picture or of a comparison in code."""


def never_said(text: str, language: str) -> list[str]:
    """The words in a text that put people in a box or frighten them."""
    return [match[0] for match in NEVER_SAID.get(language, _NOTHING).finditer(text)]


def belittling(text: str, language: str) -> list[str]:
    """The words in a text that call something easy."""
    return [match[0] for match in BELITTLING.get(language, _NOTHING).finditer(text)]


def official(text: str, language: str) -> list[tuple[str, str]]:
    """The words of letters and decrees in a text, each with a plain one."""
    return [
        (match[0], plain)
        for word, plain in OFFICIAL.get(language, {}).items()
        for match in _words(word).finditer(text)
    ]
