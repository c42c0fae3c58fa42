"""The filter and the change for many teams at once, for simulations and whole installations; same numbers."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from measurement.change import TERM_WEEKS
from measurement.settings import Settings

Array = npt.NDArray[np.float64]


def levels(
    y: Array, r: Array, *, weeks: Sequence[int], settings: Settings, overall: bool = False
) -> tuple[Array, Array]:
    """Return m and p (series x periods) of observations published in the same open weeks."""
    m, p = np.empty_like(y), np.empty_like(y)
    level = np.full(y.shape[0], settings.mu0)
    variance = np.full(y.shape[0], settings.overall_p0 if overall else settings.p0)
    for t, week in enumerate(weeks):
        if t:
            variance = variance + settings.q * max(week - weeks[t - 1], 0)
        gain = variance / (variance + r[:, t])
        level = level + gain * (y[:, t] - level)
        variance = (1.0 - gain) * variance
        m[:, t], p[:, t] = level, variance
    return m, p


def changes(
    m: Array, p: Array, *, weeks: Sequence[int], settings: Settings, reference_weeks: int = TERM_WEEKS
) -> tuple[Array, Array]:
    """Return d and var (one per series) of the newest period against `reference_weeks` before it."""
    week, due = weeks[-1], weeks[-1] - reference_weeks
    s, v, c = m[:, -1].copy(), p[:, -1].copy(), p[:, -1].copy()
    for t in range(len(weeks) - 2, -1, -1):
        if week <= due:
            break
        target = max(weeks[t], due)
        before = p[:, t] + settings.q * (target - weeks[t])
        drift = settings.q * (week - target)
        gain = before / (before + drift)
        s = m[:, t] + gain * (s - m[:, t])
        v = before + gain**2 * (v - before - drift)
        c = c * gain
        week = target
    return m[:, -1] - s, p[:, -1] + v - 2.0 * c
