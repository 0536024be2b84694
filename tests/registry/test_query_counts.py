"""The pages that workers open all day ask the database little: at most thirty questions each."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from nabij.registry.models import Membership
from nabij.staff.models import User

MOST = 30
FRAMES = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
HOME = "/nl/werk"


def at_work(email: str) -> Client:
    """The browser of somebody of the demo who went through both steps."""
    user, client = User.objects.get(email=email), Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def questions(client: Client, address: str) -> list[str]:
    """What the database is asked for one page, after a first visit that fills what is kept in memory."""
    for _visit in ("first", "counted"):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(address)
        assert answer.status_code == 200, address
    return [one["sql"] for one in seen if not one["sql"].startswith(FRAMES)]


@pytest.mark.django_db
def test_no_page_of_the_desk_asks_the_database_more_than_thirty_things(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_demo")
    mirte = at_work("mirte@zonnedam.example")
    others = {"lijsten": at_work("pakketten@zonnedam.example"), "bord": at_work("hanne@zonnedam.example")}
    home = Membership.objects.filter(person__identity__family="Karadam").earliest("pk").household_id
    person = Membership.objects.filter(household=home).earliest("pk").person_id
    mirte.post(f"{HOME}/gezinnen/", {"zoek": "Karadam"})
    pages = [
        f"{HOME}/gezinnen/{home}/",
        f"{HOME}/gezinnen/{home}/personen/{person}/",
        f"{HOME}/gezinnen/{home}/contacten/",
        f"{HOME}/gezinnen/{home}/plan/",
        f"{HOME}/gezinnen/{home}/plan/plan.pdf",
        f"{HOME}/gezinnen/{home}/aan-tafel/",
        f"{HOME}/gezinnen/{home}/stamboom/",
        f"{HOME}/gezinnen/{home}/brieven/",
        f"{HOME}/gezinnen/{home}/brieven/nieuw/request_right/",
        f"{HOME}/gezinnen/",
        f"{HOME}/gezinnen/?wie=team",
        f"{HOME}/gezinnen/?wie=team&jong=1",
        f"{HOME}/gezinnen/?gezocht=1",
        f"{HOME}/gezinnen/dubbel/",
        f"{HOME}/vandaag/",
        f"{HOME}/bord/",
        f"{HOME}/lijsten/",
    ]
    asked = {page: questions(others.get(page.split("/")[-2], mirte), page) for page in pages}
    assert {address: len(sql) for address, sql in asked.items() if len(sql) > MOST} == {}
