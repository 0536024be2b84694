"""Care supplement of the Growth Package for a child with a specific support need, by points."""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._growth_package import APPEAL_SOURCE, DECREE, PAYER, may_stay, procedure

RIGHT = Right(
    id="groeipakket_zorgtoeslag_ondersteuningsbehoefte",
    block="V1.4",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider=PAYER,
    legal_basis=(DECREE,),
    granting=Granting.APPLICATION,
    documents=("medical_file", "school_report"),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_internetaanbod",
        "schooltoeslag",
        "groeipakket_ondersteuningstoeslag",
        "zorgbudget_zwaar_zorgbehoevenden",
    ),
    goes_after=("groeipakket_basisbedrag",),
    recorded_as=("receives_care_supplement",),
    procedure=procedure(Starter.PERSON),
    sources=(
        (
            "MyFamily: care supplement for a child with a support need",
            "https://www.myfamily.be/en/disability/",
        ),
        ("Groeipakket: les montants (2023-24)", "http://www.groeipakket.be/fr/montants"),
        ("KVG, zorgtoeslag Groeipakket", "https://kvg.be/wetgeving/zorgtoeslag-groeipakket/"),
        APPEAL_SOURCE,
    ),
)

_DECREE = "Decree of 27 April 2018, care supplement"
_AMOUNTS = "groeipakket_zorgtoeslag"


@RIGHT.rule(from_on="2019-01-01")
def rule() -> Rule:
    """Up to the month of 21: four points in pillar 1, or six in total. A doctor of Opgroeien gives them."""
    young = until_month_of(21)
    children = young & _has_enough_points()
    named("number_of_children", number_of(children & may_stay()))
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), _DECREE),
        condition("child_up_to_21", anyone(young), _DECREE),
        condition("enough_points", anyone(children), _DECREE),
        condition("child_may_stay", anyone(children & may_stay()), _DECREE),
        amount=sum_over(_by_points(), among=children & may_stay()),
    )


def _has_four_in_pillar_1() -> Node:
    return fact("medical_social_points_pillar1") >= amount(f"{_AMOUNTS}.points_pillar_1")


def _has_enough_points() -> Node:
    """Of each person: enough in pillar 1, about the body and mind, or enough in total."""
    return _has_four_in_pillar_1() | (fact("medical_social_points") >= amount(f"{_AMOUNTS}.points_total"))


def _by_points() -> Node:
    """Of each child: by the total; up to 11 points, four points in pillar 1 give more."""
    from_12 = amount(f"{_AMOUNTS}.from_12")
    return brackets(
        fact("medical_social_points"),
        (5, amount(f"{_AMOUNTS}.only_pillar_1")),
        (8, when(_has_four_in_pillar_1(), from_12, amount(f"{_AMOUNTS}.from_6"))),
        (11, when(_has_four_in_pillar_1(), from_12, amount(f"{_AMOUNTS}.from_9"))),
        (14, from_12),
        (17, amount(f"{_AMOUNTS}.from_15")),
        (20, amount(f"{_AMOUNTS}.from_18")),
        above=amount(f"{_AMOUNTS}.from_21"),
    )
