"""Copies of a team as somebody in it imagines them: made-up lives that agree with the own answers.

The arithmetic of a period is measurement's, written for thousands of copies at once; a test holds both
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attacks import people
from attacks.people import Answers, Floats
from measurement.disclosure import LEAST_GROUP, MOST_WEIGHT
from measurement.settings import SETTINGS
from measurement.sums import Offset
from measurement.tide import HIGH_END, LEAST_WIDTH, LOW_END, ROUNDING_VAR, STEP, Z80

ANSWER_VAR = people.REST_SD**2 + people.STEP**2 / 12  # points²: an answer around what somebody thinks

HEARD_SD = 4.0  # points: how well a term of figures tells a level (the sd of the design's own example)
SPARE = 6  # draws for each copy that has to agree with earlier figures


@dataclass(frozen=True, slots=True)
class Known:
    """What a member of a team knows without any publication.

    `own` is weeks x dimensions (0 = can't say, -1 = silent); `offsets` are those of the items asked.
    """

    own: Answers
    offsets: Sequence[Sequence[Offset]]
    persons: int
    members: int
    everybody: bool
    heard: Floats | None = None  # the colleagues' level by dimension, as far as earlier figures told it


@dataclass(frozen=True, slots=True)
class Copies:
    """Colleagues' answers (copies x persons x weeks x dimensions) and what would be kept and shown.

    Figures are copies x 4: three dimensions and the overall index.
    """

    answers: Answers
    n: Floats  # copies x weeks x dimensions: answers, the own one too
    sx: Floats  # and their sum in points
    sxx: Floats  # and sum of squares
    y: Floats
    m: Floats
    shown: Floats
    width: Floats
    response: Floats
    publishable: Floats  # 0 or 1


def imagine(rng: np.random.Generator, known: Known, count: int) -> Copies:
    """Draw copies from what the attacker believes before anything is published."""
    weeks = known.own.shape[0]
    drawn = count if known.heard is None else count * SPARE
    team, hard = _team_and_items(rng, known, drawn)
    others = known.persons - 1
    person = rng.normal(0, people.PERSON_SD * people.IN_GENERAL, (drawn, others, 1))
    person = person + rng.normal(
        0, people.PERSON_SD * people.IN_SOMETHING, (drawn, others, people.DIMENSIONS)
    )
    if known.heard is not None:
        off = team + person.mean(axis=1) - known.heard
        weight = np.exp(-0.5 * (off**2).sum(axis=1) / HEARD_SD**2)
        chosen = rng.choice(drawn, count, p=weight / weight.sum())
        team, hard, person = team[chosen], hard[chosen], person[chosen]
    mood = rng.normal(0, people.MOOD_SD, (count, others, weeks, 1))
    latent = (team[:, None] + person)[:, :, None] + mood + hard[:, None]
    answers = people.answer(rng, latent, unsure=0.0 if known.everybody else people.UNSURE)
    if not known.everybody:
        people.hush(rng, answers, person.mean(axis=2)[:, :, None] + mood[..., 0])
    return published(answers, known)


def _team_and_items(rng: np.random.Generator, known: Known, count: int) -> tuple[Floats, Floats]:
    """Draw team levels and item difficulties given the own answers (a Gaussian model of them)."""
    weeks, d = known.own.shape[0], people.DIMENSIONS
    b = np.array([[offset.b for offset in week] for week in known.offsets])
    v = np.array([[offset.v for offset in week] for week in known.offsets]) + people.TASTE_SD**2
    size = d + weeks * d
    prior = np.zeros((size, size))
    prior[:d, :d] = people.TEAM_SD**2 + people.DIMENSION_SD**2 * np.eye(d)
    prior[d:, d:] = np.diag(v.reshape(-1))
    mean = np.concatenate([np.full(d, people.TEAM_MEAN), b.reshape(-1)])
    given = np.flatnonzero(known.own.reshape(-1) > people.CANNOT_SAY)
    if given.size:
        which, week = given % d, given // d
        design = np.zeros((given.size, size))
        design[np.arange(given.size), which] = 1.0
        design[np.arange(given.size), d + given] = 1.0
        same = which[:, None] == which[None, :]
        noise = people.PERSON_SD**2 * (people.IN_GENERAL**2 + people.IN_SOMETHING**2 * same)
        noise = noise + people.MOOD_SD**2 * (week[:, None] == week[None, :]) + ANSWER_VAR * np.eye(given.size)
        seen = (known.own.reshape(-1)[given] - 1.0) * people.STEP
        gain = prior @ design.T @ np.linalg.inv(design @ prior @ design.T + noise)
        mean = mean + gain @ (seen - design @ mean)
        prior = prior - gain @ design @ prior
    drawn = mean + rng.standard_normal((count, size)) @ np.linalg.cholesky(prior + 1e-9 * np.eye(size)).T
    return drawn[:, :d], drawn[:, d:].reshape(count, weeks, d)


def published(answers: Answers, known: Known) -> Copies:
    """Return what a period of these colleagues (copies x persons x weeks x dimensions) would show."""
    everybody = np.concatenate(
        [answers, np.broadcast_to(known.own, (answers.shape[0], 1, *known.own.shape))], axis=1
    )
    said = everybody > people.CANNOT_SAY
    points = np.where(said, (everybody - 1.0) * people.STEP, 0.0)
    n, sx, sxx = said.sum(axis=1).astype(float), points.sum(axis=1), (points**2).sum(axis=1)
    weekly = (everybody[..., 0] != people.SILENT).sum(axis=1)
    full = said.all(axis=3).sum(axis=1)
    b = np.array([[offset.b for offset in week] for week in known.offsets])
    v = np.array([[offset.v for offset in week] for week in known.offsets])
    total = np.maximum(n.sum(axis=1), 1.0)
    y = (sx - n * b).sum(axis=1) / total
    r = SETTINGS.r1 / total + (n**2 * (SETTINGS.r0 + v)).sum(axis=1) / total**2
    y = np.concatenate([y, y.mean(axis=1, keepdims=True)], axis=1)
    r = np.concatenate([r, SETTINGS.overall_r_factor * r.mean(axis=1, keepdims=True)], axis=1)
    p0 = np.array([SETTINGS.p0] * people.DIMENSIONS + [SETTINGS.overall_p0])
    gain = p0 / (p0 + r)
    m, p = SETTINGS.mu0 + gain * (y - SETTINGS.mu0), (1.0 - gain) * p0
    weeks = weekly.shape[1]
    mean_weekly = np.maximum(weekly.sum(axis=1) / weeks, 1.0)
    absent = np.maximum(1.0 / mean_weekly - 1.0 / known.members, 0.0)[:, None]
    variance = p + SETTINGS.rho * SETTINGS.r1 * absent + ROUNDING_VAR
    best = weekly.max(axis=1)
    enough, light = full.max(axis=1) >= LEAST_GROUP, weeks <= MOST_WEIGHT * n.sum(axis=1).min(axis=1)
    return Copies(
        answers=answers,
        n=n,
        sx=sx,
        sxx=sxx,
        y=y,
        m=m,
        shown=np.clip(STEP * np.floor(m / STEP + 0.5), LOW_END, HIGH_END),
        width=np.maximum(np.floor(Z80 * np.sqrt(variance) + 0.5), LEAST_WIDTH),
        response=(2 * best >= known.members).astype(float) + (4 * best > 3 * known.members),
        publishable=1.0 * (enough & light),
    )
