"""Hears whether a message needs a human at once: rules for the outright, a trained layer for the veiled.

It decides on one text alone, keeps nothing, and never says who should be told: `answers` does.
"""

from dataclasses import dataclass
from heapq import nlargest
from typing import Literal

import numpy as np

from meaning.heavy import Meaning
from meaning.light import embed_light
from safeguards.features import FloatVector, spell
from safeguards.layers import DOUBT, Layers, deep_score, layers, work_score
from safeguards.normalise import fold, normalise
from safeguards.passages import once, passages, sentences
from safeguards.signals import (
    blank_figures,
    is_everyday,
    is_jest,
    said_outright,
    sounds_like_hyperbole,
    tells_of_elsewhere,
)
from safeguards.veiled import said_veiled

Label = Literal["crisis", "student_safety", "harassment"]
Level = Literal["acute", "soft"]
LABELS: tuple[Label, ...] = ("crisis", "student_safety", "harassment")
LONGEST = 6_000  # characters that the rules read; Telegram allows 4,096
# Below this alarm of the layers what a rule took for outright is asked about first. By hands they never heard
# that is so for none of 208 messages that were meant, and for 12 of 17 that were not.
UNLIKELY = 0.3
NEVER = -0.2  # below it the layers are sure that it was not meant: none of those 208, 7 of those 17
# How much of what a sentence says more than the whole text counts; among many a sign would drown.
SENTENCE, ONE_OF_MANY, MANY = 0.5, 0.7, 3
WEIGHED = 12  # sentences of a long text that are weighed in full, the gravest by spelling; each some 2 ms


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a message is about, and how sure: "acute" is answered with help at once, "soft" with care."""

    label: Label
    level: Level


def check(text: str, meaning: Meaning | None = None) -> Alarm | None:
    """Return the alarm that a message raises, or None.

    `meaning` is that of the text where somebody has it already. It is not asked for what is clearly harmless.
    """
    single = as_read(text)
    folded = fold(single)
    remaining = blank_figures(folded)
    outright = said_outright(remaining)
    joke = sounds_like_hyperbole(folded)
    if joke and outright == "crisis" and not is_jest(folded):
        joke = not _meant_by_a_sentence(remaining)
    doubtful = joke or tells_of_elsewhere(folded)
    trained = layers()
    if trained is None:
        if outright is not None and not doubtful:
            return Alarm(_label(outright), "acute")
    else:
        scores, _ = heard(trained, meaning if meaning and meaning.text == single else Meaning(single))
        if remaining != folded and scores.sum() >= trained.soft:
            # What is left when a known figure of speech is taken out must alarm by itself.
            scores, _ = heard(trained, Meaning(" ".join(remaining.split())))
        alarm = float(scores.sum())
        if outright is not None and not doubtful and alarm >= NEVER:
            return Alarm(_label(outright), "acute" if alarm >= UNLIKELY else "soft")
        doubted = (outright is not None and joke) or is_everyday(folded)
        if alarm >= (trained.acute if doubted else trained.soft):
            return Alarm(LABELS[int(np.argmax(scores))], "acute" if alarm >= trained.acute else "soft")
    return Alarm("crisis", "soft") if said_veiled(remaining) and not doubtful else None


def _meant_by_a_sentence(remaining: str) -> bool:
    """Tell whether one sentence says it outright without the thing of every day that stands beside it."""
    return any(
        said_outright(part) == "crisis" and not sounds_like_hyperbole(part) for part in sentences(remaining)
    )


def as_read(text: str) -> str:
    """Return a message as the check reads it: cut, normalised, and once where it repeats itself."""
    return once(normalise(text[:LONGEST]).text)


def heard(trained: Layers, meaning: Meaning) -> tuple[FloatVector, float]:
    """Return the scores of a text with those of its most telling sentence, and the quick layer's alarm.

    The deep layers are not asked about what is clearly harmless.
    """
    parts = passages(meaning.text)
    many = len(parts) >= MANY
    if len(parts) > WEIGHED:
        parts = nlargest(WEIGHED, parts, lambda part: float(trained.spelling_score(spell(fold(part))).sum()))
    quick = _quick(trained, meaning.text)
    telling, most = max(
        ((part, _quick(trained, part)) for part in parts),
        key=lambda one: float(one[1].sum()),
        default=("", quick),
    )
    alarm = max(float(quick.sum()), float(most.sum()))
    if alarm < trained.harmless:
        return quick, alarm
    scores = quick + deep_score(meaning)
    if telling and scores.sum() < trained.acute + DOUBT:  # else no sentence could make it graver
        more = most + deep_score(Meaning(telling)) - scores
        if more.sum() > 0:
            scores = scores + np.float32(ONE_OF_MANY if many else SENTENCE) * more
    if trained.soft - DOUBT < scores.sum() < trained.acute + DOUBT:
        scores = scores + work_score(meaning)
    return scores, alarm


def _quick(trained: Layers, text: str) -> FloatVector:
    return trained.quick_score(spell(fold(text)), embed_light(text))


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)
