"""Small words of the directory: times, distances, numbers to dial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nabij.directory.types import WEEKDAYS
from nabij.directory.types.reaching import is_web_address

register = template.Library()


@register.filter
def clock_time(moment: time | None) -> str:
    """A time of the day with figures."""
    return "" if moment is None else f"{moment:%H:%M}"


@register.filter
def opens_again(moment: datetime) -> str:
    """When it opens: the weekday and the time."""
    return _("{day} at {time}").format(day=str(WEEKDAYS[moment.weekday()]).lower(), time=f"{moment:%H:%M}")


@register.filter
def kilometres(km: float) -> str:
    """A distance as the crow flies."""
    if km < 1:
        return _("{metres} m").format(metres=max(50, round(km * 1000 / 50) * 50))
    return _("{km} km").format(km=number_format(round(km, 1), 1))


@register.filter
def to_dial(phone: str) -> str:
    """A telephone number as a telephone dials it."""
    return re.sub(r"[^\d+]", "", phone)


@register.filter
def item(values: Sequence[object], at: int) -> object:
    """The value at a place."""
    return values[at]


@register.filter
def is_link(address: str) -> bool:
    """Whether this can be a link."""
    return is_web_address(address)
