"""Measure the shelf on sentences it was not trained on: `python -m knowledge_base.evaluate`.

What a quick start would give stands beside it. The article is not ours to ship: its text is read from
`--article FILE` or KLANKBORD_ARTICLE.

Retrieval is measured on queries, understanding on reflections, which carry labels of their own, line by line.
A query's dimension is that of its whole block, and "third" gives "none" to all about breadth, depth,
diffusion and writing things down, where the cards and what is learnt from say structural or cognitive: it is
printed, but it says more of the labels than of the shelf.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base import baselines
from knowledge_base.baselines import article_places, card_places, read_article
from knowledge_base.cards import load_cards
from knowledge_base.embedding import FloatVector
from knowledge_base.search import Findings, Knowledge, open_knowledge
from knowledge_base.sentences import ANY, EVALUATION, OUT, Sentence, read_sentences
from knowledge_base.understand import understand
from meaning.heavy import Meaning


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one sentence: concepts best first, confidence, silence."""

    concepts: tuple[str, ...]
    score: float
    silent: bool


def main() -> None:
    """Print the figures of retrieval and understanding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--article", help="text of the article, a paragraph a line")
    article = parser.parse_args().article or os.environ.get("KLANKBORD_ARTICLE")
    with tempfile.TemporaryDirectory() as home, open_knowledge(data_dir=Path(home)) as knowledge:
        for part in sorted(path for path in EVALUATION.iterdir() if path.is_dir()):
            sentences = read_sentences(part)
            meanings = [Meaning(sentence.text) for sentence in sentences]
            _measure(part.name, knowledge, sentences, meanings)
            inside = [i for i, s in enumerate(sentences) if s.concept not in (ANY, OUT)]
            vectors = np.stack([meanings[i].vector for i in inside])
            _baselines([sentences[i] for i in inside], vectors, Path(article) if article else None)


def _measure(
    part: str, knowledge: Knowledge, sentences: Sequence[Sentence], meanings: Sequence[Meaning]
) -> None:
    told = [i for i, s in enumerate(sentences) if s.concept == ANY]
    asked = [i for i, s in enumerate(sentences) if s.concept != ANY]
    for title, places in (("reflections", told), ("queries", asked)):
        figures = understanding([sentences[i] for i in places], [meanings[i] for i in places])
        _print(f"{part} part: understanding, {title}", figures)
    queries = [sentences[i] for i in asked]
    found = [_ranking(knowledge.search(sentences[i].text, meaning=meanings[i], limit=22)) for i in asked]
    speed = _speed(knowledge, [query.text for query in queries])
    _print(f"{part} part: retrieval", {**retrieval(queries, found), "query p50, ms": speed})
    words = [_by_words(knowledge, query.text) for query in queries]
    _print("beside it, words alone (BM25 over the cards)", retrieval(queries, words))


def _baselines(sentences: Sequence[Sentence], vectors: FloatVector, article: Path | None) -> None:
    cards = load_cards()
    _print(
        "beside it, meaning alone over whole cards", baselines.figures(card_places(cards, sentences, vectors))
    )
    if article is None or not article.is_file():
        sys.stdout.write("search in the article: not measured, its text is not here (--article FILE)\n")
        return
    paragraphs = read_article(article)
    for title, asked in (("words", None), ("meaning", vectors)):
        places = article_places(paragraphs, cards, sentences, asked)
        _print(f"beside it, {title} alone over the article", baselines.figures(places))


def retrieval(sentences: Sequence[Sentence], found: Sequence[Ranking]) -> Mapping[str, float]:
    """Return the figures of retrieval; sentences about nothing on the cards count for scope alone."""
    inside = [(s, f) for s, f in zip(sentences, found, strict=True) if s.concept != OUT]
    outside = [f for s, f in zip(sentences, found, strict=True) if s.concept == OUT]
    places = [f.concepts.index(s.concept) + 1 if s.concept in f.concepts else 99 for s, f in inside]
    return {
        "queries": float(len(sentences)),
        "hit@1": _mean([place == 1 for place in places]),
        "hit@3": _mean([place <= 3 for place in places]),
        "hit@3, acceptable": _mean([bool(s.acceptable & set(f.concepts[:3])) for s, f in inside]),
        "MRR": _mean([1 / place for place in places]),
        "nDCG@3": _mean([1 / float(np.log2(place + 1)) if place <= 3 else 0.0 for place in places]),
        "out of scope, AUROC": auroc([f.score for _, f in inside], [f.score for f in outside]),
        "rightly silent": _mean([f.silent for f in outside]),
        "wrongly silent": _mean([f.silent for _, f in inside]),
    }


def understanding(sentences: Sequence[Sentence], meanings: Sequence[Meaning]) -> Mapping[str, float]:
    """Return the figures of dimension and valence; a flip takes a strength for a barrier or the reverse."""
    seen = [understand(meaning) for meaning in meanings]
    poles = {"strength", "barrier"}
    polar = [(s.valence, u.valence) for s, u in zip(sentences, seen, strict=True) if s.valence in poles]
    return {
        "texts": float(len(sentences)),
        "dimension macro-F1": macro_f1([s.dimension for s in sentences], [u.dimension for u in seen]),
        "dimension macro-F1, either of two": macro_f1(
            [s.dimension for s in sentences],
            [
                s.dimension if u.dimension == s.second != "none" else u.dimension
                for s, u in zip(sentences, seen, strict=True)
            ],
        ),
        "valence macro-F1": macro_f1([s.valence for s in sentences], [u.valence for u in seen]),
        "polarity flips": _mean([was != now and now in poles for was, now in polar]),
    }


def macro_f1(wanted: Sequence[str], given: Sequence[str]) -> float:
    """Return the mean F1 over the classes that occur."""
    scores = []
    for label in sorted(set(wanted)):
        hit = sum(w == g == label for w, g in zip(wanted, given, strict=True))
        scores.append(2 * hit / max(1, sum(w == label for w in wanted) + sum(g == label for g in given)))
    return _mean(scores)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return the chance that a sentence in scope scores above one that is not; ties count half."""
    a, b = np.array(inside)[:, None], np.array(outside)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


def _ranking(found: Findings) -> Ranking:
    return Ranking(tuple(hit.concept for hit in found.hits), found.score, found.silent)


def _by_words(knowledge: Knowledge, text: str) -> Ranking:
    scores = knowledge.word_scores(text)
    order = np.argsort(-scores, kind="stable")
    best = float(scores[order[0]])
    return Ranking(tuple(knowledge.concepts[i] for i in order), best, best == 0.0)


def _speed(knowledge: Knowledge, texts: Sequence[str]) -> float:
    spent = []
    for text in texts[:100]:
        start = time.perf_counter()
        knowledge.search(text)
        spent.append(time.perf_counter() - start)
    return 1000 * float(np.median(spent))


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return float(np.mean(values)) if values else 0.0


def _print(title: str, figures: Mapping[str, float]) -> None:
    sys.stdout.write(f"{title}\n")
    for name, value in figures.items():
        shown = f"{value:8.0f}" if value >= 20 else f"{value:8.3f}"
        sys.stdout.write(f"  {name:<36}{shown}\n")


if __name__ == "__main__":
    main()
