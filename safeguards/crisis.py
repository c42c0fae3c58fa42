"""Hears whether a message needs a human at once: rules for the outright, a trained layer for the veiled.

It decides on one text alone, keeps nothing, and never says who should be told: `answers` does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from meaning.light import embed_light
from safeguards.embedding import embed
from safeguards.features import DIMENSIONS, LIGHT_WEIGHT, FloatVector, describe, lexical
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
WEIGHED = 12  # sentences of a long text that the light layer weighs; each costs some 2 ms
HARMLESS = 0.02  # below this alarm of the light layer the heavy one is not asked
CERTAIN = 0.98  # and above this one neither: out of fold 2 of 1,000 figures of speech come so far
MODEL = "safety_model.npz"
LIGHT_MODEL = "safety_light.npz"


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
def layer(name: str = MODEL) -> Layer | None:
    """Return a shipped layer, or None where the package was built without it."""
    path = files("safeguards") / "data" / name
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream) as kept:
        weights = kept["weights"].astype(np.float32)
        return Layer(weights, kept["offsets"], float(kept["soft"]), float(kept["acute"]))


def check(text: str, vector: "FloatVector | Callable[[], FloatVector] | None") -> Alarm | None:
    """Return the alarm that a message raises, or None.

    `vector` is the text embedded by the built-in model as a query, shape (384,), or what embeds it when it
    is needed, which is seldom for a harmless message; None: rules only. The most telling sentence of a long
    text is embedded here. Raises ValueError for a vector of another shape.
    """
    if isinstance(vector, np.ndarray) and vector.shape != (DIMENSIONS,):
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
    light, heavy = layer(LIGHT_MODEL), layer()
    if vector is not None and light is not None and heavy is not None:
        repeated = len(single) <= 0.7 * len(plain)
        odds = _heard(light, heavy, single, None if repeated else vector)
        alarm = 1 - float(odds[0])
        if alarm >= (light.acute if (outright is not None and joke) or is_everyday(folded) else light.soft):
            return Alarm(LABELS[int(np.argmax(odds[1:]))], "acute" if alarm >= light.acute else "soft")
    return Alarm("crisis", "soft") if said_veiled(remaining) and not doubtful else None


def weigh(
    light: Layer, heavy: Layer, text: str, vector: "FloatVector | Callable[[], FloatVector]"
) -> NDArray[np.float32]:
    """Return the odds of both layers as one: their mean, or the light ones of what is clear."""
    words = lexical(fold(text))
    quick = light.probabilities(describe(words, embed_light(text), LIGHT_WEIGHT))
    if not HARMLESS <= 1 - quick[0] <= CERTAIN:
        return quick
    meant = vector if isinstance(vector, np.ndarray) else vector()
    return both(quick, heavy.probabilities(describe(words, meant)))


def both(quick: NDArray[np.float32], slow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the geometric mean of the odds of two layers: shape (4,) or (n, 4)."""
    mean = np.sqrt(np.maximum(quick, 1e-9) * np.maximum(slow, 1e-9))
    return np.asarray(mean / mean.sum(axis=-1, keepdims=True), dtype=np.float32)


def _heard(
    light: Layer, heavy: Layer, text: str, vector: "FloatVector | Callable[[], FloatVector] | None"
) -> NDArray[np.float32]:
    """Return the odds of the more alarming of the whole text and its most telling sentence."""
    best = weigh(light, heavy, text, (lambda: embed(text)) if vector is None else vector)
    parts = passages(text)[:WEIGHED]
    if parts:
        described = (describe(lexical(fold(part)), embed_light(part), LIGHT_WEIGHT) for part in parts)
        calm = [float(light.probabilities(one)[0]) for one in described]
        telling = parts[int(np.argmin(calm))]
        odds = weigh(light, heavy, telling, lambda: embed(telling))
        if odds[0] < best[0]:
            return odds
    return best


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)
