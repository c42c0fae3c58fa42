"""How far a level moved since a term ago, with its uncertainty. Reads published levels, changes none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from measurement.settings import Settings

TERM_WEEKS = 12  # open weeks: about one school term


@dataclass(frozen=True, slots=True)
class Point:
    """A published level: the open week it was published for, m (points) and its variance p (points²)."""

    week: int
    m: float
    p: float


@dataclass(frozen=True, slots=True)
class Change:
    """The movement since the reference: d and var as the filter holds them, D and s_D freed of shrinkage.

    `p_up` is the probability of a rise, `span` the open weeks since the reference, and `reference` the
    published point that a reader saw then.
    """

    d: float
    var: float
    big_d: float
    s_d: float
    p_up: float
    span: int
    reference: Point


def phi(z: float) -> float:
    """Return the standard normal distribution function at z."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def change(
    points: Sequence[Point], *, settings: Settings, reference_weeks: int = TERM_WEEKS
) -> Change | None:
    """Return the change of the newest of `points` (oldest first) against `reference_weeks` ago.

    A fixed-interval smoother run back from now (Rauch, Tung & Striebel 1965) that also carries the covariance
    with today. A shorter history is compared with its first point; None when no time has passed.
    """
    if len(points) < 2:
        return None
    now, reference = points[-1], points[-1]
    due = now.week - reference_weeks
    week, s, v, c = now.week, now.m, now.p, now.p
    for earlier in reversed(points[:-1]):
        if week <= due:
            break
        reference = earlier
        if earlier.week >= week:  # a clock set back: no time passed between the two
            continue
        target = max(earlier.week, due)
        before = earlier.p + settings.q * (target - earlier.week)
        drift = settings.q * (week - target)
        gain = before / (before + drift)
        s = earlier.m + gain * (s - earlier.m)
        v = before + gain**2 * (v - before - drift)
        c *= gain
        week = target
    span = now.week - week
    var = now.p + v - 2.0 * c
    moved = settings.q * span
    if span <= 0 or var <= 0.0 or var >= moved:
        return None
    d, reliability = now.m - s, 1.0 - var / moved
    return Change(
        d=d,
        var=var,
        big_d=d / reliability,
        s_d=math.sqrt(var / reliability),
        p_up=phi(d / math.sqrt(var)),
        span=span,
        reference=reference,
    )
