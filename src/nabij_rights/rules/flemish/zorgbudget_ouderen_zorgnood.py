"""Zorgbudget voor ouderen met een zorgnood: decree of 18 May 2018, art. 84 to 86.

The articles below are those of the order of 30 November 2018 (art. 192 to 228), unless they name the decree.
"""

from nabij_rights.authoring import *
from nabij_rights.rules.flemish._social_protection import five_years_here, member_of_care_fund

RIGHT = Right(
    id="zorgbudget_ouderen_zorgnood",
    block="V3.3",
    level=Level.FLEMISH,
    kind=Kind.AMOUNT,
    unit=Unit.PERSON,
    period="month",
    provider="Zorgkas",
    legal_basis=(
        "Decree of 18 May 2018 on Flemish social protection, art. 41 and 84 to 86",
        "Order of the Flemish Government of 30 November 2018, art. 192 to 228",
    ),
    granting=Granting.APPLICATION,
    documents=(
        "identity_card",
        "pension_proof",
        "income_proof",
        "bank_statements",
        "property_tax_bill",
        "certificate_doctor",
    ),
    opens=(
        "verhoogde_tegemoetkoming",
        "sociaal_tarief_energie",
        "sociaal_internetaanbod",
        "sociaal_tarief_water",
    ),
    goes_after=("igo",),
    recorded_as=("receives_older_care_budget",),
    procedure=Procedure(
        starts=Starter.PERSON,
        decided_within=LegalTerm(
            "Order of 30 November 2018, decision of the care fund", months=6, confidence="unverified"
        ),
        appeal_to=AppealBody.LABOUR_COURT,
        appeal_within=LegalTerm("Judicial Code, art. 582", months=3, confidence="unverified"),
    ),
    sources=(
        (
            "Vlaamse Codex: besluit van 30 november 2018",
            "https://codex.vlaanderen.be/PrintDocument.ashx?datum=&geannoteerd=false&id=1030063&print=true",
        ),
        (
            "Vlaamse Codex: decreet van 18 mei 2018",
            "https://codex.vlaanderen.be/PrintDocument.ashx?geannoteerd=false&id=1029649",
        ),
        ("Departement Zorg: pensioentoets (maart 2026)", "https://www.departementzorg.be/nl/pensioentoets"),
        (
            "Vlaamse sociale bescherming: zorgbudget voor ouderen",
            "https://vlaamsesocialebescherming.be/zorgbudget-voor-ouderen-met-een-zorgnood",
        ),
    ),
)


@RIGHT.rule(from_on="2019-01-01", note="The 18-point scale, also in a care home.")
def with_points() -> Rule:
    """From 65, with at least 7 points on the scale of self-reliance, at home and in a care home."""
    return _care_budget(category=_recorded_or(_category_by_points()), old_enough=_is_65())


@RIGHT.rule(from_on="2023-04-01", note="Category 4 or 5 without points in a care home.")
def with_care_home_category() -> Rule:
    """As before, but in a care home everybody has category 4, or 5 (art. 193/1)."""
    return _care_budget(category=_in_care_home_or(_recorded_or(_category_by_points())), old_enough=_is_65())


@RIGHT.rule(from_on="2026-01-09", note="The age follows that of the federal disability allowances.")
def with_age_of_disability_allowances() -> Rule:
    """As before, from the age at which a disability allowance cannot be asked any more (decree, art. 84)."""
    category = _in_care_home_or(_recorded_or(_category_by_points()))
    return _care_budget(category=category, old_enough=_is_past_disability_allowances())


@RIGHT.rule(from_on="2026-03-01", note="The BelRAI screener instead of the 18-point scale.")
def with_belrai() -> Rule:
    """At home by the scores of the BelRAI screener (art. 193/2); who has a category keeps it until review."""
    category = _in_care_home_or(_recorded_or(_category_by_belrai()))
    return _care_budget(category=category, old_enough=_is_past_disability_allowances())


def _care_budget(*, category: Node, old_enough: Condition) -> Rule:
    """The maximum of the category, minus the resources above the exempt part."""
    own_category = named("category", you(category))
    both_need_care = named(
        "both_need_care", _forms_a_household() & anyone(_shares_your_home() & aged(65) & (category >= 1))
    )
    resources = _resources()
    exempt = _exempt_resources()
    named("counted_resources", to_cents(resources))
    named("exempt_resources", exempt)
    named("care_premiums_paid", you(fact("care_premium_paid_up")))
    year = above_zero(finely(_maximum(own_category)) - _above_exempt(resources, exempt, both_need_care))
    month = _month_in_whole_euro(year)
    return Rule(
        old_enough,
        member_of_care_fund("Decree, art. 41 and 42"),
        # The demand of ten years in all was annulled by the Constitutional Court (judgment 2023/112).
        five_years_here("Decree, art. 41, § 1, 4°"),
        condition("has_care_category", own_category >= 1, "Art. 193 to 193/4"),
        condition("resources_leave_a_budget", month > 0, "Decree, art. 85"),
        _better_than_another_allowance(),
        amount=month,
    )


