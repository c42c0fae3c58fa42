"""Where the change is most likely stuck, as words. Gives no number, and no name without good odds."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from measurement.settings import Settings

NAME_FROM, PAIR_FROM = 0.80, 0.90  # probability of being lowest that earns a name, alone or for two together
AREA_SD = 8.0  # points: how far areas of one team really lie apart
NORM_SD = 3.0  # points: how well the items' norms are known
LEAST_TEAMS = 10  # teams that answered an item before it has a norm
GRID = np.linspace(-130.0, 130.0, 2601)  # points around the norm; steps of 0.1 are finer than any sd here


@dataclass(frozen=True, slots=True)
class AreaSum:
    """One area over the last term, from cells with n >= k: answers, Σ(x - item norm) in points, and items."""

    n: int
    deviation: float
    items: int

    def __add__(self, other: "AreaSum") -> "AreaSum":
        """Add two periods; items are those of the richer one, so that noise is never understated."""
        return AreaSum(self.n + other.n, self.deviation + other.deviation, max(self.items, other.items))


def norms_exist(*, teams: int, pilot: bool) -> bool:
    """Say whether items can be compared with a norm: ten teams, or a pilot's values in the bank."""
    return pilot or teams >= LEAST_TEAMS


def odds_of_lowest(
    areas: Mapping[str, AreaSum], *, mean_weekly: float, members: int, settings: Settings
) -> dict[str, float]:
    """Return for each area with answers the probability that it is the lowest; together they are 1."""
    respondents = max(mean_weekly, 1.0)
    absent = max(1.0 / respondents - (1.0 / members if members >= 1 else 0.0), 0.0)
    names = [name for name, area in areas.items() if area.n > 0 and area.items > 0]
    density, above = [], []
    for name in names:
        area = areas[name]
        noise = settings.r1 * (1.0 - settings.rho) / area.n + settings.rho * settings.r1 * absent
        noise += settings.r0 / area.items + NORM_SD**2
        shrink = AREA_SD**2 / (AREA_SD**2 + noise)
        z = (GRID - shrink * area.deviation / area.n) / math.sqrt(shrink * noise)
        weight = np.exp(-0.5 * z**2)
        weight /= weight.sum()
        density.append(weight)
        above.append(np.maximum(1.0 - np.cumsum(weight) + 0.5 * weight, 0.0))  # never below 0 by rounding
    odds = [
        float(np.sum(weight * np.prod([above[j] for j in range(len(names)) if j != i], axis=0)))
        for i, weight in enumerate(density)
    ]
    total = sum(odds)
    return {name: p / total for name, p in zip(names, odds, strict=True)} if total > 0 else {}


def bottleneck(
    areas: Mapping[str, AreaSum], *, mean_weekly: float, members: int, settings: Settings
) -> tuple[str, ...]:
    """Return the area to ask the team about: one name, two ("a or b"), or none (no clear bottleneck).

    Serves places, dimensions and forms alike. Fewer than two areas with answers give none.
    """
    odds = odds_of_lowest(areas, mean_weekly=mean_weekly, members=members, settings=settings)
    ranked = sorted(odds, key=lambda name: -odds[name])
    if len(ranked) < 2:
        return ()
    if odds[ranked[0]] >= NAME_FROM:
        return (ranked[0],)
    if len(ranked) > 2 and odds[ranked[0]] + odds[ranked[1]] >= PAIR_FROM:
        return (ranked[0], ranked[1])
    return ()
