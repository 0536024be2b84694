"""Unemployment benefit, limited in time since 2026: programme law of 18 July 2025.

A known end date is the reason to ask in time for what comes after it: see ``opens`` and the two named steps.
"""

from nabij_rights.authoring import *

RIGHT = Right(
    id="werkloosheidsuitkering",
    block="N1",
    level=Level.FEDERAL,
    kind=Kind.YES_NO,
    unit=Unit.PERSON,
    period="month",
    provider="Rijksdienst voor Arbeidsvoorziening (RVA)",
    legal_basis=(
        "RD of 25 November 1991 on unemployment",
        "Programme law of 18 July 2025 (benefit of at most two years)",
    ),
    granting=Granting.APPLICATION,
    documents=("identity_card", "end_of_work_certificate", "bank_account_number"),
    opens=("leefloon", "verhoogde_tegemoetkoming", "voorschot_uitkering_ocmw"),
    recorded_as=("unemployed_since_on",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Vakbond of Hulpkas voor Werkloosheidsuitkeringen",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("RVA, leaflet T88 on the appeal", months=3),
    ),
    sources=(
        (
            "L'info CSC: réforme de l'assurance chômage, les grandes lignes (2025)",
            "https://linfo-csc.be/magazine/les-fruits-de-nos-actions/reforme-de-lassurance-chomage-les-grandes-lignes",
        ),
        ("Econostrum: réforme du chômage en 2026", "https://econostrum.info/belgique/?p=108850"),
        (
            "RVA, T88: beroep bij de arbeidsrechtbank",
            "https://www.rva.be/burgers/tijdelijke-werkloosheid/kunt-u-een-beroep-instellen-voor-de-arbeidsrechtbank",
        ),
    ),
)

ENDS_ON = "unemployment_ends_on"
MONTHS_OF_NOTICE = 3
"""From so many months before the end it is time to ask for what comes after it."""


@RIGHT.rule(from_on="2018-09-01", note="Without a limit in time.")
def without_limit() -> Rule:
    """Who gets it keeps it; who lost work asks for it after enough days of work."""
    return _benefit("RD of 25 November 1991", "worked_long_enough")


@RIGHT.rule(from_on="2026-01-01", note="The benefit ends after at most two years; former files end in waves.")
def with_limit() -> Rule:
    """The letter of the RVA tells the day on which it ends."""
    return _benefit("Programme law of 18 July 2025", "worked_long_enough")


@RIGHT.rule(from_on="2026-03-01", note="New files: one year of work in the three years before.")
def with_new_access() -> Rule:
    """One year of work (312 days) in three years opens one year; more work opens more, up to two years."""
    return _benefit("Programme law of 18 July 2025", "worked_one_year_in_three")


def _benefit(article: str, worked: str) -> Rule:
    """Exceptions (55 and a long career, training for care) move the end date that the letter gives."""
    ended = fact(ENDS_ON) <= day(days.TODAY)
    named("benefit_has_ended", you(ended))
    named("ends_within_three_months", you(~ended & _ends_soon()))
    return Rule(
        any_way(
            "entitled",
            condition("gets_it_now", you(has("unemployed_since_on") & ~ended), article),
            every(
                "can_ask_for_it",
                condition("without_work", you(is_("work_status", "jobseeker", "not_working")), article),
                person_decides(worked, article),
            ),
        ),
    )


def _ends_soon() -> Node:
    """Of each person: the day of the end is known and lies in the coming three months."""
    return fact(ENDS_ON) <= day(Day("today", months=MONTHS_OF_NOTICE))
