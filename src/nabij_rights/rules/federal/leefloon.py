"""Leefloon: law of 26 May 2002 on the right to social integration, and royal decree (RD) of 11 July 2002."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal import _living_wage
from nabij_rights.rules.federal._living_wage import LEEFLOON, LivingWage, child_in_charge

RIGHT = Right(
    id="leefloon",
    block="F1",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="month",
    provider="OCMW",
    legal_basis=(
        "Law of 26 May 2002 on the right to social integration, art. 3, 14, 16 and 23",
        "RD of 11 July 2002, art. 22 to 35",
        "RD of 7 January 2026 (new art. 34 from 1 March 2026)",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "household_composition",
        "income_proof",
        "benefit_proof",
        "bank_statements",
        "rent_contract",
        "property_tax_bill",
        "study_certificate",
    ),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_tarief_water",
        "sociaal_internetaanbod",
        "juridische_tweedelijnsbijstand",
        "fonds_participatie_sociale_activering",
        "installatiepremie_rmi",
    ),
    goes_after=("igo", "ivt", "it"),
    residual=True,
    recorded_as=("integration_income_since_on",),
    sources=(
        (
            "PrimaBook van de POD Maatschappelijke Integratie",
            "https://primabook.mi-is.be/nl/recht-op-maatschappelijke-integratie/berekening-van-de-bestaansmiddelen",
        ),
        ("OCMW Ukkel: berekening van het leefloon (2026)", "https://cpasuccle.be/calculer-le-montant-du-ris"),
        (
            "CPAS Connect: nouvel article 34 (2026)",
            "https://www.cpasconnect.be/actualites/actualite/720858527752535628",
        ),
        (
            "Centen voor studenten: het OCMW (beslissing binnen een maand, beroep binnen drie maanden)",
            "https://centenvoorstudenten.be/info/leefloon/het-ocmw/",
        ),
    ),
    procedure=Procedure(
        starts=Starter.PERSON,
        appeal_to=AppealBody.LABOUR_COURT,
        at="Sociaal Huis of OCMW",
        decided_within=LegalTerm("Law of 26 May 2002, art. 21", days=30, confidence="secondary"),
        appeal_within=LegalTerm("Law of 26 May 2002, art. 47", months=3, confidence="secondary"),
    ),
    exceptions_to={
        # a first child brings category 3, and then the leefloon that a partner has already covers both
        Law.ONE_MORE_CHILD_NEVER_LOWERS: "Law art. 14, par. 1, 3°: one amount for you and your partner",
    },
)


@RIGHT.rule(from_on="2017-09-01", note="Art. 34: the OCMW may count resident parents and adult children.")
def with_parents_and_children() -> Rule:
    """What resident parents and adult children have above category 1, the OCMW may count or leave out."""
    return _leefloon(_living_wage.with_parents_and_children(LEEFLOON))


@RIGHT.rule(from_on="2024-01-01", note="Art. 35: a higher exemption in a shortage occupation.")
def with_shortage_occupations() -> Rule:
    """As before; who starts in a shortage occupation may keep more of the wage for three months."""
    return _leefloon(_living_wage.with_shortage_occupations(LEEFLOON))


@RIGHT.rule(from_on="2026-03-01", note="New art. 34: all resident adults who owe maintenance count.")
def with_all_who_owe_maintenance() -> Rule:
    """All resident adults who owe maintenance count, unless the OCMW leaves them out in equity."""
    return _leefloon(_living_wage.with_all_who_owe_maintenance(LEEFLOON))


def _leefloon(wage: LivingWage) -> Rule:
    """Who lacks means gets what is missing to the amount of the category (art. 3 and 14)."""
    return Rule(
        person_decides("really_lives_in_belgium", "Law art. 3, 1°"),
        old_enough(),
        nationality_or_status(),
        condition("not_covered_by_partner", ~wage.is_covered_by_partner, "Law art. 14, par. 1, 3°"),
        condition("means_below_full_amount", wage.counted < wage.full, "Law art. 3, 4° and 16"),
        _not_abroad_too_long(),
        person_decides("cannot_do_more_alone", "Law art. 3, 4°"),
        person_decides("willing_to_work", "Law art. 3, 5°"),
        person_decides("other_rights_first", "Law art. 3, 6°"),
        amount=wage.month,
    )


# ------------------------------------------------------------------------------------------ persons


def old_enough() -> Condition:
    """Art. 2 and 7: 18 years, or younger and married, pregnant or with a child to care for."""
    return any_way(
        "old_enough",
        condition("is_18", you(aged(18)), "Law art. 3, 2°"),
        condition("was_married", you(~is_("civil_status", "single")), "Law art. 7"),
        condition("is_pregnant", you(fact("expected_birth_on") <= day("2100-12-31")), "Law art. 7"),
        condition("has_child_in_charge", anyone(child_in_charge()), "Law art. 7"),
    )


def nationality_or_status() -> Condition:
    """Art. 3, 3°: Belgian, EU citizen who may stay, in the population register, or under protection."""
    in_register = is_("register_kind", "population") | (
        is_("register_kind", "reference_address") & is_("residence_status", "long_term")
    )
    may_stay = is_("residence_status", "eu", "eu_family") & fact("right_of_residence_over_3_months")
    return any_way(
        "nationality_or_status",
        condition("is_belgian", you(is_("residence_status", "belgian")), "Law art. 3, 3°, first dash"),
        condition("eu_citizen_who_may_stay", you(may_stay), "Law art. 3, 3°, second dash"),
        condition("in_population_register", you(in_register), "Law art. 3, 3°, third dash"),
        condition(
            "under_protection",
            you(is_("residence_status", "refugee", "subsidiary", "stateless")),
            "Law art. 3, 3°, fourth dash and following",
        ),
    )


def _not_abroad_too_long() -> Condition:
    """Four weeks a year; then payment stops, unless the OCMW decides otherwise (art. 23, par. 5)."""
    four_weeks_at_most = you(fact("days_abroad_this_year")) <= 28
    return any_way(
        "not_abroad_too_long",
        condition("abroad_four_weeks_at_most", four_weeks_at_most, "Law art. 23, par. 5"),
        person_decides("paid_while_abroad", "Law art. 23, par. 5"),
    )
