"""Hears whether a message needs a human at once: rules for the outright, a trained layer for the veiled.

It decides on one text alone, keeps nothing, and never says who should be told: `answers` does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from meaning.light import embed_light
from safeguards.embedding import embed
from safeguards.features import DIMENSIONS, FloatVector, Spelling, spell
from safeguards.layers import Layers, layers
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
# Below this alarm of the layers what a rule took for outright is asked about first. Held out, that is so for
# 6 of 468 messages that were meant, and for 28 of 68 that were not.
UNLIKELY = 0.2
WEIGHED = 12  # sentences of a long text that the light layer weighs; each costs some 2 ms


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a message is about, and how sure: "acute" is answered with help at once, "soft" with care."""

    label: Label
    level: Level


@dataclass(frozen=True, slots=True)
class Reading:
    """A text or sentence as the quick layer reads it, with the scores that it gives; shape (3,)."""

    text: str
    spelling: Spelling
    light: FloatVector
    quick: FloatVector


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
    trained = layers()
    if vector is None or trained is None:
        if outright is not None and not doubtful:
            return Alarm(_label(outright), "acute")
    else:
        repeated = len(single) <= 0.7 * len(plain)
        scores = _heard(trained, single, None if repeated else vector)
        alarm = float(scores.sum())
        if outright is not None and not doubtful:
            return Alarm(_label(outright), "acute" if alarm >= UNLIKELY else "soft")
        doubted = (outright is not None and joke) or is_everyday(folded)
        if alarm >= (trained.acute if doubted else trained.soft):
            return Alarm(LABELS[int(np.argmax(scores))], "acute" if alarm >= trained.acute else "soft")
    return Alarm("crisis", "soft") if said_veiled(remaining) and not doubtful else None


def _heard(
    trained: Layers, text: str, vector: "FloatVector | Callable[[], FloatVector] | None"
) -> FloatVector:
    """Return the scores of the more alarming of the whole text and its most telling sentence."""
    best = _weigh(trained, _read(trained, text), (lambda: embed(text)) if vector is None else vector)
    parts = [_read(trained, part) for part in passages(text)[:WEIGHED]]
    if parts:
        telling = max(parts, key=lambda part: float(part.quick.sum()))
        scores = _weigh(trained, telling, lambda: embed(telling.text))
        if scores.sum() > best.sum():
            return scores
    return best


def _read(trained: Layers, text: str) -> Reading:
    spelling, light = spell(fold(text)), embed_light(text)
    return Reading(text, spelling, light, trained.quick_score(spelling, light))


def _weigh(trained: Layers, read: Reading, vector: "FloatVector | Callable[[], FloatVector]") -> FloatVector:
    """Return the scores of the labels; the full layer is not asked about what is clearly harmless."""
    if read.quick.sum() < trained.harmless:
        return read.quick
    heavy = vector if isinstance(vector, np.ndarray) else vector()
    return trained.full_score(read.spelling, read.light, heavy)


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)
