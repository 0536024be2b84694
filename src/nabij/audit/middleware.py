"""Says that work comes in by the web, and closes the door when the log cannot be written."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from nabij.audit.types import LogNotWritten
from nabij.kernel import channels
from nabij.kernel.channels import Channel

_log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = 120


class ClosedWithoutLog:
    """No log line, no data: a page that could not be put on record answers 503 and shows nothing of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, as work that came in by the web."""
        with channels.via(Channel.WEB):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of the view when the log refused; leave every other exception alone."""
        if not isinstance(exception, LogNotWritten):
            return None
        _log.critical("The log could not be written; pages about people stay closed.", exc_info=exception)
        page = render_to_string("audit/log_not_written.html")
        response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response.headers["Cache-Control"] = "no-store"
        return response
