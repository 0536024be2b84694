"""Changes worked out by hand: exactly those who have an amount get more of it, and nobody else notices."""

from datetime import date

import pytest

from nabij_rights.catalogue import rules_on
from nabij_rights.parameters.book import Status
from nabij_rights.what_if.change import BadChange, Change, NewAmount
from nabij_rights.what_if.compare import Comparison, Euros, Number, Unsure, compare
from nabij_rights.what_if.households import Composition, made_up
from tests.what_if.town import ON, PREMIUM, draft, line, town


def changed(*amounts: tuple[str, str], on: date | None = None) -> Change:
    return Change(tuple(NewAmount.written(f"{PREMIUM}.{key}", text) for key, text in amounts), on)


def counts(found: Comparison) -> tuple[int | None, int | None, int | None, int]:
    assert found.total is not None
    shown = found.total.counts
    return shown.gain, shown.lose, shown.same, shown.unsure


def test_an_amount_that_rises_a_tenth_is_a_tenth_more_for_exactly_those_who_have_it() -> None:
    found = compare(changed(("premium_1", "+10 %")), town(), on=ON)
    assert counts(found) == (12, 0, 90, 0)
    assert found.total is not None
    assert found.total.a_year == Euros(12 * 24_00, 12 * 24_00)
    (one,) = found.rights
    assert one.right.id == PREMIUM
    before = 12 * 240_00 + 20 * 160_00 + 30 * 80_00
    assert one.before == Euros(before, before)
    assert one.after == Euros(before + 12 * 24_00, before + 12 * 24_00)
    assert one.difference == one.a_year == Euros(12 * 24_00, 12 * 24_00)
    assert (one.status.before, one.status.new, one.status.lost) == (
        Number(60, 70),  # 62, told in tens
        Number(0, 0),
        Number(0, 0),
    )


def test_a_lower_limit_is_a_loss_for_those_just_below_it() -> None:
    found = compare(changed(("step_3", "2300.00")), town(), on=ON)
    assert counts(found) == (0, 30, 72, 0)
    assert found.total is not None
    assert found.total.a_year == Euros(-30 * 80_00, -30 * 80_00)
    assert found.rights[0].status.lost == Number(30, 30)
    assert found.rights[0].status.after == Number(30, 40)


def test_a_higher_limit_opens_a_right() -> None:
    found = compare(changed(("step_3", "3000.00")), town(), on=ON)
    assert counts(found) == (40, 0, 62, 0)
    assert found.rights[0].status.new == Number(40, 40)


def test_what_is_not_known_stays_a_range_and_takes_nothing_away() -> None:
    unclear = [line({"min": 1400, "max": 1600})] * 15
    found = compare(changed(("premium_1", "+10 %")), town(*unclear), on=ON)
    assert counts(found) == (12, 0, 90, 15)
    assert found.unsure is Unsure.GAIN
    assert found.total is not None
    assert found.total.a_year == Euros(12 * 24_00, 27 * 24_00)
    assert found.rights[0].gain == Number(10, 30)
    assert found.rights[0].lose == Number(0, 0)


def test_a_change_of_nothing_is_zero_everywhere() -> None:
    same = changed(("premium_1", "240.00"), ("premium_2", "x 1"), on=ON)
    found = compare(same, town(*[line({"min": 0, "max": 5000})] * 12), on=ON)
    assert counts(found) == (0, 0, 114, 0)
    assert found.total is not None
    assert found.total.a_year == Euros(0, 0)
    assert found.rights == found.hidden == ()


def test_it_counts_by_kind_and_by_neighbourhood() -> None:
    found = compare(changed(("premium_2", "200.00")), town(), on=ON)
    by_kind = {group.names: (group.counts.gain, group.counts.same) for group in found.by_composition}
    assert by_kind == {(Composition.SINGLE,): (0, 82), (Composition.COUPLE,): (20, 0)}
    assert found.by_neighbourhood is not None
    by_place = {group.names: group.a_year for group in found.by_neighbourhood}
    assert by_place == {("Centrum",): Euros(20 * 40_00, 20 * 40_00), ("Kaaien",): Euros(0, 0)}


