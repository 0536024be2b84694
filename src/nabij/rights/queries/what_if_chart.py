"""The euros of a what-if as a drawing: per group a bar from the lowest to the highest sum.

The same figures stand in a table beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from nabij.rights.queries.charts import INK, LINE, WIDTHS, in_page_colours
from nabij.rights.queries.what_if import Row

if TYPE_CHECKING:
    import altair

_ROW_HEIGHT = 46
_MARGIN = 24
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


def what_if_drawings(rows: Sequence[Row]) -> tuple[str, ...]:
    """The drawing once per width; none when no row has two ends that are known."""
    bars = []
    for row in rows:
        euros = row.group.a_year
        if euros is not None and euros.lowest is not None and euros.highest is not None:
            bars.append((row.name, euros.lowest / 100, euros.highest / 100))
    if not any(low or high for _name, low, high in bars):
        return ()
    return tuple(_drawn(tuple(bars), width) for width in WIDTHS)


@lru_cache(maxsize=64)
def _drawn(bars: tuple[tuple[str, float, float], ...], width: int) -> str:
    # Altair takes half a second and 100 MB to load; only a page with a drawing pays for it.
    import altair
    import vl_convert

    values = [
        {"name": _shortened(name, width), "low": low, "high": high, "order": number}
        for number, (name, low, high) in enumerate(bars)
    ]
    base = altair.Chart({"values": values}, width=width - 2 * _MARGIN, height=_ROW_HEIGHT * len(bars))
    chart = (
        altair.layer(*_layers(base, ticks=3 if width < 500 else 6))
        .configure_axis(
            labelColor=INK, tickColor=INK, domainColor=INK, gridColor=INK, gridOpacity=0.14, labelFontSize=12
        )
        .configure_view(stroke=None)
        .configure(background="transparent", font="system-ui, sans-serif")
    )
    written = json.loads(chart.to_json())
    written["config"]["locale"] = {"number": _NUMBERS}
    return in_page_colours(vl_convert.vegalite_to_svg(json.dumps(written)))


def _layers(base: altair.Chart, *, ticks: int) -> list[altair.Chart]:
    """A bar between the ends, a mark on each end, a line at nothing, and the name above the bar."""
    import altair

    axis = altair.Axis(format="$,.0f", tickCount=ticks, labelOverlap="greedy", labelSeparation=10)
    rows = altair.Y("order:O", axis=None, scale=altair.Scale(paddingInner=0.2))
    lowest = altair.X("low:Q", title=None, axis=axis, scale=altair.Scale(zero=True, nice=True))
    bar = base.mark_bar(color=LINE, height=12, yOffset=9, opacity=0.85, cornerRadius=3)
    end = base.mark_tick(color=LINE, thickness=3, height=18, yOffset=9)
    name = base.mark_text(color=INK, align="left", baseline="middle", fontSize=13, dx=5, dy=-9)
    return [
        bar.encode(y=rows, x=lowest, x2="high:Q"),
        end.encode(y=rows, x=lowest),
        end.encode(y=rows, x=altair.X("high:Q", title=None)),
        base.mark_rule(color=INK, strokeWidth=1).encode(x=altair.datum(0)),
        name.encode(y=rows, x=altair.value(0), text="name:N"),
    ]


def _shortened(name: str, width: int) -> str:
    """A name that fits the drawing; the table has it in full."""
    most = width // 8
    return name if len(name) <= most else f"{name[: most - 1].rstrip(' ,')}…"
