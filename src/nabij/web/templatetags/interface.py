"""Small parts of the interface that stand on every page many times: signs, amounts, days, texts in Dutch."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from nabij.kernel.days import written_day

register = template.Library()

_ICONS = Path(__file__).resolve().parents[1] / "static" / "web" / "icons.svg"
_USED = re.compile(r'href="#([ig]-[a-z-]+)"')
_HATCH = (
    '<defs><pattern id="n-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="n-hatch" d="M0 0v6"/></pattern></defs>'
)


@cache
def symbols() -> dict[str, str]:
    """Every sign by its name: i-door, g-yes."""
    found = re.findall(r'<symbol id="([^"]+)".*?</symbol>', _ICONS.read_text(encoding="utf-8"), re.DOTALL)
    texts = re.findall(r"<symbol .*?</symbol>", _ICONS.read_text(encoding="utf-8"), re.DOTALL)
    return dict(zip(found, texts, strict=True))


@register.simple_tag
def icon(name: str, *, flip: bool = False, leads: bool = False) -> SafeString:
    """A sign beside words; ``flip`` for arrows, which turn in right-to-left text, ``leads`` before a line."""
    kind = "n-i" + (" n-flip" if flip else "") + (" n-glyph" if leads else "")
    return _sign(kind, f"i-{name}")


@register.simple_tag
def glyph(name: str) -> SafeString:
    """A shape for how sure something is: yes, maybe, no or else."""
    colour = "no" if name == "else" else name
    return _sign(f"n-i n-glyph {colour}", f"g-{name}")


@register.simple_tag
def shape(name: str) -> SafeString:
    """The same shape without a colour of its own, for inside a label."""
    return _sign("n-i", f"g-{name}")


@cache
def _sign(kind: str, name: str) -> SafeString:
    if name not in symbols():
        raise template.TemplateSyntaxError(f"there is no sign {name} in icons.svg")
    text = f'<svg class="{kind}" aria-hidden="true" viewBox="0 0 24 24"><use href="#{name}"></use></svg>'
    return mark_safe(text)


class _WithSymbols(template.Node):
    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside

    def render(self, context: template.Context) -> SafeString:
        page = self.inside.render(context)
        used = dict.fromkeys(_USED.findall(page))
        drawn = "".join(symbols()[name] for name in used)
        hatch = _HATCH if "url(#n-hatch)" in page else ""
        frame = '<svg class="position-absolute" width="0" height="0" aria-hidden="true" focusable="false">'
        return mark_safe(f"{page}{frame}{hatch}{drawn}</svg>")


@register.tag
def symbols_of_page(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Put the signs that the page uses, and no others, once at its end."""
    inside = parser.parse(("endsymbols_of_page",))
    parser.delete_first_token()
    return _WithSymbols(inside)


# -------------------------------------------------------------------------------- amounts and days


@register.filter
def ltr(value: Any) -> SafeString:
    """A number, telephone number or reference that never turns round."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def euro(cents: int) -> SafeString:
    """An amount with its cents, in Belgian notation in every language: that is what the letter says."""
    return ltr(_belgian(cents, always_cents=cents != 0))


@register.filter
def about_euro(cents: int) -> SafeString:
    """An amount in whole euro."""
    return ltr(_belgian(round(cents / 100) * 100, always_cents=False))


@register.filter
def whole_euro(amount: int) -> SafeString:
    """An amount that was given in whole euro."""
    return ltr(_belgian(amount * 100, always_cents=False))


def _belgian(cents: int, *, always_cents: bool) -> str:
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€\u00a0{grouped},{rest:02d}" if rest or always_cents else f"€\u00a0{grouped}"


@register.filter
def day(value: date) -> SafeString:
    """A day with the month in words; in figures where a word would turn the order round."""
    return ltr(written_day(value))


@register.filter
def said(wording: Any) -> SafeString:
    """A text, marked as Dutch when it is not written in the language of the page yet."""
    language = getattr(wording, "language", "")
    if not language:
        return conditional_escape(str(wording))
    return format_html('<span lang="{}" dir="ltr">{}</span>', language, str(wording))


@register.filter
def first_capital(text: str) -> str:
    """The text with a capital at the start, the rest as it was."""
    return text[:1].upper() + text[1:]


@register.filter
def times(number: int) -> range:
    """A range to repeat something."""
    return range(number)
