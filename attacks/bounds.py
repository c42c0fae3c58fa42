"""Upper bounds: what may still be true after so many tries. One-sided, 95 %."""

import math

import numpy as np

from attacks.people import Floats

Z95 = 1.645  # one-sided 95 % in sd


def of_mean(by_team: Floats) -> float:
    """Return the upper bound of a mean; teams are independent, targets within one are not."""
    if by_team.size < 2:
        return math.inf
    return float(by_team.mean() + Z95 * by_team.std(ddof=1) / math.sqrt(by_team.size))


def of_share(hits: float, tries: float) -> float:
    """Return the upper bound of a share (Wilson's score; none in n tries is about 2.7 / n)."""
    if tries <= 0:
        return 1.0
    p, z2 = hits / tries, Z95**2
    middle = p + z2 / (2 * tries)
    spread = Z95 * math.sqrt(p * (1 - p) / tries + z2 / (4 * tries**2))
    return min((middle + spread) / (1 + z2 / tries), 1.0)


def of_correlation(r: float, pairs: int) -> float:
    """Return the upper bound of the size of a correlation (Fisher's z)."""
    if pairs <= 3:
        return 1.0
    return float(np.tanh(np.arctanh(min(abs(r), 0.999999)) + Z95 / math.sqrt(pairs - 3)))
