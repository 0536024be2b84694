"""Mailings to the self-employed: the list, who answered how, and the send list to take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from nabij.campaigns import policies
from nabij.campaigns.models import Enterprise, EnterpriseAnswer, Mailing, RegisterFile
from nabij.campaigns.types.enterprises import EnterpriseChannel, RowRefused, shown_number
from nabij.kernel.actors import Actor
from nabij.kernel.decisions import NotFoundHere, require

MOST = 100
MOST_REFUSED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class FileLine:
    """One list that was taken in, with the rows that were refused."""

    at: datetime
    taken: int
    refused: tuple[tuple[int, str], ...]
    refused_in_all: int


@dataclass(frozen=True, slots=True)
class MailingPage:
    """One mailing: how many enterprises, how they can be reached, who answered by which way."""

    mailing: Mailing
    enterprises: int
    with_email: int
    with_address: int
    answered: int
    by_channel: tuple[tuple[str, int], ...]
    files: tuple[FileLine, ...]


def mailings_of(actor: Actor) -> list[Mailing]:
    """The mailings of the towns of this lead, the newest first. Raises Refused."""
    require(policies.may_lead_campaigns(actor))
    return list(Mailing.objects.filter(town__in=actor.towns)[:MOST])


def mailing_of(actor: Actor, mailing_id: int) -> Mailing:
    """One mailing of a town of this lead. Raises Refused, NotFoundHere."""
    require(policies.may_lead_campaigns(actor))
    found = Mailing.objects.filter(pk=mailing_id, town__in=actor.towns).first()
    if found is None:
        raise NotFoundHere
    return found


def mailing_figures(mailing: Mailing) -> dict[str, Any]:
    """The counts of a mailing, as they are kept when its list is erased."""
    if mailing.cleaned_at is not None and mailing.figures is not None:
        return dict(mailing.figures)
    rows = Enterprise.objects.filter(mailing=mailing)
    answers = EnterpriseAnswer.objects.filter(enterprise__mailing=mailing)
    by_channel = answers.order_by().values("channel").annotate(number=Count("pk"))
    return {
        "enterprises": rows.count(),
        "with_email": rows.exclude(email="").count(),
        "with_address": rows.exclude(street="").count(),
        "answered": rows.filter(answers__isnull=False).distinct().count(),
        "by_channel": {row["channel"]: row["number"] for row in by_channel},
    }


def mailing_page(actor: Actor, mailing_id: int) -> MailingPage:
    """One mailing as its lead sees it. Raises Refused, NotFoundHere."""
    mailing = mailing_of(actor, mailing_id)
    found = mailing_figures(mailing)
    return MailingPage(
        mailing=mailing,
        enterprises=found["enterprises"],
        with_email=found["with_email"],
        with_address=found["with_address"],
        answered=found["answered"],
        by_channel=tuple(
            (str(channel.label), found["by_channel"].get(channel, 0)) for channel in EnterpriseChannel
        ),
        files=tuple(_file(one) for one in RegisterFile.objects.filter(mailing=mailing)[:5]),
    )


def _file(one: RegisterFile) -> FileLine:
    refused = tuple((int(row), str(RowRefused(why).label)) for row, why in one.refused[:MOST_REFUSED_SHOWN])
    return FileLine(one.at, one.taken, refused, len(one.refused))


def send_list(actor: Actor, mailing_id: int) -> list[Enterprise]:
    """The enterprises of a mailing, by number. Raises Refused, NotFoundHere."""
    return list(Enterprise.objects.filter(mailing=mailing_of(actor, mailing_id)).order_by("number"))


def as_rows(enterprises: list[Enterprise]) -> list[list[str]]:
    """The send list as a table, the number as people write it."""
    return [
        [shown_number(one.number), one.name, one.street, one.postcode, one.municipality, one.email, one.phone]
        for one in enterprises
    ]
