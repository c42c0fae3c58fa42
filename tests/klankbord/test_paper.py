"""Paper: one A4 with the words of the chat, in both languages, and cards that bear nothing but a code."""

import io
import re

import pytest
from pypdf import PdfReader

from klankbord.digest import More, write_digest
from klankbord.figures import TeamPicture
from klankbord.paper import Card, digest_page, invitation_cards
from klankbord.vocabulary import LANGUAGES, Language
from tests.klankbord.test_digest_wording import LEVEL, RISEN, team

A4_POINTS = (595, 842)
LONG = More("Dit spraken we af. " * 30, "Wat meer collega's noemden.", "Daarom om de week. " * 10)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("found", "more"), [(team(60), More()), (RISEN, LONG), (LEVEL, More())])
def test_a_digest_is_one_page_with_every_sentence_of_the_chat(
    found: TeamPicture, more: More, language: Language
) -> None:
    digest = write_digest(found, name="Öst Şen", question="Why?", language=language, more=more)
    content = digest_page(digest, language=language)
    (page,) = PdfReader(io.BytesIO(content)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_POINTS
    printed = words(page.extract_text())
    for line in (digest.title, *digest.said.split("\n"), *digest.rest.split("\n")):
        assert words(line) in printed
    assert len(page.images) == 1
    assert content == digest_page(digest, language=language), "nothing tells when it was printed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_has_one_code_and_nothing_tells_cards_apart_otherwise(language: Language) -> None:
    cards = [
        Card(code, f"https://t.me/klankbot?start={code}", once=True)
        for code in (f"code{n}" for n in range(10))
    ]
    content = invitation_cards(
        cards, role="teacher", team="Eik & Iep <3", school="Linde", bot="klankbot", language=language
    )
    pages = PdfReader(io.BytesIO(content)).pages
    assert [words(page.extract_text()).count("Eik & Iep <3") for page in pages] == [8, 2]
    printed = words(" ".join(page.extract_text() for page in pages))
    assert "@klankbot" in printed
    assert len(set(re.split(r" code\d ", printed))) <= 3, "first, last and all others in between"


def test_a_shared_code_is_one_card_that_says_so() -> None:
    card = Card("abc", "https://t.me/klankbot?start=abc", once=False)
    content = invitation_cards([card], role="lead", team="Oak", school="Linde", bot="klankbot", language="en")
    (page,) = PdfReader(io.BytesIO(content)).pages
    assert "Works more than once" in page.extract_text()
