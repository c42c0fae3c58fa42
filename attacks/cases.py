"""Teams to attack: made-up answers that became a published period, through a database or in memory.

The database way is the whole product; the memory way is the same arithmetic, by the room's and
measurement's own functions, for more teams than a database plays in a few minutes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attacks import people
from attacks.paper import Paper
from attacks.people import Answers, Floats, Lives
from attacks.school import School, school
from klankbord import periods
from klankbord.figures import TeamPicture, picture_of
from klankbord.offsets import offsets_in_force
from klankbord.periods import Period
from klankbord.places import find_place
from measurement.disclosure import MIN_ROUNDS
from measurement.tide import Offset
from prompts.library import Library
from prompts.rotation import items_for
from storage import sums
from storage.secrets import new_key

TOGETHER = 20  # teams of one installation: items are known better with every team that is published


@dataclass(frozen=True, slots=True)
class Case:
    """A team with one published period; `answers` are persons x weeks x dimensions.

    The last person is a stand-in who took no part; `period` is what was sealed just before publication.
    """

    answers: Answers
    levels: Floats  # persons x dimensions, in points
    items: Sequence[Sequence[str]]
    offsets: Mapping[str, Offset]  # in force at publication
    folded: Mapping[str, Offset]  # in force when the weeks were sealed
    period: Period
    team: TeamPicture
    members: int
    everybody: bool


def in_memory(
    rng: np.random.Generator, library: Library, *, teams: int, persons: int, everybody: bool
) -> Iterator[Case]:
    """Return teams whose first period was published, without a database."""
    paper = Paper.blank(library)
    for number in range(teams):
        if number % TOGETHER == 0:
            paper, hard = Paper.blank(library), difficulty(rng, library)
        items = [items_for(library, place=number % TOGETHER, round_index=week) for week in range(MIN_ROUNDS)]
        lived = lives(rng, [items], hard, persons=persons, everybody=everybody)
        answers, levels = lived.answers[0], lived.levels[0]
        offsets = paper.offsets()
        period = paper.seal(answers[:-1], items, offsets)
        team = paper.publish(period, offsets, members=persons)
        if team is not None:
            paper.learn(period)
            yield Case(answers, levels, items, offsets, offsets, period, team, persons, everybody)


def in_database(
    rng: np.random.Generator, folder: Path, *, teams: int, persons: int, everybody: bool, url: str = ""
) -> Iterator[Case]:
    """Return teams whose first period was published by the whole product, on a real database."""
    for first in range(0, teams, TOGETHER):
        with school(folder / f"school-{persons}-{first}", new_key(), url=url) as one:
            names = [f"{persons} {first + number}" for number in range(min(TOGETHER, teams - first))]
            yield from _one_school(rng, one, names, persons=persons, everybody=everybody)
        if url:
            return  # one database holds one installation


def _one_school(
    rng: np.random.Generator, one: School, names: Sequence[str], *, persons: int, everybody: bool
) -> Iterator[Case]:
    hard = difficulty(rng, one.library)
    for name in names:
        one.team(name, members=persons)
    places = [find_place(one.house, team=name).team.place for name in names]
    items = [
        [items_for(one.library, place=place, round_index=week) for week in range(MIN_ROUNDS)]
        for place in places
    ]
    lived = lives(rng, items, hard, persons=persons, everybody=everybody)
    for week in range(MIN_ROUNDS):

        def choose(name: str, person: int, asked: Sequence[str], week: int = week) -> list[int] | None:
            number = names.index(name)
            if tuple(asked) != tuple(items[number][week]):
                raise ValueError("the rotation asked something else")
            given: list[int] = lived.answers[number, person, week].tolist()
            return None if given[0] == people.SILENT else given

        one.week(choose)
    one.next_monday()
    with one.house.db.read() as tx:
        folded = offsets_in_force(one.house, tx)
    for number, name in enumerate(names):
        with one.house.db.read() as tx:
            offsets = offsets_in_force(one.house, tx)
            period = periods.from_text(sums.read(tx, one.house.keys, one.teams[name]))
        if one.publish(name):
            team = picture_of(one.house, find_place(one.house, team=name))
            if team is not None:
                yield Case(
                    lived.answers[number],
                    lived.levels[number],
                    items[number],
                    offsets,
                    folded,
                    period,
                    team,
                    persons,
                    everybody,
                )


def difficulty(rng: np.random.Generator, library: Library) -> dict[str, float]:
    """Draw how easy each item is, in points."""
    return {item: float(rng.normal(0, people.DIFFICULTY_SD)) for item in sorted(library.items)}


def lives(
    rng: np.random.Generator,
    items: Sequence[Sequence[Sequence[str]]],
    hard: Mapping[str, float],
    *,
    persons: int,
    everybody: bool,
) -> Lives:
    """Let teams answer their items (teams x weeks x dimensions); one stand-in more than `persons` each."""
    table: Floats = np.array([[[hard[item] for item in week] for week in team] for team in items])
    table = table + rng.normal(0, people.TASTE_SD, table.shape)
    return people.live(rng, table, persons=persons + 1, everybody=everybody)
