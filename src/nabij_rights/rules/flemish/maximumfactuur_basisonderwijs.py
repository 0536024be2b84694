"""Cap on school bills in nursery and primary school: the most that a Dutch-language school may ask."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="maximumfactuur_basisonderwijs",
    block="V1.11",
    level=Level.FLEMISH,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="school year",
    provider="Basisschool",
    legal_basis=("Decree of 25 February 1997 on primary education",),
    granting=Granting.AUTOMATIC,
    documents=("invoice",),
    opens=("tussenkomst_schoolkosten_laptop",),
    procedure=Procedure(starts=Starter.NOBODY, appeal_to=AppealBody.COMPLAINT),
    sources=(
        (
            "Parentia: wat kost de lagere school?",
            "https://www.parentia.be/nl-VL/gezinsadministratie/wat-kost-de-lagere-school-ieder-jaar-het-nederlandstalig-onderwijsnet",
        ),
        (
            "VOK: bedragen maximumfactuur meerdaagse uitstappen",
            "https://www.vok.be/nieuws/bedragen-maximumfactuur-meerdaagse-uitstappen",
        ),
        ("Leo XIII: maximumfactuur", "https://www.leoxiii.be/j3/info/maxfact"),
    ),
)

_DECREE = "Decree of 25 February 1997, cap on school bills"
_AMOUNTS = "maximumfactuur_basisonderwijs"


@RIGHT.rule(from_on="2019-09-01")
def rule() -> Rule:
    """A ceiling per pupil and school year, whatever the income; trips of several days have one of their own.

    The amount is the sum of the ceilings of the year. What goes above it need not be paid; not everything on
    a bill falls under it, so that is for the school to explain.
    """
    named("multi_day_trips_primary", amount(f"{_AMOUNTS}.multi_day_primary"))
    bill = in_unit(fact("school_bill_eur_year"), "EUR/year")  # the bill of one year
    named("bill_above_ceiling", anyone(_is_pupil() & (_ceiling() < bill)))
    return Rule(
        condition("nursery_or_primary_school", anyone(_goes_to_school()), _DECREE),
        condition("recognised_dutch_school", anyone(_is_pupil()), _DECREE),
        amount=sum_over(_ceiling(), among=_is_pupil()),
    )


def _goes_to_school() -> Node:
    return is_("study_level", "nursery", "primary")


def _is_pupil() -> Node:
    """Of each person: in a recognised Dutch-language nursery or primary school."""
    return _goes_to_school() & fact("school_is_recognised_dutch")


def _ceiling() -> Node:
    """Of each pupil: the ceiling of one school year."""
    primary = amount(f"{_AMOUNTS}.primary")
    return when(is_("study_level", "nursery"), amount(f"{_AMOUNTS}.nursery"), primary)
