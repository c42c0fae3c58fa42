"""Hears whether a message needs a human at once: rules for the outright, a trained layer for the veiled.

It decides on one text alone, keeps nothing, and never says who should be told: `answers` does.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from safeguards.embedding import embed
from safeguards.features import DIMENSIONS, FloatVector, describe
from safeguards.normalise import fold, normalise
from safeguards.passages import once, passages
from safeguards.signals import (
    blank_figures,
    is_everyday,
    said_outright,
    sounds_like_hyperbole,
    tells_of_elsewhere,
)
from safeguards.veiled import said_veiled

Label = Literal["crisis", "student_safety", "harassment"]
Level = Literal["acute", "soft"]
LABELS: tuple[Label, ...] = ("crisis", "student_safety", "harassment")
LONGEST = 6_000  # characters that the rules read; Telegram allows 4,096
EMBEDDED = 2  # sentences of a long text that are embedded apart; each costs some 6 ms
WEIGHED = 40  # sentences of a long text that are weighed by their words first
MODEL = "safety_model.npz"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a message is about, and how sure: "acute" is answered with help at once, "soft" with care."""

    label: Label
    level: Level


@dataclass(frozen=True, slots=True)
class Layer:
    """The trained layer: one row of weights per class (none first), and the thresholds chosen in training."""

    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]
    soft: float
    acute: float

    def probabilities(self, described: FloatVector) -> NDArray[np.float32]:
        """Return the odds of none, crisis, student_safety, harassment for a message of shape (size(),)."""
        scores = self.weights @ described + self.offsets
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), dtype=np.float32)


@cache
def layer() -> Layer | None:
    """Return the shipped layer, or None where the package was built without it."""
    path = files("safeguards") / "data" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream) as kept:
        weights = kept["weights"].astype(np.float32)
        return Layer(weights, kept["offsets"], float(kept["soft"]), float(kept["acute"]))


def check(text: str, vector: FloatVector | None) -> Alarm | None:
    """Return the alarm that a message raises, or None.

    `vector` is the text embedded by the built-in model as a query, shape (384,); None: rules only.
    The most telling sentences of a long text are embedded here. Raises ValueError for a vector of another
    shape.
    """
    if vector is not None and vector.shape != (DIMENSIONS,):
        raise ValueError(f"expected a vector of {DIMENSIONS} numbers, got shape {vector.shape}")
    plain = normalise(text[:LONGEST]).text
    single = once(plain)
    folded = fold(single)
    remaining = blank_figures(folded)
    outright = said_outright(remaining)
    joke = sounds_like_hyperbole(folded)
    doubtful = joke or tells_of_elsewhere(folded)
    if outright is not None and not doubtful:
        return Alarm(_label(outright), "acute")
    trained = layer()
    if vector is not None and trained is not None:
        whole = vector if len(single) > 0.7 * len(plain) else embed(single)
        odds = _heard(trained, single, folded, whole)
        alarm = 1 - float(odds[0])
        if alarm >= (
            trained.acute if (outright is not None and joke) or is_everyday(folded) else trained.soft
        ):
            return Alarm(LABELS[int(np.argmax(odds[1:]))], "acute" if alarm >= trained.acute else "soft")
    return Alarm("crisis", "soft") if said_veiled(remaining) and not doubtful else None


def _heard(trained: Layer, text: str, folded: str, vector: FloatVector) -> NDArray[np.float32]:
    """Return the odds of the most alarming of the whole text and its sentences."""
    best = trained.probabilities(describe(folded, vector))
    parts = [fold(part) for part in passages(text)[:WEIGHED]]
    if len(parts) > EMBEDDED:  # the words alone choose which sentences are worth the time
        parts.sort(key=lambda part: float(trained.probabilities(describe(part, vector))[0]))
    for part in parts[:EMBEDDED]:
        odds = trained.probabilities(describe(part, embed(part)))
        if odds[0] < best[0]:
            best = odds
    return best


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)
