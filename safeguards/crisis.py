"""Hears whether a message needs a human at once: rules for the outright, a trained layer for the veiled.

It decides on one text alone, keeps nothing, and never says who should be told: `answers` does.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from safeguards.normalise import fold, normalise
from safeguards.signals import blank_figures, said_outright, sounds_like_hyperbole

FloatVector = NDArray[np.float32]
Label = Literal["crisis", "student_safety", "harassment"]
Level = Literal["acute", "soft"]
LABELS: tuple[Label, ...] = ("crisis", "student_safety", "harassment")
DIMENSIONS = 384
LONGEST = 6_000  # characters that the rules read; Telegram allows 4,096
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

    def probabilities(self, vector: FloatVector) -> NDArray[np.float32]:
        """Return the odds of none, crisis, student_safety, harassment for a vector of shape (384,)."""
        scores = self.weights @ vector + self.offsets
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), dtype=np.float32)


@cache
def layer() -> Layer | None:
    """Return the shipped layer, or None where the package was built without it."""
    path = files("safeguards") / "data" / MODEL
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream) as kept:
        return Layer(kept["weights"], kept["offsets"], float(kept["soft"]), float(kept["acute"]))


def check(text: str, vector: FloatVector | None) -> Alarm | None:
    """Return the alarm that a message raises, or None.

    `vector` is the text embedded by the built-in model as a query, shape (384,); None: rules only.
    Raises ValueError for a vector of another shape.
    """
    if vector is not None and vector.shape != (DIMENSIONS,):
        raise ValueError(f"expected a vector of {DIMENSIONS} numbers, got shape {vector.shape}")
    folded = fold(normalise(text[:LONGEST]).text)
    remaining = blank_figures(folded)
    outright = said_outright(remaining)
    trained = layer()
    odds = trained.probabilities(vector) if trained is not None and vector is not None else None
    if outright is not None:
        if not sounds_like_hyperbole(folded):
            return Alarm(_label(outright), "acute")
        if odds is None or trained is None or 1 - float(odds[0]) < trained.acute:
            return None
    if odds is None or trained is None:
        return None
    alarm = 1 - float(odds[0])
    if alarm < trained.soft:
        return None
    return Alarm(LABELS[int(np.argmax(odds[1:]))], "acute" if alarm >= trained.acute else "soft")


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)
