"""Error pages, health, the way to a page in one's own language, and what a device keeps of pages."""

import json
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from nabij.kernel.decisions import Refused
from nabij.kernel.guards import public
from nabij.kernel.offline import offline_routes, release

_WORKER = Path(__file__).parent / "worker.js"


@public
def health(request: HttpRequest) -> JsonResponse:
    """Say that the application answers and its database can be read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
def to_own_language(request: HttpRequest) -> HttpResponseRedirect:
    """Send a visitor to the start page in the language of the browser, or in Dutch."""
    response = HttpResponseRedirect(f"/{translation.get_language_from_request(request)}/")
    response.headers["Vary"] = "Accept-Language"
    return response


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell how the pages were made to work for everybody, and what does not work yet."""
    return render(request, "web/accessibility.html")


@public
def what_we_keep(request: HttpRequest) -> HttpResponse:
    """Tell what stays on the device of a visitor, for how long, and what we keep ourselves: nothing."""
    return render(request, "web/what_we_keep.html")


@public
def service_worker(request: HttpRequest) -> HttpResponse:
    """The program with which a device opens pages without a network: only those that hold nobody."""
    pages = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages += [reverse(route) for route in offline_routes()]
    head = f"const RELEASE = {json.dumps(release())};\nconst PAGES = {json.dumps(pages)};\n"
    response = HttpResponse(head + _WORKER.read_text(encoding="utf-8"), content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@public
def installable(request: HttpRequest) -> HttpResponse:
    """What a phone wants to know to put Nabij between its own programs."""
    routes = offline_routes()
    about = {
        "id": "/",
        "name": "Nabij",
        "short_name": "Nabij",
        "lang": translation.get_language(),
        "scope": "/",
        "start_url": reverse(routes[0]) if routes else "/",
        "display": "standalone",
        "background_color": "#f7f5f0",
        "theme_color": "#f7f5f0",
        "icons": [
            {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ],
    }
    response = JsonResponse(about, content_type="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that we did not understand the request."""
    return render(request, "web/error_400.html", status=HTTPStatus.BAD_REQUEST)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why somebody may not do this, when a policy gave a reason."""
    reason = exception.decision.reason if isinstance(exception, Refused) else ""
    return render(request, "web/error_403.html", {"reason": reason}, status=HTTPStatus.FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form stood open too long, or that cookies are off. `reason` is for programmers."""
    return render(request, "web/error_form_expired.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not here; the same words for what is hidden."""
    return render(request, "web/error_404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the mistake is ours. Leans on nothing that may have broken: no database, no session."""
    return HttpResponse(render_to_string("web/error_500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
