"""The dated amounts of the law: what is known of a figure on a day, and what it may have become."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij_rights.parameters import book
from nabij_rights.parameters.book import (
    BadAmount,
    DatedAmount,
    Status,
    amounts,
    engine_number,
    parse_book,
    written_number,
)

SOURCE = {"decision": {"title": "Council decision 2025-112"}}
LABEL = {"nl": "Bedrag", "fr": "Montant", "en": "Amount"}


def figure(*values: dict[str, object], **more: object) -> DatedAmount:
    """An amount in euro a year with these rows."""
    rows = [{"source": "decision", "confidence": "verified", **value} for value in values]
    table = {
        "source": SOURCE,
        "trip": {"child": {"unit": "EUR/year", "label": LABEL, "values": rows, **more}},
    }
    return parse_book("trip.toml", table)["trip.child"]


def on(amount: DatedAmount, day: str) -> tuple[int, int, Status]:
    found = amount.on(date.fromisoformat(day))
    return found.low, found.high, found.status


CHILD = figure(
    {"from": date(2024, 9, 1), "value": "25.00"},
    {"from": date(2025, 9, 1), "value": "26.00"},
)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2024-08-31", (1, 10_400, Status.MISSING)),
        ("2024-09-01", (2500, 2500, Status.CURRENT)),
        ("2025-08-31", (2500, 2500, Status.CURRENT)),
        ("2025-09-01", (2600, 2600, Status.CURRENT)),
        ("2026-08-31", (2600, 2600, Status.CURRENT)),
        ("2026-09-01", (2600, 2756, Status.STALE)),
        ("2027-08-31", (2600, 2756, Status.STALE)),
        ("2027-09-01", (2600, 2921, Status.STALE)),
        ("2090-01-01", (2600, 10_400, Status.STALE)),
    ],
)
def test_a_figure_grows_old_in_the_open(day: str, known: tuple[int, int, Status]) -> None:
    assert on(CHILD, day) == known


def test_a_figure_that_the_law_does_not_index_never_grows_old() -> None:
    fixed = figure({"from": date(2024, 9, 1), "value": "25.00"}, fixed=True)
    assert on(fixed, "2060-01-01") == (2500, 2500, Status.CURRENT)


def test_a_family_that_follows_the_index_grows_by_its_own_step() -> None:
    slow = figure({"from": date(2024, 9, 1), "value": "25.00"}, growth="1.02")
    assert on(slow, "2025-09-01") == (2500, 2550, Status.STALE)


def test_a_review_date_may_be_said() -> None:
    soon = figure({"from": date(2024, 9, 1), "value": "25.00", "review_by": date(2024, 10, 1)})
    assert on(soon, "2024-10-01")[2] is Status.STALE


def test_a_figure_that_nobody_found_is_missing_and_hides_the_older_one() -> None:
    lost = figure(
        {"from": date(2024, 9, 1), "value": "25.00"}, {"from": date(2025, 9, 1), "confidence": "missing"}
    )
    assert on(lost, "2025-09-01") == (1, 10_000, Status.MISSING)


def test_an_estimate_is_a_span_and_says_so() -> None:
    rough = figure({"from": date(2024, 9, 1), "low": "20.00", "high": "30.00", "confidence": "estimate"})
    assert on(rough, "2024-12-01") == (2000, 3000, Status.ESTIMATE)


def test_two_values_from_one_day_are_refused() -> None:
    with pytest.raises(BadAmount, match="two values from the same day"):
        figure({"from": date(2024, 9, 1), "value": "1.00"}, {"from": date(2024, 9, 1), "value": "2.00"})


@given(
    st.integers(-(10**9), 10**9), st.sampled_from(["EUR", "EUR/month", "pct", "coefficient", "number", None])
)
def test_a_number_is_read_back_as_it_is_written(number: int, unit: str | None) -> None:
    assert engine_number(written_number(number, unit), unit, "here") == number


def test_a_level_for_which_nobody_wrote_an_amount_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without files is not there after a fresh download."""
    known = dict(amounts())
    real = book.files

    class Without:
        def joinpath(self, name: str) -> object:
            return real("nabij_rights.parameters").joinpath("nowhere" if name == "local" else name)

    monkeypatch.setattr(book, "files", lambda _package: Without())
    amounts.cache_clear()
    try:
        assert set(amounts()) <= set(known)
    finally:
        amounts.cache_clear()


def test_every_figure_of_the_law_stays_within_what_the_engine_reckons_with() -> None:
    for amount in amounts().values():
        for year in range(2019, 2031):
            found = amount.on(date(year, 7, 1))
            assert amount.floor <= found.low <= found.high <= amount.ceiling, amount.id
