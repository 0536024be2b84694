"""Income guarantee for older people (IGO): law of 22 March 2001, royal decree of 23 May 2001."""

from nabij_rights.authoring import *
from nabij_rights.rules.federal._charter import APPEAL_TERM

RIGHT = Right(
    id="igo",
    block="F21",
    level=Level.FEDERAL,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="month",
    provider="Federale Pensioendienst",
    legal_basis=(
        "Law of 22 March 2001 on the income guarantee for older people, art. 3 to 12",
        "RD of 23 May 2001",
        "RD of 29 May 2022 (days abroad)",
        "Law of 10 August 2015 (pension age 66 and 67)",
    ),
    granting=Granting.SEMI,
    documents=("identity_card", "pension_proof", "income_proof", "bank_statements", "property_tax_bill"),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_tarief_water",
        "sociaal_internetaanbod",
        "juridische_tweedelijnsbijstand",
    ),
    recorded_as=("receives_older_income_guarantee",),
    procedure=Procedure(
        starts=Starter.PERSON,
        at="Stad of gemeente",
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=APPEAL_TERM,
    ),
    sources=(
        ("Federale Pensioendienst: IGO", "https://www.sfpd.fgov.be/nl/recht-op-pensioen/igo"),
        (
            "CAAMI-HZIV: garantie de revenus aux personnes âgées",
            "https://caami-hziv.fgov.be/fr/la-garantie-de-revenus-aux-personnes-%C3%A2g%C3%A9es-grapa",
        ),
        (
            "L'Echo: l'âge légal de la pension passe à 66 ans",
            "https://lecho.be/monargent/analyse/pension/l-age-legal-de-la-pension-passe-a-66-ans-qu-est-ce-que-ca-change/10580103.html",
        ),
    ),
)


@RIGHT.rule(from_on="2018-09-01", note="Pension age 65.")
def from_65() -> Rule:
    """From 65 years on: what counted means lack to the basic or the increased amount."""
    return _igo(condition("pension_age", you(aged(65)), "Law art. 3"))


@RIGHT.rule(from_on="2025-02-01", note="Pension age 66.")
def from_66() -> Rule:
    """From 66 years on."""
    return _igo(_pension_age(now=66, before=65, still_for_who_is_born_by="1959-12-31"))


@RIGHT.rule(from_on="2030-02-01", note="Pension age 67.")
def from_67() -> Rule:
    """From 67 years on."""
    return _igo(_pension_age(now=67, before=66, still_for_who_is_born_by="1963-12-31"))


def _pension_age(*, now: int, before: int, still_for_who_is_born_by: str) -> Condition:
    """The age of today; who could start under the former age keeps it.

    For somebody who could, but did not start then, the sources do not agree: the pension service looks.
    """
    former = you(aged(before) & (fact("birth_on") <= day(still_for_who_is_born_by)))
    started = former & you(fact("receives_older_income_guarantee"))
    return any_way(
        "pension_age",
        condition("has_pension_age_of_today", you(aged(now)), "Law art. 3"),
        condition("started_under_former_age", started, "Law of 10 August 2015"),
        every(
            "could_start_under_former_age",
            condition("had_former_pension_age", former, "Law of 10 August 2015"),
            person_decides("former_age_still_counts", "Law of 10 August 2015"),
        ),
    )


def _igo(age: Condition) -> Rule:
    """What the counted means, shared among those who live on them, lack to the amount (art. 6, 7 and 11)."""
    increased = named("gets_increased_amount", _gets_increased_amount())
    full = named("full_amount_year", when(increased, amount("igo.increased"), amount("igo.basic")))
    exempt = when(increased, amount("igo.exemption_increased"), amount("igo.exemption_basic"))
    persons = named("persons_who_share_means", _persons_who_share_means())
    means = divided(_counted_means(), persons)  # still in fine amounts: no cent is lost
    named("means_per_person_year", to_cents(means))
    counted = above_zero(means - finely(exempt))
    return Rule(
        age,
        _nationality(),
        person_decides("really_lives_in_belgium", "Law art. 4"),
        _not_abroad_too_long(),
        condition("means_below_full_amount", to_cents(counted) < full, "Law art. 6, 7 and 11"),
        any_way(
            "property_left_aside",
            condition("little_property", ~_has_property_or_savings(), "RD of 23 May 2001"),
            person_decides("pension_service_counts_property", "RD of 23 May 2001"),
        ),
        amount=_less_for_property(_what_is_missing(full, counted)),
    )


def _what_is_missing(full: Node, counted: Node) -> Node:
    """A month is a twelfth of the year; only the month is rounded."""
    return in_unit(to_cents(above_zero(finely(full) - counted), parts=12), "EUR/month")


def _less_for_property(full_month: Node) -> Node:
    """Property, larger savings, a sale or a gift: the pension service calculates; it may be anything less."""
    less = open_question("property_lowers_amount", if_so=0, else_=full_month)
    return when(_has_property_or_savings(), less, full_month)


