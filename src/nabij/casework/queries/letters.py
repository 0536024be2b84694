"""Letters of a household: what the dossier fills in, the list, and one letter as it was sent."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from nabij.audit.actions import record_read
from nabij.casework import policies
from nabij.casework.models import Guidance, Letter
from nabij.casework.queries.appeals import refusals_of
from nabij.casework.queries.letter_kinds import KINDS, From, LetterKind, LetterText, text_of
from nabij.casework.queries.plans import PlanView, plan_of
from nabij.casework.types import LetterCode, LetterLanguage
from nabij.kernel.actors import Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import Decision, NotFoundHere
from nabij.kernel.purposes import Purpose
from nabij.registry import queries as registry
from nabij.registry.queries import HouseholdView, Member, Reaching
from nabij.registry.types import Layer, StayKind, Topic, WishKind
from nabij.rights import policies as rights
from nabij.rights.queries import results
from nabij.rights.queries.household import household_rights
from nabij.rights.queries.town_folders import contact_points_of, name_of_town
from nabij.staff import queries as staff

MOST_LETTERS = 50
MOST_RIGHTS = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on a letter: from this alone its file is made."""

    language: LetterLanguage
    title: str
    text: str
    sender: str
    recipient: str
    signers: str
    contact_name: str
    contact_phone: str
    dated_on: date
    is_neutral: bool


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in a list."""

    number: int
    code: LetterCode
    title: str
    topic: Topic
    language: LetterLanguage
    dated_on: date
    by: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter as it was sent."""

    household_id: int
    line: LetterLine
    paper: Paper
    template_version: str
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter that is ready to be looked at: its paper, and all that the form shows beside it."""

    kind: LetterKind
    paper: Paper
    source: LetterText
    known: dict[str, str]
    """By field what the dossier knows; empty for what it does not."""
    persons: tuple[tuple[int, str], ...]
    person_id: int | None
    rights: tuple[str, ...]
    """Names of rights that may be theirs, for an appeal of those that were refused; none for whoever may not
    see the rights."""
    hindrance: str
    """Why this letter cannot be kept now, in a sentence; empty when it can."""
    sees_register: bool
    contact_id: int | None
    wants_no_letters: bool
    is_protected: bool


@transaction.atomic
def letters_of(
    actor: Actor, household_id: int, *, purpose: Purpose, on: date, now: datetime, most: int = MOST_LETTERS
) -> tuple[LetterLine, ...]:
    """The letters of a household that this actor may read, newest first. Raises NotFoundHere."""
    household, sight = registry.household_in_sight(actor, household_id, at=now)
    about = registry.concerned(household, on=on)
    record_read("casework.letters_read", actor=actor, about=about, purpose=purpose, at=now)
    is_protected = registry.is_protected(household_id, on=on)
    asked = Letter.objects.filter(household=household_id).seen_with(sight, is_protected=is_protected)
    found = list(asked.order_by("-kept_at", "-pk").defer("text")[:most])
    names = staff.names_of({one.kept_by_id for one in found})
    return tuple(_line(one, names) for one in found)


@transaction.atomic
def letter(actor: Actor, letter_id: int, *, on: date, now: datetime) -> LetterView:
    """One letter as it was sent. Raises NotFoundHere, also for what is not this actor's to read."""
    found = Letter.objects.filter(pk=letter_id).first()
    if found is None:
        raise NotFoundHere
    household, sight = registry.household_in_sight(actor, found.household_id, at=now)
    is_protected = registry.is_protected(found.household_id, on=on)
    if not Letter.objects.seen_with(sight, is_protected=is_protected).filter(pk=letter_id).exists():
        raise NotFoundHere
    about = registry.concerned(household, on=on)
    record_read("casework.letter_read", actor=actor, about=about, purpose=Purpose.HELP, at=now)
    return LetterView(
        household_id=found.household_id,
        line=_line(found, staff.names_of({found.kept_by_id})),
        paper=paper_of(found),
        template_version=found.template_version,
        file_sha256=found.file_sha256,
    )


def paper_of(row: Letter) -> Paper:
    """The paper of a letter from its row, and from nothing else."""
    own = {one.name: getattr(row, one.name) for one in fields(Paper) if one.name != "is_neutral"}
    own["language"] = LetterLanguage(row.language)
    return Paper(**own, is_neutral=KINDS[LetterCode(row.code)].way == From.NEUTRAL)


def _line(row: Letter, names: dict[int, str]) -> LetterLine:
    return LetterLine(
        number=row.pk,
        code=LetterCode(row.code),
        title=row.title,
        topic=Topic(row.topic),
        language=LetterLanguage(row.language),
        dated_on=row.dated_on,
        by=names.get(row.kept_by_id, ""),
    )


