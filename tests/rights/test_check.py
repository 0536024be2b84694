import pytest

from nabij.rights.types import Check, Member, Reply, Role, Screen, address_key

BIG = Check(
    members=(
        Member(Role.YOU, {"age": 34}),
        Member(Role.PARTNER, {"age": 36}),
        Member(Role.CHILD, {"age": 4}),
        Member(Role.CHILD, {"age": 9}),
        Member(Role.OTHER, {"age": 70}),
    ),
    replies={
        (Screen.HOME, None): Reply.GIVEN,
        (Screen.AGES, None): Reply.GIVEN,
        ("income", 0): Reply.GIVEN,
        ("income", 1): Reply.SKIPPED,
        ("school", 3): Reply.GIVEN,
        ("rent", None): Reply.UNKNOWN,
    },
)


def test_whoever_stays_keeps_what_was_told_about_them() -> None:
    smaller = BIG.lived_in_by(partner=False, children=2, others=0)
    assert [member.facts["age"] for member in smaller.members] == [34, 4, 9]


def test_replies_move_along_with_the_person_they_are_about() -> None:
    smaller = BIG.lived_in_by(partner=False, children=2, others=0)
    assert smaller.replies[("school", 2)] is Reply.GIVEN
    assert ("income", 1) not in smaller.replies
    assert smaller.replies[("rent", None)] is Reply.UNKNOWN
    assert smaller.replies[("income", 0)] is Reply.GIVEN


def test_nobody_is_asked_their_age_again_when_somebody_left() -> None:
    assert BIG.lived_in_by(partner=True, children=1, others=0).reply_to((Screen.AGES, None)) is Reply.GIVEN


def test_ages_are_asked_again_when_somebody_came() -> None:
    assert BIG.lived_in_by(partner=True, children=3, others=1).reply_to((Screen.AGES, None)) is None


def test_telling_nothing_about_a_fact_makes_it_unknown_again() -> None:
    told = BIG.told(("x", 0), {"age": None, "work_status": "student"})
    assert told.members[0].facts == {"work_status": "student"}
    assert BIG.members[0].facts == {"age": 34}


def test_a_second_reply_keeps_the_place_of_the_first() -> None:
    again = BIG.replied(("income", 0), Reply.UNKNOWN)
    assert list(again.replies) == list(BIG.replies)


def test_the_plain_form_comes_back_as_it_was() -> None:
    assert Check.from_plain(BIG.to_plain()) == BIG


@pytest.mark.parametrize(
    ("parts", "others"), [(("right", "igo"), ("right", "leefloon")), (("q", "a", 1), ("q", "a", 2))]
)
def test_keys_in_addresses_tell_nothing_and_differ(parts: tuple, others: tuple) -> None:
    assert address_key(*parts) != address_key(*others)
    assert not any(str(part) in address_key(*parts) for part in parts if len(str(part)) > 2)
