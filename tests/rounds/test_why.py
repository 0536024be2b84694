"""Each visit that is left out has its reason, with the facts of that reason, and a sentence."""

import pytest

from nabij_methods.rounds import (
    LeftOut,
    Priority,
    Promise,
    Question,
    Reason,
    Visit,
    Window,
    in_english,
    moment,
)
from nabij_methods.rounds.sentences import ENGLISH
from tests.rounds.making import at, planned, visit, walker


def only_reason(*visits: Visit, **of_walker: object) -> LeftOut:
    (out,) = planned(Question(visits, (walker(**of_walker),))).left_out  # type: ignore[arg-type]
    return out


def test_nobody_speaks_the_language() -> None:
    out = only_reason(visit("a", languages=frozenset({"ps", "fa"})), visit("b"), languages=frozenset({"fr"}))
    assert (out.visit_id, out.reason, out.languages) == ("a", Reason.NO_SPEAKER, {"ps", "fa"})
    assert in_english(out) == "Nobody who may go speaks fa or ps."


def test_promised_to_somebody_who_does_not_speak_the_language() -> None:
    promise = Promise("an", moment(hour=10))
    out = only_reason(visit("a", languages=frozenset({"ps"}), promised=promise))
    assert out.reason is Reason.NO_SPEAKER


def test_the_window_is_closed_before_anybody_can_be_there() -> None:
    out = only_reason(
        visit("a", at(60), windows=(Window(moment(hour=8), moment(hour=9, minute=5)),)), visit("b")
    )
    assert out.reason is Reason.WINDOW_CLOSED
    assert out.earliest_second is not None
    assert moment(hour=9, minute=25) < out.earliest_second < moment(hour=9, minute=45)
    assert "is the first moment" in in_english(out)


def test_the_window_is_full_of_another_visit() -> None:
    hour = (Window(moment(hour=10), moment(hour=10, minute=5)),)
    out = only_reason(
        visit("a", minutes=60, windows=hour, is_obligatory=True), visit("b", minutes=60, windows=hour)
    )
    assert (out.visit_id, out.reason) == ("b", Reason.WINDOW_CLOSED)


def test_the_visit_is_longer_than_every_shift() -> None:
    out = only_reason(visit("a", at(0), minutes=215), visit("b"))
    assert (out.reason, out.missing_minutes) == (Reason.TOO_LONG, 5)


def test_more_than_anybody_can_carry() -> None:
    out = only_reason(visit("a", load=9), visit("b", load=1), capacity=5)
    assert (out.reason, out.room) == (Reason.CAPACITY, 5)


def test_the_rest_of_the_car_is_too_small() -> None:
    out = only_reason(visit("a", load=4, is_obligatory=True), visit("b", load=3), capacity=6)
    assert (out.visit_id, out.reason, out.room) == ("b", Reason.CAPACITY, 2)


def test_it_would_push_out_what_is_worth_more_and_that_is_named() -> None:
    out = only_reason(
        visit("first", minutes=100, priority=Priority.FIRST),
        visit("soon", minutes=80, priority=Priority.SOON),
        visit("later", minutes=60),
    )
    assert (out.visit_id, out.reason, out.instead_of) == ("later", Reason.PUSHES_OUT, ("soon",))
    assert in_english(out).endswith("worth as much or more: soon.")


def test_so_many_minutes_are_missing() -> None:
    out = only_reason(*(visit(name, at(0), minutes=80) for name in "abc"))
    assert (out.reason, out.missing_minutes) == (Reason.NOT_ENOUGH_HOURS, 30)
    assert in_english(out) == "There are not enough hours: 30 minutes are missing."


def test_every_reason_has_a_sentence() -> None:
    assert set(ENGLISH) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_a_sentence_can_be_made_of_every_reason(reason: Reason) -> None:
    out = LeftOut("a", reason, frozenset({"fr"}), moment(hour=9, day=1), 5, 2, ("b",))
    assert "{" not in in_english(out)
    assert "None" not in in_english(out)
