"""The few SVG elements that our pictures need, as text, and PNG from them. Presentation attributes only."""

import html
import re
from collections.abc import Sequence
from pathlib import Path

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"  # shipped: without it text is silently missing
FAMILY = "DejaVu Sans, Verdana, sans-serif"
INK, SOFT, GRID, PAPER = "#1a1a1a", "#595959", "#d0d0d0", "#ffffff"  # SOFT on PAPER: contrast 7:1
EM = 0.62  # average width of a letter of the font, as a share of its size

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Place = tuple[float, float]


def safe(text: str) -> str:
    """Return text that is safe in an element or attribute, without characters that XML forbids."""
    return html.escape(_NOT_IN_XML.sub("", text))


def document(parts: Sequence[str], *, width: int, height: float, alt: str) -> str:
    """Wrap elements into a picture with its words for those who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}"'
        f' height="{height:.0f}" role="img" aria-label="{safe(alt)}" font-family="{FAMILY}">'
        f'<rect width="{width}" height="{height:.0f}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def text(at: Place, words: str, *, size: int, fill: str = INK, anchor: str = "start") -> str:
    """Write words with their baseline at a place."""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" fill="{fill}"'
        f' text-anchor="{anchor}">{safe(words)}</text>'
    )


def line(points: Sequence[Place], *, stroke: str, width: float, dash: str = "", cap: str = "butt") -> str:
    """Draw straight pieces through points."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{_pairs(points)}" fill="none" stroke="{stroke}" stroke-width="{width:g}"'
        f' stroke-linejoin="round" stroke-linecap="{cap}"{dashes}/>'
    )


def area(points: Sequence[Place], *, fill: str, opacity: float = 1.0) -> str:
    """Fill a polygon."""
    return f'<polygon points="{_pairs(points)}" fill="{fill}" fill-opacity="{opacity:g}"/>'


def marker(shape: str, at: Place, *, size: float, fill: str) -> str:
    """Draw a circle, square, triangle or diamond with a white rim, so that it stands out from its line."""
    x, y = at
    rim = f'fill="{fill}" stroke="{PAPER}" stroke-width="4"'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" {rim}/>'
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "triangle": [(0, -1.25), (1.15, 0.85), (-1.15, 0.85)],
        "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    }[shape]
    return f'<polygon points="{_pairs([(x + dx * size, y + dy * size) for dx, dy in corners])}" {rim}/>'


def wrap(words: str, *, room: float, size: int) -> list[str]:
    """Break words into lines that fit into `room` pixels; a single long word is cut."""
    most = max(int(room / (EM * size)), 2)
    lines: list[str] = []
    for word in words.split():
        piece = word if len(word) <= most else word[: most - 1] + "…"
        if lines and len(lines[-1]) + 1 + len(piece) <= most:
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return lines


def png(svg: str) -> bytes:
    """Return a picture as PNG in its own size, the same bytes everywhere: only the shipped font is used."""
    from resvg_py import svg_to_bytes

    return bytes(
        svg_to_bytes(
            svg_string=svg,
            background=PAPER,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )
    )


def _pairs(points: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
