"""What the lint says of amounts of the law."""

import pytest

from nabij_rights.lint.figures import lint_book

SOUND = """
[source.decision]
title = "Council decision 2025-112"
url = "https://zonnedam.example/2025-112"
read_on = 2026-11-21

[trip.per_child]
unit = "EUR/year"
label.nl = "Bedrag"
label.fr = "Montant"
label.en = "Amount"
values = [{ from = 2025-09-01, value = "25.62", source = "decision", confidence = "verified" }]
"""


def sentences(text: str) -> list[str]:
    return [str(finding) for finding in lint_book("parameters/local/trip.toml", text)[1]]


def test_a_sound_figure_gets_no_finding() -> None:
    assert sentences(SOUND) == []


@pytest.mark.parametrize(
    ("part", "instead", "sentence"),
    [
        ('unit = "EUR/year"\n', "", "error: parameters/local/trip.toml: [trip.per_child] has no unit"),
        ("from = 2025-09-01, ", "", "has a value without a date"),
        ('source = "decision", ', "", "source None is not described in this file"),
        ('title = "Council decision 2025-112"\n', "", "source decision has no title"),
        (', confidence = "verified"', "", "say how sure it is"),
        ('confidence = "verified"', 'confidence = "certain"', "estimate, missing, not 'certain'"),
        ('value = "25.62"', "value = 25.62", "write the figure between quotes"),
        ('value = "25.62"', 'value = "25.621"', "has more decimals than EUR/year allows"),
        ('label.fr = "Montant"\n', "", "has no label in fr"),
        (
            "read_on = 2026-11-21\n",
            "",
            "warning: parameters/local/trip.toml: [source.decision]: does not say on",
        ),
        ('url = "https://zonnedam.example/2025-112"\n', "", "[source.decision]: has no address"),
        ('confidence = "verified"', 'confidence = "derived"', "is derived; say how in note."),
        ('value = "25.62"', 'low = "25.00", high = "26.00"', "so its confidence is estimate"),
        ('value = "25.62"', 'low = "26.00", high = "25.00"', "its lowest value is above its highest."),
        ('confidence = "verified"', 'confidence = "verified", review_by = 2025-09-01', "before it begins."),
        ('confidence = "verified"', 'confidence = "verified", remark = "x"', "remark is read by nobody"),
        ('unit = "EUR/year"', 'unit = "EUR/year"\nfixd = true', "fixd is read by nobody"),
        ("[trip.per_child]", "[trip.per_child", "this is not TOML"),
        ("[source.decision]", "trip.x = 3\n[source.decision]", "x stands outside an amount."),
    ],
)
def test_what_may_not_be_published_is_said_with_its_place(part: str, instead: str, sentence: str) -> None:
    assert part in SOUND
    found = sentences(SOUND.replace(part, instead))
    assert any(sentence in one for one in found), found
