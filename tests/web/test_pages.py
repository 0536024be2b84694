import re

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from nabij.config import urls
from nabij.kernel.decisions import refuse, require
from nabij.kernel.guards import public
from nabij.web.middleware import quiet_headers


@public
def breaks(request: HttpRequest) -> None:
    """Fail with words that nobody may see."""
    raise ValueError("1780 euro")


@public
def refuses(request: HttpRequest) -> None:
    """Refuse with a reason."""
    require(refuse("Your team does not follow this neighbourhood. Ask the team that does."))


@public
def hides(request: HttpRequest) -> None:
    """Say that nothing is here."""
    raise Http404("a hidden record")


urlpatterns = [
    *urls.urlpatterns,
    path("nl/breaks", breaks),
    path("nl/refuses", refuses),
    path("nl/hides", hides),
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
with_failing_pages = override_settings(ROOT_URLCONF=__name__)


@pytest.mark.django_db
def test_health_says_that_the_database_can_be_read(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("accepted", "place"),
    [
        ("fr-BE,fr;q=0.9", "/fr/"),
        ("ar", "/ar/"),
        ("de", "/nl/"),
        ("", "/nl/"),
        ("en-GB", "/en/"),
        ("tr,nl", "/tr/"),
    ],
)
def test_a_visitor_starts_in_the_language_of_the_browser_or_in_dutch(
    client: Client, accepted: str, place: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert answer.headers["Location"] == place
    assert answer.headers["Vary"] == "Accept-Language"
    assert not answer.cookies


@with_failing_pages
def test_a_mistake_of_ours_shows_a_page_in_words_without_what_went_wrong() -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/nl/breaks")
    assert answer.status_code == 500
    assert "Het ligt niet aan jou" in answer.content.decode()
    assert "1780" not in answer.content.decode()


@with_failing_pages
def test_a_refusal_shows_the_reason_of_the_policy(client: Client) -> None:
    answer = client.get("/nl/refuses")
    assert answer.status_code == 403
    assert "Ask the team that does." in answer.content.decode()


@with_failing_pages
def test_what_is_hidden_looks_like_what_is_not_there(client: Client) -> None:
    hidden, absent = client.get("/nl/hides"), client.get("/nl/nothing-here")
    assert hidden.status_code == absent.status_code == 404
    # The page may repeat the address that was asked, for the same page in another language.
    assert hidden.content.replace(b"hides", b"nothing-here") == absent.content


@pytest.mark.django_db
def test_a_form_without_its_token_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/nl/werk/aanmelden/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Dit formulier stond te lang open" in answer.content.decode()


def test_every_answer_forbids_scripts_of_others_and_keeping_a_copy(client: Client) -> None:
    answer = client.get("/nl/nothing-here")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_a_page_may_say_that_it_can_be_kept() -> None:
    kept = quiet_headers(lambda request: HttpResponse(headers={"Cache-Control": "public, max-age=60"}))
    assert kept(RequestFactory().get("/")).headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.django_db
def test_a_page_reads_from_the_right_in_arabic(client: Client) -> None:
    page = client.get("/ar/werk/aanmelden/").content.decode()
    assert re.search(r'<html lang="ar"\s+dir="rtl">', page)
    assert "bootstrap.rtl.min" in page
