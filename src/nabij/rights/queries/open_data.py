"""The catalogue as open data: bytes that are the same until a rule, an amount, a text or the day changes."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation.trans_real import parse_accept_lang_header

from nabij_rights.catalogue import EARLIEST_DAY, UnknownRight, right_named
from nabij_rights.catalogue_json import amounts_json, facts_json, right_json, rights_json
from nabij_rights.given.household import LATEST_DAY
from nabij_rights.schemas.open_data import openapi
from nabij_rights.shelf import rests_on_shelf
from nabij_rights.texts.leaflets import COMPLETE_LANGUAGES

FALLBACK = "nl"
LISTS = {"facts": facts_json, "rights": rights_json, "amounts": amounts_json}


class NotUnderstood(ValueError):
    """A language or a day that we do not know."""


def chosen_language(asked: str | None, accepted: str) -> str:
    """The language of the address, else the best of the browser, else Dutch. Raises NotUnderstood."""
    if asked is not None:
        if asked not in COMPLETE_LANGUAGES:
            raise NotUnderstood(f"taal is one of {', '.join(COMPLETE_LANGUAGES)}.")
        return asked
    for language, quality in parse_accept_lang_header(accepted[:200].lower()):
        if quality and (plain := language.split("-")[0]) in COMPLETE_LANGUAGES:
            return plain
    return FALLBACK


def chosen_day(asked: str | None, *, today: date) -> date:
    """The day of the address, else today. Raises NotUnderstood."""
    if asked is None:
        return today
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        raise NotUnderstood("dag is a date such as 2026-11-21.") from None
    if not EARLIEST_DAY <= on <= LATEST_DAY:
        raise NotUnderstood(f"dag lies from {EARLIEST_DAY} to {LATEST_DAY}.")
    return on


@rests_on_shelf
@lru_cache(maxsize=16)
def list_bytes(name: str, language: str) -> bytes:
    """Facts, rights or amounts, in one language."""
    return _bytes(LISTS[name](language))


@rests_on_shelf
@lru_cache(maxsize=64)
def right_bytes(right_id: str, on: date, language: str) -> bytes | None:
    """One right with its rule of a day; None when there is no right with this id."""
    try:
        right = right_named(right_id)
    except UnknownRight:
        return None
    return _bytes(right_json(right, on=on, language=language))


@lru_cache(maxsize=1)
def description_bytes() -> bytes:
    """The OpenAPI description."""
    return _bytes(openapi())


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
