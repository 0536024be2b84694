"""Every address says who may open it, and looking changes nothing."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from nabij.kernel.guards import everyone

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Give each address with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or entry.pattern}", entry


ROUTES = dict(routes())
PUBLIC_WITHOUT_ARGUMENTS = sorted(
    name
    for name, route in ROUTES.items()
    if getattr(route.callback, "policy", None) is everyone and not route.pattern.regex.groups
)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_route_names_its_policy(name: str) -> None:
    assert hasattr(ROUTES[name].callback, "policy"), f"{name}: say who may open it, or mark it public"


def test_every_route_has_a_name() -> None:
    assert [name for name, route in ROUTES.items() if not route.name] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC_WITHOUT_ARGUMENTS)
def test_looking_at_a_public_page_writes_no_row_and_starts_no_session(client: Client, name: str) -> None:
    with translation.override("nl"):
        address = reverse(name)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code < 500
    assert [one["sql"] for one in seen if one["sql"].lstrip().upper().startswith(WRITES)] == []
    assert "sessionid" not in response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, route in ROUTES.items()
        if getattr(route.callback, "policy", everyone) is not everyone and not route.pattern.regex.groups
    ),
)
def test_a_visitor_who_opens_a_guarded_page_is_asked_to_log_in(client: Client, name: str) -> None:
    with translation.override("nl"):
        address = reverse(name)
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/nl/werk/aanmelden/")
