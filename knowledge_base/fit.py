"""The arithmetic of training: kernel ridge on nearness and words, a softmax on top, folds that do not leak.

It knows matrices only; which sentences go in and what is tried stands in `train`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.embedding import FloatVector
from knowledge_base.layers import softmax

RIDGE = 1.0  # how much the scores are held back; flat between 0.5 and 2 in cross-validation
ALIKE = 0.8  # similarity of centred embeddings from which two sentences say the same
STEPS = 400  # of Adam, for a few dozen inputs: long after nothing moves
RATE = 0.02

Labels = NDArray[np.int64]  # (n,), the place of the class, or -1 where a sentence says nothing about it


def ridge(kernel: FloatVector, labels: Labels, classes: int) -> tuple[FloatVector, FloatVector]:
    """Fit scores on a kernel, shape (n, n), rare classes weighing more: weights (n, classes) and bias."""
    rows = np.flatnonzero(labels >= 0)
    wanted = np.eye(classes)[labels[rows]]
    weight = balance(labels[rows], classes)
    bias = wanted.mean(axis=0)
    held = kernel[np.ix_(rows, rows)].astype(np.float64) + np.diag(RIDGE / weight)
    weights = np.zeros((len(labels), classes), dtype=np.float32)
    weights[rows] = np.linalg.solve(held, wanted - bias)
    return weights, bias.astype(np.float32)


def balance(labels: Labels, classes: int) -> NDArray[np.float64]:
    """Return a weight for each sentence: the root of how rare its class is."""
    counts = np.maximum(np.bincount(labels, minlength=classes), 1)
    return np.asarray(np.sqrt(len(labels) / classes / counts)[labels])


def top_layer(inputs: FloatVector, labels: Labels, classes: int, *, decay: float) -> FloatVector:
    """Fit a softmax on scores by Adam on all rows at once: weights (inputs + 1, classes), the bias last."""
    rows = np.flatnonzero(labels >= 0)
    x = np.hstack([inputs[rows], np.ones((len(rows), 1))]).astype(np.float64)
    y = np.eye(classes)[labels[rows]]
    weight = balance(labels[rows], classes)[:, None]
    w: NDArray[np.float64] = np.zeros((x.shape[1], classes))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = x.T @ (weight * (softmax(x @ w) - y)) / len(rows)
        slope[:-1] += decay * w[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return w.astype(np.float32)


def folds(standard: FloatVector, scenes: Sequence[int], count: int) -> Labels:
    """Give each sentence a fold, so that one scene, or two sentences that say the same, never part.

    `standard` (n, 384) are standard embeddings; `scenes` (n,) numbers what was written together.
    """
    unit = standard / np.maximum(np.linalg.norm(standard, axis=1, keepdims=True), 1e-9)
    leader = list(range(len(unit)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    seen: dict[int, int] = {}
    for place, scene in enumerate(scenes):
        leader[find(place)] = find(seen.setdefault(scene, place))
    for one, other in zip(*np.nonzero(np.triu(unit @ unit.T > ALIKE, 1)), strict=True):
        leader[find(int(other))] = find(int(one))
    groups: dict[int, list[int]] = {}
    for place in range(len(unit)):
        groups.setdefault(find(place), []).append(place)
    given = np.zeros(len(unit), dtype=np.int64)
    sizes = [0] * count
    for group in sorted(groups.values(), key=lambda g: (-len(g), g[0])):
        fold = sizes.index(min(sizes))
        given[group] = fold
        sizes[fold] += len(group)
    return given
