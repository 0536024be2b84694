"""Names, dates and numbers as people have them: kept as they are, or refused with a sentence."""

import unicodedata
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabij.registry.types import BirthDate, Naming, NotPossible, clean_text
from nabij.registry.types.national_numbers import read_national_number
from nabij.registry.types.reaching import read_email, read_phone, shown_phone
from nabij.registry.types.search_words import grams_to_find, likeness, read_typed, words_of

ANY = st.text(max_size=200)
BROKEN = st.text(alphabet=st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF), min_size=1, max_size=3)
COUNTRIES = sorted(phonenumbers.SUPPORTED_REGIONS)[::8]


@given(ANY)
def test_a_cleaned_name_stays_the_same_when_it_is_cleaned_again(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except NotPossible:
        return
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(sign) == "Cc" for sign in cleaned)


@given(ANY)
def test_both_forms_of_a_letter_with_an_accent_are_one_name_and_are_found_alike(text: str) -> None:
    try:
        composed = clean_text(unicodedata.normalize("NFC", text))
        apart = clean_text(unicodedata.normalize("NFD", text))
    except NotPossible:
        return  # decomposed it may be too long
    assert composed == apart
    assert Naming(family=composed).folded == Naming(family=apart).folded


@given(ANY, ANY)
def test_any_name_folds_to_plain_letters(given_name: str, family: str) -> None:
    naming = Naming(given=given_name, family=family)
    assert set(naming.folded + naming.sound) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert isinstance(naming.shown, str)


@given(BROKEN)
def test_half_a_sign_is_refused(text: str) -> None:
    with pytest.raises(NotPossible):
        clean_text(text)


@pytest.mark.parametrize(
    "name", ["O’Neill", "D'Hondt", "van den Berghe", "Nguyễn", "محمد", "Шевченко", "Ng", "🙂"]
)
def test_a_name_is_kept_as_its_bearer_writes_it(name: str) -> None:
    assert clean_text(name) == unicodedata.normalize("NFC", name)


def test_a_megabyte_is_refused_at_once() -> None:
    with pytest.raises(NotPossible, match="1000000"):
        clean_text("a" * 1_000_000)


@given(st.integers(0, 9999), st.none() | st.integers(-1, 14), st.none() | st.integers(-1, 33))
def test_a_date_of_birth_exists_or_is_refused(year: int, month: int | None, day: int | None) -> None:
    try:
        birth = BirthDate(year, month, day)
    except NotPossible:
        return
    assert birth.earliest <= birth.latest
    assert birth.is_complete == (birth.earliest == birth.latest)
    assert str(year) in str(birth)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 45_000))
def test_what_is_known_of_a_birthday_never_excludes_the_true_age(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    lowest, highest = BirthDate.of(born).ages(on)
    assert lowest == highest >= 0
    for part in (BirthDate(born.year), BirthDate(born.year, born.month)):
        low, high = part.ages(on)
        assert low <= lowest <= high
        assert part.may_be(BirthDate.of(born))


def test_who_is_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = BirthDate(2008, 2, 29)
    assert born.ages(date(2026, 2, 28)) == (17, 17)
    assert born.ages(date(2026, 3, 1)) == (18, 18)


@given(ANY)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for read in (read_phone, read_email):
        try:
            value = read(text)
        except NotPossible:
            continue
        assert read(value) == value


@pytest.mark.parametrize("country", COUNTRIES)
def test_numbers_of_many_countries_are_kept_internationally_and_shown_so_that_they_read_back(
    country: str,
) -> None:
    number = phonenumbers.example_number(country)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert read_phone(value) == value
    assert read_phone(shown_phone(value)) == value


def test_a_belgian_number_may_be_typed_without_its_country() -> None:
    assert read_phone("0470 00 12 34") == read_phone("+32 470/00.12.34") == "+32470001234"
    assert shown_phone("+32470001234") == "0470 00 12 34"
    for wrong in ("", "geen", "12", "0470 00 12 34 567 890"):
        with pytest.raises(NotPossible):
            read_phone(wrong)


@given(st.integers(0, 999_999_999))
def test_a_national_number_with_right_check_digits_is_read_in_both_centuries(first: int) -> None:
    for before in ("", "2"):
        digits = f"{first:09d}{97 - int(f'{before}{first:09d}') % 97:02d}"
        try:
            read = read_national_number(digits, birth=BirthDate(), on=date(2026, 11, 20))
        except NotPossible:
            continue
        assert read.digits == digits
        assert read.is_bis == (int(digits[2:4]) > 12)


@settings(max_examples=300)
@given(ANY)
def test_anything_can_be_typed_in_the_search_box(text: str) -> None:
    try:
        typed = read_typed(text, this_year=2026)
    except NotPossible:
        return
    for word in typed.words:
        assert grams_to_find(word)
        assert all(0 <= likeness(word, other) <= 1 for other in (*typed.words, *words_of(text)))
        assert likeness(word, word) == 1
