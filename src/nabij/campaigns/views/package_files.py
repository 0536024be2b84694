"""What is printed for packages: labels for the bags, and the card that goes in them."""

from __future__ import annotations

import io
import json
import tomllib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import qrcode  # type: ignore[import-untyped]
import typst
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

from nabij.campaigns import policies, queries
from nabij.campaigns.models import Campaign
from nabij.campaigns.queries.round_packages import RoundLabels
from nabij.campaigns.views.common import actor_of, as_pdf
from nabij.kernel import clock
from nabij.kernel.guards import guarded_by

_APP = Path(__file__).resolve().parents[1]


@guarded_by(policies.may_lead_packages)
@require_safe
def labels(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A sheet with how many of each package, and a label for each door."""
    campaign = queries.led_packages(actor_of(request), campaign_id)
    made = RoundLabels(
        tuple(queries.labels_of(campaign)),
        tuple(queries.assembly_of(campaign)),
        tuple(queries.swaps_of(campaign)),
    )
    return as_pdf(labels_pdf(campaign.name, made, clock.now()), f"etiketten-{campaign_id}.pdf")


@guarded_by(policies.may_lead_packages)
@require_safe
def cards(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The card of a campaign, one page for each language."""
    campaign = queries.led_packages(actor_of(request), campaign_id)
    with override("nl"):
        address = request.build_absolute_uri(reverse("card", args=[campaign.plan.card_code]))
    return as_pdf(cards_pdf(campaign, address), f"kaart-{campaign_id}.pdf")


def labels_pdf(title: str, made: RoundLabels, now: datetime, *, of_round: str = "") -> bytes:
    """Nothing on it is about a family: a number of a door, letters, and how many."""
    local = now.astimezone(clock.BRUSSELS)
    return _compiled(
        "labels.typ",
        {
            "language": _language(),
            "title": title,
            "round": of_round,
            "made": f"{local:%d/%m/%Y %H:%M}",
            "assembly_title": _("How many of each"),
            "assembly": [list(line) for line in made.assembly],
            "swap": _("swap"),
            "swaps_title": _("What to swap"),
            "swaps": [list(line) for line in made.swaps],
            "labels": [
                [one.door, " ".join(one.packages), len(one.packages), one.swaps, one.stop]
                for one in made.labels
            ],
        },
    )


def cards_pdf(campaign: Campaign, address: str) -> bytes:
    """The card in each language. Its code and address name the campaign, never who it was given to."""
    plan = campaign.plan
    return _compiled(
        "card.typ",
        {
            "title": campaign.sender_name,
            "sender": campaign.sender_name,
            "phone": plan.card_phone,
            "place": plan.card_place,
            "code": plan.card_code,
            "qr": qr_svg(address),
            "cards": card_texts(),
        },
    )


@lru_cache(maxsize=1)
def card_texts() -> list[dict[str, str]]:
    """What the card says, language by language."""
    written = tomllib.loads((_APP / "words" / "card" / "card.toml").read_text(encoding="utf-8"))
    return [{"language": code, **words} for code, words in written.items()]


def qr_svg(address: str) -> str:
    """The square that a telephone reads, as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(drawn)
    return drawn.getvalue().decode()


def _language() -> str:
    return (get_language() or "nl")[:2]


def _compiled(layout: str, contents: dict[str, Any]) -> bytes:
    """A tagged PDF. Data travel as JSON, so nothing in them is read as code; nothing goes to disk."""
    made = typst.compile(
        _APP / "templates" / "campaigns" / layout,
        font_paths=[Path(apps.get_app_config("web").path) / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(contents, ensure_ascii=False, sort_keys=True)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave something else than one document")
    return made
