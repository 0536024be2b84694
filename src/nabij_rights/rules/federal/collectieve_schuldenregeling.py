"""Collective debt settlement: Judicial Code, art. 1675/2 and following; the labour court decides."""

from nabij_rights.authoring import *

RIGHT = Right(
    id="collectieve_schuldenregeling",
    block="F26",
    level=Level.FEDERAL,
    kind=Kind.MAY_ASK,
    unit=Unit.PERSON,
    period="once",
    provider="Arbeidsrechtbank",
    legal_basis=("Judicial Code, art. 1675/2 and following",),
    granting=Granting.APPLICATION,
    documents=("identity_card", "household_composition", "income_proof", "debt_list", "bank_statements"),
    opens=("juridische_tweedelijnsbijstand", "verwarmingstoelage", "zorgpremie_verlaagd"),
    recorded_as=("debt_help",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="OCMW, CAW of advocaat",
        appeal_to=AppealBody.COURT,
        appeal_within=LegalTerm("Judicial Code, art. 1675/16", months=1, confidence="unverified"),
    ),
    sources=(
        (
            "Eerste hulp bij schulden: aanvraag en toelating",
            "https://www.eerstehulpbijschulden.be/schulden-wat-nu/hulp-nodig/collectieve-schuldenregeling/aanvraag-en-toelating",
        ),
        (
            "Dyzo: wanneer komt iemand in aanmerking voor de collectieve schuldenregeling?",
            "https://www.dyzo.be/wanneer-komt-iemand-aanmerking-voor-de-collectieve-schuldenregeling",
        ),
    ),
)

ARTICLE = "Judicial Code, art. 1675/2"
_SELF_EMPLOYED = ("self_employed_main", "self_employed_side", "assisting_spouse")
_MONTHS_AFTER_BUSINESS = 6
_MONTHS_AFTER_REVOCATION = 60


@RIGHT.rule(from_on="2018-09-01")
def rule() -> Rule:
    """For who lastingly cannot pay, has no business and lost no settlement in five years."""
    revoked_on = "settlement_revoked_on"
    long_ago = months_since(revoked_on, _MONTHS_AFTER_REVOCATION)
    return Rule(
        condition("cannot_pay_lastingly", you(fact("cannot_pay_debts_lastingly")), ARTICLE),
        _no_business(),
        condition("not_revoked_lately", you(~has(revoked_on) | long_ago), ARTICLE),
        person_decides("did_not_cause_it_on_purpose", ARTICLE),
        person_decides("centre_of_life_in_belgium", ARTICLE),
    )


def _no_business() -> Condition:
    """No enterprise, or one that stopped at least six months ago.

    Sources do not agree on the liberal professions and farmers: while they still work, the judge looks.
    """
    runs_one = you(is_("work_status", *_SELF_EMPLOYED))
    stopped_on = "self_employed_stopped_on"
    stopped_long_ago = you(~has(stopped_on) | months_since(stopped_on, _MONTHS_AFTER_BUSINESS))
    return any_way(
        "no_business",
        condition("no_business_for_six_months", ~runs_one & stopped_long_ago, ARTICLE),
        every(
            "liberal_profession_or_farmer",
            condition("still_self_employed", runs_one, ARTICLE),
            person_decides("judge_looks_at_profession", ARTICLE),
        ),
    )
