"""Ties between many teams as a table of marks: with more than eight, arrows cannot be followed any more."""

from collections.abc import Mapping, Sequence

from measurement.disclosure import Band
from measurement.picture_words import WORDS, Language
from measurement.svg import GRID, INK, PAPER, SOFT, line, text, wrap

WIDTH, NAMES, EDGE = 1080, 430, 50  # pixels: the picture, the room for a team's name, and its margin
ROW, TYPE = 58, 34  # pixels


def matrix_parts(
    teams: Sequence[str], bands: Mapping[tuple[str, str], Band], *, top: float, language: Language
) -> tuple[list[str], float]:
    """Draw who (row) named whom (column) and the key; return the elements and where they end.

    Columns bear the numbers of the rows. "Many" is a full square, "some" an open one, "few" is empty;
    a team that told nothing has dashes.
    """
    words = WORDS[language]
    left = EDGE + 60 + NAMES
    cell = (WIDTH - EDGE - left) / len(teams)
    small = min(TYPE, int(cell * 0.65))
    told = {giver for giver, _ in bands}
    parts = [text((EDGE, top), words["rows"], size=TYPE, fill=SOFT)]
    top += 62
    for column in range(len(teams)):
        x = left + cell * (column + 0.5)
        parts.append(text((x, top), str(column + 1), size=small, fill=SOFT, anchor="middle"))
    top += 16
    for row, giver in enumerate(teams):
        y = top + ROW * row
        parts.append(line([(EDGE, y), (WIDTH - EDGE, y)], stroke=GRID, width=1.5))
        parts.append(text((EDGE + 46, y + 41), str(row + 1), size=TYPE, fill=SOFT, anchor="end"))
        name = wrap(giver, room=NAMES, size=TYPE)
        short = name[0] + ("…" if len(name) > 1 else "") if name else "–"
        parts.append(text((EDGE + 64, y + 41), short, size=TYPE))
        for column, taker in enumerate(teams):
            if giver not in told:
                x = left + cell * (column + 0.5)
                parts.append(text((x, y + 41), "–", size=small, fill=SOFT, anchor="middle"))
            band = bands.get((giver, taker), Band.FEW)
            parts += _square(left + cell * (column + 0.5), y + ROW / 2, band, min(cell, ROW) * 0.32)
    y = top + ROW * len(teams) + 70
    for band, key in ((Band.MANY, "many"), (Band.SOME, "some")):
        parts += _square(EDGE + 20, y - 12, band, 15)
        parts.append(text((EDGE + 64, y), words[key], size=TYPE))
        y += 54
    parts.append(text((EDGE + 64, y), words["empty"], size=TYPE, fill=SOFT))
    if told < set(teams):
        y += 54
        parts.append(text((EDGE + 64, y), words["unknown"].format(sign="–"), size=TYPE, fill=SOFT))
    return parts, y + 40


def _square(x: float, y: float, band: Band, half: float) -> list[str]:
    if band is Band.FEW:
        return []
    fill = INK if band is Band.MANY else PAPER
    size = half if band is Band.MANY else half * 0.8
    return [
        f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}"'
        f' fill="{fill}" stroke="{INK}" stroke-width="3"/>'
    ]
