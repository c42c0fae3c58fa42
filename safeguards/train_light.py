"""Fits the light layer of the crisis check: `python -m safeguards.train_light` writes data/safety_light.npz.

It learns from all that is not judged, the voices included, which the heavy layer never saw: on those the
two together choose the thresholds, each voice by a light layer that never heard it. Deterministic.
"""

import sys

import numpy as np

from meaning.light import embed_light
from safeguards.crisis import LIGHT_MODEL, Layer, both, layer
from safeguards.embedding import embed
from safeguards.features import LIGHT_WEIGHT, FloatVector, describe, lexical
from safeguards.messages import safety_messages, voice_messages
from safeguards.normalise import fold, normalise
from safeguards.train import ACUTE_SHARE, CLASSES, WISHED, Matrix, choose_threshold, fit, weigh, write_layer

FOLDS = 3  # each holds out every third voice
DECAY = 1e-4
# Shares of the harmless, by section, that may raise a soft alarm. The voices stand near danger on purpose: a
# school's ordinary reflections do so far less.
MAY_DISTURB = {"ordinary": 0.04, "figures": 0.08}


def described(text: str) -> FloatVector:
    """Return the numbers of a text as the light layer reads them."""
    plain = normalise(text).text
    return describe(lexical(fold(plain)), embed_light(plain), LIGHT_WEIGHT)


def main() -> int:
    """Train, choose the thresholds on voices that were held out, write the model file."""
    heavy = layer()
    if heavy is None:
        sys.stderr.write("Fit the heavy layer first: python -m safeguards.train\n")
        return 1
    voiced = [*((f"fresh {i % FOLDS}", m) for i, m in enumerate(safety_messages("fresh"))), *voice_messages()]
    messages = (*safety_messages("train"), *safety_messages("dev"), *(message for _, message in voiced))
    x = np.stack([described(message.text) for message in messages])
    y = np.array([CLASSES.index(message.label) for message in messages])
    voices = sorted({voice for voice, _ in voiced})
    known = len(messages) - len(voiced)
    fold_of = np.array([-1] * known + [voices.index(voice) % FOLDS for voice, _ in voiced])
    odds: Matrix = np.zeros((len(messages), len(CLASSES)), np.float32)
    for number in range(FOLDS):
        seen, held = fold_of != number, fold_of == number
        weights = weigh(tuple(m for m, here in zip(messages, seen, strict=True) if here))
        rows, offsets = fit(x[seen], y[seen], weights, decay=DECAY)
        held_out = Layer(rows, offsets, 0.5, 0.9)
        odds[held] = np.stack([held_out.probabilities(row) for row in x[held]])
    slow = []
    for _, message in voiced:
        plain = normalise(message.text).text
        slow.append(heavy.probabilities(describe(lexical(fold(plain)), embed(plain))))
    alarm = 1 - both(odds[known:], np.stack(slow))[:, 0]
    sections = np.array([message.section for _, message in voiced])
    soft, acute = (
        round(choose_threshold(alarm, messages[known:], strictness=part, shares=MAY_DISTURB), 2)
        for part in (1.0, ACUTE_SHARE)
    )
    for section in WISHED:
        sys.stdout.write(f"  {section:16} {float((alarm[sections == section] >= soft).mean()):6.1%}\n")
    rows, offsets = fit(x, y, weigh(messages), decay=DECAY)
    write_layer(LIGHT_MODEL, Layer(rows, offsets, soft, acute))
    sys.stdout.write(f"wrote {LIGHT_MODEL}: {len(messages)} messages, soft {soft:.2f}, acute {acute:.2f}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
