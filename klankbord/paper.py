"""Paper for colleagues without Telegram: a digest on one A4, and cards with a code to draw from a bowl.

Made of the same words and the same picture as in the chat; decides nothing about numbers. Black on white.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from threading import Lock

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepInFrame, Paragraph, Spacer

from klankbord.digest import Digest
from klankbord.vocabulary import Language
from klankbord.wording import phrase
from measurement.svg import FONT

WIDTH, HEIGHT = A4
MARGIN = 18 * mm
FACE = "DejaVu"  # the shipped font: every name of a team or school has its letters
LEAST_PICTURE = 90 * mm  # height: with more words than fit beside it everything gets smaller instead
COLUMNS, ROWS = 2, 4  # cards on a page
CARD_WIDTH, CARD_HEIGHT = WIDTH / COLUMNS, HEIGHT / ROWS
QR_SIZE = 30 * mm
PAD = 8 * mm

BODY = ParagraphStyle("body", fontName=FACE, fontSize=10, leading=14, spaceAfter=5)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=17, leading=22, spaceAfter=8)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=11)
CARD = ParagraphStyle("card", parent=BODY, fontSize=8.5, leading=11.5, spaceAfter=4)
CARD_TITLE = ParagraphStyle("card title", parent=BODY, fontSize=12, leading=15, spaceAfter=4)

_FONTS = Lock()


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation: its code, the link behind it, and whether it works once."""

    code: str
    link: str
    once: bool


def digest_page(digest: Digest, *, language: Language) -> bytes:
    """Return a digest as a PDF of one A4 page."""
    canvas, file = _sheet(digest.title)
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    above: list[Flowable] = [_paragraph(digest.title, TITLE), *_paragraphs(digest.said), Spacer(1, 2 * mm)]
    below = [Spacer(1, 3 * mm), *_paragraphs(digest.rest), *_paragraphs(digest.term)]
    below.append(_paragraph(phrase(language, "paper.footer"), SMALL))
    words = sum(part.wrap(width, height)[1] + part.getSpaceAfter() for part in (*above, *below))
    wide, tall = ImageReader(io.BytesIO(digest.photo)).getSize()
    scale = min(width / wide, max(height - words, LEAST_PICTURE) / tall)
    image = Image(io.BytesIO(digest.photo), width=wide * scale, height=tall * scale)
    page = KeepInFrame(width, height, [*above, image, *below], mode="shrink")
    _put(page, canvas, MARGIN, MARGIN, width, height)
    canvas.save()
    return file.getvalue()


def invitation_cards(
    cards: Sequence[Card], *, role: str, team: str, school: str, bot: str, language: Language
) -> bytes:
    """Return cards to cut and draw, eight to an A4 page: a QR code, the code to type, and what it is for."""
    canvas, file = _sheet(phrase(language, "paper.cards", team=team))
    for at, card in enumerate(cards):
        place = at % (COLUMNS * ROWS)
        if at and not place:
            canvas.showPage()
        left, bottom = place % COLUMNS * CARD_WIDTH, HEIGHT - (place // COLUMNS + 1) * CARD_HEIGHT
        canvas.setDash(2, 3)
        canvas.setLineWidth(0.5)
        canvas.rect(left, bottom, CARD_WIDTH, CARD_HEIGHT)
        canvas.setDash()
        _draw_code(canvas, card.link, left + CARD_WIDTH - PAD - QR_SIZE, bottom + (CARD_HEIGHT - QR_SIZE) / 2)
        once = phrase(language, "paper.once" if card.once else "paper.shared")
        story = [
            _paragraph(phrase(language, "paper.card_title", team=team), CARD_TITLE),
            _paragraph(phrase(language, f"paper.card_{role}", school=school), CARD),
            _paragraph(phrase(language, "paper.scan", bot=bot), CARD),
            _paragraph(card.code, CARD_TITLE),
            _paragraph(once, SMALL),
        ]
        words = CARD_WIDTH - QR_SIZE - 3 * PAD
        _put(
            KeepInFrame(words, CARD_HEIGHT - 2 * PAD, story, mode="shrink"),
            canvas,
            left + PAD,
            bottom + PAD,
            words,
            CARD_HEIGHT - 2 * PAD,
        )
    canvas.save()
    return file.getvalue()


def _sheet(title: str) -> tuple[Canvas, io.BytesIO]:
    with _FONTS:
        if FACE not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(FACE, str(FONT)))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)  # no moment of making in the file
    canvas.setTitle(title)
    canvas.setAuthor("Klankbord")
    return canvas, file


def _put(frame: KeepInFrame, canvas: Canvas, left: float, bottom: float, width: float, height: float) -> None:
    _, used = frame.wrapOn(canvas, width, height)
    frame.drawOn(canvas, left, bottom + height - used)


def _draw_code(canvas: Canvas, link: str, left: float, bottom: float) -> None:
    rows = list(segno.make(link, error="m").matrix)
    module = QR_SIZE / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                canvas.rect(
                    left + x * module, bottom + QR_SIZE - (y + 1) * module, module, module, stroke=0, fill=1
                )


def _paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(escape(text), style)


def _paragraphs(text: str) -> list[Flowable]:
    return [_paragraph(line) for line in text.split("\n") if line]