def phone_of(staff_id: int | None, *, town: str) -> str:
    """Where the contact person answers: the own number, else that of the last letter, else of the town."""
    if staff_id is not None:
        if own := staff.work_phones_of([staff_id]).get(staff_id):
            return own
        last = Letter.objects.filter(contact=staff_id).exclude(contact_phone="").order_by("-kept_at", "-pk")
        if phone := last.values_list("contact_phone", flat=True).first():
            return phone
    return next((point.phone for point in contact_points_of(town) if point.phone), "")


def language_of(reaching: Reaching, household: HouseholdView) -> LetterLanguage:
    """The language in which a household reads, when it is one of ours; else Dutch.

    That of the reference person goes first, then that of whoever else lives there.
    """
    reference = household.reference.person_id if household.reference else None
    spoken = sorted(reaching.languages, key=lambda one: one.person_id != reference)
    codes = [one.code for one in spoken if one.level != "interpreter"]
    known = next((code for code in codes if code in LetterLanguage.values), LetterLanguage.NL)
    return LetterLanguage(known)


def prepare_letter(
    actor: Actor,
    household_id: int,
    code: LetterCode,
    *,
    language: LetterLanguage | None,
    person_id: int | None,
    topic: Topic | None,
    given: dict[str, str],
    on: date,
    now: datetime,
) -> Prepared:
    """A letter filled in from the dossier, and from what the worker gave beside it.

    Without a language that of the family, without a person the reference person. Each thing read is in the
    log. Nothing that is hidden comes in. Raises NotFoundHere.
    """
    kind = KINDS[code]
    found = registry.household(actor, household_id, purpose=Purpose.HELP, on=on, now=now)
    reaching = registry.reaching(actor, household_id, purpose=Purpose.HELP, now=now)
    language = language or language_of(reaching, found)
    adults = _who_may_sign(found, on)
    person = next((one for one in adults if one.person_id == person_id), adults[0] if adults else None)
    contact_id = found.contact_person_id or actor.staff_id
    with translation.override(language.value):
        known = _known(actor, found, kind, topic or kind.topic, contact_id, on=on, now=now)
    known["name"] = person.naming.shown if person else ""
    choice = _rights_to_choose(actor, found, kind, given.get("right", ""), on=on, now=now)
    known |= choice.known | {name: text for name, text in given.items() if text}
    source = text_of(code, language, town=found.town)
    title, text = source.filled(known)
    sender, recipient = _heads(found, kind, known, given)
    return Prepared(
        kind=kind,
        paper=Paper(
            language=language,
            title=title,
            text=text,
            sender=sender,
            recipient=recipient,
            signers="\n".join(known[name] for name in kind.signers if known.get(name)),
            contact_name=known["contact_person"],
            contact_phone=known["phone"],
            dated_on=on,
            is_neutral=kind.way == From.NEUTRAL,
        ),
        source=source,
        known=known,
        persons=tuple((one.person_id, one.naming.shown) for one in adults),
        person_id=person.person_id if person else None,
        rights=choice.names,
        hindrance=choice.hindrance,
        sees_register=policies.may_see_register(actor, found.sight).allowed,
        contact_id=contact_id,
        wants_no_letters=any(wish.kind in _AGAINST_LETTERS for wish in reaching.wishes),
        is_protected=found.is_protected,
    )


_AGAINST_LETTERS = {WishKind.NO_LETTERS, WishKind.DO_NOT_CONTACT}


def _who_may_sign(household: HouseholdView, on: date) -> list[Member]:
    """Whom a letter can be for: who lives, the grown-ups first as the household stands."""
    alive = [one for one in household.members if one.died_on is None and not one.is_expected]

    def is_child(one: Member) -> bool:
        ages = one.birth.ages(on)
        return ages is not None and ages[1] < 18

    return sorted(alive, key=is_child)


def _known(
    actor: Actor,
    household: HouseholdView,
    kind: LetterKind,
    topic: Topic,
    contact_id: int | None,
    *,
    on: date,
    now: datetime,
) -> dict[str, str]:
    """By field what the dossier knows. Of guidance only its days; of the plan only the letter's own topic."""
    town = household.town
    point = next(iter(contact_points_of(town)), None)
    names = staff.names_of([contact_id] if contact_id else [])
    known = {
        "today": in_figures(on),
        "town": name_of_town(town),
        "service": point.name
        if point
        else _("the social services of %(town)s") % {"town": name_of_town(town)},
        "service_address": point.address if point else "",
        "contact_person": names.get(contact_id or 0, ""),
        "phone": phone_of(contact_id, town=town),
    }
    if kind.code in (LetterCode.PROOF_OF_GUIDANCE, LetterCode.APPOINTMENT):
        known |= _days_of_guidance(household.id)
    if kind.code == LetterCode.APPOINTMENT and point:
        known["place"] = ", ".join(one for one in (point.name, point.address) if one)
    if kind.code == LetterCode.NEW_CONTACT_PERSON:
        known |= _contact_before(actor, household, now=now)
    if kind.code == LetterCode.AGREED:
        plan = plan_of(actor, household.id, purpose=Purpose.HELP, on=on, now=now)
        known["agreed"] = _agreed(plan, topic)
    return known


