"""What the normaliser takes away, and what it leaves."""

# ruff: noqa: RUF001

from datetime import date

import pytest

from nabij_methods.linkage.normal import folded, house, phones, skeleton, spelling, without_particles
from nabij_methods.linkage.rows import UNKNOWN_DATE, PartialDate, full_date, partial_date


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Yılmaz-Öztürk ", "yilmaz ozturk"),
        ("D’HONDT", "dhondt"),
        ("Łukasz", "lukasz"),
        ("Шевченко", "shevchenko"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_folding_leaves_small_letters_and_single_spaces(written: str, plain: str) -> None:
    assert folded(written) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shevchenko", "Sjevtsjenko"),
        ("Joesoef", "Yousouf"),
        ("Djamila", "Jamila"),
        ("Kareem", "Karim"),
        ("Sarah", "Sara"),
        ("Rachid", "Rashid"),
        ("Khadija", "Hadidja"),
        ("Çelik", "Celik"),
        ("Wolodymyr", "Volodimir"),
    ],
)
def test_one_sound_in_two_spellings_is_heard_as_one(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(("one", "other"), [("Mohammed", "Muhamad"), ("Youssef", "Yusuf")])
def test_the_skeleton_forgets_vowels(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Van den Berghe", "Vandenberghe"),
        ("El Amrani", "Amrani"),
        ("Elamrani", "El-Amrani"),
        ("De Vos", "Vos"),
        ("Aït Benhaddou", "Benhaddou"),
    ],
)
def test_a_particle_before_a_surname_means_nothing(one: str, other: str) -> None:
    assert without_particles(one) == without_particles(other)


def test_a_surname_of_particles_only_stays() -> None:
    assert without_particles("Van De") != ""


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("0470/12.34.56", {"470123456"}),
        ("+32 (0)470 12 34 56", {"470123456"}),
        ("0032470123456", {"470123456"}),
        ("056/12 34 56 / 0470 12 34 56", {"56123456", "470123456"}),
        ("0470 12 34 56 of 056 12 34 56", {"56123456", "470123456"}),
        ("geen", set()),
        ("12", set()),
    ],
)
def test_telephones_are_read_in_every_notation(written: str, numbers: set[str]) -> None:
    assert phones(written) == numbers


@pytest.mark.parametrize(
    "written",
    [
        ("Kerkstr. 12 bus 3",),
        ("Kerkstraat", "12/3"),
        ("Kerkstraat", "12", "bus 3"),
        ("KERKSTRAAT", "12b3"),
        ("Kerkstraat", "nr. 12", "b.3"),
        ("Kerkstraat 12", "", "03"),
    ],
)
def test_an_address_is_read_in_every_notation(written: tuple[str, ...]) -> None:
    assert house(*written) == house("kerkstraat", "12", "3")


def test_a_number_inside_the_name_of_a_street_stays_there() -> None:
    assert house("Plein 1940 3") == house("Plein 1940", "3")


def test_other_boxes_are_other_doors() -> None:
    assert house("Kerkstraat", "12", "3") != house("Kerkstraat", "12", "4")


@pytest.mark.parametrize("written", ["2017-03-05", "2017-03", "2017", ""])
def test_a_partial_date_reads_what_it_writes(written: str) -> None:
    assert str(partial_date(written)) == written


@pytest.mark.parametrize("written", ["05/03/2017", "2017-02-30", "2017-13", "17"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        partial_date(written)


def test_a_partial_date_knows_how_much_it_knows() -> None:
    assert not UNKNOWN_DATE.is_known
    assert partial_date("2017").is_known
    assert not partial_date("2017-03").is_full
    assert full_date(date(2017, 1, 1)).is_placeholder
    with pytest.raises(ValueError, match="A day needs its month"):
        PartialDate(2017, None, 3)
