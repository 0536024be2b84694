"""Minimale levering van aardgas: in winter the OCMW tops up the gas card. Energiebesluit of 2010."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._social_tariff import (
    gets_disability_allowance,
    gets_ocmw_support,
    is_child_with_supplement,
    someone_registered_here,
)

RIGHT = Right(
    id="minimale_levering_aardgas",
    block="V2.9",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="half month",
    provider="OCMW",
    legal_basis=("Energiebesluit van 19 november 2010, minimum supply of natural gas",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "energy_bill", "income_proof", "debt_help_certificate"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Sociaal Huis of OCMW",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Energiebesluit, minimum supply", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Vlaanderen: minimale levering van elektriciteit en aardgas",
            "https://www.vlaanderen.be/minimale-levering-van-elektriciteit-en-aardgas-voor-wie-prepaid-heeft",
        ),
        ("Kontich: minimale levering aardgas (2023-24)", "https://www.kontich.be/minimale-levering-aardgas"),
        (
            "Dilbeek: minimale levering (2020-21)",
            "https://www.dilbeek.be/nl/minimale-levering-van-elektriciteit-en-aardgas-voor-wie-een-budgetmeter-heeft-1",
        ),
    ),
)

_SUPPLY = "Energiebesluit, minimum supply"


@RIGHT.rule(from_on="2020-11-01")
def gas_only() -> Rule:
    """Pays gas in advance, and cannot top it up in winter; the OCMW decides and may ask something back."""
    gas = condition("prepays_gas", is_("prepayment_meter", "gas", "both"), _SUPPLY)
    return _rule(gas, _amount("minimum_gas.ordinary", "minimum_gas.protected"))


@RIGHT.rule(from_on="2023-11-01", note="Also for who heats with electricity.")
def gas_or_electric_heating() -> Rule:
    """As before, and also with electricity paid in advance when the home is heated with it."""
    electric = is_("heating_fuel", "electricity") & is_("prepayment_meter", "electricity", "both")
    has_meter = any_way(
        "prepays_heating",
        condition("prepays_gas", is_("prepayment_meter", "gas", "both"), _SUPPLY),
        condition("prepays_electric_heating", electric, _SUPPLY),
        article=_SUPPLY,
    )
    for_gas = _amount("minimum_gas.ordinary", "minimum_gas.protected")
    for_electricity = _amount("minimum_electric_heat.ordinary", "minimum_electric_heat.protected")
    return _rule(has_meter, when(electric, for_electricity, for_gas))


def _rule(has_meter: Condition, half_month: Node) -> Rule:
    month = day(days.THIS_MONTH)
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _SUPPLY),
        has_meter,
        condition("is_winter", (month >= 11) | (month <= 3), _SUPPLY),
        person_decides("cannot_top_up", _SUPPLY),
        person_decides("ocmw_offers_it", _SUPPLY),
        amount=half_month,
    )


def _amount(ordinary: str, protected: str) -> Node:
    """By kind of dwelling; lower with the social tariff, for the same gas costs less then."""
    return when(_has_social_tariff(), _by_dwelling(protected), _by_dwelling(ordinary))


def _by_dwelling(family: str) -> Node:
    """Flat or room; closed building; detached or semi-detached. Of other homes the OCMW decides."""
    flat, terraced, detached = (amount(f"{family}_{kind}") for kind in ("flat", "terraced", "detached"))
    other = open_question("counts_as_detached", if_so=detached, else_=flat)
    return when(
        is_("dwelling_kind", "apartment", "room"),
        flat,
        when(
            is_("dwelling_kind", "terraced"),
            terraced,
            when(is_("dwelling_kind", "semi_detached", "detached"), detached, other),
        ),
    )


def _has_social_tariff() -> Node:
    """A protected customer: somebody at the address is in a group of the social tariff."""
    return someone_registered_here(
        gets_ocmw_support()
        | gets_disability_allowance()
        | fact("receives_older_care_budget")
        | is_child_with_supplement()
        | fact("receives_older_income_guarantee")
    )
