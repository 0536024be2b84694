"""What is kept about people in letters: their own copy of it, erasing it, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nabij.audit.types import Due, Outcome, Part
from nabij.audit.types.oversight import month_later
from nabij.casework.actions.keeping import TERM_MONTHS, homes_of_subject
from nabij.casework.models import Letter
from nabij.casework.types import LetterCode, LetterLanguage
from nabij.kernel.days import day_of
from nabij.registry import queries as registry
from nabij.registry.types import Topic

LETTER_MODELS = ("casework.Letter",)


def own_copy_of_letters(subject: UUID, *, now: datetime) -> Iterable[Part]:
    """The letters of a household, or of those that a person belongs to now, as they were sent."""
    homes = homes_of_subject(subject, on=day_of(now))
    labels = {
        "dated_on": _("Day"),
        "code": _("Kind of letter"),
        "topic": _("About"),
        "language": _("Language"),
        "sender": _("From whom"),
        "recipient": _("To whom"),
        "title": _("Title of the letter"),
        "text": _("Text of the letter"),
        "signers": _("Who signs"),
        "contact_name": _("Contact person"),
        "contact_phone": _("Telephone in the letter"),
    }
    found = Letter.objects.filter(household__in=homes).order_by("kept_at", "pk")
    rows = tuple(
        {
            "dated_on": one.dated_on.isoformat(),
            "code": str(LetterCode(one.code).label),
            "topic": str(Topic(one.topic).label),
            "language": str(LetterLanguage(one.language).label),
            "sender": one.sender,
            "recipient": one.recipient,
            "title": one.title,
            "text": one.text,
            "signers": one.signers,
            "contact_name": one.contact_name,
            "contact_phone": one.contact_phone,
        }
        for one in found
    )
    return [Part("casework.letters", _("Letters we made with you"), labels, rows, "")] if rows else []


def erase_letters(subject: UUID, *, now: datetime, only_look: bool) -> Iterable[Outcome]:
    """Erase the letters of a household; for a person those of homes in which nobody else ever was."""
    rows = Letter.objects.filter(household__in=homes_of_subject(subject, on=None, alone=True))
    number = rows.count()
    if not only_look:
        rows.delete()
    yield Outcome(Letter._meta.label, number)


def letters_past_term(on: date, *, limit: int, after: str = "") -> Iterable[Due]:
    """Letters that are older than the term, in order."""
    last = month_later(on, -TERM_MONTHS)
    found = Letter.objects.filter(dated_on__lt=last, pk__gt=int(after or 0)).order_by("pk")
    for one in found[:limit]:
        yield Due(str(one.pk), (registry.number_of_household(one.household_id),), one.dated_on)


def remove_letters(keys: Iterable[str], *, now: datetime) -> int:
    """Remove these letters; returns how many went."""
    return Letter.objects.filter(pk__in=[int(key) for key in keys]).delete()[0]
