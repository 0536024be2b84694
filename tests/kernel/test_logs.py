import io
import logging

import pytest
from django.test import Client

from nabij.kernel.logs import WithoutPersons


def logged(message: str, *arguments: object) -> str:
    record = logging.LogRecord("nabij", logging.WARNING, __file__, 1, message, arguments, None)
    return WithoutPersons("%(message)s").format(record)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Not Found: /nl/zoek?naam=An&straat=Kerkstraat", "Not Found: /nl/zoek"),
        ("from 192.168.17.23 again", "from 192.168.0.0 again"),
        ("from 2a02:1810:4d0e:aa00:1c2b:9f01:3e4d:5a6b again", "from 2a02:1810:: again"),
        ("from 2a02:1810::5a6b again", "from 2a02:1810:: again"),
        ("took 12:30:45 and 1.5 s", "took 12:30:45 and 1.5 s"),
    ],
)
def test_a_line_holds_no_query_string_and_no_full_address(message: str, line: str) -> None:
    assert logged(message) == line


def test_what_is_filled_into_a_message_is_cleaned_too() -> None:
    assert logged("%s: %s", "Bad Request", "/nl/?inkomen=1780") == "Bad Request: /nl/"


def test_a_trace_keeps_the_place_and_the_kind_of_error_but_not_what_was_typed() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutPersons("%(message)s"))
    logger = logging.Logger("trace")
    logger.addHandler(handler)
    try:
        float("mijn inkomen is 1780")
    except ValueError:
        logger.exception("It went wrong")
    assert "ValueError" in stream.getvalue()
    assert "test_logs.py" in stream.getvalue()
    assert "1780" not in stream.getvalue()


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_logged_without_what_was_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/nl/niets/?naam=An")
    lines = [WithoutPersons("%(message)s").format(record) for record in caplog.records]
    assert lines == ["Not Found: /nl/niets/"]
