"""Help to collect maintenance that is not paid (DAVO): law of 21 February 2003."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._maintenance import is_unpaid_child

RIGHT = Right(
    id="davo_invordering",
    block="F25",
    level=Level.FEDERAL,
    kind=Kind.SERVICE,
    unit=Unit.HOUSEHOLD,
    period="once",
    provider="FOD Financiën, Dienst voor Alimentatievorderingen (DAVO)",
    legal_basis=("Law of 21 February 2003 on the maintenance claims service",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "maintenance_title", "unpaid_maintenance_list"),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.COURT,
        decided_within=LegalTerm("Law of 21 February 2003, decision on the application", days=30),
        appeal_within=LegalTerm("Law of 21 February 2003, appeal", months=1, confidence="unverified"),
    ),
    sources=(
        (
            "FOD Financiën, DAVO: voorschotten krijgen",
            "https://financien.belgium.be/nl/particulieren/gezin/onderhoudsgeld/davo/ik_ben_onderhoudsgerechtigde/voorschotten_krijgen",
        ),
        (
            "Diksmuide: voorschot op onderhoudsgeld",
            "https://www.diksmuide.be/product/331/voorschot-op-onderhoudsgeld-davo",
        ),
    ),
)

ARTICLE = "Law of 21 February 2003, recovery"


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """Arrears and months to come, for a child or for yourself; no limit of income.

    No fact tells about maintenance for an ex-partner, so that way stays open for everybody.
    """
    return Rule(
        any_way(
            "maintenance_not_paid",
            condition("child_not_paid", anyone(is_unpaid_child(2)), ARTICLE),
            person_decides("other_maintenance_not_paid", ARTICLE),
            article=ARTICLE,
        ),
    )
