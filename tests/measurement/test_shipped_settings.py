"""The shipped settings are part of every published figure: a change needs a new version."""

import dataclasses

from measurement.settings import SETTINGS


def test_the_shipped_settings_are_those_of_their_version() -> None:
    assert dataclasses.asdict(SETTINGS) == {
        "version": "2026-1",
        "mu0": 68.0,
        "p0": 72.0,
        "q": 1.2,
        "r0": 6.0,
        "r1": 400.0,
        "s_b": 8.0,
        "rho": 0.35,
        "overall_r_factor": 0.48,
        "overall_p0": 36.0,
    }
