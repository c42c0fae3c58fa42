"""Fits one layer of the crisis check: what is said of every message by the ones that it lies near to.

Ridge regression with kernels (Saunders, Gammerman & Vovk 1998): one of words, one of letters, one of each
vector. What a vector is compared with is then thinned from all messages to a few marks.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from safeguards.features import BUCKETS, FloatVector, Numbers
from safeguards.layers import Matrix, Places, aside

LOOSENESS = 0.2  # how far a message may stay from its label; chosen on voices held out
AT_ONCE = 2_000  # rows of a large matrix
OFTEN = 150  # a bucket of more messages is multiplied in one go with its like
STEADY = 1e-5  # keeps the weights of marks from growing against each other


def rarity_of(parts: Sequence[Numbers]) -> FloatVector:
    """Return how telling every bucket is: nothing when one message alone has it."""
    seen = np.bincount(np.concatenate(parts), minlength=BUCKETS)
    return np.where(seen < 2, 0, np.log((1 + len(parts)) / (1 + seen)) + 1).astype(np.float32)


def add_alike(found: Matrix, parts: Sequence[Numbers], shares: Sequence[FloatVector]) -> None:
    """Add to `found`, shape (n, n), how alike every two messages are spelt."""
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    numbers, values = np.concatenate(parts), np.concatenate(shares)
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(BUCKETS + 1))
    places = [order[first:last] for first, last in pairwise(starts) if last > first]
    often = [here for here in places if len(here) > OFTEN]
    for here in places:
        if len(here) <= OFTEN:
            found[np.ix_(rows[here], rows[here])] += np.outer(values[here], values[here])
    dense = np.zeros((len(parts), len(often)), np.float32)
    for column, here in enumerate(often):
        dense[rows[here], column] = values[here]
    for some in stretches(len(parts)):
        found[some] += dense[some] @ dense.T


def add_closeness(found: Matrix, places: Places, vectors: Matrix) -> None:
    """Add to `found`, shape (n, n), how near every two vectors lie to each other."""
    for some, near in nearness(places, vectors):
        found[some] += near


def nearness(places: Places, vectors: Matrix) -> Iterator[tuple[slice, Matrix]]:
    """Give how near some vectors lie to all: shape (some, n)."""
    everywhere = Places(places.middle, aside(vectors, places.middle))
    for some in stretches(len(vectors)):
        yield some, everywhere.near(vectors[some])


def stretches(count: int) -> list[slice]:
    """Return rows that are worked out at once, so that nothing but the sum takes much room."""
    return [slice(first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE)]


def fit(likeness: Matrix, goals: Matrix, trust: FloatVector) -> Matrix:
    """Return how much each message speaks for each goal: shape (n, 3). `likeness` is used up."""
    likeness += 1
    likeness[np.diag_indices(len(likeness))] += LOOSENESS / trust
    return solved(likeness, goals)


def solved(matrix: Matrix, goals: Matrix) -> Matrix:
    """Solve `matrix @ x = goals`, positive definite (n, n) and (n, 3), in the room of the matrix.

    Cholesky by blocks (Golub & Van Loan 2013, 4.2), as `numpy.linalg.solve` makes copies of twice the size.
    """
    blocks = stretches(len(matrix))
    x = goals.astype(np.float32)
    upright: list[Matrix] = []  # what undoes each block on the diagonal
    for here in blocks:
        for before in blocks[: len(upright)]:
            matrix[here.start :, here] -= matrix[here.start :, before] @ matrix[here, before].T
        upright.append(np.linalg.inv(np.linalg.cholesky(matrix[here, here])))
        matrix[here.stop :, here] = matrix[here.stop :, here] @ upright[-1].T
        x[here] = upright[-1] @ x[here]
        x[here.stop :] -= matrix[here.stop :, here] @ x[here]
    for here, undone in zip(reversed(blocks), reversed(upright), strict=True):
        x[here] = undone.T @ (x[here] - matrix[here.stop :, here].T @ x[here.stop :])
    return x


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
