"""A made-up world to measure in: items of unequal difficulty, people, moods, silence. No product code."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ITEMS, DIMENSIONS, WEEKS, MOST_MEMBERS = 12, 3, 40, 12
PERSON_SD, MOOD_SD, REST_SD = 11.8, 8.0, 12.0  # points: with rounding to five answers 400 points² an answer
DIFFICULTY_SD, TASTE_SD = 8.0, 2.4  # points: items, and how a team takes an item
TEAM_MEAN, TEAM_SD, DIMENSION_SD = 68.0, 6.0, 6.0  # points
EAGER = 1.0  # log odds of answering in a week, for somebody in the middle
EAGER_SD, EAGER_PER_POINT = 0.8, 0.03  # people differ, and the discontented answer less


@dataclass(frozen=True, slots=True)
class World:
    """Answers (teams x members x weeks x dimensions; NaN = silent), the items asked, and the truth.

    `truth` (teams x weeks x dimensions) is the expected mean over all members, items and moods, in points.
    """

    answers: Array
    items: npt.NDArray[np.int64]
    truth: Array
    members: npt.NDArray[np.int64]


def live(path: Array, *, teams: int, seed: int) -> World:
    """Let teams live through 40 weeks; `path` (weeks, or teams x weeks x dimensions) is added."""
    rng = np.random.default_rng(seed)
    shape = (teams, MOST_MEMBERS, WEEKS, DIMENSIONS)
    members = rng.integers(6, MOST_MEMBERS + 1, teams)
    here = np.arange(MOST_MEMBERS) < members[:, None]
    team = rng.normal(TEAM_MEAN, TEAM_SD, (teams, 1, 1)) + rng.normal(0, DIMENSION_SD, (teams, 1, DIMENSIONS))
    level = team + (path[None, :, None] if path.ndim == 1 else path)
    person = rng.normal(0, PERSON_SD * 0.8, (teams, MOST_MEMBERS, 1, 1))  # contented in everything
    person = person + rng.normal(0, PERSON_SD * 0.6, (teams, MOST_MEMBERS, 1, DIMENSIONS))  # and in something
    mood = rng.normal(0, MOOD_SD, (teams, MOST_MEMBERS, WEEKS, 1))
    difficulty = rng.normal(0, DIFFICULTY_SD, (DIMENSIONS, ITEMS))
    taste = rng.normal(0, TASTE_SD, (teams, DIMENSIONS, ITEMS))
    asked = (np.arange(WEEKS)[None, :] + rng.integers(0, ITEMS, teams)[:, None]) % ITEMS
    hard = (difficulty[None] + taste)[np.arange(teams)[:, None], :, asked]
    latent = level[:, None] + person + mood + hard[:, None] + rng.normal(0, REST_SD, shape)
    answers = np.clip(np.rint(latent / 25.0), 0, 4) * 25.0
    eager = EAGER + rng.normal(0, EAGER_SD, (teams, MOST_MEMBERS, 1))
    eager = eager + EAGER_PER_POINT * (person.mean(axis=3) + mood[..., 0])
    speaks = (rng.random(shape[:3]) < 1.0 / (1.0 + np.exp(-eager))) & here[:, :, None]
    answers[~speaks] = np.nan
    return World(answers, asked, _truth(level, person, difficulty, taste, here), members)


def _truth(
    level: Array, person: Array, difficulty: Array, taste: Array, here: npt.NDArray[np.bool_]
) -> Array:
    grid = np.linspace(-150, 250, 4001)
    noise = math.hypot(MOOD_SD, REST_SD) * math.sqrt(2.0)
    expected = np.array(
        [sum(12.5 * (1 + math.erf((z - cut) / noise)) for cut in (12.5, 37.5, 62.5, 87.5)) for z in grid]
    )
    total = np.zeros(level.shape)
    for item in range(ITEMS):
        hard = difficulty[None, :, item] + taste[:, :, item]
        latent = level[:, None] + person + hard[:, None, None, :]
        seen = np.interp(latent, grid, expected) * here[:, :, None, None]
        total += seen.sum(axis=1) / here.sum(axis=1)[:, None, None]
    return total / ITEMS
