"""Mailings to the self-employed: only enterprises with a valid number, and no tie to any dossier."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest
from django.apps import apps

from nabij.audit.models import Line
from nabij.campaigns.actions.enterprises import (
    MailingPlan,
    clean_mailings,
    export_enterprises,
    note_enterprise_answer,
    prepare_mailing,
    send_mailing,
    take_in_enterprises,
)
from nabij.campaigns.models import Enterprise, EnterpriseAnswer, Mailing, RegisterFile
from nabij.campaigns.queries.enterprise_files import RegisterList, read_enterprises
from nabij.campaigns.queries.enterprises import as_rows, mailing_page, send_list
from nabij.campaigns.types.enterprises import EnterpriseChannel, RowRefused, enterprise_number, shown_number
from nabij.campaigns.views.printed_labels import labels_pdf
from nabij.kernel.actors import Actor
from nabij.kernel.clock import BRUSSELS
from nabij.kernel.decisions import NotFoundHere, Refused
from nabij.registry.types import NotPossible
from nabij.staff.types import Role
from nabij_methods.tables.cells import Cell, Table
from tests.registry.people import NOW, TOWN, account, actor

HEAD = ("Ondernemingsnummer", "Naam", "Status", "Adres", "Postcode", "Gemeente", "E-mail")


def number(first: int) -> str:
    """An enterprise number of nobody: the series is closed, and what was given out of it is far higher."""
    return f"{first:08d}{97 - first % 97:02d}"


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell(text) for text in row) for row in (HEAD, *rows)))


def row(first: int, name: str = "Bakkerij Zeewind", status: str = "Actief") -> tuple[str, ...]:
    return (number(first), name, status, "Kaai 1", "9901", "Zonnedam", "info@bakkerij.example")


def read(*rows: tuple[str, ...]) -> RegisterList:
    return read_enterprises(table(*rows))


def a_lead() -> Actor:
    return actor(account("lea"), Role.CAMPAIGN_LEAD)


def a_mailing(lead: Actor, **more: object) -> int:
    given = {
        "name": "Steun voor zelfstandigen",
        "purpose": "Zelfstandigen vertellen waar zij terechtkunnen",
        "legal_basis": "Gemeenteraadsbesluit 2026-050",
        "sender_name": "Stad Zonnedam",
        "words": "Gaat het minder goed met de zaak? Wij kijken samen.",
        "from_on": date(2026, 11, 20),
        "until_on": date(2026, 12, 31),
    }
    return prepare_mailing(
        actor=lead, town=TOWN, plan=MailingPlan(**given | more), client_id=uuid.uuid4(), now=NOW
    )


def taken_in(lead: Actor, mailing: int, *rows: tuple[str, ...]) -> RegisterFile:
    file = take_in_enterprises(
        actor=lead, mailing_id=mailing, found=read(*rows), client_id=uuid.uuid4(), now=NOW
    )
    return RegisterFile.objects.get(pk=file)


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("0000.000.196", "0000000196"),
        ("BE 0000.000.196", "0000000196"),
        ("000000196", "0000000196"),
        ("0000.000.197", ""),
        ("2000.000.196", ""),
        ("85.07.30-033.28", ""),  # as a person's number looks
        ("", ""),
        ("Jan", ""),
    ],
)
def test_an_enterprise_number_is_checked_by_its_last_two_figures(typed: str, figures: str) -> None:
    assert number(1) == "0000000196"
    assert enterprise_number(typed) == figures
    if figures:
        assert enterprise_number(shown_number(figures)) == figures


def test_every_row_without_a_valid_active_number_is_refused_with_its_reason() -> None:
    wrong = (number(5)[:-1] + "0", "Verkeerd", "Actief", "", "", "", "")
    found = read(
        row(1),
        ("", "Jan Peerdam", "Actief", "Kaai 2", "9901", "Zonnedam", ""),
        wrong,
        row(2, status="Stopgezet"),
        row(3, name=""),
        row(1),
        row(4),
    )
    assert [one.number for one in found.rows] == [number(1), number(4)]
    assert found.refused == (
        (3, RowRefused.NO_NUMBER),
        (4, RowRefused.WRONG_NUMBER),
        (5, RowRefused.NOT_ACTIVE),
        (6, RowRefused.NO_NAME),
        (7, RowRefused.DOUBLE),
    )


def test_a_list_without_the_columns_is_not_taken_in() -> None:
    with pytest.raises(NotPossible):
        read_enterprises(Table(((Cell("Naam"), Cell("Adres")), (Cell("Jan"), Cell("Kaai 1")))))


def test_nothing_of_a_mailing_points_at_a_person_or_a_dossier() -> None:
    for model in (Mailing, RegisterFile, Enterprise, EnterpriseAnswer):
        related = {one.related_model for one in model._meta.get_fields() if one.is_relation}
        assert related <= {
            Mailing,
            RegisterFile,
            Enterprise,
            EnterpriseAnswer,
            apps.get_model("staff", "User"),
        }


@pytest.mark.django_db
def test_the_send_list_holds_no_private_person_and_a_new_list_replaces_the_old() -> None:
    lead = a_lead()
    mailing = a_mailing(lead)
    first = taken_in(lead, mailing, row(1), ("", "Jan Peerdam", "Actief", "", "", "", ""))
    assert (first.taken, first.refused) == (1, [[3, "no_number"]])
    taken_in(lead, mailing, row(7), row(8))
    assert [one.number for one in send_list(lead, mailing)] == [number(7), number(8)]
    assert as_rows(send_list(lead, mailing))[0][0] == shown_number(number(7))
    assert mailing_page(lead, mailing).files[1].refused == ((3, str(RowRefused.NO_NUMBER.label)),)
    only_people = ("", "Jan Peerdam", "Actief", "", "", "", "")
    assert taken_in(lead, mailing, only_people).taken == 0
    assert len(send_list(lead, mailing)) == 2  # a list without enterprises takes nothing away


@pytest.mark.django_db
def test_answers_are_counted_by_way_and_once_each() -> None:
    lead = a_lead()
    mailing = a_mailing(lead)
    taken_in(lead, mailing, row(1), row(2))
    given = {"actor": lead, "mailing_id": mailing, "now": NOW}
    with pytest.raises(NotPossible):
        note_enterprise_answer(**given, typed=number(1), channel=EnterpriseChannel.PHONE)
    send_mailing(**given)
    for typed, channel in (
        (number(1), EnterpriseChannel.PHONE),
        (shown_number(number(1)), EnterpriseChannel.PHONE),
        (number(1), EnterpriseChannel.DESK),
        (number(2), EnterpriseChannel.PHONE),
    ):
        note_enterprise_answer(**given, typed=typed, channel=channel)
    page = mailing_page(lead, mailing)
    counts = dict(page.by_channel)
    assert (page.answered, counts[str(EnterpriseChannel.PHONE.label)]) == (2, 2)
    assert counts[str(EnterpriseChannel.DESK.label)] == 1
    with pytest.raises(NotPossible):
        note_enterprise_answer(**given, typed=number(3), channel=EnterpriseChannel.PHONE)
    with pytest.raises(NotPossible):
        note_enterprise_answer(**given, typed="123", channel=EnterpriseChannel.PHONE)
    with pytest.raises(NotPossible):
        taken_in(lead, mailing, row(5))  # it went out


@pytest.mark.django_db
def test_taking_the_list_along_stands_in_the_log_and_labels_are_printed() -> None:
    lead = a_lead()
    mailing = a_mailing(lead)
    taken_in(lead, mailing, *(row(one) for one in range(1, 25)))
    export_enterprises(actor=lead, mailing_id=mailing, kind="labels", now=NOW)
    assert Line.objects.filter(event="campaigns.enterprises_exported").count() == 1
    made = labels_pdf(send_list(lead, mailing))
    assert made.startswith(b"%PDF")


@pytest.mark.django_db
def test_the_list_goes_thirty_days_after_the_last_day_and_the_counts_stay() -> None:
    lead = a_lead()
    mailing = a_mailing(lead)
    taken_in(lead, mailing, row(1), row(2))
    assert clean_mailings(datetime(2027, 1, 30, 3, tzinfo=BRUSSELS)) == 0
    assert clean_mailings(datetime(2027, 1, 31, 3, tzinfo=BRUSSELS)) == 1
    assert clean_mailings(datetime(2027, 2, 3, 3, tzinfo=BRUSSELS)) == 0
    assert Enterprise.objects.count() == 0
    assert mailing_page(lead, mailing).enterprises == 2


@pytest.mark.django_db
def test_a_mailing_is_for_leads_of_the_town_and_its_words_tell_of_nobody() -> None:
    lead = a_lead()
    mailing = a_mailing(lead)
    stranger = actor(account("ver"), Role.CAMPAIGN_LEAD, towns=("kortrijk",))
    with pytest.raises(NotFoundHere):
        mailing_page(stranger, mailing)
    with pytest.raises(NotFoundHere):
        export_enterprises(actor=stranger, mailing_id=mailing, kind="csv", now=NOW)
    with pytest.raises(Refused):
        a_mailing(actor(account("rik"), Role.CALLER))
    with pytest.raises(NotPossible):
        a_mailing(lead, words="Steun voor kwetsbare zelfstandigen")
    with pytest.raises(NotPossible):
        a_mailing(lead, until_on=date(2026, 1, 1))
