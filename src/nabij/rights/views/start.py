"""The first page, for all towns or for one, and the way out that leaves nothing behind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from nabij.kernel.guards import public
from nabij.rights.forms.home import PlaceForm
from nabij.rights.queries import steps
from nabij.rights.types import Check, Place
from nabij.rights.views import flow, sealed_cookie
from nabij_rights.towns.packs import towns


@flow.page
def start(request: HttpRequest, town: str | None = None) -> HttpResponse:
    """Ask where somebody lives. ``town`` is set on the page that a card of a town leads to."""
    check = sealed_cookie.check_of(request)
    if request.method != "POST":
        return _page(request, PlaceForm(chosen=_chosen(check, town)), town, check)
    if request.POST.get("again"):
        check = None
    form = PlaceForm.read(request.POST, page_town=town)
    if form.mistakes or form.place is None:
        return _page(request, form, town, check)
    return flow.go_on(request, _lives(check or Check(), form.place, form.town))


def _lives(check: Check, place: Place, town: str | None) -> Check:
    household = {
        key: value for key, value in check.household.items() if (key, value) != ("tenure", "homeless")
    }
    if place is Place.NO_ADDRESS:
        household["tenure"] = "homeless"
    return Check(
        town=town,
        place=place,
        municipality=steps.municipality_of(place, town),
        household=household,
        members=check.members,
        replies=check.replies,
    )


def _chosen(check: Check | None, town: str | None) -> str:
    if check is not None and check.place is not None:
        return (check.town or "") if check.place is Place.TOWN else check.place.value
    return town or ""


def _page(request: HttpRequest, form: PlaceForm, town: str | None, check: Check | None) -> HttpResponse:
    context = {
        "form": form,
        "town": towns()[town] if town else None,
        "towns": [towns()[town]] if town else list(towns().values()),
        "enough": steps.ENOUGH_ANSWERS,
        "can_call": any(point.phone for point in (towns()[town].contact_points if town else ())),
        "goes_on": check is not None and check.place is not None,
    }
    return flow.show(request, "rights/start.html", context, form.mistakes)


# No token is asked: wiping must always work, also on a page that stood open all day. All that somebody
# else could do with it is to make a visitor begin again.
@public
@csrf_exempt
def wipe(request: HttpRequest) -> HttpResponse:
    """Take all answers out of the browser and go to the start. Opening the address alone wipes nothing."""
    response = redirect("rights:start")
    if request.method == "POST":
        sealed_cookie.wipe(response)
    return response
