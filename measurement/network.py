"""Who exchanges something useful with whom: a school's teams as a picture, in bands. Never people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from measurement.disclosure import Band
from measurement.matrix import matrix_parts
from measurement.picture_words import WORDS, Language
from measurement.svg import INK, PAPER, SOFT, Place, area, document, line, text, wrap

WIDTH, RADIUS, NODE = 1080, 280.0, 20  # pixels
TYPE, TITLE = 36, 40  # pixels: legible on a phone at a third of the width
MIDDLE: Place = (540.0, 490.0)
STROKES = {Band.SOME: (4.0, "14 12", SOFT), Band.MANY: (9.0, "", INK)}  # width, dash, colour
PAIR = 2  # teams: drawn beside each other
NAME_LINES = 3  # beside a dot; what does not fit is cut, and says so
MOST_ARROWS = 8  # teams: with more, arrows cannot be followed and a table is drawn


@dataclass(frozen=True, slots=True)
class Tie:
    """How many of team `giver` named team `taker`, as a band."""

    giver: str
    taker: str
    band: Band


def network_svg(ties: Sequence[Tie], *, language: Language) -> str:
    """Draw the teams in a circle, alphabetically, with an arrow per tie of "some" or "many".

    More than eight teams are drawn as a table, as arrows could not be followed any more.
    """
    words = WORDS[language]
    teams = _teams(ties)
    alt = network_alt(ties, language=language)
    if len(teams) > MOST_ARROWS:
        bands = {(tie.giver, tie.taker): tie.band for tie in ties}
        table, end = matrix_parts(teams, bands, top=132, language=language)
        return document(
            [text((50, 74), words["network"], size=TITLE), *table], width=WIDTH, height=end, alt=alt
        )
    places = {team: _on_circle(n, len(teams)) for n, team in enumerate(teams)}
    told = {tie.giver for tie in ties}
    parts = [text((50, 74), words["network"], size=TITLE)]
    for tie in sorted(ties, key=lambda t: (t.band is Band.MANY, t.giver, t.taker)):
        if tie.band in STROKES and tie.giver != tie.taker:
            parts += _arrow(places[tie.giver], places[tie.taker], tie.band)
    for team in teams:
        parts += _node(places[team], team, told=team in told)
    y = 960.0
    for band, key in ((Band.MANY, "many"), (Band.SOME, "some")):
        width, dash, stroke = STROKES[band]
        parts.append(line([(50, y - 12), (150, y - 12)], stroke=stroke, width=width, dash=dash))
        parts.append(text((175, y), words[key], size=TYPE))
        y += 54
    parts.append(text((50, y), words["few"], size=TYPE, fill=SOFT))
    if told < set(teams):
        y += 54
        parts.append(text((50, y), words["unknown"].format(sign=words["open_dot"]), size=TYPE, fill=SOFT))
    return document(parts, width=WIDTH, height=y + 40, alt=alt)


def network_alt(ties: Sequence[Tie], *, language: Language) -> str:
    """Say which arrows the picture shows, and of which teams nothing is known."""
    words = WORDS[language]
    said = [
        words[f"told_{tie.band.value}"].format(giver=tie.giver, taker=tie.taker)
        for tie in sorted(ties, key=lambda t: (t.giver, t.taker))
        if tie.band in STROKES and tie.giver != tie.taker
    ]
    told = {tie.giver for tie in ties}
    silent = [words["untold"].format(giver=team) for team in _teams(ties) if team not in told]
    return " ".join([words["network"], *(said or [words["no_ties"]]), *silent])


def _teams(ties: Sequence[Tie]) -> list[str]:
    return sorted({team for tie in ties for team in (tie.giver, tie.taker)}, key=str.casefold)


def _on_circle(number: int, count: int) -> Place:
    angle = 2 * math.pi * (number + (0.5 if count == PAIR else 0.0)) / max(count, 1) - math.pi / 2
    return MIDDLE[0] + RADIUS * math.cos(angle), MIDDLE[1] + RADIUS * math.sin(angle)


def _arrow(start: Place, end: Place, band: Band) -> list[str]:
    width, dash, stroke = STROKES[band]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    side = 11.0  # pixels to the right of the direct way, so that both directions can be seen
    ox, oy = -uy * side, ux * side
    head = 34.0
    a = (start[0] + ux * (NODE + 6) + ox, start[1] + uy * (NODE + 6) + oy)
    tip = (end[0] - ux * (NODE + 6) + ox, end[1] - uy * (NODE + 6) + oy)
    neck = (tip[0] - ux * head, tip[1] - uy * head)
    wing = head * 0.42
    point = area(
        [tip, (neck[0] - uy * wing, neck[1] + ux * wing), (neck[0] + uy * wing, neck[1] - ux * wing)],
        fill=stroke,
    )
    return [line([a, neck], stroke=stroke, width=width, dash=dash), point]


def _node(at: Place, team: str, *, told: bool) -> list[str]:
    x, y = at
    fill = INK if told else PAPER
    parts = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{NODE}" fill="{fill}" stroke="{INK}" stroke-width="5"/>']
    sideways = x - MIDDLE[0]
    if abs(sideways) < RADIUS * 0.35:
        anchor, lx, room = "middle", x, 520.0
    elif sideways > 0:
        anchor, lx, room = "start", x + NODE + 16, WIDTH - 24 - (x + NODE + 16)
    else:
        anchor, lx, room = "end", x - NODE - 16, x - NODE - 40
    whole = wrap(team, room=room, size=TYPE)
    pieces = whole[:NAME_LINES]
    if len(whole) > NAME_LINES:
        pieces[-1] = pieces[-1].rstrip("…") + "…"
    if anchor == "middle":
        first = y - NODE - 18 - TYPE * 1.1 * (len(pieces) - 1) if y < MIDDLE[1] else y + NODE + TYPE + 10
    else:
        first = y + TYPE * (0.35 - 0.55 * (len(pieces) - 1))
    return parts + [
        text((lx, first + TYPE * 1.1 * n), piece, size=TYPE, anchor=anchor) for n, piece in enumerate(pieces)
    ]
