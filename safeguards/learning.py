"""Fits one layer of the crisis check: what is said of every message by the ones that it lies near to.

Ridge regression with kernels (Saunders, Gammerman & Vovk 1998): one of words, one of letters, one of each
vector. What a vector is compared with is then thinned from all messages to a few marks.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from safeguards.features import BUCKETS, FloatVector, Numbers
from safeguards.layers import Matrix, Places, aside

LOOSENESS = 0.2  # how far a message may stay from its label; chosen on voices held out
OFTEN = 150  # a bucket of more messages is multiplied in one go with its like
STEADY = 1e-5  # keeps the weights of marks from growing against each other


def rarity_of(parts: Sequence[Numbers]) -> FloatVector:
    """Return how telling every bucket is: nothing when one message alone has it."""
    seen = np.bincount(np.concatenate(parts), minlength=BUCKETS)
    return np.where(seen < 2, 0, np.log((1 + len(parts)) / (1 + seen)) + 1).astype(np.float32)


def alike(parts: Sequence[Numbers], shares: Sequence[FloatVector]) -> Matrix:
    """Return how alike every two messages are spelt: shape (n, n)."""
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    numbers, values = np.concatenate(parts), np.concatenate(shares)
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(BUCKETS + 1))
    found = np.zeros((len(parts), len(parts)), np.float32)
    often: list[FloatVector] = []
    for first, last in pairwise(starts):
        here = order[first:last]
        if len(here) > OFTEN:
            column = np.zeros(len(parts), np.float32)
            column[rows[here]] = values[here]
            often.append(column)
        elif len(here):
            found[np.ix_(rows[here], rows[here])] += np.outer(values[here], values[here])
    if often:
        dense = np.stack(often, axis=1)
        found += dense @ dense.T
    return found


def fit(likeness: Matrix, goals: Matrix, trust: FloatVector) -> Matrix:
    """Return how much each message speaks for each goal: shape (n, 3)."""
    matrix = likeness + 1
    matrix[np.diag_indices(len(matrix))] += LOOSENESS / trust
    return np.asarray(np.linalg.solve(matrix, goals), dtype=np.float32)


def thin(near: Matrix, said: Matrix) -> Matrix:
    """Return the weights of marks (m, 3) by which what lies near them (n, m) says the same (n, 3)."""
    wide = near.astype(np.float64)
    gram = wide.T @ wide
    gram[np.diag_indices(len(gram))] += STEADY * np.trace(gram) / len(gram)
    return np.linalg.solve(gram, wide.T @ said).astype(np.float32)


def gathered(parts: Sequence[Numbers], shares: Sequence[FloatVector], spoken: Matrix) -> Matrix:
    """Return the weight of every bucket: what the messages with it say, shape (BUCKETS, 3)."""
    numbers, values = np.concatenate(parts), np.concatenate(shares)
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return np.stack(
        [np.bincount(numbers, values * column[rows], BUCKETS) for column in spoken.T], axis=1
    ).astype(np.float32)


def closeness(places: Places, vectors: Matrix) -> Matrix:
    """Return how near every two vectors lie to each other: shape (n, n)."""
    return Places(places.middle, aside(vectors, places.middle)).near(vectors)