# -------------------------------------------------------------------------------------- conditions


def _is_65() -> Condition:
    """From the day of the 65th birthday."""
    return condition("old_enough", you(aged(65)), "Decree, art. 84 (until 8 January 2026)")


def _is_past_disability_allowances() -> Condition:
    """The age at which the federal disability allowances cannot be asked any more.

    Whether that is still 65, or the pension age (66 since February 2025), we did not find. Between the two it
    stays open.
    """
    between = you(aged(65)) & open_question("is_past_disability_allowances", if_so=True, else_=False)
    return condition("old_enough", you(aged(66)) | between, "Decree, art. 84")


def _better_than_another_allowance() -> Condition:
    """With a federal disability allowance the care fund grants the budget only when it is the higher one."""
    article = "Decree, art. 84, § 2; art. 218"
    other_allowance = (
        fact("receives_income_replacement_allowance")
        | fact("receives_integration_allowance")
        | fact("receives_old_disability_allowance")
    )
    return any_way(
        "best_of_two_allowances",
        condition("no_federal_allowance", ~you(other_allowance), article),
        person_decides("care_fund_compares", article),
        article=article,
    )


# ---------------------------------------------------------------------------------------- category


def _category_by_points() -> Node:
    """Of each person: 7 or 8 points 1, up to 11 2, up to 14 3, up to 16 4, above that 5 (old art. 193)."""
    points = fact("self_reliance_points")
    return brackets(points, (6, 0), (8, 1), (11, 2), (14, 3), (16, 4), above=5)


def _category_by_belrai() -> Node:
    """Of each person: by the total, and below 8 by the functional scale, from 13 on by mind and behaviour
    (art. 193/2). The scores are written in tenths.
    """
    total = in_unit(fact("belrai_total"), None)
    functional = in_unit(fact("belrai_hierarchy"), None)
    mind = in_unit(fact("belrai_mind"), None)
    below_8 = when(functional >= 80, 2, when(functional >= 50, 1, 0))
    from_13 = when(mind >= 50, 5, 4)
    return when(total < 80, below_8, when(total < 130, 3, from_13))


def _recorded_or(scored: Node) -> Node:
    """Of each person: the category on the letter of the care fund, else the one that the scores give."""
    recorded = fact("older_care_category")
    return told_or_worked_out(when(recorded >= 1, most(recorded, 1), scored), scored)


def _in_care_home_or(at_home: Node) -> Node:
    """Of each person: in a care home 4, or 5 for who had that or has an income guarantee (art. 193/4)."""
    highest = fact("receives_older_income_guarantee") | (fact("older_care_category") >= 5)
    return when(fact("lives_in_care_home"), when(highest, 5, 4), at_home)


def _maximum(category: Node) -> Node:
    """The highest amount of the category, a year (decree, art. 86)."""
    # steps, and not a look-up of the exact number: "4 or 5" stays between those two amounts
    highest = [amount(f"older_care_budget.category_{number}") for number in range(1, 6)]
    return brackets(category, (0, 0), *enumerate(highest[:-1], 1), above=highest[-1])


# --------------------------------------------------------------------------------------- household


def _shares_your_home() -> Node:
    """Of each person: the partner at your address, else another one who is no relative (art. 194, § 3)."""
    has_partner_here = anyone(is_partner() & registered_at_address())
    stranger = is_("relation_to_reference", "unrelated") & ~has_partner_here
    return registered_at_address() & (is_partner() | stranger)


def _forms_a_household() -> Node:
    """Whether you and one other person make a household; with several who are no relatives it stays open."""
    others = number_of(_shares_your_home())
    forms_one = when(
        others <= 1, others >= 1, open_question("forms_household_with_others", if_so=True, else_=False)
    )
    return you(registered_at_address()) & forms_one


def _counts() -> Node:
    """Of each person: you, and who forms a household with you."""
    return is_you() | (_shares_your_home() & _forms_a_household())


def _is_child_in_charge() -> Node:
    """Of each person: under 25, with child benefit or maintenance for this child (art. 194, § 4)."""
    paid_for = fact("gives_right_to_child_benefit") | (fact("maintenance_for_child_eur_month") > 0)
    return ~is_you() & younger_than(25) & paid_for


