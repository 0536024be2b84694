import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from nabij.kernel import clock
from nabij.staff import actions, policies, queries
from nabij.staff.models import RoleGrant, TownGrant, User
from nabij.staff.types import Role
from tests.staff.doors import with_app

pytestmark = pytest.mark.django_db
PASSWORD = "a long phrase for a test"


def an_editor(email: str = "Noor@zonnedam.example") -> User:
    return actions.open_account(
        email=email, name="Noor", password=PASSWORD, roles=[Role.EDITOR], now=clock.now()
    )


def test_an_account_logs_in_in_any_spelling_of_capitals() -> None:
    account = an_editor()
    assert authenticate(username="noor@ZONNEDAM.example", password=PASSWORD) == account


def test_two_accounts_never_share_an_address_whatever_the_capitals() -> None:
    an_editor()
    with pytest.raises(IntegrityError), transaction.atomic():
        an_editor("noor@zonnedam.example")
    assert User.objects.count() == 1


def test_a_weak_password_opens_no_account() -> None:
    with pytest.raises(ValidationError):
        actions.open_account(
            email="a@zonnedam.example", name="A", password="password", roles=[], now=clock.now()
        )
    assert not User.objects.exists()


def test_a_role_we_do_not_know_is_refused_by_the_database() -> None:
    account = an_editor()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=account, role="king")


def test_a_role_is_granted_once() -> None:
    account = an_editor()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=account, role=Role.EDITOR)


def test_an_actor_has_the_roles_of_the_account() -> None:
    account = an_editor()
    assert queries.actor_of(account, on=clock.today()).roles == {Role.EDITOR}
    assert policies.may_open_work(queries.actor_of(account, on=clock.today())).allowed


def test_a_closed_account_cannot_log_in(client: Client) -> None:
    account = an_editor()
    account.is_active = False
    account.save()
    answer = client.post("/nl/werk/aanmelden/", {"login": account.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_logging_in_never_leads_to_another_site(client: Client) -> None:
    account = an_editor()
    secret = with_app(account)
    client.post(
        "/nl/werk/aanmelden/?next=https://elders.example/",
        {"login": account.email, "password": PASSWORD, "next": "https://elders.example/"},
    )
    answer = client.post("/nl/werk/aanmelden/code/", {"code": actions.code_at(secret, clock.now())})
    assert answer.headers["Location"] == "/nl/werk/"


def test_logging_out_needs_a_form_and_not_a_link(client: Client) -> None:
    client.force_login(an_editor())
    assert client.get("/nl/werk/afmelden/").status_code == 405
    client.post("/nl/werk/afmelden/")
    assert "_auth_user_id" not in client.session


def test_each_role_says_in_words_what_it_is_for() -> None:
    assert all(len(role.description) > 30 for role in Role)


def test_an_actor_has_the_towns_of_the_account_and_a_town_is_granted_once() -> None:
    account = an_editor()
    assert queries.actor_of(account, on=clock.today()).towns == frozenset()
    actions.work_for(email=account.email, towns=["zonnedam", "zonnedam"])
    assert queries.actor_of(account, on=clock.today()).towns == {"zonnedam"}
    with pytest.raises(IntegrityError), transaction.atomic():
        TownGrant.objects.create(user=account, town="zonnedam")
    with pytest.raises(IntegrityError), transaction.atomic():
        TownGrant.objects.create(user=account, town="")
