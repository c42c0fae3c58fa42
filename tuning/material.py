"""What the embedding is tuned on: sentences about working together, and messages of the crisis check.

It reads what both shelves learn from and what stands in `sentences/`, never what they are judged on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.sentences import read_sentences
from knowledge_base.train import CLASSES, material_sentences, targets
from safeguards import train as safety

MORE = Path(__file__).parent / "sentences"
DANGER = "danger"
# A sentence about working together, from the other shelf, is an ordinary message for the crisis check.
ORDINARY = "ordinary"
HARMLESS = 8000  # so many of them

Numbers = NDArray[np.int64]
FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Material:
    """Texts, and for each question the place of their class (-1: says nothing) and how much they weigh."""

    texts: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Numbers]
    weights: Mapping[str, FloatArray]


def thoughts() -> Material:
    """Return sentences about working together, with what is asked about them."""
    sentences = (*material_sentences(), *read_sentences(MORE))
    labels = targets(sentences)
    weights = {name: weighed(found, len(CLASSES[name])) for name, found in labels.items()}
    return Material(tuple(s.text for s in sentences), CLASSES, labels, weights)


def dangers() -> Material:
    """Return messages with their sections; some sentences about working together are ordinary ones."""
    learnt = safety.gather()
    sentences = (*material_sentences(), *read_sentences(MORE))
    some = np.random.default_rng(0).permutation(len(sentences))[:HARMLESS]
    sections = tuple(safety.WISHED)
    found = [*(m.section for m in learnt.messages), *[ORDINARY] * len(some)]
    labels = np.array([sections.index(section) for section in found])
    weights = shared(labels, [safety.WISHED[section] for section in sections])
    texts = (*learnt.texts, *(sentences[place].text for place in some))
    return Material(texts, {DANGER: sections}, {DANGER: labels}, {DANGER: weights})


def weighed(labels: Numbers, classes: int) -> FloatArray:
    """Return a weight for each text, 1 on average: the root of how rare its class is."""
    told = labels >= 0
    counts = np.maximum(np.bincount(labels[told], minlength=classes), 1)
    weights = np.where(told, np.sqrt(1 / counts)[np.maximum(labels, 0)], 0.0)
    return np.asarray(weights / weights.mean(), np.float32)


def shared(labels: Numbers, wished: list[float]) -> FloatArray:
    """Return a weight for each text, 1 on average: the share of its class divided among all of the class."""
    weights = (np.array(wished) / np.bincount(labels, minlength=len(wished)))[labels]
    return np.asarray(weights / weights.mean(), np.float32)
