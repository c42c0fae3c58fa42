"""Whether a team sees things alike, as one word a term. Not rWG(J): that calls two opposed camps agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LEAST_ANSWERS = 20  # answers in published periods: fewer say nothing about spread
POINTS_PER_ANSWER = 25.0  # 0-100 points between two neighbouring answers of the five
PRIOR_VARIANCE, PRIOR_DF = 0.80, 12  # answer units²: what a team's spread usually is, worth 12 answers
LEAST_MEAN, MOST_MEAN = 1.5, 4.5  # answer units: nearer to an end the index explodes
SHARED_FROM, DIVIDED_BELOW = 0.58, 0.36  # chosen by simulation: two camps are never "shared"


class Agreement(Enum):
    """How alike the answers of a team are."""

    SHARED = "shared"
    MIXED = "mixed"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True)
class Spread:
    """Answers of one period and dimension in 0-100 points: n, Σx, and within-item SS and df."""

    n: int
    sx: float
    ss: float
    df: int


def agreement_index(spreads: Sequence[Spread]) -> float | None:
    """Return a = 1 - 2 var / ((5 - mean)(mean - 1)), or None with fewer than 20 answers.

    The variance is pooled within item x period cells and drawn towards 0.80; after Brown & Hauenstein (2005).
    """
    n = sum(found.n for found in spreads)
    if n < LEAST_ANSWERS:
        return None
    mean = 1.0 + sum(found.sx for found in spreads) / n / POINTS_PER_ANSWER
    mean = min(max(mean, LEAST_MEAN), MOST_MEAN)
    ss = sum(found.ss for found in spreads) / POINTS_PER_ANSWER**2
    variance = (ss + PRIOR_DF * PRIOR_VARIANCE) / (sum(found.df for found in spreads) + PRIOR_DF)
    return 1.0 - 2.0 * variance / ((5.0 - mean) * (mean - 1.0))


def agreement(spreads: Sequence[Spread], *, capped: bool) -> Agreement | None:
    """Return the word for a team's agreement, or None when there is nothing to say.

    Beside a capped end nothing is ever said: "90 or more" and "shared" together would be everybody's answer,
    and silence only in that case would say the same.
    """
    index = agreement_index(spreads)
    if index is None or capped:
        return None
    if index >= SHARED_FROM:
        return Agreement.SHARED
    return Agreement.DIVIDED if index < DIVIDED_BELOW else Agreement.MIXED
