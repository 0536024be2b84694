"""Gratis energiescan: somebody comes and looks at where the home loses energy. Energiebesluit of 2010."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._social_tariff import someone_in_social_group
from nabij_rights.rules.flemish._housing import is_child_in_charge

RIGHT = Right(
    id="energiescan_gratis",
    block="V2.8",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Fluvius",
    legal_basis=("Energiebesluit van 19 november 2010, energy scans",),
    granting=Granting.APPLICATION,
    documents=("energy_bill", "status_certificate", "rent_contract", "tax_assessment"),
    procedure=Procedure(
        starts=Starter.PERSON, at="Fluvius, Energiehuis of OCMW", appeal_to=AppealBody.COMPLAINT
    ),
    sources=(
        ("Assenede: gratis energiescan (2024)", "https://www.assenede.be/producten/45010/gratis-energiescan"),
        (
            "Knokke-Heist: gratis energiescan",
            "https://www.knokke-heist.be/welzijn-en-zorg/energie/gratis-energiescan",
        ),
        ("Nieuwpoort: gratis energiescan (2022)", "https://www.nieuwpoort.be/gratis-energiescan-2"),
    ),
)

_SCAN = "Energiebesluit, energy scans"


@RIGHT.rule(from_on="2022-01-01")
def by_group() -> Rule:
    """One of eight grounds; the last is that the OCMW finds it needed, so nobody here gets a no."""
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _SCAN),
        any_way(
            "has_a_ground",
            someone_in_social_group(_SCAN),
            condition("disconnection_asked", is_("disconnection_requested", "energy"), _SCAN),
            condition("pays_in_advance", ~is_("prepayment_meter", "none"), _SCAN),
            _like_heating_allowance(),
            condition("rents_socially", is_("tenure", "social_tenant", "social_sublet"), _SCAN),
            condition("rent_is_low", _has_low_rent(), _SCAN),
            condition("income_is_low", _has_low_income(), _SCAN),
            person_decides("ocmw_finds_it_needed", _SCAN),
            article=_SCAN,
        ),
    )


@RIGHT.rule(from_on="2024-10-01", note="Other grounds since October 2024; their text was not found.")
def by_new_grounds() -> Rule:
    """The grounds changed in October 2024 and the new text was not found: Fluvius or the OCMW tells."""
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _SCAN),
        any_way("has_a_ground", person_decides("meets_new_grounds", _SCAN), article=_SCAN),
    )


def _like_heating_allowance() -> Condition:
    """Meets the conditions of the heating allowance: increased reimbursement or help for debts, and more."""
    has_help = is_("debt_help", "amicable_recognised", "collective_admitted")
    may_fit = anyone(lives_under_roof() & fact("has_increased_reimbursement")) | has_help
    return every(
        "like_heating_allowance",
        condition("has_status_for_heating_allowance", may_fit, _SCAN),
        person_decides("meets_heating_allowance", _SCAN),
        article=_SCAN,
    )


def _has_low_rent() -> Node:
    """Rents with a rent up to the limit; in some towns the limit is higher, and that list was not found."""
    rent = fact("rent_eur_month")
    low = rent <= amount("energy_scan.rent")
    low_there = rent <= amount("energy_scan.rent_some_towns")
    in_such_town = open_question("town_has_higher_rent_limit", if_so=True, else_=False)
    return is_("tenure", "private_tenant") & (low | (low_there & in_such_town))


def _has_low_income() -> Node:
    """Joint taxable income of you and your partner, with a part for each child in charge."""
    income = sum_over(fact("joint_taxable_income_eur_year"), among=is_you() | is_partner())
    limit = amount("energy_scan.income") + amount("energy_scan.income_per_dependant") * number_of(
        is_child_in_charge()
    )
    return named("counted_income", income) <= named("income_limit", limit)
