"""The parts of a trend picture: one panel per series over a shared time axis. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from measurement.picture_words import Language, short_month, shown_sign
from measurement.series import Axis, Closed, Series
from measurement.svg import GRID, INK, PAPER, SOFT, Place, area, line, marker, text

LEFT, RIGHT = 110, 870  # pixels: the plot; the newest figure stands to the right of it
TYPE, LABEL, NEWEST = 34, 42, 58  # pixels: small type, panel names, newest figure


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is told apart: three ways, so that colour is never needed (colours: Okabe & Ito 2008)."""

    colour: str
    dash: str
    shape: str


LOOKS = {
    "overall": Look(INK, "", "circle"),
    "structural": Look("#0072B2", "26 12", "square"),
    "relational": Look("#B34700", "5 12", "triangle"),
    "cognitive": Look("#00775A", "26 12 5 12", "diamond"),
}


def along(axis: Axis, when: date) -> float:
    """Return where a day stands, in pixels from the left."""
    return LEFT + axis.share(when) * (RIGHT - LEFT)


def ground(axis: Axis, shades: Sequence[Closed], top: float, height: float) -> list[str]:
    """Draw what stands behind a panel: closed weeks, and a line for each of the five answers."""
    parts = []
    for span in shades:
        a, b = along(axis, span.start), along(axis, span.end)
        parts.append(area([(a, top), (b, top), (b, top + height), (a, top + height)], fill="#e9e9e9"))
    for value in (0, 25, 50, 75, 100):
        y = top + height * (1 - value / 100)
        parts.append(line([(LEFT, y), (RIGHT, y)], stroke=GRID, width=3 if value in (0, 100) else 1.5))
    for value in (0, 100):
        at = (LEFT - 14, top + height * (1 - value / 100) + 12)
        parts.append(text(at, str(value), size=TYPE, fill=SOFT, anchor="end"))
    return parts


def panel(series: Series, axis: Axis, top: float, height: float, name: str) -> list[str]:
    """Draw a series: name, band, line, markers, and the newest figure beside it."""
    look = LOOKS[series.key]

    def spot(when: date, value: float) -> Place:
        return along(axis, when), top + height * (1 - value / 100)

    figures = series.figures
    newest = figures[-1]
    upper = [spot(f.when, f.high) for f in figures]
    lower = [spot(f.when, f.low) for f in figures]
    if len(figures) == 1:  # a band needs some width to be seen
        upper = [(upper[0][0] + dx, upper[0][1]) for dx in (-26, 26)]
        lower = [(lower[0][0] + dx, lower[0][1]) for dx in (-26, 26)]
    spots = [spot(f.when, f.shown.value) for f in figures]
    heavy = series.key == "overall"
    parts = [
        marker(look.shape, (LEFT + 14, top - 30), size=15, fill=look.colour),
        text((LEFT + 46, top - 15), name, size=LABEL, fill=look.colour),
        area([*upper, *reversed(lower)], fill=look.colour, opacity=0.2),
        line(upper, stroke=look.colour, width=1.5),
        line(lower, stroke=look.colour, width=1.5),
        line(spots, stroke=look.colour, width=9 if heavy else 7, dash=look.dash, cap="butt"),
        *(marker(look.shape, at, size=15 if heavy else 13, fill=look.colour) for at in spots),
    ]
    y = min(max(spots[-1][1] + 21, top + 40), top + height)
    parts.append(
        text(
            (spots[-1][0] + (30 if len(spots) > 1 else 44), y),
            shown_sign(newest.shown),
            size=NEWEST,
            fill=look.colour,
        )
    )
    return parts


def mark(x: float, tops: Sequence[tuple[Series, float, float]], number: int) -> list[str]:
    """Draw an agreement through all panels, with its number at the foot of the first."""
    parts = [line([(x, y), (x, y + h)], stroke=INK, width=3, dash="4 7") for _, y, h in tops]
    foot = tops[0][1] + tops[0][2]
    parts.append(f'<circle cx="{x:.1f}" cy="{foot:.1f}" r="24" fill="{INK}"/>')
    parts.append(text((x, foot + 12), str(number), size=TYPE, fill=PAPER, anchor="middle"))
    return parts


def months(axis: Axis, y: float, language: Language) -> list[str]:
    """Write the names of the months below the lowest panel."""
    firsts = []
    when = axis.first.replace(day=1)
    while when <= axis.last:
        if when >= axis.first:
            firsts.append(when)
        when = (when + timedelta(days=32)).replace(day=1)
    step = -(-len(firsts) // 8)  # at most eight names fit beside each other
    parts = []
    for first in firsts[::step]:
        x = along(axis, first)
        parts.append(line([(x, y - 42), (x, y - 32)], stroke=SOFT, width=3))
        parts.append(text((x, y), short_month(first, language), size=TYPE, fill=SOFT, anchor="middle"))
    return parts
