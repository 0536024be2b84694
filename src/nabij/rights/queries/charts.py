"""Amounts over time as drawings, made on the server. The same figures stand in a table beside them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from nabij_rights.parameters.book import DatedAmount, amounts
from nabij_rights.shelf import rests_on_shelf

WIDTHS = (330, 660)
"""Drawn twice, for a phone and for a desk, so that the letters stay readable."""

INK = "#010101"
LINE = "#020202"
"""Stand-ins that become the colours of the page, light or dark."""

_HEIGHT = 190


def drawings(amount: DatedAmount, *, until: date) -> tuple[str, ...]:
    """The amount as a line of steps, once per width; none when there are fewer than two known rows."""
    if sum(row.low is not None for row in amount.rows) < 2:
        return ()
    return tuple(_drawn(amount.id, width, until.year) for width in WIDTHS)


@rests_on_shelf
@lru_cache(maxsize=256)
def _drawn(amount_id: str, width: int, year: int) -> str:
    # Altair takes half a second and 100 MB to load; only a page with a drawing pays for it.
    import altair
    import vl_convert

    amount = amounts()[amount_id]
    chart = (
        altair.Chart({"values": _points(amount, year)}, width=width - 70, height=_HEIGHT - 50)
        .mark_line(interpolate="step-after", color=LINE, strokeWidth=2.5, point={"size": 42, "color": LINE})
        .encode(
            x=altair.X(
                "day:T", title=None, axis=altair.Axis(format="%Y", tickCount="year", labelOverlap=True)
            ),
            y=altair.Y("value:Q", title=None, scale=altair.Scale(zero=False, nice=True)),
        )
        .configure_axis(
            labelColor=INK,
            tickColor=INK,
            domainColor=INK,
            gridColor=INK,
            gridOpacity=0.14,
            labelFontSize=12,
        )
        .configure_view(stroke=None)
        .configure(background="transparent", font="system-ui, sans-serif")
    )
    return in_page_colours(vl_convert.vegalite_to_svg(chart.to_json()))


def _points(amount: DatedAmount, year: int) -> list[dict[str, object]]:
    known = [(row.from_on, row.low) for row in amount.rows if row.low is not None]
    points = [{"day": day.isoformat(), "value": low / amount.scale} for day, low in known]
    last_day, last = known[-1]
    if last_day.year < year:
        points.append({"day": f"{year}-12-31", "value": last / amount.scale})
    return points


def in_page_colours(svg: str) -> str:
    """Let the drawing take the colours of the page, and leave its reading to the table."""
    coloured = svg.replace(INK, "currentColor").replace(LINE, "var(--brand)")
    return coloured.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
