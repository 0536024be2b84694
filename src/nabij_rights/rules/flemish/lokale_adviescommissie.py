"""No power, gas or water cut off without the local committee; minimal power, and debts paid off in steps."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="lokale_adviescommissie",
    block="N5",
    level=Level.FLEMISH,
    kind=Kind.YES_NO,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="Lokale adviescommissie (LAC) bij het OCMW",
    legal_basis=("Decree of 20 December 1996 on the minimal supply of electricity, gas and water",),
    granting=Granting.AUTOMATIC,
    documents=("disconnection_letter", "energy_bill", "income_proof"),
    opens=("minimale_levering_aardgas", "energiescan_gratis", "fonds_gas_elektriciteit"),
    procedure=Procedure(
        starts=Starter.PROVIDER,
        at="OCMW",
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "Dilbeek: advies van de lokale adviescommissie",
            "https://www.dilbeek.be/nl/advies-van-de-lokale-adviescommissie-lac-over-afsluiting-heraansluiting-van-elektriciteit-aardgas",
        ),
        ("SO Land van Aalst: wonen en energie", "https://so-lva.be/wonen/sociaal-wonen"),
        ("Deerlijk: lokale adviescommissie", "https://www.deerlijk.be/zorg-welzijn/lokale-adviescommissie"),
    ),
)

ARTICLE = "Decree of 20 December 1996"


@RIGHT.rule(from_on="2019-07-01")
def rule() -> Rule:
    """Who gets a letter, has bills open or pays beforehand is heard, and may bring somebody along."""
    named("debt_share_of_top_up", amount("prepaid_energy.debt_share_pct"))
    named("debt_per_week", amount("prepaid_energy.debt_per_week"))
    at_risk = is_("disconnection_requested", "energy", "water")
    return Rule(
        condition("lives_in_flanders", lives_in_flanders(), ARTICLE),
        any_way(
            "supply_at_risk",
            condition("letter_about_disconnection", at_risk, ARTICLE),
            condition("bills_open", fact("energy_debt_eur") > 0, ARTICLE),
            condition("pays_beforehand", is_("prepayment_meter", "electricity", "gas", "both"), ARTICLE),
        ),
    )
