"""The level of a team as it comes in and goes out: one small filter per dimension. Recomputes nothing.

A local-level Kalman filter (Harvey 1989, ch. 4) with open weeks as time. Sums, offsets and change live in
their own files and are handed on here, so that callers need one import.
"""

import math
from dataclasses import dataclass
from typing import Literal

from measurement.change import Change, Point, change
from measurement.offsets import OffsetTotals
from measurement.settings import Settings
from measurement.sums import ItemSum, LooseSum, Observation, Offset, fold, observe, overall

__all__ = [
    "Change",
    "ItemSum",
    "Level",
    "LooseSum",
    "Observation",
    "Offset",
    "OffsetTotals",
    "Point",
    "Shown",
    "change",
    "fold",
    "half_width",
    "observe",
    "overall",
    "show",
    "update",
]

STEP = 5  # points: what is shown is rounded to it, so that one answer rarely moves it
HIGH_END, LOW_END = 90, 10  # points: beyond these a figure would say what everybody answered
LEAST_WIDTH = 5  # points: an interval never looks surer than the rounding
Z80 = 1.28  # half-width of an 80 % interval in sd
ROUNDING_VAR = STEP**2 / 12  # points²: variance that rounding to 5 adds


@dataclass(frozen=True, slots=True)
class Level:
    """Where a team stands: m in points, and the variance p of that knowledge in points squared."""

    m: float
    p: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as people see it: a multiple of 5, and at which end it is capped, if at one."""

    value: int
    end: Literal["low", "high"] | None


def update(
    level: Level | None,
    observation: Observation,
    *,
    open_weeks: int,
    settings: Settings,
    overall: bool = False,
) -> Level:
    """Return the level after one more period, `open_weeks` after the last publication.

    None starts from the settings' level, without drift. A clock set back counts as no time.
    """
    if level is None:
        m, p = settings.mu0, settings.overall_p0 if overall else settings.p0
    else:
        m, p = level.m, level.p + settings.q * max(open_weeks, 0)
    gain = p / (p + observation.r)
    return Level(m + gain * (observation.y - m), (1.0 - gain) * p)


def figure_variance(p: float, *, mean_weekly: float, members: int, settings: Settings) -> float:
    """Return V in points squared: the level's variance, who happened to answer, and the rounding.

    `mean_weekly` stands in for effective respondents (who answered is not known); with a full team nobody is
    left to differ. A head count below those who answer, or none at all, is not believed.
    """
    respondents = max(mean_weekly, 1.0)
    absent = 1.0 / respondents - (1.0 / members if members >= 1 else 0.0)
    return p + settings.rho * settings.r1 * max(absent, 0.0) + ROUNDING_VAR


def half_width(p: float, *, mean_weekly: float, members: int, settings: Settings) -> int:
    """Return the half-width of the 80 % interval in whole points, at least 5."""
    variance = figure_variance(p, mean_weekly=mean_weekly, members=members, settings=settings)
    return max(_round(Z80 * math.sqrt(variance)), LEAST_WIDTH)


def show(m: float) -> Shown:
    """Return a level as it may be shown: rounded to 5, and capped as "90 or more" and "10 or less"."""
    value = STEP * _round(m / STEP)
    if value >= HIGH_END:
        return Shown(HIGH_END, "high")
    if value <= LOW_END:
        return Shown(LOW_END, "low")
    return Shown(value, None)


def _round(x: float) -> int:
    return math.floor(x + 0.5)  # halves always go up; Python's round() would send them to the even number
