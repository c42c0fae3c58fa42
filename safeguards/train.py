"""Fits the trained layer of the crisis check: `python -m safeguards.train` writes data/safety_model.npz.

Deterministic: the same messages and the same embedding give the same file. It reads the training and the
development part, never the test parts.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeguards import embedding
from safeguards.crisis import LABELS, MODEL, Layer
from safeguards.features import FloatVector, describe, lexical
from safeguards.messages import SafetyMessage, safety_messages
from safeguards.normalise import fold, normalise

BATCH = 64  # texts that are embedded together
FOLDS = 3
STEPS = 200  # full-batch steps; the loss is flat by then
STRENGTHS = (1e-4,)  # weight decay that the folds choose from; four times as much did worse
# Shares of harmless messages, by section and out of fold, that may raise a soft alarm; hard ones are rare.
MAY_DISTURB = {"ordinary": 0.02, "figures": 0.08, "near": 0.12}
ACUTE_SHARE = 0.35  # of those shares for the acute alarm
CLASSES = ("none", *LABELS)
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


def embed(texts: list[str]) -> Matrix:
    """Embed texts as queries with the built-in model: shape (n, 384)."""
    return np.concatenate([embedding.embed_many(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)])


def fit(
    described: Matrix, classes: NDArray[np.int64], weights: Matrix, *, decay: float
) -> tuple[Matrix, Matrix]:
    """Fit a softmax layer by accelerated gradient descent; return weights (4, size) and offsets (4,)."""
    centre = described.mean(axis=0)
    x = described - centre
    goal = np.eye(len(CLASSES), dtype=np.float32)[classes]
    share = (weights / weights.sum())[:, None].astype(np.float32)
    pace = np.float32(1 / (0.5 * (_steepest(x * np.sqrt(share)) + 1) + decay))
    rows = np.zeros((len(CLASSES), x.shape[1]), dtype=np.float32)
    offsets = np.zeros(len(CLASSES), dtype=np.float32)
    ahead, ahead_offsets = rows.copy(), offsets.copy()
    for step in range(STEPS):
        scores = x @ ahead.T + ahead_offsets
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = (grown / grown.sum(axis=1, keepdims=True) - goal) * share
        after = ahead - pace * (slope.T @ x + np.float32(decay) * ahead)
        after_offsets = ahead_offsets - pace * slope.sum(axis=0)
        push = np.float32(step / (step + 3))
        ahead, ahead_offsets = after + push * (after - rows), after_offsets + push * (after_offsets - offsets)
        rows, offsets = after, after_offsets
    return rows, (offsets - rows @ centre).astype(np.float32)


def _steepest(x: Matrix) -> float:
    """Return the largest eigenvalue of xᵀx, which bounds how far a step may go."""
    way = np.ones(x.shape[1], dtype=np.float32)
    size = 1.0
    for _ in range(20):
        way = x.T @ (x @ way)
        size = float(np.linalg.norm(way))
        way /= size
    return size


def weigh(messages: tuple[SafetyMessage, ...]) -> Matrix:
    """Return a weight per message: its section's share divided among the messages of the section."""
    counts: dict[str, int] = {}
    for message in messages:
        counts[message.section] = counts.get(message.section, 0) + 1
    return np.array([WISHED[m.section] / counts[m.section] for m in messages], dtype=np.float32)


def out_of_fold(described: Matrix, classes: NDArray[np.int64], weights: Matrix, *, decay: float) -> Matrix:
    """Return the probabilities (n, 4) that each message gets from layers that never saw it."""
    fold_of = np.random.default_rng(7).permutation(len(classes)) % FOLDS
    odds = np.zeros((len(classes), len(CLASSES)), dtype=np.float32)
    for number in range(FOLDS):
        seen, held = fold_of != number, fold_of == number
        rows, offsets = fit(described[seen], classes[seen], weights[seen], decay=decay)
        layer = Layer(rows, offsets, 0.5, 0.9)
        odds[held] = np.stack([layer.probabilities(row) for row in described[held]])
    return odds


def choose_threshold(
    alarm: FloatVector,
    messages: Sequence[SafetyMessage],
    *,
    strictness: float,
    shares: Mapping[str, float] = MAY_DISTURB,
) -> float:
    """Return the lowest alarm at which every harmless section stays within `strictness` times its share."""
    sections = np.array([message.section for message in messages])
    return max(
        float(np.quantile(alarm[sections == section], 1 - share * strictness))
        for section, share in shares.items()
    )


def write_layer(name: str, fitted: Layer) -> None:
    """Write a layer where `crisis.layer` reads it."""
    path = Path(str(files("safeguards") / "data" / name))
    with path.open("wb") as stream:
        np.savez_compressed(
            stream,
            weights=fitted.weights.astype(np.float16),
            offsets=fitted.offsets,
            soft=np.float32(fitted.soft),
            acute=np.float32(fitted.acute),
        )


def main() -> int:
    """Train, choose decay and thresholds on folds, write the model file."""
    messages = (*safety_messages("train"), *safety_messages("dev"))
    vectors = embed([message.text for message in messages])
    described = np.stack(
        [describe(lexical(fold(normalise(m.text).text)), v) for m, v in zip(messages, vectors, strict=True)]
    )
    classes = np.array([CLASSES.index(message.label) for message in messages])
    weights = weigh(messages)
    sections = np.array([message.section for message in messages])
    best: tuple[float, float, float, float] | None = None
    for decay in STRENGTHS:
        alarm = 1 - out_of_fold(described, classes, weights, decay=decay)[:, 0]
        soft = choose_threshold(alarm, messages, strictness=1)
        caught = float((alarm[classes != 0] >= soft).mean())
        sys.stdout.write(f"decay {decay:g}: out of fold {caught:.1%} heard at threshold {soft:.3f}\n")
        for section in WISHED:
            sys.stdout.write(f"  {section:16} {float((alarm[sections == section] >= soft).mean()):6.1%}\n")
        if best is None or caught > best[0]:
            best = (caught, decay, soft, choose_threshold(alarm, messages, strictness=ACUTE_SHARE))
    if best is None:
        return 1
    _, decay, soft, acute = best
    rows, offsets = fit(described, classes, weights, decay=decay)
    write_layer(MODEL, Layer(rows, offsets, soft, acute))
    sys.stdout.write(f"wrote {MODEL}: {len(messages)} messages, soft {soft:.3f}, acute {acute:.3f}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
