"""Mailings to the self-employed: a list out of the public register, sent once, and who answered how."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.audit.actions import record
from nabij.campaigns import policies
from nabij.campaigns.actions.preparing import LONGEST_TEXT, refuse_telling
from nabij.campaigns.models import Enterprise, EnterpriseAnswer, Mailing, RegisterFile
from nabij.campaigns.queries.enterprise_files import RegisterList
from nabij.campaigns.queries.enterprises import mailing_figures
from nabij.campaigns.types.enterprises import LIST_KEPT_DAYS, EnterpriseChannel, enterprise_number
from nabij.casework.types import worker
from nabij.kernel.actors import SYSTEM, Actor
from nabij.kernel.days import day_of
from nabij.kernel.decisions import NotFoundHere, require
from nabij.registry.actions import once
from nabij.registry.types import NotPossible, clean_text

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class MailingPlan:
    """A mailing as it is prepared."""

    name: str
    purpose: str
    legal_basis: str
    sender_name: str
    words: str
    from_on: date
    until_on: date

    def columns(self) -> dict[str, object]:
        """The columns that it fills. Raises NotPossible for what lacks or tells too much."""
        longest = {"name": 100, "purpose": 300, "legal_basis": 300, "sender_name": 80}
        found: dict[str, object] = {}
        for field, most in longest.items():
            text = clean_text(getattr(self, field), longest=most, field=field)
            if not text:
                raise NotPossible(
                    _("Fill this in. Nothing was saved yet; what you typed still stands here."), field=field
                )
            found[field] = text
        lines = [clean_text(line, longest=LONGEST_TEXT) for line in self.words.splitlines()]
        found["words"] = said = "\n".join(lines).strip()[:LONGEST_TEXT]
        if not said:
            raise NotPossible(_("Write what the enterprises read."), field="words")
        for field in ("name", "sender_name", "words"):
            refuse_telling(str(found[field]), "nl", field)
        if self.until_on < self.from_on:
            raise NotPossible(
                _("The last day lies before the first. Change one of the two."), field="until_on"
            )
        return found | {"from_on": self.from_on, "until_on": self.until_on}


@transaction.atomic
def prepare_mailing(*, actor: Actor, town: str, plan: MailingPlan, client_id: UUID, now: datetime) -> int:
    """Prepare a mailing of a town; returns its number.

    Raises Refused, NotFoundHere, NotPossible, ClientIdReused.
    """
    require(policies.may_lead_campaigns(actor))
    if town not in actor.towns:
        raise NotFoundHere
    columns = plan.columns()

    def work() -> int:
        made = Mailing.objects.create(town=town, made_at=now, made_by_id=worker(actor), **columns)
        record("campaigns.mailing_prepared", actor=actor, at=now, detail={"mailing": made.pk})
        return made.pk

    content = {"town": town, **asdict(plan)}
    return once("campaigns.mailing", actor=actor, client_id=client_id, content=content, now=now, work=work)


def own_mailing(actor: Actor, mailing_id: int) -> Mailing:
    """A mailing of a town of this lead. Raises Refused, NotFoundHere."""
    require(policies.may_lead_campaigns(actor))
    found = Mailing.objects.filter(pk=mailing_id, town__in=actor.towns).first()
    if found is None:
        raise NotFoundHere
    return found


@transaction.atomic
def take_in_enterprises(
    *, actor: Actor, mailing_id: int, found: RegisterList, client_id: UUID, now: datetime
) -> int:
    """Take the enterprises of a list in; rows without a valid, active number are refused with their reason.

    The list replaces the one that stood. Returns the number of the file. Raises Refused, NotFoundHere,
    NotPossible when no row is left or the mailing went out already, ClientIdReused.
    """
    mailing = own_mailing(actor, mailing_id)
    if mailing.sent_at is not None:
        raise NotPossible(_("This mailing went out already; its list stays as it was."), field="file")

    def work() -> int:
        file = RegisterFile.objects.create(
            mailing=mailing,
            at=now,
            by_id=worker(actor),
            taken=len(found.rows),
            refused=[[row, str(why)] for row, why in found.refused],
        )
        if found.rows:
            Enterprise.objects.filter(mailing=mailing).delete()
            Enterprise.objects.bulk_create(
                (Enterprise(mailing=mailing, **asdict(one)) for one in found.rows), batch_size=ROWS_AT_ONCE
            )
        detail = {"mailing": mailing_id, "rows": len(found.rows)}
        record("campaigns.enterprises_taken_in", actor=actor, at=now, detail=detail)
        return file.pk

    content = {"mailing": mailing_id, "rows": [asdict(one) for one in found.rows]}
    return once(
        "campaigns.enterprises", actor=actor, client_id=client_id, content=content, now=now, work=work
    )


@transaction.atomic
def send_mailing(*, actor: Actor, mailing_id: int, now: datetime) -> None:
    """It went out: the list is fixed from now on. A repeat changes nothing.

    Raises Refused, NotFoundHere, NotPossible without anybody on the list.
    """
    mailing = own_mailing(actor, mailing_id)
    if not Enterprise.objects.filter(mailing=mailing).exists():
        raise NotPossible(_("There is no enterprise on the list yet. Nothing was changed."))
    if Mailing.objects.filter(pk=mailing_id, sent_at=None).update(sent_at=now):
        record("campaigns.mailing_sent", actor=actor, at=now, detail={"mailing": mailing_id})


@transaction.atomic
def note_enterprise_answer(
    *, actor: Actor, mailing_id: int, typed: str, channel: EnterpriseChannel, now: datetime
) -> None:
    """Count that an enterprise answered by a way; twice by the same way counts once.

    Raises Refused, NotFoundHere, NotPossible for a number that is wrong or not on the list.
    """
    mailing = own_mailing(actor, mailing_id)
    figures = enterprise_number(typed)
    if not figures:
        raise NotPossible(
            _("This is no enterprise number. Look at it again: ten figures, such as 0000.000.196."),
            field="number",
        )
    found = Enterprise.objects.filter(mailing=mailing, number=figures).first()
    if found is None:
        raise NotPossible(_("This enterprise is not on the list. Nothing was counted."), field="number")
    if mailing.sent_at is None:
        raise NotPossible(_("Say first that the mailing went out. Nothing was counted."), field="number")
    _made, is_new = EnterpriseAnswer.objects.get_or_create(
        enterprise=found, channel=channel, defaults={"at": now, "by_id": worker(actor)}
    )
    if is_new:
        detail: dict[str, str | int | bool] = {"mailing": mailing_id, "channel": str(channel)}
        record("campaigns.enterprise_answered", actor=actor, at=now, detail=detail)


@transaction.atomic
def export_enterprises(*, actor: Actor, mailing_id: int, kind: str, now: datetime) -> None:
    """Write in the log that somebody took the list along, and in which form. Raises Refused, NotFoundHere."""
    own_mailing(actor, mailing_id)
    rows = Enterprise.objects.filter(mailing=mailing_id).count()
    detail: dict[str, str | int | bool] = {"mailing": mailing_id, "kind": kind, "rows": rows}
    record("campaigns.enterprises_exported", actor=actor, at=now, detail=detail)


@transaction.atomic
def clean_mailings(now: datetime) -> int:
    """Erase the lists of mailings that ended thirty days ago, and keep their counts. Returns how many."""
    last = day_of(now) - timedelta(days=LIST_KEPT_DAYS)
    due = list(Mailing.objects.filter(until_on__lt=last, cleaned_at=None).order_by("pk"))
    for one in due:
        figures = mailing_figures(one)
        Mailing.objects.filter(pk=one.pk, cleaned_at=None).update(cleaned_at=now, figures=figures)
        Enterprise.objects.filter(mailing=one).delete()
        record("campaigns.mailing_cleaned", actor=SYSTEM, at=now, detail={"mailing": one.pk})
    return len(due)
