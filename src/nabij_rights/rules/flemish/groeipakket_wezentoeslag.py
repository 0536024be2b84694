"""Orphan supplement of the Growth Package: for a child of whom one or both parents died, since 2019."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, gives_right, procedure

RIGHT = Right(
    id="groeipakket_wezentoeslag",
    block="V1.5",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.AUTOMATIC,
    documents=("death_certificate_abroad",),
    opens=("verhoogde_tegemoetkoming",),
    goes_after=("groeipakket_basisbedrag",),
    procedure=procedure(Starter.NOBODY),
    sources=(
        (
            "Groeipakket: changes in January 2023",
            "https://www.groeipakket.be/en/nieuws/wijzigingen-groeipakket-januari-2023",
        ),
        ("Infino, zorgtoeslag", "https://www.infino.be/nl/home/groeipakket/zorgtoeslag"),
        (
            "Parentia: amounts of the Growth Package (September 2024)",
            "https://www.parentia.be/en/vlaanderen/groeipakket/amounts/new-system",
        ),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, orphan supplement"
_AMOUNTS = "groeipakket_wezentoeslag"
_NEW_RULE = "2019-01-01"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """After a death since 2019: the full amount for both parents, a share of it for one, no income test.

    After an earlier death the old orphan benefit goes on or comes back when the other parent lives without a
    partner; only the payer knows.
    """
    orphans = gives_right() & (fact("deceased_parents") >= 1)
    by_new_rule = orphans & (fact("parent_died_on") >= day(_NEW_RULE)) & has("parent_died_on")
    by_old_rule = orphans & (fact("parent_died_on") < day(_NEW_RULE)) & _nobody_lives_with_a_partner()
    old = number_of(by_old_rule) * amount(f"{_AMOUNTS}.old_rule")
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        condition("parent_died", anyone(orphans), _DECREE),
        any_way(
            "day_of_death",
            condition("died_since_2019", anyone(by_new_rule), _DECREE),
            every(
                "died_before_2019",
                condition("died_before_2019_no_partner", anyone(by_old_rule), _DECREE),
                person_decides("old_rule_still_pays", _DECREE),
            ),
            article=_DECREE,
        ),
        amount=sum_over(_of_orphan(), among=by_new_rule)
        + when(anyone(by_old_rule), open_question("old_rule_still_pays", if_so=old, else_=0), 0),
    )


def _of_orphan() -> Node:
    """Of each child: full when both parents died. One may be the only one, unless it lives with a parent."""
    full, half = amount(f"{_AMOUNTS}.full"), amount(f"{_AMOUNTS}.half")
    has_parent_here = is_("relation_to_reference", "child")
    perhaps_full = open_question("only_parent_died", if_so=full, else_=half)
    one_died = when(has_parent_here, half, perhaps_full)
    return when(fact("deceased_parents") >= 2, full, one_died)


def _nobody_lives_with_a_partner() -> Node:
    """The old benefit is lost while the other parent lives with a partner."""
    return ~anyone(is_partner() & lives_under_roof())