def in_figures(day: date) -> str:
    """A day as people here write it."""
    return f"{day:%d/%m/%Y}"


def _days_of_guidance(household_id: int) -> dict[str, str]:
    standing = Guidance.objects.guided().filter(household=household_id).first()
    if standing is None or standing.started_at is None:
        return {}
    due = in_figures(standing.step_due_on) if standing.step_due_on else ""
    return {"since": in_figures(day_of(standing.started_at)), "day": due}


def _contact_before(actor: Actor, household: HouseholdView, *, now: datetime) -> dict[str, str]:
    history = registry.contact_history(actor, household.id, now=now)
    if not history:
        return {}
    before = next((one for one in history[1:] if one.staff_id != history[0].staff_id), None)
    return {
        "day": in_figures(day_of(history[0].from_at)),
        "colleague": str(before.staff) if before else "",
    }


def _agreed(plan: PlanView, topic: Topic) -> str:
    lines = []
    for goal in plan.goals:
        if goal.topic != topic or goal.reached_on:
            continue
        lines.append(f"{goal.words}:")
        for step in goal.steps:
            if step.is_open:
                who = f" ({step.who})" if step.who else ""
                lines.append(f"- {step.what}{who}, {in_figures(step.due_on)}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _RightChoice:
    """The rights that a letter can be about, what is known of the chosen one, and what stands in the way."""

    names: tuple[str, ...] = ()
    known: dict[str, str] = field(default_factory=dict)
    hindrance: str = ""


def _rights_to_choose(
    actor: Actor, household: HouseholdView, kind: LetterKind, chosen: str, *, on: date, now: datetime
) -> _RightChoice:
    """For an appeal what was refused, with the day of the chosen or only refusal; else what may be theirs."""
    if kind.code == LetterCode.APPEAL:
        refusals, decision = refusals_of(actor, household, on=on, now=now)
        names = tuple(one.right_name for one in refusals)
        about = chosen or (names[0] if len(names) == 1 else "")
        refused = next((one for one in refusals if one.right_name == about), None)
        known = {"right": about, "day": in_figures(refused.refused_on)} if refused else {}
        return _RightChoice(names, known, decision.reason)
    if "right" not in kind.asks or not rights.may_see_rights(actor, household.sight).allowed:
        return _RightChoice()
    found = household_rights(actor, household.id, purpose=Purpose.HELP, on=on, now=now)
    cards = results.first_cards(found.found, most=MOST_RIGHTS)
    return _RightChoice(tuple(dict.fromkeys(str(card.name) for card in cards)))


def _heads(
    household: HouseholdView, kind: LetterKind, known: dict[str, str], given: dict[str, str]
) -> tuple[str, str]:
    """Who writes and to whom, a line each. Only a place that lies in the summary stands in a letter, and
    none at all where somebody may not be found.
    """
    family = "\n".join(filter(None, [known["name"], *_address(household)]))
    service = "\n".join(filter(None, [known["service"], known["service_address"]]))
    recipient = given.get("recipient", "") or known.get("organisation", "")
    if kind.way == From.NEUTRAL:
        return "", ""
    if kind.way == From.SERVICE_TO_FAMILY:
        return service, family
    if kind.way == From.SERVICE_TO_ANYBODY:
        return service, ""
    return family, recipient if kind.way == From.FAMILY_TO_OTHERS else ""


def _address(household: HouseholdView) -> list[str]:
    if household.is_protected:
        return []
    wanted = (StayKind.HOME, StayKind.REFERENCE_ADDRESS, StayKind.TEMPORARY)
    open_stays = [one for one in household.stays if one.layer == Layer.SUMMARY and one.address]
    for kind in wanted:
        for stay in open_stays:
            if stay.kind == kind and stay.address:
                return [stay.address.first_line, stay.address.second_line]
    return []


def may_write(actor: Actor, household_id: int, topic: Topic, *, now: datetime) -> Decision:
    """Whether this actor keeps a letter under a topic. Raises NotFoundHere."""
    _household, sight = registry.household_in_sight(actor, household_id, at=now)
    return policies.may_write_contact(actor, sight, layer=Layer.TOPIC, topic=topic)
