"""Fonds ter bestrijding van de uithuiszettingen: the OCMW pays part of the rent arrears."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="fonds_bestrijding_uithuiszettingen",
    block="V2.6",
    level=Level.FLEMISH,
    kind=Kind.MAY_ASK,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="OCMW",
    legal_basis=("Order of the Flemish Government of 3 May 2019 on the fund against evictions",),
    granting=Granting.APPLICATION,
    documents=("rent_contract", "rent_arrears_statement", "income_proof"),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Sociaal Huis of OCMW",
        # the decision of an OCMW on help to a person goes to the labour court
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Order of 3 May 2019", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Vlaanderen: fonds ter bestrijding van de uithuiszettingen",
            "https://www.vlaanderen.be/lokaal-woonbeleid/fonds-ter-bestrijding-van-de-uithuiszettingen-voor-lokale-besturen",
        ),
        (
            "Zonnebeke: fonds uithuiszettingen",
            "https://www.zonnebeke.be/dienstverlening-bestuur/wonen/verhuren/fonds-uithuiszettingen/",
        ),
        (
            "Kaprijke: fonds bestrijding uithuiszettingen",
            "https://www.kaprijke.be/fonds-bestrijding-uithuiszettingen",
        ),
    ),
)

_ORDER = "Order of 3 May 2019"
_FEWEST_MONTHS, _MOST_MONTHS = 2, 6


@RIGHT.rule(from_on="2020-01-01")
def rule() -> Rule:
    """Arrears of two to six months of rent; the OCMW pays half of them, up to a cap, to the owner.

    Tenant, owner and OCMW first sign an agreement on guidance and on paying off the rest. Only the OCMW files
    with the fund, so nobody can claim it.
    """
    arrears, rent = fact("rent_arrears_eur"), in_unit(fact("rent_eur_month"), "EUR")
    return Rule(
        condition("in_flemish_region", lives_in_flanders(), _ORDER),
        _rents(),
        condition("at_least_two_months", arrears >= rent * _FEWEST_MONTHS, _ORDER),
        condition("at_most_six_months", arrears <= rent * _MOST_MONTHS, _ORDER),
        person_decides("three_parties_agree", _ORDER),
        person_decides("ocmw_files_with_fund", _ORDER),
        amount=least(share(arrears, 50), amount("eviction_fund.cap")),
    )


def _rents() -> Condition:
    """Private rent, or a dwelling sub-let by the housing company; some OCMWs also take social rent."""
    return any_way(
        "rents_a_home",
        condition("rents_privately_or_sublet", is_("tenure", "private_tenant", "social_sublet"), _ORDER),
        every(
            "rents_socially",
            condition("is_social_tenant", is_("tenure", "social_tenant", "ocmw_tenant"), _ORDER),
            person_decides("ocmw_takes_social_rent", _ORDER),
            article=_ORDER,
        ),
        article=_ORDER,
    )
