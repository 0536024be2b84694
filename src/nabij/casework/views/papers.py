"""Papers of casework as an answer to the browser."""

from __future__ import annotations

from django.http import HttpResponse


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A file that the browser saves and does not keep; its name says nothing about anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
