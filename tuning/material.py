"""What the embedding is tuned on: messages of the crisis check and sentences about working together.

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

Numbers = NDArray[np.int64]
FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Material:
    """Texts, and for each question the place of their class (-1: says nothing) and how much they weigh."""

    texts: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Numbers]
    weights: Mapping[str, FloatArray]


def gather() -> Material:
    """Return everything that there is to learn from."""
    sentences = (*material_sentences(), *read_sentences(MORE))
    learnt = safety.gather()
    messages = learnt.messages
    sections = tuple(safety.WISHED)
    dangers = [ORDINARY] * len(sentences) + [m.section for m in messages]
    none = np.full(len(messages), -1)
    labels = {name: np.concatenate([found, none]) for name, found in targets(sentences).items()}
    labels[DANGER] = np.array([sections.index(section) for section in dangers])
    classes = {**CLASSES, DANGER: sections}
    weights = {name: weighed(found, len(classes[name])) for name, found in labels.items() if name != DANGER}
    weights[DANGER] = shared(labels[DANGER], [safety.WISHED[section] for section in sections])
    return Material((*(s.text for s in sentences), *learnt.texts), classes, labels, weights)


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
