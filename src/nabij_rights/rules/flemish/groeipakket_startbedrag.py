"""Birth or adoption amount of the Growth Package: once for each child, whatever the income."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._birth import is_expecting
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, procedure

RIGHT = Right(
    id="groeipakket_startbedrag",
    block="V1.2",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.APPLICATION,
    documents=("pregnancy_certificate", "adoption_decision", "bank_account_number"),
    opens=("groeipakket_basisbedrag", "kinderopvang_inkomenstarief"),
    procedure=procedure(Starter.PERSON),
    sources=(
        ("Groeipakket, hoe aanvragen", "https://www.groeipakket.be/hoe-aanvragen"),
        ("Parentia, amounts", "https://www.parentia.be/en/vlaanderen/groeipakket/amounts/new-system"),
        ("Kinderopvang Brugge, Groeipakket", "https://kinderopvangbrugge.be/nl/groeipakket"),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, start amount"
_OLDEST_ADOPTED = 18


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Once for each child at birth or adoption; to be asked up to five years later. No income test.

    Whether it was paid already, and whether an older child was adopted not long ago, only the payer knows.
    """
    per_child = amount("groeipakket_startbedrag.per_child")
    named("can_be_asked_now", anyone(is_expecting() & _is_near()))
    born, adopted = _born(), _perhaps_adopted()
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        any_way(
            "birth_or_adoption",
            condition("birth_expected", anyone(is_expecting()), _DECREE),
            every(
                "child_born",
                condition("child_up_to_five", anyone(born), _DECREE),
                person_decides("not_paid_yet", _DECREE),
            ),
            every(
                "child_adopted",
                condition("child_over_five", anyone(adopted), _DECREE),
                person_decides("adopted_not_long_ago", _DECREE),
            ),
            article=_DECREE,
        ),
        amount=number_of(is_expecting()) * per_child
        + open_question("not_paid_yet", if_so=number_of(born) * per_child, else_=0)
        + open_question("adopted_not_long_ago", if_so=number_of(adopted) * per_child, else_=0),
    )


def _is_near() -> Node:
    """Of each person: four months or less before the expected day, from when it can be asked."""
    return fact("expected_birth_on") <= day(Day("today", months=4))


def _born() -> Node:
    """Of each person: born at most five years ago. For a foster child it went to the parents."""
    is_young_enough = fact("birth_on") >= day(Day("today", years=-5))
    return is_young_enough & ~is_("relation_to_reference", "foster_child")


def _perhaps_adopted() -> Node:
    """Of each person: an older child of yours, for whom the amount may be due after an adoption."""
    is_older = fact("birth_on") < day(Day("today", years=-5))
    return is_older & younger_than(_OLDEST_ADOPTED) & is_("relation_to_reference", "child")
