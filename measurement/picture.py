"""A team's pictures as SVG text: trend, sparkline, ties between teams. Draws only what may be shown."""

from collections.abc import Sequence

from measurement.network import Tie, network_alt, network_svg
from measurement.panels import LABEL, LOOKS, TYPE, along, ground, mark, months, panel
from measurement.picture_words import WORDS, Language, day
from measurement.series import Axis, Closed, Figure, Mark, Series, recent, trend_alt
from measurement.svg import GRID, SOFT, document, line, marker, png, text, wrap

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


WIDTH = 1080  # pixels: three times the width of a phone
TITLE = 52  # pixels
BIG, SMALL = 260, 170  # pixels: height of the overall panel, and of a dimension's
HEAD, GAP = 64, 30  # pixels: a panel's name above it, and the room below it


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
    drawn = recent(series)
    alt = trend_alt(series, language=language, marks=marks, closed=closed)
    if not drawn:
        return document([text((60, 120), words["nothing"], size=LABEL)], width=WIDTH, height=200, alt=alt)
    axis = Axis.over(drawn)
    parts = [text((50, 82), words["title"], size=TITLE)]
    if example:
        parts.append(text((WIDTH - 50, 82), words["example"], size=TITLE, fill=SOFT, anchor="end"))
    top: float = 110
    tops: list[tuple[Series, float, float]] = []
    for found in drawn:
        tall = BIG if found.key == "overall" else SMALL
        tops.append((found, top + HEAD, tall))
        top += HEAD + tall + GAP
    bottom = top - GAP
    shades = [span for span in closed if span.end >= axis.first and span.start <= axis.last]
    inside = [(n, agreed) for n, agreed in enumerate(marks, 1) if axis.first <= agreed.when <= axis.last]
    for found, y, height in tops:
        parts += ground(axis, shades, y, height)
        parts += panel(found, axis, y, height, words[found.key])
    for number, agreed in inside:
        parts += mark(along(axis, agreed.when), tops, number)
    parts += months(axis, bottom + 46, language)
    y = bottom + 112.0
    notes = [words["band"], *([words["closed"]] if shades else [])]
    notes += [f"{number} · {day(agreed.when, language)}: {agreed.label}" for number, agreed in inside]
    for note in [*notes, words["foot"]]:
        for piece in wrap(note, room=WIDTH - 100, size=TYPE):
            parts.append(text((50, y), piece, size=TYPE, fill=SOFT))
            y += TYPE * 1.4
    return document(parts, width=WIDTH, height=y + 6, alt=alt)


def sparkline_svg(series: Series, *, language: Language) -> str:
    """Draw one series as small as a word, for a table; its alternative text says first and newest figure."""
    alt = trend_alt([series], language=language)
    look = LOOKS[series.key]
    if not series.figures:
        return document([], width=160, height=48, alt=alt)
    axis = Axis.over([series])
    spots = [(12 + axis.share(f.when) * 136, 44 - f.shown.value * 0.4) for f in series.figures]
    parts = [line([(12, 24), (148, 24)], stroke=GRID, width=1)]
    parts.append(line(spots, stroke=look.colour, width=3))
    parts.append(marker(look.shape, spots[-1], size=7, fill=look.colour))
    return document(parts, width=160, height=48, alt=alt)
