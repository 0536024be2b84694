"""What a right brings, in words for paper."""

from __future__ import annotations

from django.utils.translation import gettext

from nabij.rights.queries import wording
from nabij.rights.queries.cards import Worth


def worth_text(worth: Worth) -> str:
    """What a right brings, in one line."""
    low, high = (
        wording.euro_text(worth.lowest, always_cents=worth.lowest != 0),
        wording.euro_text(worth.highest),
    )
    texts = {
        "amount": low,
        "at_least": f"{gettext('at least')} {wording.isolated(low)}",
        "range": f"{wording.isolated(low)} {gettext('to')} {wording.isolated(high)}",
        "lower_price": gettext("Lower price"),
        "not_known": gettext("Amount not known yet"),
        "nothing": "",
    }
    text = texts[worth.show]
    return f"{text} {worth.per}".strip() if worth.show in ("amount", "at_least", "range") else text
