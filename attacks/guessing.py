"""Guessing one answer of one colleague: weigh the copies by what was seen, take the likeliest answer.

Colleagues look alike to the attacker, so all copies of all colleagues speak for each of them.
"""

from dataclasses import dataclass

import numpy as np

from attacks import people
from attacks.copies import Copies
from attacks.people import STEP, Answers, Floats

NEAREST = 200  # copies nearest to what is kept
SURE = 0.90  # from here on somebody counts as pinned
ENOUGH = 60  # copies that agree with everything shown; with fewer, the nearest ones speak
VALUES = np.arange(1, 6)
OTHER_ITEMS = 0.02  # what a point² at another item counts beside one at the item itself


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
    weights: Floats = (distance <= np.sort(distance)[NEAREST - 1]).astype(float)
    return weights


def weigh_item(copies: Copies, answers: Answers, week: int, dimension: int) -> Floats:
    """Return each copy's weight given how many answered each item and what their answers add up to.

    The nearest copies by the item's own sum; the other items tell how the team is.
    """
    said = answers > people.CANNOT_SAY
    n = said.sum(axis=0)
    real = np.where(said, (answers - 1.0) * STEP, 0.0).sum(axis=0) / np.maximum(n, 1)
    off = (means(copies) - real) ** 2
    distance = off[:, week, dimension] + 2.0 * (copies.n[:, week, dimension] - n[week, dimension]) ** 2
    distance = distance + OTHER_ITEMS * (off.sum(axis=(1, 2)) - off[:, week, dimension])
    weights: Floats = (distance <= np.sort(distance)[NEAREST - 1]).astype(float)
    return weights


def means(copies: Copies) -> Floats:
    """Return the mean answer to each item, copies x weeks x dimensions, in points."""
    usual = copies.sx.sum(axis=0) / np.maximum(copies.n.sum(axis=0), 1.0)
    found: Floats = np.where(copies.n > 0, copies.sx / np.maximum(copies.n, 1.0), usual)
    return found


def beliefs(copies: Copies, weight: Floats, week: int, dimension: int) -> Floats:
    """Return the five answers' probabilities for a colleague who answered an item."""
    answers = copies.answers[:, :, week, dimension]
    counts = np.array([(weight[:, None] * (answers == value)).sum() for value in VALUES])
    found: Floats = (counts + 1e-9) / (counts + 1e-9).sum()
    return found
