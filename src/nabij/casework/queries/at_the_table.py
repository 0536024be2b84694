"""What a family may read along on the screen: their plan, their rights, whom to call and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nabij.audit.queries.at_the_table import LookOfDay, looks_at_the_table
from nabij.casework.models import Guidance
from nabij.casework.queries.budget import BudgetView, budget_of
from nabij.casework.queries.letters import language_of, phone_of
from nabij.casework.queries.plans import PlanView, StepView, plan_on_paper
from nabij.casework.types import LetterLanguage
from nabij.kernel.actors import Actor
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries import HouseholdView
from nabij.rights import policies as rights
from nabij.rights.queries import results
from nabij.rights.queries.cards import Card
from nabij.rights.queries.household import household_rights
from nabij.rights.queries.town_folders import contact_points_of
from nabij.staff import queries as staff

MOST_RIGHTS = 20
MOST_LOOKS = 10


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day to keep in mind: what for is empty where the contact person does something about it."""

    on: date
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class ForThePlan:
    """What the plan on paper shows beside its goals."""

    plan: PlanView
    name: str
    contact_person: str
    phone: str
    service: str
    language: LetterLanguage
    household: HouseholdView
    """As it was read for this paper; it is read once."""


@dataclass(frozen=True, slots=True)
class TableView:
    """What stands on the screen at the table. No note, signal, hidden entry, place or number is in it."""

    sheet: ForThePlan
    people: tuple[tuple[str, str], ...]
    copy_for: tuple[tuple[int, str], ...]
    """Who can ask here for the own copy, by number and name."""
    next_step: StepView | None
    worker_step_on: date | None
    """Before which day the contact person does the next step; its words are for workers."""
    appointments: tuple[Appointment, ...]
    budget: BudgetView
    rights: tuple[Card, ...] | None
    """None for whoever may not see the rights of this household."""
    looks: tuple[LookOfDay, ...]


def plan_for_paper(actor: Actor, household_id: int, *, on: date, now: datetime) -> ForThePlan:
    """The plan, whom to call, the language of the family. Raises NotFoundHere, also for a part of it."""
    plan = plan_on_paper(actor, household_id, on=on, now=now)
    found = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    reaching = registry.reaching(actor, household_id, purpose=Purpose.HELP, now=now)
    contact = found.contact_person_id
    names = staff.names_of([contact] if contact else [])
    point = next(iter(contact_points_of(found.town)), None)
    return ForThePlan(
        plan=plan,
        name=registry.summary_of(found, on=on).name,
        contact_person=names.get(contact or 0, ""),
        phone=phone_of(contact, town=found.town),
        service=point.name if point else "",
        language=language_of(reaching, found),
        household=found,
    )


def at_the_table(actor: Actor, household_id: int, *, language: str, on: date, now: datetime) -> TableView:
    """What the family of a household may read along. Raises NotFoundHere, also for whoever sees only a part.

    `language`: in which words is told who looked.
    """
    sheet = plan_for_paper(actor, household_id, on=on, now=now)
    found = sheet.household
    standing = Guidance.objects.guided().filter(household=household_id).first()
    steps = [step for goal in sheet.plan.goals for step in goal.steps if step.is_open]
    steps.sort(key=lambda step: (step.due_on, step.number))
    cards = None
    if rights.may_see_rights(actor, found.sight).allowed:
        checked = household_rights(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
        cards = results.first_cards(checked.found, most=MOST_RIGHTS)
    return TableView(
        sheet=sheet,
        # Not everybody at the table knows of a child that is expected.
        people=tuple(
            (one.naming.shown, registry.age_in_words(one, on))
            for one in found.members
            if one.died_on is None and not one.is_expected
        ),
        copy_for=tuple(
            (one.person_id, one.naming.shown)
            for one in found.members
            if one.died_on is None and not one.is_expected
        ),
        next_step=steps[0] if steps else None,
        worker_step_on=standing.step_due_on if standing else None,
        appointments=_appointments(sheet.plan, steps, on),
        budget=budget_of(actor, household_id, purpose=Purpose.HELP, on=on, now=now),
        rights=cards,
        looks=looks_at_the_table(actor, found.number, language=language, most=MOST_LOOKS, now=now),
    )


def _appointments(plan: PlanView, steps: list[StepView], on: date) -> tuple[Appointment, ...]:
    """Days of steps that are still to come, and the day on which the plan is looked at again."""
    days = [Appointment(step.due_on, step.what, step.who) for step in steps if step.due_on >= on]
    if plan.review_on and plan.review_on >= on:
        days.append(Appointment(plan.review_on, "", ""))
    return tuple(sorted(days, key=lambda one: one.on))
