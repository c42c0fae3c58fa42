"""What a quick start would give, beside ours: search in the article itself, and meaning over whole cards.

The article is not ours to ship: its text is read from a file whose path is handed in.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge_base.cards import LANGUAGES, Card, Language
from knowledge_base.embedding import FloatVector
from knowledge_base.sentences import Sentence
from knowledge_base.words import WordIndex
from meaning.heavy import embed_passages

LINE = 80  # characters from which a line is a paragraph and no heading; so our cards count them

Cards = Mapping[tuple[str, Language], Card]


def read_article(path: Path) -> tuple[str, ...]:
    """Read the paragraphs of the article, in the order in which our cards number them from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if len(line.strip()) > LINE)


def article_places(
    paragraphs: Sequence[str], cards: Cards, sentences: Sequence[Sentence], vectors: FloatVector | None
) -> list[int]:
    """Return the place of the first paragraph that the wanted concept's card cites, for each sentence.

    By meaning with the sentences' vectors, shape (n, 384); by words (BM25) where `vectors` is None.
    """
    if vectors is None:
        words = WordIndex({str(number): text for number, text in enumerate(paragraphs)})
        scores = np.stack([words.scores(sentence.text) for sentence in sentences])
    else:
        scores = vectors @ embed_passages(list(paragraphs)).T
    cited = {
        concept: {
            int(source.paragraph) - 1
            for language in LANGUAGES
            for source in cards[concept, language].sources
            if source.paragraph
        }
        for concept, _ in cards
    }
    order = np.argsort(-scores, axis=1, kind="stable")
    return [
        next((place for place, number in enumerate(row, 1) if int(number) in cited[sentence.concept]), 99)
        for row, sentence in zip(order, sentences, strict=True)
    ]


def card_places(cards: Cards, sentences: Sequence[Sentence], vectors: FloatVector) -> list[int]:
    """Return the place of the wanted concept by meaning over whole cards: the usual recipe with Chroma."""
    keys = list(cards)
    texts = [whole(cards[key]) for key in keys]
    scores = vectors @ embed_passages(texts).T
    concepts = list(dict.fromkeys(concept for concept, _ in keys))
    best = np.stack(
        [
            scores[:, [i for i, key in enumerate(keys) if key[0] == concept]].max(axis=1)
            for concept in concepts
        ],
        axis=1,
    )
    order = np.argsort(-best, axis=1, kind="stable")
    wanted = [concepts.index(sentence.concept) for sentence in sentences]
    return [row.tolist().index(concept) + 1 for row, concept in zip(order, wanted, strict=True)]


def whole(card: Card) -> str:
    """Return everything on a card as one text."""
    parts = [card.title, card.plain, *(s.text for s in card.signals), *(p.text for p in card.practices)]
    return "\n".join([*parts, *card.questions, card.meeting])


def figures(places: Sequence[int]) -> Mapping[str, float]:
    """Return hit@1, hit@3 and MRR of places that count from 1."""
    found = np.array(places)
    return {
        "hit@1": float((found == 1).mean()),
        "hit@3": float((found <= 3).mean()),
        "MRR": float((1 / found).mean()),
    }