# ---------------------------------------------------------------------------------------- conditions


def _nationality() -> Condition:
    """Art. 4: Belgian, EU and assimilated, protected; others with a Belgian pension or a treaty."""
    with_pension = is_("residence_status", "long_term") & ~is_("pension_kind", "none")
    may_be_listed = is_("residence_status", "eu_family", "long_term", "limited", "temporary")
    return any_way(
        "nationality_or_status",
        condition("is_belgian", you(is_("residence_status", "belgian")), "Law art. 4"),
        condition("is_eu_citizen", you(is_("residence_status", "eu")), "Law art. 4"),
        condition(
            "under_protection",
            you(is_("residence_status", "refugee", "subsidiary", "stateless")),
            "Law art. 4",
        ),
        condition("long_term_with_pension", you(with_pension), "Law art. 4"),
        every(
            "treaty_or_days_of_work",
            condition("other_residence", you(may_be_listed), "Law art. 4"),
            person_decides("pension_service_checks_nationality", "Law art. 4"),
        ),
    )


def _not_abroad_too_long() -> Condition:
    """More than 29 days abroad in a calendar year suspends the payment; it does not end the right."""
    return any_way(
        "not_abroad_too_long",
        condition("abroad_29_days_at_most", you(fact("days_abroad_this_year")) <= 29, "RD of 29 May 2022"),
        person_decides("only_suspended_while_abroad", "RD of 29 May 2022"),
    )


# ------------------------------------------------------------------------------------------- amount


def _is_spouse_here() -> Node:
    """Of each person: your spouse or legal cohabitant, and lives in."""
    return is_("relation_to_reference", "spouse", "legal_cohabitant") & lives_under_roof()


def _gets_increased_amount() -> Node:
    """Art. 6, par. 2: no spouse or legal cohabitant lives in, and nobody but children and direct family.

    In a care home everybody gets it. A parent-in-law is family in the direct line by marriage; some sources
    name only parents, grandparents, children and grandchildren, so both stay possible.
    """
    child_with_benefit = is_("relation_to_reference", *CHILD_KINDS) & fact("gives_right_to_child_benefit")
    direct_line = is_("relation_to_reference", "parent", "grandparent", "child", "grandchild", "child_in_law")
    parent_in_law = open_question("parent_in_law_is_direct_family", if_so=True, else_=False)
    does_not_count = (
        younger_than(18)
        | child_with_benefit
        | direct_line
        | (is_("relation_to_reference", "parent_in_law") & parent_in_law)
    )
    alone = everyone(does_not_count, among=lives_under_roof() & ~is_you())
    return (~anyone(_is_spouse_here()) & alone) | you(fact("lives_in_care_home"))


def _persons_who_share_means() -> Node:
    """Art. 7: you, a spouse or legal cohabitant who lives in, and children with child benefit."""
    own = is_("relation_to_reference", *CHILD_KINDS)
    grandchild = is_("relation_to_reference", "grandchild") & open_question(
        "benefit_for_grandchild_is_yours", if_so=True, else_=False
    )
    child = lives_under_roof() & fact("gives_right_to_child_benefit") & (own | grandchild)
    return 1 + number_of(_is_spouse_here()) + number_of(child)


def _counted_means() -> Node:
    """Art. 7 and the RD: of you and of a spouse or legal cohabitant who lives in, for a year."""
    counted = is_you() | _is_spouse_here()
    pension = share(finely(per_year(fact("gross_pension_eur_month"))), amount("igo.pension_pct"))
    other = finely(fact("gross_social_benefits_eur_year") + per_year(fact("maintenance_for_self_eur_month")))
    means = sum_over(pension + other, among=counted) + _work(counted)
    named("means_year", to_cents(means))
    return means


def _work(counted: Node) -> Node:
    """A part of gross wages and all profit, less a sum: for each of a couple, or once for both."""
    earned = share(finely(fact("gross_work_income_eur_year")), amount("igo.wage_pct")) + finely(
        fact("net_self_employed_income_eur_year")
    )
    exempt = finely(amount("igo.work_exemption"))
    return open_question(
        "work_exemption_for_each",
        if_so=sum_over(above_zero(earned - exempt), among=counted),
        else_=above_zero(sum_over(earned, among=counted) - exempt),
    )


def _has_property_or_savings() -> Node:
    """Anything whose value only the pension service can count."""
    counted = is_you() | _is_spouse_here()
    owns = (
        (fact("own_home_cadastral_eur") > 0)
        | (fact("other_built_cadastral_eur") > 0)
        | (fact("land_cadastral_eur") > 0)
        | (fact("rent_received_eur_month") > 0)
        | has("sold_or_gave_property_on")
    )
    own_part = divided(fact("joint_savings_eur") * fact("joint_account_share_pct"), 100)
    savings = sum_over(fact("savings_eur") + own_part, among=counted)
    return anyone(counted & owns) | (savings > amount("igo.savings_looked_at"))
