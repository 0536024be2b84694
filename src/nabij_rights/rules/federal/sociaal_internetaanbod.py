"""Social internet offer: law of 13 June 2005 on electronic communications, annex, since 1 March 2024."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._social_tariff import someone_in_social_group

RIGHT = Right(
    id="sociaal_internetaanbod",
    block="F14",
    level=Level.FEDERAL,
    kind=Kind.PRICE,
    unit=Unit.HOUSEHOLD,
    period="month",
    provider="Telecomoperator",
    legal_basis=("Law of 13 June 2005 on electronic communications and annex, in force since 1 March 2024",),
    granting=Granting.APPLICATION,
    documents=("identity_card",),
    recorded_as=("telecom_social",),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.COMPLAINT,
    ),
    sources=(
        (
            "FOD Economie: sociaal internetaanbod, veelgestelde vragen",
            "https://economie.fgov.be/nl/themas/online/telecommunicatie/sociaal-internetaanbod/veelgestelde-vragen-over-het",
        ),
        ("Hemiksem: sociaal telefoontarief (2024)", "https://www.hemiksem.be/sociaal-telefoontarief"),
        (
            "Syndicats magazine: l'offre internet sociale (2024)",
            "https://syndicatsmagazine.be/loffre-internet-sociale-cest-quoi-et-pour-qui/",
        ),
        (
            "Sint-Lievens-Houtem: sociaal internettarief",
            "https://www.sint-lievens-houtem.be/sociaal-internettarief",
        ),
    ),
)

ARTICLE = "Law of 13 June 2005, annex"


@RIGHT.rule(from_on="2024-03-01")
def rule() -> Rule:
    """One offer per household with somebody in groups 1 to 3 at the address; the price has a ceiling."""
    named("bundle_price", amount("social_internet.bundle_price"))
    return Rule(
        someone_in_social_group(ARTICLE),
        condition("nobody_has_it", is_("telecom_social", "none"), ARTICLE),
        amount=amount("social_internet.internet_price"),
    )
