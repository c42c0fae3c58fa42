"""The numbers that the trend stands on, versioned with every published figure. Computes nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Parameters of the measurement; points are 0-100, variances points squared, time is open weeks."""

    version: str
    mu0: float  # points: level of a team that we know nothing about
    p0: float  # points²: variance of that level
    q: float  # points² per open week: real movement
    r0: float  # points²: noise per item that does not shrink with more answers
    r1: float  # points²: noise of one answer
    s_b: float  # points: sd of an item's offset around the bank's value
    rho: float  # share of one answer's variance that is the person who answers
    overall_r_factor: float  # three dimensions answered by the same people carry less than three teams
    overall_p0: float  # points²: start variance of the overall index


SETTINGS = Settings(
    version="2026-1",
    mu0=68.0,
    p0=72.0,
    q=1.2,
    r0=6.0,
    r1=400.0,
    s_b=8.0,
    rho=0.35,
    overall_r_factor=0.48,
    overall_p0=36.0,
)
