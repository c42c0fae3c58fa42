"""Guessing one answer of one colleague: weigh the copies by what was seen, take the likeliest answer.

Colleagues look alike to the attacker, so all copies of all colleagues speak for each of them.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from attacks.copies import Copies
from attacks.people import STEP, Floats

NEAREST = 200  # copies nearest to what is kept
SURE = 0.90  # from here on somebody counts as pinned
ENOUGH = 60  # copies that agree with everything shown; with fewer, the nearest ones speak
VALUES = np.arange(1, 6)
ROUNDING = 1e-3  # points²: what floating point leaves of nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """What is public about the newest period: 3 dimensions and overall, and the band of the response."""

    shown: tuple[int, ...]
    width: tuple[int, ...]
    response: int


@dataclass(frozen=True, slots=True)
class Row:
    """What the database keeps of one dimension of a published period."""

    y: float
    n: int
    sx: float
    ss: float


@dataclass(frozen=True, slots=True)
class ItemSums:
    """What sealed sums tell about one item: `n` colleagues whose answers (1 to 5) add up to `steps`.

    `ss` is the sum of squares (points²) around the items' means of everything that stands together in the
    dimension, nothing where that is not known; `own` is the own answer to the item, 0 without one.
    """

    n: int
    steps: int
    ss: float | None = None
    own: int = 0

    def spread_with(self, ways: Floats) -> float:
        """Return what the item itself has of the squares if colleagues answered like this."""
        points = (np.append(VALUES, self.own) - 1.0) * STEP
        counts = np.append(ways, 1.0 if self.own else 0.0)
        mean = (counts @ points) / counts.sum()
        return float(counts @ (points - mean) ** 2)


def weigh(copies: Copies, seen: Seen) -> Floats:
    """Return each copy's weight: agreeing with everything shown, or being near to it."""
    far = np.abs(copies.shown - np.array(seen.shown)) / 5.0
    far_width = np.abs(copies.width - np.array(seen.width))
    other = copies.response != seen.response
    distance = far.sum(axis=1) + far_width.sum(axis=1) + 2.0 * other + 100.0 * (copies.publishable == 0)
    weights: Floats = (distance <= np.sort(distance)[ENOUGH - 1]).astype(float)
    return weights


def weigh_row(copies: Copies, rows: list[Row], dimension: int) -> Floats:
    """Return each copy's weight given what is kept: the nearest ones by the dimension's own row."""
    n, sx, sxx = copies.n.sum(axis=1), copies.sx.sum(axis=1), copies.sxx
    ss = (sxx - np.divide(copies.sx**2, copies.n, out=np.zeros_like(sxx), where=copies.n > 0)).sum(axis=1)
    distance = 100.0 * (copies.publishable == 0)
    for d, row in enumerate(rows):
        weight = 1.0 if d == dimension else 0.1
        for drawn, kept, scale in (
            (n[:, d], row.n, 4.0),
            (sx[:, d] / np.maximum(n[:, d], 1), row.sx / row.n, 1.0),
            (ss[:, d], row.ss, 0.4 * ss[:, d].std()),
        ):
            distance = distance + weight * ((drawn - kept) / scale) ** 2
    weights: Floats = (distance <= np.sort(distance)[NEAREST]).astype(float)
    return weights


def beliefs(copies: Copies, weight: Floats, week: int, dimension: int) -> Floats:
    """Return the five answers' probabilities for a colleague who answered an item."""
    answers = copies.answers[:, :, week, dimension]
    counts = np.array([(weight[:, None] * (answers == value)).sum() for value in VALUES])
    found: Floats = (counts + 1e-9) / (counts + 1e-9).sum()
    return found


def beliefs_from_item(copies: Copies, week: int, dimension: int, known: ItemSums) -> Floats:
    """Return the probabilities given what is known of an item's answers, the own one taken off.

    Every way to make the sum counts by how often copies give it, and by how well the squares of the
    dimension's other items then fit.
    """
    answers = copies.answers[:, :, week, dimension]
    own = np.stack([(answers == value).sum(axis=1) for value in VALUES], axis=1).astype(float)
    shares = (own + beliefs(copies, np.ones(len(own)), week, dimension)) / (
        own.sum(axis=1, keepdims=True) + 1
    )
    pool = np.log(shares[:400])
    n, sx, sxx = copies.n[:, :, dimension], copies.sx[:, :, dimension], copies.sxx[:, :, dimension]
    spread = sxx - np.divide(sx**2, n, out=np.zeros_like(sx), where=n > 0)
    others = np.delete(spread, week, axis=1).sum(axis=1)
    found = np.zeros(5)
    for counts in _ways(known.n, known.steps):
        ways = np.array(counts, dtype=float)
        chance = np.exp(pool @ ways - sum(np.log(np.arange(1, c + 1)).sum() for c in counts)).mean()
        if known.ss is not None:
            rest = known.ss - known.spread_with(ways)
            off = (rest - others.mean()) / others.std() if copies.n.shape[1] > 1 else 0.0
            chance *= float(np.exp(-0.5 * off**2)) if rest > -ROUNDING else 0.0
        found += chance * ways
    return found / found.sum() if found.sum() > 0 else beliefs(copies, np.ones(len(own)), week, dimension)


@lru_cache(maxsize=4096)
def _ways(n: int, steps: int) -> tuple[tuple[int, ...], ...]:
    return tuple(
        counts
        for counts in itertools.product(range(n + 1), repeat=5)
        if sum(counts) == n and sum(c * v for c, v in zip(counts, VALUES, strict=True)) == steps
    )
