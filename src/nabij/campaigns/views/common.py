"""What the pages of campaigns share."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from nabij.kernel.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A file that the browser saves and does not keep; its name says nothing about anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def version_of(request: HttpRequest) -> int:
    """The version of a campaign as it was seen; none that can stand when it was not sent along."""
    return number_of(request.POST.get("base_version"))


def number_of(typed: object) -> int:
    """A number of a form as it was sent; one that nothing has when it is none."""
    sent = str(typed or "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
