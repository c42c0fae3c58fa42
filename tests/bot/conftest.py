"""A team that was just asked, on a real database, with the bot running and the clock in the test's hands."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from klankbord import places
from playground.people import Person
from storage import rounds, slips
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing
from tests.cast import Stage, stage

TUESDAY = 1.4  # days from Monday morning until the team's time has come


@dataclass
class Team:
    """Team Oak with six teachers, and what its database holds."""

    stage: Stage
    teachers: list[Person]

    def answers(self) -> list[bytes]:
        """Return the open answers, in no order."""
        with self.stage.house.db.read() as tx:
            oak = places.find_team(tx, "Oak")
            return [
                answer
                for found in rounds.open_rounds(tx, oak.id)
                for answer in slips.read_answers(tx, self.stage.house.keys, found.id)
            ]


@pytest.fixture
async def play(
    tmp_path: Path, keys: KeyRing, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """Return a running bot with an empty team Oak; the index of the cards is shared, as it never changes."""
    database = Database(sqlite_url(tmp_path / "test.sqlite"), keys)
    database.migrate()
    async with stage(database, tmp_path_factory.getbasetemp()) as running:
        running.team("Oak")
        yield running
    database.close()


@pytest.fixture
async def oak(play: Stage) -> Team:
    """Return team Oak on Monday: six teachers take part, the week is open, nobody was asked yet."""
    teachers = await play.fill("Oak", teachers=6)
    await play.tick()
    return Team(play, teachers)


@pytest.fixture
async def asked(oak: Team) -> Team:
    """Return team Oak on Tuesday, just asked."""
    await oak.stage.pass_days(TUESDAY)
    return oak