def test_the_rules_of_another_day_are_a_change() -> None:
    found = compare(Change(on=ON), town(), on=date(2025, 12, 15), about=PREMIUM)
    assert counts(found) == (62, 0, 40, 0)
    assert found.rights
    one = next(one for one in found.rights if one.right.id == PREMIUM)
    assert one.before == Euros(0, 0)
    assert one.status.new == Number(60, 70)


def test_a_draft_of_a_town_right_is_compared_with_the_one_that_holds() -> None:
    found = compare(Change(drafts=(draft(premium_3="100.00"),)), town(), on=ON)
    assert counts(found) == (30, 0, 72, 0)
    assert found.total is not None
    assert found.total.a_year == Euros(30 * 20_00, 30 * 20_00)
    again = compare(Change(drafts=(draft(),)), town(), on=ON)
    assert counts(again) == (0, 0, 102, 0)


def test_a_few_who_notice_are_in_no_number_at_all() -> None:
    few = [line(500, where="Molenwijk")] * 4
    found = compare(changed(("step_1", "0.01"), ("premium_1", "260.00")), town(*few), on=ON)
    assert counts(found)[1] == 16
    found = compare(changed(("premium_1", "260.00")), town(*few), on=ON, threshold=20)
    assert found.total is None
    assert found.rights == found.by_composition == found.by_neighbourhood == ()
    assert [right.id for right in found.hidden] == [PREMIUM]


def test_a_neighbourhood_with_a_few_is_not_to_be_found_by_subtracting() -> None:
    few = [line(1200, where="Molenwijk")] * 4 + [line(3000, where="Molenwijk")] * 30
    found = compare(changed(("premium_1", "260.00")), town(*few), on=ON)
    assert found.by_neighbourhood is not None
    assert [group.names for group in found.by_neighbourhood] == [("Centrum", "Kaaien", "Molenwijk")]


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ((("premium_9", "3.00"),), "Did you mean zonnedam_energiepremie.premium_"),
        ((("premium_1", "abc"),), "is not a number"),
        ((("premium_1", "1.005"),), "more decimals"),
        ((("premium_1", "99999999.00"),), "out of reach"),
        ((("premium_1", "x 0"),), "out of reach"),
        ((("premium_1", "3.00"), ("premium_1", "4.00")), "stands twice"),
    ],
)
def test_a_change_that_cannot_be_tried_says_why(amounts: tuple[tuple[str, str], ...], sentence: str) -> None:
    with pytest.raises(BadChange, match=sentence):
        compare(changed(*amounts), town(), on=ON)


def test_other_reasons_why_a_change_cannot_be_tried() -> None:
    households = town()
    with pytest.raises(BadChange, match="before that day"):
        compare(Change(on=date(2001, 1, 1)), households, on=ON)
    with pytest.raises(BadChange, match="there is no right"):
        compare(Change(), households, on=ON, about="nothing_like_it")
    with pytest.raises(BadChange, match="Its first version begins on 01/01/2026"):
        compare(Change(on=date(2025, 2, 1), drafts=(draft(),)), households, on=ON)
    with pytest.raises(ValueError, match="10 or more"):
        compare(Change(), households, on=ON, threshold=9)


def test_a_missing_amount_can_be_given_but_not_multiplied() -> None:
    missing = [key for key, figure in rules_on(ON).figures.items() if figure.status is Status.MISSING]
    assert missing
    with pytest.raises(BadChange, match="nobody found its value"):
        compare(Change((NewAmount.written(missing[0], "+5 %"),)), town(), on=ON)


def test_a_made_up_town_has_every_kind_and_is_the_same_each_time() -> None:
    households = made_up(60, town="zonnedam", seed=3, on=ON)
    assert households.compositions == made_up(60, town="zonnedam", seed=3, on=ON).compositions
    assert Composition.UNKNOWN not in households.compositions
    assert {Composition.COUPLE_CHILDREN, Composition.OLDER} <= set(households.compositions)
    assert households.neighbourhoods is not None
    assert set(households.neighbourhoods) <= {
        "Centrum",
        "Dijkzicht",
        "Kaaien",
        "Molenwijk",
        "Oude Haven",
        "Zonneveld",
    }
