"""Social tariff for electricity, natural gas and heat: ministerial decrees of 30 March 2007."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._social_tariff import someone_in_social_group, someone_registered_here

RIGHT = Right(
    id="sociaal_tarief_energie",
    block="F12",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="quarter",
    provider="Energieleverancier",
    legal_basis=("Ministerial decrees of 30 March 2007 (electricity and natural gas)",),
    granting=Granting.SEMI,
    documents=("status_certificate", "energy_bill"),
    procedure=Procedure(
        starts=Starter.NOBODY,
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "FOD Economie: sociaal tarief voor energie",
            "https://economie.fgov.be/nl/themas/energie/energieprijzen/sociaal-tarief-voor-energie",
        ),
        (
            "CREG: tijdelijke uitbreiding vanaf 1 februari 2021",
            "https://www.creg.be/nl/nieuws/tijdelijke-uitbreiding-van-de-begunstigden-van-het-sociaal-tarief-met-ingang-van-1-februari",
        ),
        (
            "VRT: einde uitgebreid sociaal tarief (29 juni 2023)",
            "https://www.vrt.be/vrtnws/nl/2023/06/29/einde-uitgebreid-sociaal-tarief/",
        ),
        (
            "Syndicats magazine: tarif social pour l'énergie, le point en 2025",
            "https://syndicatsmagazine.be/tarif-social-pour-lenergie-le-point-en-2025",
        ),
        ("Alken: sociaal tarief voor energie", "https://www.alken.be/sociaal-tarief-voor-energie"),
    ),
)

ARTICLE = "Ministerial decrees of 30 March 2007"


@RIGHT.rule(from_on="2019-01-01", note="before the extension to the increased reimbursement")
def rule_until_january_2021() -> Rule:
    """Own contract and somebody at the address in a group; or a social flat with collective heating."""
    return _rule(someone_in_social_group(ARTICLE))


@RIGHT.rule(
    from_on="2021-02-01", note="temporarily also with the increased reimbursement, until 30 June 2023"
)
def rule_of_the_extension() -> Rule:
    """As before, and also with the increased reimbursement of somebody at the address."""
    has_it = someone_registered_here(fact("has_increased_reimbursement"))
    extension = condition("increased_reimbursement", has_it, f"{ARTICLE}, extension of 2021 to 2023")
    return _rule(someone_in_social_group(ARTICLE, extension))


@RIGHT.rule(from_on="2023-07-01", note="the increased reimbursement alone is not enough any more")
def rule() -> Rule:
    """Own contract and somebody at the address in a group; or a social flat with collective heating."""
    return _rule(someone_in_social_group(ARTICLE))


def _rule(someone_in_group: Condition) -> Rule:
    """Groups 1 to 3 need an own contract; group 4 is a flat where the landlord has the contract."""
    _name_prices()
    return Rule(
        any_way(
            "opened_by",
            every(
                "group_and_contract",
                someone_in_group,
                condition("own_contract", fact("has_own_energy_contract"), ARTICLE),
            ),
            every(
                "social_flat",
                condition(
                    "social_landlord", is_("tenure", "social_tenant", "social_sublet", "ocmw_tenant"), ARTICLE
                ),
                condition("apartment", is_("dwelling_kind", "apartment"), ARTICLE),
                condition("collective_heating", fact("has_collective_heating"), ARTICLE),
                condition("gas_or_heat_network", is_("heating_fuel", "gas", "heat_network"), ARTICLE),
            ),
        ),
    )


def _name_prices() -> None:
    """The prices of the quarter, the same with every supplier, without a fixed fee."""
    named("electricity_price", amount("social_tariff.electricity"))
    named("electricity_price_day", amount("social_tariff.electricity_day"))
    named("electricity_price_night", amount("social_tariff.electricity_night"))
    named("electricity_price_only_night", amount("social_tariff.electricity_only_night"))
    named("gas_price", amount("social_tariff.gas"))
