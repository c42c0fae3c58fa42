"""When a base cell may be published, and in which coarse words counts may be told. Knows no team."""

import math
from collections.abc import Sequence
from enum import Enum

MIN_ROUNDS = 4  # rounds in a period: a week's answers never stand alone
PAUSE_AFTER_ROUNDS = 12  # rounds without publication: asking on would be asking for nothing
MOST_WEIGHT = 0.40  # rounds / check-ins: the most that one person can make up, answering every round
LEAST_GROUP = 5  # teachers: the smallest group; a team may only raise it
AREA_ITEMS = 3  # items: of fewer, the sum of an area would tell how a single one was answered
AREA_STEP = 10  # points: areas overlap; from exact means the sums of single items could be worked out
FEW = 2  # people: up to here a band says "few or none"


class Verdict(Enum):
    """May a period be published, and if not, why; the value names the sentence."""

    PUBLISH = "publish"
    TOO_FEW_ROUNDS = "too_few_rounds"
    TOO_FEW_ANSWERS = "too_few_answers"
    TOO_HEAVY = "too_heavy"


class Band(Enum):
    """How many, as coarsely as it is ever said."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


def publishable(
    *, rounds: int, full_checkins_per_round: Sequence[int], checkins: int, smallest_group: int
) -> Verdict:
    """Decide whether a period is a safe base cell.

    It has at least 4 rounds; in at least one of them `smallest_group` teachers answered all three items; and
    nobody can make up more than 40 % of its check-ins, counted in the dimension in which fewest count. A
    smallest group below 5 is taken as 5.
    """
    if rounds < MIN_ROUNDS:
        return Verdict.TOO_FEW_ROUNDS
    if max(full_checkins_per_round, default=0) < max(smallest_group, LEAST_GROUP):
        return Verdict.TOO_FEW_ANSWERS
    if checkins <= 0 or rounds / checkins > MOST_WEIGHT:
        return Verdict.TOO_HEAVY
    return Verdict.PUBLISH


def must_pause(verdict: Verdict, *, rounds: int) -> bool:
    """Say whether asking pauses: twelve rounds and still nothing that may be published."""
    return verdict is not Verdict.PUBLISH and rounds >= PAUSE_AFTER_ROUNDS


def band(x: int, *, n: int) -> Band:
    """Return few (x <= 2), some (3 <= x <= n/2) or many (more than half of the n who answered)."""
    if x <= FEW:
        return Band.FEW
    return Band.SOME if 2 * x <= n else Band.MANY


def one_shot(x: int, *, n: int, smallest_group: int) -> Band | None:
    """Return the band of a one-shot question, or None (delete the sum) when fewer than k answered."""
    return band(x, n=n) if n >= max(smallest_group, LEAST_GROUP) else None


def area_releasable(*, best_week_area: int, best_week_rest: int, smallest_group: int) -> bool:
    """Say whether an area may be told apart: its items and the dimension's others had k in some week."""
    return min(best_week_area, best_week_rest) >= max(smallest_group, LEAST_GROUP)


def coarse_area(deviation: float, *, n: int, items: int) -> float | None:
    """Return an area's Σ(x - norm) as it may be kept, its mean in steps; None for too few items."""
    if items < AREA_ITEMS or n < 1:
        return None
    return n * AREA_STEP * math.floor(deviation / n / AREA_STEP + 0.5)


def school_releasable(teams: int) -> bool:
    """Say whether words about a whole school may be told: of one team alone they would be the team's."""
    return teams >= 2
