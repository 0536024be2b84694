"""How hard a text is to read, and what the lint says of it."""

import json

import pytest

from nabij_rights.cli import main
from nabij_rights.lint import readability
from nabij_rights.lint.readability import lint_readability, lint_sentence_length, read, readings, sentences_of
from nabij_rights.lint.syllables import dutch_syllables, english_syllables, french_syllables
from nabij_rights.texts.leaflets import SECTIONS, Leaflet

PLAIN = "Je vraagt het bij het OCMW. Je neemt je kaart mee. Iemand helpt je met de brief. Je krijgt antwoord."
HARD = (
    "De toekenningsvoorwaarden zijn afhankelijk van inkomensgrenzen. Belastingplichtigen vervolledigen "
    "administratieve verklaringen. Onvolledige documentatie verhindert beoordeling."
)


def a_leaflet(text: str, language: str = "nl", terms: dict[str, str] | None = None) -> Leaflet:
    """A leaflet with the same text in each section."""
    sections = dict.fromkeys(SECTIONS, text)
    return Leaflet("x", language, "Naam", "Je krijgt geld.", "Vraag het zelf.", terms or {}, sections)


def said(found: Leaflet) -> list[str]:
    return [finding.sentence for finding in lint_readability("texts/nl/x.md", found)]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("huis", 1),
        ("leefloon", 2),
        ("ouders", 2),
        ("uitkering", 3),
        ("financiën", 4),
        ("brieven", 2),
        ("x", 1),
    ],
)
def test_syllables_of_dutch(word: str, number: int) -> None:
    assert dutch_syllables(word) == number


@pytest.mark.parametrize(
    ("word", "number"), [("aide", 1), ("revenu", 3), ("commune", 2), ("logement", 3), ("familles", 2)]
)
def test_syllables_of_french(word: str, number: int) -> None:
    assert french_syllables(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [("house", 1), ("table", 2), ("asked", 1), ("wanted", 2), ("benefit", 3), ("whole", 1)],
)
def test_syllables_of_english(word: str, number: int) -> None:
    assert english_syllables(word) == number


def test_a_list_item_is_a_sentence_and_marks_are_not_read() -> None:
    text = "Je hebt nodig:\n\n- **je kaart**\n- een [brief](https://x.example)\n\nGa\nlangs. Bel eerst."
    assert sentences_of(text, "nl") == ["Je hebt nodig:", "je kaart", "een brief", "Ga langs.", "Bel eerst."]


def test_a_name_counts_as_one_word() -> None:
    sentence = "Vraag het aan de FOD Sociale Zekerheid, Directie-generaal Personen met een handicap (DG HAN)."
    assert read(sentence, "nl").longest == 5


def test_a_name_does_not_make_a_text_hard() -> None:
    assert read("Je krijgt de verhoogde tegemoetkoming.", "nl").long_words == 0


def test_the_score_is_that_of_douma() -> None:
    reading = read("De man loopt. Het kind slaapt.", "nl")  # six words of one syllable, two sentences
    assert reading.score == pytest.approx(206.835 - 0.93 * 3 - 77)


def test_a_plain_text_scores_higher_than_a_hard_one() -> None:
    assert read(PLAIN, "nl").score > 90 > 40 > read(HARD, "nl").score


def test_an_empty_text_is_not_hard() -> None:
    assert read("", "fr").sentences == 0


def test_a_plain_leaflet_gets_no_finding() -> None:
    assert said(a_leaflet(PLAIN)) == []


def test_a_hard_leaflet_is_refused_for_its_score_and_its_long_words() -> None:
    found = said(a_leaflet(HARD))
    assert any("reading ease" in one for one in found)
    assert any("long words" in one for one in found)


@pytest.mark.parametrize(("words", "is_refused"), [(25, False), (26, True)])
def test_a_sentence_has_25_words_at_most(words: int, is_refused: bool) -> None:
    found = list(lint_sentence_length("x", "ja " * words + ".", "nl"))
    assert bool(found) is is_refused


def test_a_sentence_of_a_term_is_measured_too() -> None:
    found = lint_readability("texts/nl/x.md", a_leaflet(PLAIN, terms={"in_need": "ja " * 30}))
    assert [finding.place for finding in found] == ["texts/nl/x.md: [terms] in_need"]


def test_the_mean_has_a_limit() -> None:
    assert any("mean sentence" in one for one in said(a_leaflet(("ik zie de zee en " * 4 + "jij. ") * 2)))


def test_a_leaflet_in_which_nobody_does_anything_is_refused() -> None:
    assert any("wordt or worden" in one for one in said(a_leaflet("Het wordt betaald. Je leest dit.")))


def test_a_word_of_a_decree_is_refused_with_a_plain_one() -> None:
    found = said(a_leaflet(PLAIN, terms={"in_need": "Je dient te wachten."}))
    assert found == ["'dient te' is a word of letters and decrees; write 'moet'."]


def test_a_language_without_scale_is_not_measured() -> None:
    assert list(lint_sentence_length("x", "слово " * 40, "uk")) == []


def test_the_table_has_every_language_and_the_hardest_text_first() -> None:
    measured = readings()
    scores = [one.score for _, _, one in measured]
    assert scores == sorted(scores)
    assert {language for text, language, _ in measured if text == "leefloon"} == set(readability.SCALES)


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--readability"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["ease", "mean", "longest", "long", "words", "passives", "lang", "text"]
    assert any(line.endswith("nl    leefloon") for line in lines)


def test_the_table_is_given_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--readability", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert row.keys() >= {"text", "language", "score", "mean", "longest", "long_words", "passives"}
