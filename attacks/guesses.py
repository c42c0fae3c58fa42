"""The first attack: a colleague guesses one answer from everything published, or from the sealed database.

The attacker knows how answers come about, the settings, the items and what they weigh, and the own answers.
One of them knows nothing else; another, as a thief with keys, knows the team from earlier figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from attacks import bounds, guessing, kept, people
from attacks.cases import Case
from attacks.copies import HEARD_SD, Known, imagine
from attacks.guessing import SURE, Row, Seen
from attacks.paper import Paper
from attacks.people import Answers, Floats
from attacks.table import Result
from klankbord.figures import TeamPicture
from klankbord.vocabulary import DIMENSIONS, OVERALL
from measurement.words import Response
from prompts.library import Library

COPIES = 12_000  # imagined teams for each real one; some hundred agree with what is shown
ALLOWED, ALLOWED_PINNED = 4.0, 0.2  # percentage points; percent
BANDS = (Response.FEWER_THAN_HALF, Response.HALF_TO_THREE_QUARTERS, Response.MOST)
ATTACKER = 0  # the first person of each team
WAYS = (
    "prior",
    "shown",
    "stand-in",
    "kept",
    "areas",
    "sums",
    "earlier",
    "newest",
    "newest stand-in",
)


@dataclass
class Score:
    """Right guesses and sure guesses of each way, team by team."""

    right: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})
    sure: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WAYS, 0))
    targets: int = 0


def attack(
    rng: np.random.Generator,
    library: Library,
    cases: Iterable[Case],
    *,
    targets: int,
    each: int,
    copies: int = COPIES,
) -> Score:
    """Guess `targets` answers, at most `each` in a team."""
    score = Score()
    for case in cases:
        _attack_team(rng, library, case, score, each=min(each, targets - score.targets), copies=copies)
        if score.targets >= targets:
            break
    return score


def results(score: Score, what: str) -> list[Result]:
    """Put a score into lines of the table."""

    def gain(way: str, name: str, *, bar: float | None = ALLOWED, before: str = "prior") -> Result:
        prior = np.array(score.right[before])
        by_team = 100 * (np.array(score.right[way]) - prior)
        return Result(
            f"{what}: {name}",
            "points",
            float(by_team.mean()),
            bounds.of_mean(by_team),
            bar,
            100 * float(prior.mean()),
            score.targets,
        )

    def pinned(way: str, name: str, *, bar: float | None = ALLOWED_PINNED, before: str = "prior") -> Result:
        more = max(score.sure[way] - score.sure[before], 0)
        return Result(
            f"{what}: {name}",
            "percent",
            100 * more / score.targets,
            100 * bounds.of_share(more, score.targets),
            bar,
            100 * score.sure[before] / score.targets,
            score.targets,
        )

    return [
        gain("shown", "one answer from all that is published"),
        gain("stand-in", "the same, had somebody else answered instead", bar=None),
        pinned("shown", "pinned by all that is published"),
        gain("newest", "one answer from the newest figures, who knew earlier ones", before="earlier"),
        gain("newest stand-in", "the same, had somebody else answered instead", bar=None, before="earlier"),
        gain("earlier", "told how the team really is, give or take 4 points, and nothing else", bar=None),
        gain("kept", "one answer from what a published period keeps, no keys needed", before="earlier"),
        gain("areas", "the same, from its sums by area", before="earlier"),
        gain("sums", "one answer with keys, from the sums of a sealed period", before="earlier"),
        pinned("sums", "pinned with keys, from those sums", bar=None, before="earlier"),
    ]


def seen(team: TeamPicture) -> Seen:
    """Return what everybody sees of a team's newest period."""
    names = (*DIMENSIONS, OVERALL)
    return Seen(
        tuple(team.shown(name).value for name in names),
        tuple(team.half_width(name) for name in names),
        BANDS.index(team.response),
    )


def _attack_team(
    rng: np.random.Generator, library: Library, case: Case, score: Score, *, each: int, copies: int
) -> None:
    taking_part = case.answers[:-1]
    known = Known(
        own=taking_part[ATTACKER],
        offsets=[[case.offsets[item] for item in week] for week in case.items],
        persons=taking_part.shape[0],
        members=case.members,
        everybody=case.everybody,
    )
    imagined = imagine(rng, known, copies)
    heard = case.levels[1:-1].mean(axis=0) + rng.normal(0, HEARD_SD, people.DIMENSIONS)
    informed = imagine(rng, replace(known, heard=heard), copies)
    ignorant, shown, rows = np.ones(copies), seen(case.team), kept_rows(case.team)
    by_shown, by_newest = guessing.weigh(imagined, shown), guessing.weigh(informed, shown)
    by_row = [guessing.weigh_row(informed, rows, d) for d in range(people.DIMENSIONS)]
    solved = kept.solve(informed, case, library, kept.area_sums(case, library))

    @cache
    def alike(week: int, d: int) -> dict[str, Floats]:
        """Return what is believed of any colleague."""
        return {
            "prior": guessing.beliefs(imagined, ignorant, week, d),
            "shown": guessing.beliefs(imagined, by_shown, week, d),
            "kept": guessing.beliefs(informed, by_row[d], week, d),
            "areas": guessing.beliefs(informed, kept.weigh(informed, solved, week, d), week, d),
            "sums": guessing.beliefs(informed, guessing.weigh_item(informed, taking_part, week, d), week, d),
            "earlier": guessing.beliefs(informed, ignorant, week, d),
            "newest": guessing.beliefs(informed, by_newest, week, d),
        }

    @cache
    def without(person: int) -> tuple[Floats, Floats]:
        """Return the weights by what would be shown if somebody else had answered instead."""
        other = _with_stand_in(library, case, person)
        if other is None:
            return by_shown, by_newest
        return guessing.weigh(imagined, seen(other)), guessing.weigh(informed, seen(other))

    right: dict[str, list[float]] = {way: [] for way in WAYS}
    for person, week, d in _targets(rng, taking_part, each):
        truth, (unseen, newest) = int(taking_part[person, week, d]), without(person)
        found = alike(week, d) | {
            "stand-in": guessing.beliefs(imagined, unseen, week, d),
            "newest stand-in": guessing.beliefs(informed, newest, week, d),
        }
        for way, belief in found.items():
            right[way].append(float(truth == 1 + belief.argmax()))
            score.sure[way] += bool(belief.max() >= SURE)
        score.targets += 1
    for way in WAYS:
        if right[way]:
            score.right[way].append(float(np.mean(right[way])))


def _targets(rng: np.random.Generator, answers: Answers, each: int) -> Sequence[tuple[int, int, int]]:
    given = np.argwhere(answers[1:] > people.CANNOT_SAY)
    chosen = rng.permutation(given)[: max(each, 0)]
    return [(int(person) + 1, int(week), int(d)) for person, week, d in chosen]


def _with_stand_in(library: Library, case: Case, person: int) -> TeamPicture | None:
    answers = case.answers[:-1].copy()
    answers[person] = case.answers[-1]
    paper = Paper.blank(library)
    period = paper.seal(answers, case.items, case.folded)
    return paper.publish(period, case.offsets, members=case.members)


def kept_rows(team: TeamPicture) -> list[Row]:
    """Return what the database keeps of the newest period, dimension by dimension."""
    newest = {figure.dimension: figure for figure in team.figures if figure.number == team.number}
    return [Row(newest[d].y, newest[d].n, newest[d].sx, newest[d].ss) for d in DIMENSIONS]
