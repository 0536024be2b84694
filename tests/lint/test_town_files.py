"""An official makes a mistake in a file of a town: the lint says where, and what to write instead."""

from collections.abc import Iterator
from importlib.resources import files

import pytest

from nabij_rights.lint import Severity
from nabij_rights.lint.findings import Finding, error
from nabij_rights.lint.town_rights import (
    amounts_of_document,
    lint_examples,
    lint_town_right,
    lint_unreadable,
)
from nabij_rights.toml_mistakes import NotToml, read_toml
from nabij_rights.town_rights.document import read
from nabij_rights.town_rights.problems import BadTownRight
from nabij_rights.towns.packs import BadTown, town_of

PLACE = "towns/zonnedam/rights/zonnedam_schooluitstappen.toml"
ZONNEDAM = files("nabij_rights.towns").joinpath("zonnedam")
RIGHT = ZONNEDAM.joinpath("rights/zonnedam_schooluitstappen.toml").read_text("utf-8")
TOWN = ZONNEDAM.joinpath("town.toml").read_text("utf-8")


def told(text: str) -> Iterator[Finding]:
    try:
        document = {"town": "zonnedam", **read_toml(text)}
    except NotToml as problem:
        yield error(PLACE, str(problem))
        return
    yield from amounts_of_document(document)[1]
    try:
        right = read(document)
    except BadTownRight as problems:
        yield from lint_unreadable(document, problems)
    else:
        yield from lint_town_right(right)
        yield from lint_examples(right)