def _exempt_resources() -> Node:
    """More for who forms a household or has a child in charge (art. 194)."""
    shared = _forms_a_household() | anyone(_is_child_in_charge())
    return when(shared, amount("older_care_budget.exempt_together"), amount("older_care_budget.exempt_alone"))


# --------------------------------------------------------------------------------------- resources


def _resources() -> Node:
    """All resources of a year, as the care fund wrote them, or worked out from their parts (art. 195 to 210).

    Child benefit, maintenance between parents and children, the partner's disability allowances and other
    care budgets are left out.
    """
    parts = _pensions() + _work_and_benefits() + _buildings() + _land() + _capital()
    return told_or_worked_out(finely(you(fact("care_resources_eur_year"))), parts)


def _percent_of(fine_amount: Node, percent: Node) -> Node:
    """A percentage of a fine amount; percentages have two decimals."""
    return divided(fine_amount * percent, 10_000)


def _pensions() -> Node:
    """90 % of the pensions that are really paid (art. 197)."""
    paid = per_year(sum_over(fact("net_pension_eur_month"), among=_counts()))
    return _percent_of(finely(paid), amount("older_care_budget.pension_counted"))


def _work_and_benefits() -> Node:
    """Taxable work and replacement income of two years ago; none for who stopped for a pension (art. 196).

    What counts of a pensioner's work cannot be told from the assessment, so all or nothing stays possible.
    """
    taxable = fact("net_taxable_income_eur_year")
    with_pension = is_("pension_kind", "retirement", "survivor", "transition") | fact(
        "receives_older_income_guarantee"
    )
    stopped = with_pension & is_("work_status", "retired", "not_working")
    beside_pension = open_question("work_beside_pension_counts", if_so=taxable, else_=0)
    counted = when(stopped, 0, when(with_pension, beside_pension, taxable))
    return finely(sum_over(counted, among=_counts()))


def _buildings() -> Node:
    """Three times the cadastral income above the free part, own home included (art. 198 to 202)."""
    children = number_of(_is_child_in_charge())
    free = (
        amount("older_care_budget.built_free") + amount("older_care_budget.built_free_per_child") * children
    )
    return in_unit(above_zero(_built() - finely(free)) * 3, "fine EUR/year")


def _built() -> Node:
    """The shares of all buildings together."""
    of_home = in_unit(fact("own_home_cadastral_eur") * fact("ownership_share_pct") * 100, "fine EUR")
    return sum_over(of_home + finely(fact("other_built_cadastral_eur")), among=_counts())


def _land() -> Node:
    """Nine times the cadastral income of land; a part is free for who owns no building (art. 199 and 200)."""
    land = sum_over(fact("land_cadastral_eur"), among=_counts())
    free = when(_built() <= 0, amount("older_care_budget.land_free"), 0)
    return in_unit(finely(above_zero(land - free) * 9), "fine EUR/year")


def _capital() -> Node:
    """6 % of savings and investments, and of what was sold or given in the last ten years (art. 204, 205)."""
    shared = in_unit(fact("joint_savings_eur") * fact("joint_account_share_pct") * 100, "fine EUR")
    owned = finely(fact("savings_eur") + _sold_or_given()) + shared
    counted = _percent_of(sum_over(owned, among=_counts()), amount("older_care_budget.capital_counted"))
    return in_unit(counted, "fine EUR/year")


def _sold_or_given() -> Node:
    """Of each person: the value of what was given in ten years; of a sale, all of it or nothing.

    Debts and a yearly sum go off the price of a sale, and what is left of it counts as savings already
    (art. 207 to 209).
    """
    value = fact("sold_or_gave_value_eur")
    in_ten_years = has("sold_or_gave_property_on") & ~months_since("sold_or_gave_property_on", 120)
    sale = open_question("sale_price_counts", if_so=value, else_=0)
    return when(in_ten_years, when(fact("was_sold_for_price"), sale, value), 0)


# ------------------------------------------------------------------------------------------ amount


def _above_exempt(resources: Node, exempt: Node, both_need_care: Node) -> Node:
    """Resources above the exempt part; when both need care, each has half (art. 194, § 5 and 195, § 1)."""
    alone = above_zero(resources - finely(exempt))
    return when(both_need_care, divided(alone, 2), alone)


def _month_in_whole_euro(year: Node) -> Node:
    """A twelfth, to the nearest euro (art. 228)."""
    euros = divided(year, 12 * 100 * 10_000)  # from ten-thousandths of a cent a year to euros a month
    return in_unit(euros * EURO, "EUR/month")
