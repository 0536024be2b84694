"""Priority for a place in childcare with a price by income: who goes first when places are few."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._birth import is_expecting
from nabij_rights.rules.flemish._childcare import DECREE, may_still_go, pays_by_income

RIGHT = Right(
    id="kinderopvang_voorrang",
    block="N24",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Kinderopvang met inkomenstarief",
    legal_basis=(DECREE,),
    granting=Granting.APPLICATION,
    documents=("work_or_training_proof",),
    opens=("kinderopvang_inkomenstarief",),
    procedure=Procedure(
        starts=Starter.PERSON, at="Lokaal loket kinderopvang", appeal_to=AppealBody.COMPLAINT
    ),
    sources=(
        (
            "Oostende, nieuwe voorrangsregels vanaf 1 april 2024",
            "https://kinderopvang.oostende.be/nl/nieuwe-voorrangsregels-vanaf-1-april-2024",
        ),
        ("Genk, krijg ik voorrang of korting?", "https://www.genk.be/krijg-ik-voorrang-of-korting"),
        (
            "Kinderdagverblijf Stippel, voorrangsgroep",
            "http://www.kdvstippel.be/index.php/over-stippel/behoor-ik-tot-de-voorrangsgroep",
        ),
    ),
)

_ARTICLE = "Decree of 20 April 2012, rules of priority"


@RIGHT.rule(from_on="2019-01-01", note="Requests until 31 March 2024.")
def rule_until_2024() -> Rule:
    """Work or training, a single parent, a low income or a foster child. The family tells its situation."""
    return _rule(
        condition("single_parent", ~anyone(is_partner() & lives_under_roof()), _ARTICLE),
        person_decides("works_or_learns", _ARTICLE),
        person_decides("low_income", _ARTICLE),
    )


@RIGHT.rule(from_on="2024-04-01", note="Work or training for four fifths, siblings and foster children.")
def rule_since_2024() -> Rule:
    """Absolute priority; for one child in ten a service that helps families may advise otherwise."""
    return _rule(
        every(
            "sibling_there",
            condition("other_child_in_place", anyone(pays_by_income()), _ARTICLE),
            person_decides("same_place_same_time", _ARTICLE),
        ),
        person_decides("works_or_learns_four_fifths", _ARTICLE),
        person_decides("service_advises", _ARTICLE),
    )


def _rule(*grounds: Condition) -> Rule:
    needs_place = may_still_go()
    is_foster_child = is_("relation_to_reference", "foster_child")
    return Rule(
        any_way(
            "needs_place",
            condition("small_child_without_place", anyone(needs_place), _ARTICLE),
            condition("birth_expected", anyone(is_expecting()), _ARTICLE),
            article=_ARTICLE,
        ),
        any_way(
            "ground_of_priority",
            condition("foster_child", anyone(needs_place & is_foster_child), _ARTICLE),
            *grounds,
            article=_ARTICLE,
        ),
    )
