"""What stands beside our figures is measured rightly."""

from pathlib import Path

import numpy as np
import pytest

from knowledge_base.baselines import article_places, card_places, figures, read_article
from knowledge_base.cards import load_cards
from knowledge_base.sentences import TRAINING, read_sentences
from meaning.heavy import embed

SENTENCES = [s for s in read_sentences(TRAINING) if s.concept == "breadth"][:4]


def test_headings_of_the_article_are_no_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("A heading\n\n" + "one " * 30 + "\n" + "two " * 30, encoding="utf-8")
    assert [text[:3] for text in read_article(file)] == ["one", "two"]


def test_a_paragraph_that_the_card_cites_counts_as_found() -> None:
    cards = load_cards()
    cited = {int(s.paragraph) for s in cards["breadth", "nl"].sources if s.paragraph}
    cited |= {int(s.paragraph) for s in cards["breadth", "en"].sources if s.paragraph}
    first = min(cited)
    paragraphs = [SENTENCES[0].text if n == first else f"nothing {n}" for n in range(1, 22)]
    assert article_places(paragraphs, cards, SENTENCES[:1], None) == [1]
    vectors = embed(SENTENCES[0].text)[None]
    assert article_places(paragraphs, cards, SENTENCES[:1], vectors) == [1]


def test_whole_cards_are_ranked_by_concept() -> None:
    cards = load_cards()
    places = card_places(cards, SENTENCES, np.stack([embed(s.text) for s in SENTENCES]))
    assert all(1 <= place <= len(cards) // 2 for place in places)


def test_figures_follow_from_places() -> None:
    assert figures([1, 2, 4, 1]) == pytest.approx({"hit@1": 0.5, "hit@3": 0.75, "MRR": 0.6875})
