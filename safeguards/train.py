"""Fits the trained layer of the crisis check: `python -m safeguards.train` writes data/safety_model.npz.

Deterministic: the same messages and the same embedding give the same file. It reads every part but the last
blind one and the ordinary reflections of the test. The thresholds come from batches that the layer did not
see: what another hand wrote at another time, which is what the world writes.
"""

import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from meaning.light import embed_light
from safeguards.crisis import LABELS, MODEL, Layer
from safeguards.embedding import embed
from safeguards.features import FloatVector, describe
from safeguards.messages import Part, SafetyMessage, safety_messages
from safeguards.normalise import fold, normalise
from safeguards.passages import passages

FOLDS = 5  # of whole batches
STEPS = 150  # full-batch steps; the loss is flat by then
DECAY = 1e-4
# Shares of harmless messages, by section and out of fold, that may raise a soft alarm; hard ones are rare.
MAY_DISTURB = {"ordinary": 0.015, "figures": 0.05, "near": 0.14}
ACUTE_SHARE = 0.35  # of those shares for the acute alarm
CLASSES = ("none", *LABELS)
PARTS: tuple[Part, ...] = ("train", "dev", "fresh")
# How much a section weighs in all: veiled words and what only looks grave are what the layer is for.
WISHED = {
    "ordinary": 1.0,
    "figures": 0.9,
    "near": 1.4,
    "crisis_explicit": 0.5,
    "crisis_veiled": 1.2,
    "student_safety": 0.9,
    "harassment": 1.1,
}
Matrix = NDArray[np.float32]


def described(text: str) -> Matrix:
    """Return the numbers of a message and, below, of each of its sentences that is heard apart."""
    plain = normalise(text).text
    return np.stack(
        [describe(fold(part), embed(part), embed_light(part)) for part in (plain, *passages(plain))]
    )


def fit(alike: Matrix, classes: NDArray[np.int64], weights: Matrix) -> Matrix:
    """Fit a softmax layer by accelerated gradient descent on how alike messages are (n, n).

    Returns how much each message counts for each class: shape (n, 4).
    """
    goal = np.eye(len(CLASSES), dtype=np.float32)[classes]
    share = (weights / weights.sum())[:, None].astype(np.float32)
    pace = np.float32(1 / (0.5 * _steepest(alike * np.sqrt(share) * np.sqrt(share).T) + DECAY))
    counts = np.zeros(goal.shape, dtype=np.float32)
    ahead = counts
    for step in range(STEPS):
        scores = alike @ ahead
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = (grown / grown.sum(axis=1, keepdims=True) - goal) * share
        after = ahead - pace * (slope + np.float32(DECAY) * ahead)
        ahead = after + np.float32(step / (step + 3)) * (after - counts)
        counts = after
    return counts


def _steepest(alike: Matrix) -> float:
    """Return the largest eigenvalue, which bounds how far a step may go."""
    way = np.ones(len(alike), dtype=np.float32)
    size = 1.0
    for _ in range(20):
        way = alike @ way
        size = float(np.linalg.norm(way))
        way /= size
    return size


def layer_of(whole: Matrix, counts: Matrix) -> Layer:
    """Return the layer that the counted messages add up to."""
    return Layer((counts.T @ whole).astype(np.float32), counts.sum(axis=0), 0.5, 0.9)


def weigh(messages: tuple[SafetyMessage, ...]) -> Matrix:
    """Return a weight per message: its section's share divided among the messages of the section."""
    counts: dict[str, int] = {}
    for message in messages:
        counts[message.section] = counts.get(message.section, 0) + 1
    return np.array([WISHED[m.section] / counts[m.section] for m in messages], dtype=np.float32)


def folds_of(messages: tuple[SafetyMessage, ...]) -> NDArray[np.int64]:
    """Return a fold per message: whole batches, the largest first into the emptiest fold."""
    sizes: dict[str, int] = {}
    for message in messages:
        sizes[message.batch] = sizes.get(message.batch, 0) + 1
    filled = [0] * FOLDS
    fold_of: dict[str, int] = {}
    for batch in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold_of[batch] = filled.index(min(filled))
        filled[fold_of[batch]] += sizes[batch]
    return np.array([fold_of[message.batch] for message in messages])


def held_out(parts: list[Matrix], alike: Matrix, messages: tuple[SafetyMessage, ...]) -> FloatVector:
    """Return the alarm (n,) that each message raises in a layer that saw nothing of its batch."""
    classes, fold_of = _classes(messages), folds_of(messages)
    alarm = np.zeros(len(messages), dtype=np.float32)
    for number in range(FOLDS):
        seen = np.flatnonzero(fold_of != number)
        counts = fit(alike[np.ix_(seen, seen)], classes[seen], weigh(tuple(messages[i] for i in seen)))
        layer = layer_of(np.stack([parts[i][0] for i in seen]), counts)
        for i in np.flatnonzero(fold_of == number):
            alarm[i] = max(1 - float(layer.probabilities(part)[0]) for part in parts[i])
    return alarm


def _classes(messages: tuple[SafetyMessage, ...]) -> NDArray[np.int64]:
    return np.array([CLASSES.index(message.label) for message in messages])


def choose_threshold(alarm: FloatVector, messages: tuple[SafetyMessage, ...], *, strictness: float) -> float:
    """Return the lowest alarm at which every harmless section stays within `strictness` times its share."""
    sections = np.array([message.section for message in messages])
    return max(
        float(np.quantile(alarm[sections == section], 1 - share * strictness))
        for section, share in MAY_DISTURB.items()
    )


def main() -> int:
    """Train, choose the thresholds on batches held out, write the model file."""
    messages = tuple(message for part in PARTS for message in safety_messages(part))
    parts = [described(message.text) for message in messages]
    whole = np.stack([part[0] for part in parts])
    alike = whole @ whole.T + 1
    alarm = held_out(parts, alike, messages)
    soft = choose_threshold(alarm, messages, strictness=1)
    acute = choose_threshold(alarm, messages, strictness=ACUTE_SHARE)
    sections = np.array([message.section for message in messages])
    sys.stdout.write(f"batches held out, the trained layer alone: soft {soft:.3f}, acute {acute:.3f}\n")
    for section in WISHED:
        sys.stdout.write(f"  {section:16} {float((alarm[sections == section] >= soft).mean()):6.1%}\n")
    final = layer_of(whole, fit(alike, _classes(messages), weigh(messages)))
    path = Path(str(files("safeguards") / "data" / MODEL))
    with path.open("wb") as stream:
        np.savez_compressed(
            stream,
            weights=final.weights.astype(np.float16),
            offsets=final.offsets,
            soft=np.float32(soft),
            acute=np.float32(acute),
        )
    sys.stdout.write(f"wrote {path.name}: {len(messages)} messages\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
