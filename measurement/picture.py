"""A team's trend as SVG text, and the same in words. Draws only shown figures: rounded, capped, with a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from measurement.network import Tie, network_alt, network_svg
from measurement.picture_words import WORDS, Language, day, long_month, short_month, shown_sign, shown_words
from measurement.svg import GRID, INK, PAPER, SOFT, Place, area, document, line, marker, png, text, wrap
from measurement.tide import Shown

__all__ = [
    "Closed",
    "Figure",
    "Mark",
    "Series",
    "Tie",
    "network_alt",
    "network_svg",
    "png",
    "sparkline_svg",
    "trend_alt",
    "trend_svg",
]

WIDTH = 1080  # pixels: three times the width of a phone, so type below 36 would be too small
LEFT, RIGHT = 110, 890  # pixels: the plot; the newest figure stands to the right of it
TYPE, LABEL, TITLE, NEWEST = 34, 42, 52, 58  # pixels: small type, panel names, title, newest figure
BIG, SMALL = 260, 170  # pixels: height of the overall panel, and of a dimension's
HEAD, GAP = 64, 30  # pixels: a panel's name above it, and the room below it


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


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: when, what was shown, and the half-width of its 80 % interval in points."""

    when: date
    shown: Shown
    half_width: int

    @property
    def low(self) -> int:
        """Return the lower end of the band, 0 to 100."""
        return 0 if self.shown.end == "low" else max(self.shown.value - self.half_width, 0)

    @property
    def high(self) -> int:
        """Return the upper end of the band, 0 to 100."""
        return 100 if self.shown.end == "high" else min(self.shown.value + self.half_width, 100)


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of `structural`, `relational`, `cognitive` or `overall`, oldest first."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An agreement of the team, drawn as a numbered line."""

    when: date
    label: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed weeks, first and last day; drawn grey."""

    start: date
    end: date


def trend_svg(
    series: Sequence[Series],
    *,
    language: Language,
    marks: Sequence[Mark] = (),
    closed: Sequence[Closed] = (),
    example: bool = False,
) -> str:
    """Draw each series in a panel of its own over one time axis, 1080 pixels wide; made for a phone."""
    words = WORDS[language]
    drawn = [found for found in series if found.figures]
    alt = trend_alt(series, language=language, marks=marks, closed=closed)
    if not drawn:
        return document([text((60, 120), words["nothing"], size=LABEL)], width=WIDTH, height=200, alt=alt)
    axis = _Axis.over(drawn)
    parts = [text((50, 82), words["title"], size=TITLE)]
    if example:
        parts.append(text((WIDTH - 50, 82), words["example"], size=TITLE, fill=SOFT, anchor="end"))
    top = 110.0
    tops: list[tuple[Series, float, float]] = []
    for found in drawn:
        height = BIG if found.key == "overall" else SMALL
        tops.append((found, top + HEAD, height))
        top += HEAD + height + GAP
    bottom = top - GAP
    shades = [span for span in closed if span.end >= axis.first and span.start <= axis.last]
    inside = [(n, mark) for n, mark in enumerate(marks, 1) if axis.first <= mark.when <= axis.last]
    for found, y, height in tops:
        parts += _ground(axis, shades, y, height)
        parts += _panel(found, axis, y, height, words[found.key])
    for number, mark in inside:
        parts += _mark(axis.x(mark.when), tops, number)
    parts += _months(axis, bottom + 46, language)
    y = bottom + 112
    notes = [words["band"], *([words["closed"]] if shades else [])]
    notes += [f"{number}  {day(mark.when, language)}: {mark.label}" for number, mark in inside]
    for note in [*notes, words["foot"]]:
        for piece in wrap(note, room=WIDTH - 100, size=TYPE):
            parts.append(text((50, y), piece, size=TYPE, fill=SOFT))
            y += TYPE * 1.4
    return document(parts, width=WIDTH, height=y + 6, alt=alt)


def trend_alt(
    series: Sequence[Series],
    *,
    language: Language,
    marks: Sequence[Mark] = (),
    closed: Sequence[Closed] = (),
) -> str:
    """Say what the picture shows, from the same figures."""
    words = WORDS[language]
    drawn = [found for found in series if found.figures]
    if not drawn:
        return words["nothing"]
    said = [words["scale"]]
    for found in drawn:
        first, newest = found.figures[0], found.figures[-1]
        said.append(
            words["now" if len(found.figures) == 1 else "path"].format(
                name=words[found.key],
                first=shown_words(first.shown, language),
                since=long_month(first.when, language),
                value=shown_words(newest.shown, language),
                until=long_month(newest.when, language),
                low=newest.low,
                high=newest.high,
            )
        )
    axis = _Axis.over(drawn)
    for number, mark in enumerate(marks, 1):
        if axis.first <= mark.when <= axis.last:
            said.append(words["done"].format(number=number, when=day(mark.when, language), label=mark.label))
    for span in closed:
        if span.end >= axis.first and span.start <= axis.last:
            said.append(words["holiday"].format(start=day(span.start, language), end=day(span.end, language)))
    return " ".join(said)


def sparkline_svg(series: Series, *, language: Language) -> str:
    """Draw one series as small as a word, for a table; its alternative text says first and newest figure."""
    alt = trend_alt([series], language=language)
    look = LOOKS[series.key]
    if not series.figures:
        return document([], width=160, height=48, alt=alt)
    axis = _Axis.over([series])
    spots = [
        (12 + (axis.x(f.when) - LEFT) / (RIGHT - LEFT) * 136, 44 - f.shown.value * 0.4)
        for f in series.figures
    ]
    parts = [line([(12, 24), (148, 24)], stroke=GRID, width=1)]
    parts.append(line(spots, stroke=look.colour, width=3))
    parts.append(marker(look.shape, spots[-1], size=7, fill=look.colour))
    return document(parts, width=160, height=48, alt=alt)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    @classmethod
    def over(cls, series: Sequence[Series]) -> "_Axis":
        days = [figure.when for found in series for figure in found.figures]
        return cls(min(days) - timedelta(days=14), max(max(days), min(days) + timedelta(days=28)))

    def x(self, when: date) -> float:
        share = (when - self.first).days / (self.last - self.first).days
        return LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT)


def _ground(axis: _Axis, shades: Sequence[Closed], top: float, height: float) -> list[str]:
    parts = []
    for span in shades:
        a, b = axis.x(span.start), axis.x(span.end)
        parts.append(area([(a, top), (b, top), (b, top + height), (a, top + height)], fill="#e9e9e9"))
    for value in (0, 25, 50, 75, 100):
        y = top + height * (1 - value / 100)
        parts.append(line([(LEFT, y), (RIGHT, y)], stroke=GRID, width=3 if value in (0, 100) else 1.5))
    for value in (0, 100):
        parts.append(
            text(
                (LEFT - 14, top + height * (1 - value / 100) + 12),
                str(value),
                size=TYPE,
                fill=SOFT,
                anchor="end",
            )
        )
    return parts


def _panel(series: Series, axis: _Axis, top: float, height: float, name: str) -> list[str]:
    look = LOOKS[series.key]

    def spot(when: date, value: float) -> Place:
        return axis.x(when), top + height * (1 - value / 100)

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
    parts.append(text((spots[-1][0] + 30, y), shown_sign(newest.shown), size=NEWEST, fill=look.colour))
    return parts


def _mark(x: float, tops: Sequence[tuple[Series, float, float]], number: int) -> list[str]:
    parts = [line([(x, y), (x, y + h)], stroke=INK, width=3, dash="4 7") for _, y, h in tops]
    top = tops[0][1]
    parts.append(f'<circle cx="{x:.1f}" cy="{top - 24:.1f}" r="23" fill="{INK}"/>')
    parts.append(text((x, top - 12), str(number), size=TYPE, fill=PAPER, anchor="middle"))
    return parts


def _months(axis: _Axis, y: float, language: Language) -> list[str]:
    firsts = []
    when = axis.first.replace(day=1)
    while when <= axis.last:
        if when >= axis.first:
            firsts.append(when)
        when = (when + timedelta(days=32)).replace(day=1)
    step = -(-len(firsts) // 8)  # at most eight names fit beside each other
    parts = []
    for first in firsts[::step]:
        x = axis.x(first)
        parts.append(line([(x, y - 42), (x, y - 32)], stroke=SOFT, width=3))
        parts.append(text((x, y), short_month(first, language), size=TYPE, fill=SOFT, anchor="middle"))
    return parts
