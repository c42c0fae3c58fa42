"""Whether a level moved after an action began. Says "after", and never "because of"."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from measurement.change import phi
from measurement.settings import Settings
from measurement.tide import STEP, Z80

EFFECT_SD = 10.0  # points: how large effects are before we look
NEEDED_WEEKS = 8  # open weeks before and after the start
LOOK_AHEAD = 12  # open weeks after the start that count as "after"
SURE = 0.90  # probability of a rise that earns a sentence
LEAST_OTHERS = 3  # other teams of the school: from here on a common cause can be taken off


@dataclass(frozen=True, slots=True)
class Seen:
    """What replay needs of a published period: its open week, y and R."""

    week: int
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class NotYet:
    """Too early: `due` is the open week from which an effect statement is possible; None means never."""

    due: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The movement e (points) after the start and its variance.

    `rose` earns the sentence "after the start probably higher", with `at_least` points where that is not 0.
    With `compared` the school's other teams were taken off; else a common cause cannot be ruled out.
    """

    e: float
    var: float
    rose: bool
    at_least: int | None
    compared: bool


def effect(
    periods: Sequence[Seen],
    *,
    started: int,
    settings: Settings,
    others: Sequence[Sequence[Seen]] = (),
    overall: bool = False,
) -> Effect | NotYet:
    """Return the effect of an action that began in open week `started`; `periods` are oldest first.

    `others` are the other teams of the school; those without 8 weeks before and after are left aside.
    """
    if not periods or started - periods[0].week < NEEDED_WEEKS:
        return NotYet(due=None)
    if _last(periods, started) - started < NEEDED_WEEKS:
        missed = periods[-1].week > started + LOOK_AHEAD
        return NotYet(due=None if missed else started + NEEDED_WEEKS)
    e, var = step_after(periods, started=started, settings=settings, overall=overall)
    same_time = [team for team in others if _reaches(team, started)]
    compared = len(same_time) >= LEAST_OTHERS
    if compared:
        steps = [step_after(team, started=started, settings=settings, overall=overall) for team in same_time]
        e, var = _without_common(e, var, steps)
    rose = phi(e / math.sqrt(var)) >= SURE
    lower = STEP * math.floor((e - Z80 * math.sqrt(var)) / STEP) if rose else 0
    return Effect(e=e, var=var, rose=rose, at_least=lower if lower > 0 else None, compared=compared)


def step_after(
    periods: Sequence[Seen], *, started: int, settings: Settings, overall: bool = False
) -> tuple[float, float]:
    """Return the estimate and variance of a step at `started`: a filter with two states, level and effect.

    The level drifts at q/2, as the step takes part of what moves; data count up to 12 weeks after the start.
    """
    m, p = settings.mu0, settings.overall_p0 if overall else settings.p0
    e, c, spread = 0.0, 0.0, EFFECT_SD**2
    week: int | None = None
    for seen in periods:
        if seen.week > started + LOOK_AHEAD:
            break
        if week is not None:
            p += settings.q / 2.0 * max(seen.week - week, 0)
        week = seen.week
        x = 1.0 if seen.week >= started else 0.0
        f = p + 2.0 * x * c + x * spread + seen.r
        v = seen.y - m - x * e
        k1, k2 = (p + x * c) / f, (c + x * spread) / f
        m, e = m + k1 * v, e + k2 * v
        p, c, spread = p - k1**2 * f, c - k1 * k2 * f, spread - k2**2 * f
    return e, spread


def _without_common(e: float, var: float, steps: Sequence[tuple[float, float]]) -> tuple[float, float]:
    # A posterior is drawn towards 0; taken back to what the data alone say, steps of teams can be compared.
    prior = 1.0 / EFFECT_SD**2
    weights = [1.0 / found_var - prior for _, found_var in steps]
    common = sum(found / found_var for found, found_var in steps) / sum(weights)
    own_precision = 1.0 / var - prior
    own = e / var / own_precision
    noise = 1.0 / own_precision + 1.0 / sum(weights)
    posterior = 1.0 / (1.0 / noise + prior)
    return (own - common) / noise * posterior, posterior


def _last(periods: Sequence[Seen], started: int) -> int:
    return max(seen.week for seen in periods if seen.week <= max(started + LOOK_AHEAD, periods[0].week))


def _reaches(periods: Sequence[Seen], started: int) -> bool:
    if not periods or started - periods[0].week < NEEDED_WEEKS:
        return False
    return _last(periods, started) - started >= NEEDED_WEEKS