def test_a_file_of_the_demonstration_gets_no_finding() -> None:
    assert list(told(RIGHT)) == []


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        # on amounts
        ('value = "60.00"', "value = 60,00", 'a number stands between quotes, with a point: "25.62"'),
        ('value = "60.00"', 'value = "60,00"', "'60,00' is not a number; write a point: \"60.00\""),
        ('value = "60.00"', "value = 60.00", "[amounts.per_child]: write the figure between quotes"),
        ('value = "60.00"', 'value = "60.005"', "has more decimals than EUR/year allows"),
        ("{ from = 2025-09-01, value", "{ from = 01/09/2025, value", "a day is written as 2026-09-01"),
        ("{ from = 2025-09-01, value", "{ from = 2025-9-1, value", "a day is written as 2026-09-01"),
        ("{ from = 2025-09-01, value", "{ from = 2025-02-30, value", "this day does not exist"),
        (
            'source = "d2025"',
            'source = "d2024"',
            "source 'd2024' is not described in this file; described are: d2025",
        ),
        (
            'art. 3", confidence = "verified"',
            'art. 3", confidence = "zeker"',
            "confidence is one of verified, derived, secondary",
        ),
        ('label.fr = "Montant par enfant', '# label.fr = "Montant', "[amounts.per_child] has no label in fr"),
        ('unit = "EUR/year"\n', "", "[amounts.per_child] has no unit"),
        ('article = "Decision 2025-112, art. 3", ', 'artikel = "art. 3", ', "artikel is read by nobody"),
        # on the frame
        ('kind = "amount"', 'kind = "bedrag"', "kind: 'bedrag' is not one of amount, yes_no, price"),
        ('kind = "amount"', "kind = amount", 'a text stands between quotes: name = "Zonnedam"'),
        ('starts = "person"', 'wie = "person"', "procedure: wie means nothing here; known are appeal_to"),
        ('starts = "person"\n', "", "starts: say which: person, nobody"),
        ("days = 30", "dagen = 30", 'procedure: a term is { article = "art. 5", days = 30 }, or months = 3.'),
        (
            'days = 30, confidence = "verified"',
            'days = 30, confidence = "zeker"',
            "confidence of a term is one of",
        ),
        ('period = "school year"', 'period = "school year', "a quote is opened and not closed"),
        ('unit = "household"', 'unit = "household"\nprovincie = "x"', "provincie means nothing here"),
        # on rules
        ('decision = "Gemeenteraadsbesluit 2025-112"\n', "", "does not say which decision made this rule."),
        (
            'decision = "Gemeenteraadsbesluit 2025-112"',
            'besluit = "112"',
            "version 1: besluit means nothing here",
        ),
        (
            'fact = "net_work_income_eur_month"',
            'fact = "net_work_income"',
            "Do you mean net_work_income_eur_month",
        ),
        ('fact = "net_work_income_eur_month"', 'fact = "salaris"', "`nabij-rights facts` lists all."),
        (
            'at_most = "income_ceiling"',
            'at_most = "ceiling"',
            "there is no amount ceiling in this right; under amounts",
        ),
        ('at_most = "income_ceiling"', "at_most = 2050", "compare money with an amount of this right"),
        ('at_most = "income_ceiling"', "yes = true", "version 1 pay_below_ceiling"),
        (
            'at_most = "income_ceiling"',
            'maximum = "income_ceiling"',
            "maximum means nothing here; known are key,",
        ),
        (
            "lives_in_town = true",
            "lives_in_town = true\nage = { from = 3 }",
            "say exactly one of lives_in_town",
        ),
        ('kind = "per_person"', 'kind = "per_kind"', "the kind of an amount is one of fixed, per_person"),
        ("at_least = 1", 'at_least = "1"', "say how many: at_least = 1"),
        (
            "from_age = 2, under_age = 18 }\nat_least",
            'from_age = "2", under_age = 18 }\nat_least',
            "an age is a number",
        ),
        # on texts and examples
        ('\n[texts.fr]\nname = "', '\n[texts.fr]\nnaam = "', "texts fr: not written yet: name."),
        ("\n[texts.fr]\n", '\n[texts.fr]\nopmerking = "x"\n', "[texts.fr]: opmerking is shown nowhere"),
        (
            'pay_below_ceiling = "Het loon',
            'pay_below = "Het loon',
            "[terms] pay_below_ceiling: is not written",
        ),
        ('answer = "yes", group = "yes"', 'answer = "ja"', "answer is one of yes, no, unknown, not 'ja'"),
        (
            'amount = "120.00"',
            'amount = "100.00"',
            "example 1 (two children, 2 x 60 euros): the lowest amount is 120.00",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_way_out(part: str, instead: str, sentence: str) -> None:
    changed = RIGHT.replace(part, instead, 1) if part in RIGHT else RIGHT
    found = [str(finding) for finding in told(changed)]
    assert (part in RIGHT and any(sentence in one for one in found)) or not sentence, found
    assert all(one.partition(": ")[2].startswith(PLACE) for one in found)


def test_a_mistake_in_an_amount_is_told_once() -> None:
    found = list(told(RIGHT.replace('art. 3", confidence = "verified"', 'art. 3", confidence = "zeker"', 1)))
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert len([one for one in errors if "confidence" in one.sentence]) == 1


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        ('name = "Zonnedam"\n', "", 'name is missing; write name = "Zonnedam".'),
        ("nis_code = 99001\n", "", "nis_code is missing"),
        ("nis_code = 99001", 'nis_code = "99001"', "nis_code is a number of five digits without quotes"),
        ("nis_code = 99001", "nis_code = 9900", "nis_code is a number of five digits"),
        (
            'province = "east_flanders"',
            'province = "Oost-Vlaanderen"',
            "province is one of antwerp, east_flanders",
        ),
        ("fictional = true", 'fictional = "ja"', "fictional is true or false"),
        ('"nl", "fr"', '"fr"', "languages is a list with nl in it"),
        (
            'primary = "#0b5f5a"',
            'primary = "#ffcc00"',
            "primary #ffcc00 cannot be read on white: its contrast is 1.5",
        ),
        ('primary = "#0b5f5a"', 'primary = "groen"', "primary is a colour as \"#0f5470\", not 'groen'."),
        (
            'primary = "#0b5f5a"',
            'kleur = "#0b5f5a"',
            "brand: kleur means nothing here; known are primary, dark.",
        ),
        ("districts = [", "wijken = [", "wijken means nothing here; known are name"),
        ('name = "Sociaal Huis Zonnedam"\n', "", "contact 1: name is missing"),
        ('phone = "09 000 10 10"', "phone = 90001010", "contact 1: everything stands between quotes"),
    ],
)
def test_a_mistake_in_a_town_is_told_too(part: str, instead: str, sentence: str) -> None:
    assert part in TOWN
    with pytest.raises(BadTown) as refused:
        town_of("zonnedam", read_toml(TOWN.replace(part, instead, 1)))
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("towns/zonnedam/town.toml: ")


def test_a_colour_just_dark_enough_is_taken() -> None:
    assert town_of("x", read_toml(TOWN.replace("#0b5f5a", "#767676"))).brand["primary"] == "#767676"
    with pytest.raises(BadTown, match=r"its contrast is 4\.5"):
        town_of("x", read_toml(TOWN.replace("#0b5f5a", "#777777")))
