"""Train the small layers on the embedding: `python -m knowledge_base.train` writes the same file every time.

It reads the sentences under `training/` and the signals of the cards, never those under `evaluation/`.
"""

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from knowledge_base.cards import CONCEPTS, Card, load_cards
from knowledge_base.embedding import FloatVector, embed_many
from knowledge_base.layers import Layer, Layers, save_layers, softmax
from knowledge_base.sentences import ANY, OUT, TRAINING, Sentence, read_sentences
from knowledge_base.understand import Dimension

SEED = 20261123
STEPS = 150
RATE = 0.01
# L2 and the weights of the fusion: chosen by cross-validation on the training sentences.
DECAY = {"concept": 0.03, "scope": 0.1, "dimension": 0.05, "valence": 0.1}
JOINED = 150  # mixed sentences that are put together from a strength and a barrier, a language
FUSION = {"dense": 0.4, "words": 0.6, "layer": 1.0, "threshold": 0.5}

_DIMENSIONS = ("structural", "relational", "cognitive", "none")
_VALENCES = ("strength", "barrier", "mixed", "neutral")
_BUT = {
    "nl": (", maar ", ", alleen ", ". Toch: ", ", al "),
    "en": (", but ", ", only ", ". Still, ", ", though "),
}


def main() -> None:
    """Train everything and write the model file."""
    sentences = (*read_sentences(TRAINING), *signals(load_cards().values()))
    sentences += joined(sentences, random.Random(SEED))
    vectors = embed_many([sentence.text for sentence in sentences])
    save_layers(train(sentences, vectors))
    sys.stdout.write(f"{len(sentences)} sentences\n")


def train(sentences: Sequence[Sentence], vectors: FloatVector) -> Layers:
    """Fit all layers on sentences and their built-in vectors, shape (n, 384)."""
    mean, scale = vectors.mean(axis=0), vectors.std(axis=0)
    rough = Layers(mean, scale, {}, FUSION)
    features = rough.features(vectors)
    layers = {
        name: fit(features, labels, classes, decay=DECAY[name])
        for name, (classes, labels) in targets(sentences).items()
    }
    return Layers(mean, scale, layers, FUSION)


def targets(sentences: Sequence[Sentence]) -> Mapping[str, tuple[tuple[str, ...], list[str | None]]]:
    """Give each layer's classes and each sentence's label; None = it says nothing about that."""
    return {
        "concept": (tuple(CONCEPTS), [s.concept if s.concept in CONCEPTS else None for s in sentences]),
        "scope": (("in", "out"), ["out" if s.concept == OUT else "in" for s in sentences]),
        "dimension": (_DIMENSIONS, [s.dimension if _clear(s) else None for s in sentences]),
        "valence": (_VALENCES, [s.valence for s in sentences]),
    }


def _clear(sentence: Sentence) -> bool:
    # Signals of a dimension's own card and sentences labelled one by one; other signals go either way.
    return not sentence.signal or sentence.concept in _DIMENSIONS


def signals(cards: Iterable[Card]) -> tuple[Sentence, ...]:
    """Turn the signals of cards into sentences."""
    found = []
    for card in cards:
        for signal in card.signals:
            dimension = card.dimension if card.dimension in _DIMENSIONS else "none"
            found.append(
                Sentence(
                    signal.text,
                    card.concept,
                    frozenset({card.concept}),
                    cast("Dimension", dimension),
                    "none",
                    "strength" if signal.strength else "barrier",
                    card.language,
                    signal=True,
                )
            )
    return tuple(found)


def joined(sentences: Sequence[Sentence], chance: random.Random) -> tuple[Sentence, ...]:
    """Put a strength and a barrier together with a *but*: mixed, about both dimensions."""
    found = []
    for language, links in _BUT.items():
        mine = [s for s in sentences if s.language == language and s.concept != OUT and len(s.text) < 90]
        good = [s for s in mine if s.valence == "strength"]
        bad = [s for s in mine if s.valence == "barrier"]
        for _ in range(JOINED):
            first, then = chance.choice(good), chance.choice(bad)
            if chance.random() < 0.5:
                first, then = then, first
            text = first.text.rstrip(".!?") + chance.choice(links) + then.text[:1].lower() + then.text[1:]
            found.append(
                Sentence(
                    text,
                    ANY,
                    frozenset(),
                    first.dimension,
                    then.dimension,
                    "mixed",
                    first.language,
                    signal=True,
                )
            )
    return tuple(found)


def fit(
    features: FloatVector, labels: Sequence[str | None], classes: tuple[str, ...], *, decay: float
) -> Layer:
    """Fit a softmax by Adam on all sentences at once, classes weighing the same; deterministic."""
    rows = [i for i, label in enumerate(labels) if label is not None]
    wanted = np.array([classes.index(str(labels[i])) for i in rows])
    x = np.hstack([features[rows], np.ones((len(rows), 1), np.float32)]).astype(np.float64)
    y = np.eye(len(classes))[wanted]
    share = np.maximum(y.sum(axis=0), 1.0)
    weight = np.sqrt(len(rows) / len(classes) / share)[wanted][:, None]
    w: NDArray[np.float64] = np.zeros((x.shape[1], len(classes)))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = x.T @ (weight * (softmax(x @ w) - y)) / len(rows)
        slope[:-1] += decay * w[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return Layer(classes, w.astype(np.float32))


if __name__ == "__main__":
    main()
