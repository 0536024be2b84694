"""A partner on a shared computer logs out: nothing of a family comes back (AC-J10.4)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nabij.kernel import clock
from nabij.staff.models import User
from tests.casework.referral_desk import followed, network, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "kwartelei"


def test_after_logging_out_the_back_button_shows_nothing_of_a_referral(
    page: Page, live_server: LiveServer
) -> None:
    net, now = network(), clock.now()
    number = sent(net.noor, followed(net.noor), net.store, question=f"A coat, {WORD}", now=now)
    client = Client()
    client.force_login(User.objects.get(pk=net.ada.staff_id))
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.set_default_timeout(90_000)  # the first page of a process reads all rules
    with translation.override("nl"):
        address = live_server.url + reverse("casework:referral", args=[number])
    opened = page.goto(address)
    assert opened is not None
    assert "no-store" in opened.headers["cache-control"]
    expect(page.locator("main")).to_contain_text(WORD)
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    for _turn in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert WORD not in page.content()
    page.goto(address)
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    assert WORD not in page.content()
