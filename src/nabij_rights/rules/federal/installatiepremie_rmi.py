"""Installation grant with a leefloon: law of 26 May 2002, art. 14, par. 3, and RD of 11 July 2002, art. 9."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _installation_grant, leefloon

ARTICLE = "Law of 26 May 2002, art. 14, par. 3"

RIGHT = Right(
    id="installatiepremie_rmi",
    block="F3",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="once",
    provider="OCMW",
    legal_basis=(ARTICLE, "RD of 11 July 2002, art. 9"),
    granting=Granting.APPLICATION,
    documents=("identity_card", "rent_contract", "bank_statements", "homelessness_proof"),
    goes_after=("leefloon",),
    recorded_as=("had_installation_grant",),
    sources=(
        (
            "POD Maatschappelijke Integratie: voorwaarden van de installatiepremie (leefloonwet)",
            "https://www.mi-is.be/fr/faq/quelles-sont-les-conditions-pour-avoir-droit-une-prime-dinstallation-dans-le-cadre-de-la-loi-dis",
        ),
        (
            "Brulocalis: prime d’installation (december 2024)",
            "https://brulocalis.brussels/fr/publications/aide-sociale-prime-dinstallation-avis-defavorable-des-federations",
        ),
        *_installation_grant.SOURCES,
    ),
    procedure=leefloon.RIGHT.procedure,
)


@RIGHT.rule(from_on="2017-09-01")
def rule() -> Rule:
    """With a leefloon, out of homelessness into your own home, once in a life; each person may have one.

    Who lived all year on a camp site counts as homeless here. Whether somebody could find a home with their
    own means is for the OCMW to look at.
    """
    camp_site = condition("lived_on_camp_site", you(is_("homeless_situation", "camping")), ARTICLE)
    return Rule(
        condition("has_leefloon", _installation_grant.on_leefloon_at_the_move(), ARTICLE),
        _installation_grant.leaves_homelessness(ARTICLE, camp_site),
        _installation_grant.had_none_before(ARTICLE),
        person_decides("no_means_for_a_home", "RD of 21 September 2004, art. 1"),
        amount=_installation_grant.amount_of_grant(),
    )
