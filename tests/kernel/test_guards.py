import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Decision, Refused, allow, refuse, require
from nabij.kernel.guards import everyone, guarded_by, public


def only_seven(actor: Actor) -> Decision:
    return allow() if actor.staff_id == 7 else refuse("Only number seven may see this. Ask number seven.")


@guarded_by(only_seven)
def guarded(request: HttpRequest) -> HttpResponse:
    """A page of number seven."""
    return HttpResponse("seen")


@public
def open_page(request: HttpRequest) -> HttpResponse:
    """A page of everyone."""
    return HttpResponse("seen")


def request_of(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/a/page?with=more")
    request.actor = actor
    return request


def test_a_guarded_view_names_its_policy_and_keeps_its_own_name() -> None:
    assert guarded.policy is only_seven
    assert guarded.__name__ == "guarded"


def test_whoever_the_policy_allows_sees_the_page() -> None:
    assert guarded(request_of(Actor(staff_id=7))).content == b"seen"


def test_somebody_at_work_who_may_not_is_told_the_reason() -> None:
    with pytest.raises(Refused, match="Ask number seven") as refusal:
        guarded(request_of(Actor(staff_id=8)))
    assert refusal.value.decision.allowed is False


def test_a_visitor_is_asked_to_log_in_and_comes_back_to_the_page() -> None:
    answer = guarded(request_of(VISITOR))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?next=/a/page%3Fwith%3Dmore")


def test_a_public_view_is_for_a_visitor_too() -> None:
    assert open_page.policy is everyone
    assert open_page(request_of(VISITOR)).content == b"seen"


def test_require_lets_a_yes_pass() -> None:
    assert require(allow()) is None
