"""No form about people fills in an address: that would stand in logs of web servers and in histories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import forms

from nabij.audit.forms import LogForm
from nabij.casework.forms.reach import PeriodForm
from nabij.directory.forms.search import SearchForm
from tests.house import tree
from tests.house.test_templates import template_name, templates

SENT_IN_AN_ADDRESS: dict[str, dict[str, str]] = {
    "audit/log.html": {
        "subject": "the number of somebody in the log, which says nothing by itself",
        "actor": "the number of an account",
        "from_on": "a day of the log",
        "last_on": "a day of the log",
        "reads": "a tick",
    },
    "directory/search_form.html": {
        "words": "what an organisation does",
        "need": "a choice",
        "language": "a choice",
        "near": "a street or neighbourhood; the words beside it ask for no number",
        "km": "a choice",
        "cost": "a choice",
        "open_now": "a tick",
    },
    "casework/reach.html": {
        "town": "a choice",
        "from_on": "the first day of a report",
        "until_on": "the day after its last one",
    },
    "rights/review.html": {"reason": "a choice", "level": "a choice", "town": "a choice"},
    "rights/what_if.html": {
        "compare": "a button",
        "right": "a choice",
        "amount": "a choice",
        "value": "an amount that somebody tries out",
        "percent": "by how much an amount changes",
        "day": "a day on which rules hold",
    },
    "rights/town_part.html": {"turn": "a button: condition or exception"},
    "rights/catalogue_list.html": {"q": "the name of a right", "theme": "a choice"},
    "rights/catalogue_edges.html": {"recht": "a choice"},
}
"""The forms that put what is filled in in the address, with each field and what may stand in it. A form about
people is sent (`method="post"`), and what was found has an address of its own without what was typed."""

FIELDS_OF: dict[str, type[forms.Form]] = {
    "audit/log.html": LogForm,
    "directory/search_form.html": SearchForm,
    "casework/reach.html": PeriodForm,
}
"""The forms that write out their fields themselves."""

_FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
_METHOD = re.compile(r'method="(\w+)"')
_NAME = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"', re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def put_in_addresses() -> Iterator[tuple[str, set[str]]]:
    """Each template with a form that is not sent, and the names of its fields."""
    for file in templates():
        if file.suffix != ".html":
            continue
        # An arrow in a tag of the template would end the tag of the form.
        text = _TAG.sub(lambda found: found.group().replace(">", " "), file.read_text(encoding="utf-8"))
        for form in _FORM.finditer(text):
            method = _METHOD.search(form["head"])
            if method is None or method[1].lower() == "get":
                name = template_name(file)
                own = FIELDS_OF.get(name)
                yield name, set(_NAME.findall(form["body"])) | (set(own.base_fields) if own else set())


def test_no_form_puts_anything_about_people_in_an_address() -> None:
    found = dict(put_in_addresses())
    strange = {name: fields - set(SENT_IN_AN_ADDRESS.get(name, ())) for name, fields in found.items()}
    assert {
        name: fields for name, fields in strange.items() if fields or name not in SENT_IN_AN_ADDRESS
    } == {}, (
        'A form without method="post" puts its fields in the address. Send it, or say in '
        "SENT_IN_AN_ADDRESS why nobody can stand in it."
    )


def test_what_is_named_as_put_in_an_address_is_there() -> None:
    found = dict(put_in_addresses())
    assert {name: set(fields) for name, fields in SENT_IN_AN_ADDRESS.items()} == found


def test_no_script_puts_what_is_typed_in_an_address() -> None:
    """`hx-get` on a form or a field would send it along."""
    told = []
    for file in tree.ours(".html"):
        for tag in re.findall(r"<(?:form|input|select|textarea)\b[^>]*>", file.read_text(encoding="utf-8")):
            if "hx-get" in tag:
                told.append(f"{tree.name(file)}: {tag}")
    assert told == []
