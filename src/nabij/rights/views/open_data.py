"""Open data: the catalogue as JSON at lasting addresses, for any program and any other site."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from nabij.kernel import clock
from nabij.kernel.guards import public
from nabij.rights.queries.catalogue import entries
from nabij.rights.queries.open_data import (
    NotUnderstood,
    chosen_day,
    chosen_language,
    description_bytes,
    list_bytes,
    right_bytes,
)
from nabij_rights.schemas.open_data import BASE, LICENCE
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

KEPT_FOR = "public, max-age=3600"
Answering = Callable[..., HttpResponse]


def _open_to_any_site(view: Answering) -> Answering:
    """Let a page of another site read the answer, and say so when its browser asks first."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        is_question = request.method == "OPTIONS"
        response = HttpResponse(status=204) if is_question else view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Content-Language"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if is_question:
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match, Accept-Language"
            response.headers["Access-Control-Max-Age"] = "86400"
        return response

    return answer


def _published(view: Answering) -> Answering:
    """What every address has: any site, compressed, with an ETag; a sentence for what is not understood."""

    @_open_to_any_site
    @require_safe
    @gzip_page
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotUnderstood as error:
            return _problem(str(error), 400)

    return answer


def _problem(sentence: str, status: int) -> HttpResponse:
    body = json.dumps({"problem": sentence})
    return HttpResponse(body, content_type="application/json", status=status)


def _json(body: bytes, language: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json")
    response.headers["Cache-Control"] = KEPT_FOR
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _language(request: HttpRequest) -> str:
    return chosen_language(request.GET.get("taal"), request.headers.get("Accept-Language", ""))


@public
@_published
def a_list(request: HttpRequest, name: str) -> HttpResponse:
    """All facts, rights or amounts, the same on every day; a day that is no day is said all the same."""
    chosen_day(request.GET.get("dag"), today=clock.today())
    language = _language(request)
    return _json(list_bytes(name, language), language)


@public
@_published
def a_right(request: HttpRequest, right_id: str) -> HttpResponse:
    """One right with its rule, amounts, sources and examples."""
    language = _language(request)
    on = chosen_day(request.GET.get("dag"), today=clock.today())
    if (body := right_bytes(right_id, on, language)) is None:
        return _problem("There is no right with this id; rights.json lists all.", 404)
    return _json(body, language)


@public
@_published
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description of these addresses."""
    return _json(description_bytes(), "en")


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """Explain the open data to people."""
    found = entries()
    context = {
        "base": BASE,
        "example": found[0] if found else None,
        "licence": LICENCE,
        "languages": COMPLETE_LANGUAGES,
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "rights/open_data.html", context)
