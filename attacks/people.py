"""The made-up people: how teams, persons, moods and items make an answer. The attacker knows all of it.

Units are points (0-100); an answer is 1 to 5, 0 is *can't say*, -1 is silence.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Answers = npt.NDArray[np.int8]

DIMENSIONS = 3
FIRST_DAY = date(2026, 10, 5)  # on which periods without a calendar are published
SILENT, CANNOT_SAY = -1, 0
STEP = 25.0  # points between two answers
TEAM_MEAN, TEAM_SD, DIMENSION_SD = 68.0, 6.0, 6.0  # points: teams, and their dimensions
PERSON_SD = 11.8  # points: colleagues of one team
IN_GENERAL, IN_SOMETHING = 0.8, 0.6  # shares of that sd: contented in everything, and in one dimension
MOOD_SD, REST_SD = 8.0, 12.0  # points: a week, and a single answer
DIFFICULTY_SD, TASTE_SD = 8.0, 2.4  # points: items, and how a team takes one
EAGER, EAGER_SD = 1.0, 0.8  # log odds of answering in a week
EAGER_PER_POINT = 0.03  # the discontented answer less
UNSURE = 0.03  # share of items answered with "can't say"


@dataclass(frozen=True, slots=True)
class Lives:
    """Answers (teams x persons x weeks x dimensions) and how contented each person really is, in points."""

    answers: Answers
    levels: Floats  # teams x persons x dimensions


def live(rng: np.random.Generator, difficulty: Floats, *, persons: int, everybody: bool) -> Lives:
    """Let teams live through weeks; `difficulty` is teams x weeks x dimensions, in points.

    With `everybody` nobody is silent and nobody is unsure: the smallest team that answers in full.
    """
    teams, weeks, _ = difficulty.shape
    team = rng.normal(TEAM_MEAN, TEAM_SD, (teams, 1, 1)) + rng.normal(0, DIMENSION_SD, (teams, 1, DIMENSIONS))
    person = rng.normal(0, PERSON_SD * IN_GENERAL, (teams, persons, 1))
    person = person + rng.normal(0, PERSON_SD * IN_SOMETHING, (teams, persons, DIMENSIONS))
    mood = rng.normal(0, MOOD_SD, (teams, persons, weeks, 1))
    latent = (team + person)[:, :, None] + mood + difficulty[:, None]
    answers = answer(rng, latent, unsure=0.0 if everybody else UNSURE)
    if not everybody:
        hush(rng, answers, person.mean(axis=2)[:, :, None] + mood[..., 0])
    return Lives(answers, team + person)


def answer(rng: np.random.Generator, latent: Floats, *, unsure: float) -> Answers:
    """Return answers to what somebody thinks (points), with an answer's own noise."""
    points = latent + rng.normal(0, REST_SD, latent.shape)
    answers: Answers = (np.clip(np.rint(points / STEP), 0, 4) + 1).astype(np.int8)
    if unsure:
        answers[rng.random(latent.shape) < unsure] = CANNOT_SAY
    return answers


def hush(rng: np.random.Generator, answers: Answers, contented: Floats) -> None:
    """Silence persons in weeks (… x persons x weeks), the discontented more often; changes `answers`."""
    habit = EAGER + rng.normal(0, EAGER_SD, (*contented.shape[:-1], 1))
    odds = habit + EAGER_PER_POINT * contented
    answers[rng.random(contented.shape) >= 1.0 / (1.0 + np.exp(-odds))] = SILENT
