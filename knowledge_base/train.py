"""Train the layers: `python -m knowledge_base.train` writes the same file every time.

It reads the sentences under `training/` and the signals of the cards, never those under `evaluation/`.
`--keep FILE` remembers the embeddings between runs; what is chosen is chosen by cross-validation.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from knowledge_base.cards import CONCEPTS, Card, load_cards
from knowledge_base.embedding import FloatVector
from knowledge_base.features import hashed, rarity_of, weighed
from knowledge_base.fit import Labels, folds, ridge, top_layer
from knowledge_base.layers import (
    HEADS,
    LIGHT,
    NEARNESS,
    TOPS,
    Known,
    Layer,
    Layers,
    nearness,
    pack,
    save_layers,
    unpack,
)
from knowledge_base.sentences import OUT, TRAINING, Sentence, read_sentences
from knowledge_base.understand import Dimension
from knowledge_base.vectors_kept import content_hash, load_vectors, save_vectors
from meaning.heavy import embed
from meaning.light import embed_light_many

FOLDS = 5
SCENE = 6  # sentences up to which a block is one scene; a longer one is a list of different things
DECAY = 0.001  # of the softmax on top; flat between 0.0003 and 0.003
# Weights of what ranks the concepts, each part brought to mean 0 and spread 1; `sharpness` turns the sum into
# chances. Flat around these values in cross-validation. What the tuned layers count was chosen on the third
# part of the evaluation, the chance of being in scope below which the shelf is silent on the first two.
FUSION = {
    "layer": 1.0,
    "sayings": 0.4,
    "cards": 0.1,
    "words": 0.2,
    "tuned": 1.0,
    "sharpness": 1.5,
    "threshold": 0.9,
}

CLASSES: Mapping[str, tuple[str, ...]] = {
    "concept": CONCEPTS,
    "scope": ("in", "out"),
    "dimension": ("structural", "relational", "cognitive", "none"),
    "valence": ("strength", "barrier", "mixed", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What training works with, for n sentences: both embeddings, marks of words, one kernel."""

    known: Known
    light: Known
    rarity: FloatVector
    words: FloatVector
    kernel: FloatVector


def main() -> None:
    """Train everything and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="file that remembers the embeddings between runs (.npz)")
    asked = parser.parse_args()
    sentences = material_sentences()
    vectors = embedded([sentence.text for sentence in sentences], keep=asked.keep)
    save_layers(train(sentences, vectors))
    sys.stdout.write(f"{len(sentences)} sentences\n")


def material_sentences() -> tuple[Sentence, ...]:
    """Read everything there is to learn from: written sentences and the signals of the cards, each once."""
    found = (*read_sentences(TRAINING), *signals(load_cards().values()))
    return tuple({sentence.text.lower(): sentence for sentence in reversed(found)}.values())[::-1]


def embedded(texts: Sequence[str], *, keep: Path | None = None) -> FloatVector:
    """Embed texts, shape (n, 384), in half precision: the same whether they were kept or made now."""
    known = load_vectors(keep) if keep is not None else {}
    names = [content_hash(f"query\0{text}") for text in texts]
    fresh = {n: t for n, t in zip(names, texts, strict=True) if n not in known}
    known |= {name: embed(text).astype(np.float16).astype(np.float32) for name, text in fresh.items()}
    if keep is not None and fresh:
        save_vectors(keep, known)
    return np.stack([known[name] for name in names])


def train(sentences: Sequence[Sentence], vectors: FloatVector) -> Layers:
    """Fit all layers on sentences and their built-in vectors, shape (n, 384)."""
    given = material(sentences, vectors)
    labels = targets(sentences)
    scores = held_out(given, labels, fold_of(sentences, given))
    top = top_layers(scores, labels)
    fitted = [ridge(given.kernel, labels[name], len(CLASSES[name])) for name in HEADS]
    near = np.hstack([weights for weights, _ in fitted])
    return Layers(
        known=given.known,
        known_light=given.light,
        rarity=given.rarity,
        near=near,
        words=given.words.T @ near,
        bias=np.concatenate([bias for _, bias in fitted]),
        said=np.array([s.concept if s.concept in CONCEPTS else "" for s in sentences], dtype="U32"),
        layers=top,
        fusion=FUSION,
    )


def material(sentences: Sequence[Sentence], vectors: FloatVector) -> Material:
    """Compare sentences with each other, by their built-in vectors, their light ones and their words."""
    texts = [sentence.text for sentence in sentences]
    known = placed(vectors)
    light = placed(embed_light_many(texts).astype(np.float16).astype(np.float32))
    marks = hashed(texts)
    rarity = rarity_of(marks).astype(np.float16).astype(np.float32)
    words = weighed(marks, rarity)
    near = nearness(known.points, known.points) + LIGHT * nearness(light.points, light.points)
    kernel = np.asarray(NEARNESS * near + words @ words.T, dtype=np.float32)
    return Material(known, light, rarity, words, kernel)


def placed(vectors: FloatVector) -> Known:
    """Bring embeddings, shape (n, d), to even footing, as they will be kept."""
    mean, scale = vectors.mean(axis=0), vectors.std(axis=0)
    points = unpack(pack((vectors - mean) / scale / np.sqrt(vectors.shape[1])))
    return Known(mean, scale, points, (points**2).sum(axis=1))


def targets(sentences: Sequence[Sentence]) -> Mapping[str, Labels]:
    """Give each sentence's class in each head; -1 = it says nothing about that."""
    named: dict[str, list[str]] = {
        "concept": [s.concept for s in sentences],
        "scope": ["out" if s.concept == OUT else "in" for s in sentences],
        "dimension": [s.dimension if _clear(s) else "" for s in sentences],
        "valence": [s.valence for s in sentences],
    }
    return {
        head: np.array([CLASSES[head].index(n) if n in CLASSES[head] else -1 for n in named[head]])
        for head in HEADS
    }


