"""A year of figures: what they tell about how contented one colleague is, against the others of the team.

Nobody knows who answered in which week; the second line is what somebody could do who did know.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attacks import bounds, people
from attacks.cases import TOGETHER, difficulty, lives
from attacks.paper import Paper
from attacks.people import Answers, Floats
from attacks.table import Result
from klankbord.figures import TeamPicture
from klankbord.vocabulary import DIMENSIONS
from measurement.disclosure import MIN_ROUNDS
from measurement.settings import SETTINGS
from prompts.library import Library
from prompts.rotation import items_for

WEEKS = 38  # rounds in a school year
ALLOWED = 0.10  # correlation
DRIFT_SD = 3.0  # points: what a team really moves between two periods, in the attacker's eyes


@dataclass(frozen=True, slots=True)
class Year:
    """A team's answers (persons x weeks x dimensions), its published pictures, and how people really are."""

    answers: Answers
    levels: Floats
    team: TeamPicture
    spans: Sequence[tuple[int, int]]  # first and last week of each published period


def years(
    rng: np.random.Generator,
    library: Library,
    *,
    teams: int,
    persons: int,
    comes: int | None = None,
    leaves: int | None = None,
) -> list[Year]:
    """Let teams live through a year and publish when they may; one person may come, one leave half-way."""
    found: list[Year] = []
    for first in range(0, teams, TOGETHER):
        paper, hard = Paper.blank(library), difficulty(rng, library)
        items = [
            [items_for(library, place=place, round_index=week) for week in range(WEEKS)]
            for place in range(min(TOGETHER, teams - first))
        ]
        lived = lives(rng, items, hard, persons=persons, everybody=False)
        if comes is not None:
            lived.answers[:, comes, : WEEKS // 2] = people.SILENT
        if leaves is not None:
            lived.answers[:, leaves, WEEKS // 2 :] = people.SILENT
        pictures: list[TeamPicture | None] = [None] * len(items)
        spans: list[list[tuple[int, int]]] = [[] for _ in items]
        for end in range(MIN_ROUNDS, WEEKS + 1):
            for number, asked in enumerate(items):
                start = spans[number][-1][1] + 1 if spans[number] else 0
                if end - start < MIN_ROUNDS:
                    continue
                offsets = paper.offsets()
                answers = lived.answers[number, :-1, start:end]
                period = paper.seal(answers, asked[start:end], offsets, start)
                picture = paper.publish(period, offsets, members=persons, before=pictures[number])
                if picture is not None:
                    paper.learn(period)
                    pictures[number] = picture
                    spans[number].append((start, end - 1))
        for number, picture in enumerate(pictures):
            if picture is not None:
                found.append(
                    Year(
                        lived.answers[number, :-1],
                        lived.levels[number, :-1].mean(axis=1),
                        picture,
                        spans[number],
                    )
                )
    return found


def results(rng: np.random.Generator, found: Sequence[Year]) -> list[Result]:
    """Correlate what the attacker thinks with how people are, within teams."""
    lines = []
    for name, informed, bar in (
        ("a year of figures: a colleague's level", False, ALLOWED),
        ("the same, by somebody who knows who answered each week", True, None),
    ):
        guesses, truths = [], []
        for year in found:
            guess = _guess(rng, year, informed=informed)
            guesses.append(guess - guess.mean())
            truths.append(year.levels - year.levels.mean())
        r = float(np.corrcoef(np.concatenate(guesses), np.concatenate(truths))[0, 1])
        pairs = sum(len(year.levels) - 1 for year in found)
        lines.append(Result(name, "correlation", abs(r), bounds.of_correlation(r, pairs), bar, targets=pairs))
    return lines


def _guess(rng: np.random.Generator, year: Year, *, informed: bool) -> Floats:
    """Estimate levels from shown figures: undo the filter, then lay each period beside who was there.

    Somebody who does not know who was there takes the most likely pattern at random.
    """
    return posterior(year, presence(rng, year, informed=informed))[0]


def posterior(year: Year, shares: Floats) -> tuple[Floats, Floats]:
    """Return what the attacker thinks of each person's level against the team (points), and how sure (sd)."""
    observed, noise = _undone(year)
    periods = len(observed)
    design = np.concatenate([shares, np.ones((periods, 1))], axis=1)
    prior = np.diag([people.PERSON_SD**2 * people.IN_GENERAL**2] * shares.shape[1] + [72.0])
    walk = DRIFT_SD**2 * np.minimum.outer(np.arange(periods), np.arange(periods))
    cover = design @ prior @ design.T + np.diag(noise) + walk
    gain = prior @ design.T @ np.linalg.inv(cover)
    mean = gain @ (observed - people.TEAM_MEAN)
    left = np.sqrt(np.diag(prior - gain @ design @ prior))
    return mean[:-1], left[:-1]


def presence(rng: np.random.Generator, year: Year, *, informed: bool) -> Floats:
    """Return each person's share of each period's check-ins, as known or as drawn."""
    there = year.answers[..., 0] != people.SILENT
    if not informed:
        there = rng.random(there.shape) < there.mean()
    counts = np.array([there[:, first : last + 1].sum(axis=1) for first, last in year.spans], dtype=float)
    shares: Floats = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
    return shares


def _undone(year: Year) -> tuple[Floats, Floats]:
    """Return each period's mean of the three dimensions as far as shown figures tell it, and its noise."""
    observed, noise = [], []
    for number in range(1, year.team.number + 1):
        means, variances = [], []
        for dimension in DIMENSIONS:
            points = year.team.points(dimension)
            shown = [5.0 * np.floor(point.m / 5.0 + 0.5) for point in points]
            before = shown[number - 2] if number > 1 else SETTINGS.mu0
            gap = points[number - 1].week - points[number - 2].week if number > 1 else 0
            prior = points[number - 2].p + SETTINGS.q * gap if number > 1 else SETTINGS.p0
            gain = 1.0 - points[number - 1].p / prior  # the attacker can work this out from the settings
            means.append(before + (shown[number - 1] - before) / gain)
            rounding = 25.0 / 12.0 * (1.0 + (1.0 - gain) ** 2) / gain**2
            variances.append(rounding + prior * (1.0 - gain) / gain * 0.6)
        observed.append(float(np.mean(means)))
        noise.append(float(np.mean(variances)) / len(DIMENSIONS))
    return np.array(observed), np.array(noise)