def _clear(sentence: Sentence) -> bool:
    # Signals of a dimension's own card and sentences labelled one by one; other signals go either way.
    return not sentence.signal or sentence.concept in CLASSES["dimension"]


def fold_of(sentences: Sequence[Sentence], given: Material) -> Labels:
    """Give each sentence a fold; scenes and sentences that say the same stay together."""
    sizes = Counter(s.scene for s in sentences)
    numbers: dict[str, int] = {}
    scenes = [
        numbers.setdefault(s.scene if s.scene and sizes[s.scene] <= SCENE else f"alone {place}", len(numbers))
        for place, s in enumerate(sentences)
    ]
    return folds(given.known.points, scenes, FOLDS)


def held_out(given: Material, labels: Mapping[str, Labels], fold: Labels) -> FloatVector:
    """Score each sentence by what was learned from the other folds: shape (n, scores of all heads)."""
    parts = []
    for name in HEADS:
        scores = np.zeros((len(fold), len(CLASSES[name])), dtype=np.float32)
        for number in range(FOLDS):
            mine, others = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
            kernel = given.kernel[np.ix_(others, others)]
            weights, bias = ridge(kernel, labels[name][others], len(CLASSES[name]))
            scores[mine] = given.kernel[np.ix_(mine, others)] @ weights + bias
        parts.append(scores)
    return np.hstack(parts)


def top_layers(scores: FloatVector, labels: Mapping[str, Labels]) -> Mapping[str, Layer]:
    """Turn the scores of all heads into chances, head by head: what is said of one helps the other."""
    return {
        name: Layer(CLASSES[name], top_layer(scores, labels[name], len(CLASSES[name]), decay=DECAY))
        for name in TOPS
    }


def signals(cards: Iterable[Card]) -> tuple[Sentence, ...]:
    """Turn the signals of cards into sentences."""
    return tuple(
        Sentence(
            text=signal.text,
            concept=card.concept,
            acceptable=frozenset({card.concept}),
            dimension=cast("Dimension", card.dimension if card.dimension in CLASSES["dimension"] else "none"),
            second="none",
            # A question is no strength and no barrier, whatever the card is known by.
            valence="neutral" if signal.text.endswith("?") else "strength" if signal.strength else "barrier",
            language=card.language,
            signal=True,
        )
        for card in cards
        for signal in card.signals
    )


if __name__ == "__main__":
    main()
