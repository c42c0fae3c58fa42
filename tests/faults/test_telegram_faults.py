"""Telegram fails in every way it knows while a whole school answers: no check-in is lost or counted twice."""

import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from klankbord import places
from klankbord.rounds import SPARE_SHARE, SPARE_SLIPS
from playground.faults import Call, Delay, Fault, Garble, HangUp, Refuse
from storage import rounds
from storage.database import Database
from tests.faults.large_school import (
    ASKED,
    WAYS,
    LargeSchool,
    Way,
    answer_when_asked,
    handed_in,
    large_school,
    prompts,
)

LATE = 1.4  # seconds: longer than the bot of these tests waits for an answer
TEAMS = int(os.environ.get("KLANKBORD_FAULT_TEAMS", "2"))  # 20 teams of 10 take some ten minutes
PER_TEAM = int(os.environ.get("KLANKBORD_FAULT_PER_TEAM", "6"))
SLIPS = PER_TEAM + SPARE_SLIPS + math.ceil(PER_TEAM * SPARE_SHARE)  # of one team's round
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class EveryNth:
    """Lets every n-th call fail."""

    fault: Fault
    n: int = 7
    made: int = 0
    failed: int = 0

    def __call__(self, call: Call) -> Fault | None:
        self.made += 1
        if self.made % self.n:
            return None
        self.failed += 1
        return self.fault


@dataclass
class Burst:
    """Lets so many calls in a row fail, after a few that pass."""

    fault: Fault
    first: int = 5
    length: int = 25
    made: int = 0
    failed: int = 0

    def __call__(self, call: Call) -> Fault | None:
        self.made += 1
        if not self.first < self.made <= self.first + self.length:
            return None
        self.failed += 1
        return self.fault


@dataclass
class InARow:
    """Lets letters to one chat fail, each in its own way; the last way stays."""

    chat: int
    faults: Sequence[Fault]
    failed: int = 0

    def __call__(self, call: Call) -> Fault | None:
        if call.method != "sendMessage" or call.chat != self.chat:
            return None
        self.failed += 1
        return self.faults[min(self.failed, len(self.faults)) - 1]


NOTHING_DELIVERED: dict[str, Callable[[], EveryNth | Burst]] = {
    "every seventh call is one too many": lambda: EveryNth(
        Refuse(429, "Too Many Requests: retry after 1", retry_after=1)
    ),
    "every seventh call is a server error": lambda: EveryNth(Refuse(500, "Internal Server Error")),
    "every seventh call meets a proxy": lambda: EveryNth(Garble()),
    "a burst of server errors": lambda: Burst(Refuse(500, "Internal Server Error")),
    "a burst of proxy pages": lambda: Burst(Garble()),
    "a burst of floods": lambda: Burst(Refuse(429, "Too Many Requests: retry after 1", retry_after=1)),
}
DELIVERED_OR_NOT: dict[str, Callable[[], EveryNth | Burst]] = {
    "every seventh connection breaks before the effect": lambda: EveryNth(HangUp()),
    "every seventh connection breaks after the effect": lambda: EveryNth(HangUp(after_effect=True)),
    "a burst of broken connections": lambda: Burst(HangUp()),
    "every fifteenth answer comes too late": lambda: EveryNth(Delay(LATE), n=15),
    "every seventh answer is no JSON": lambda: EveryNth(Garble(200, '{"ok": tru')),
}


def both_ways(faults: Iterable[str]) -> list[tuple[str, Way]]:
    """Pair faults with the ways updates come; a burst hits calls that are the same in both."""
    return [(name, way) for name in faults for way in WAYS if way == "polling" or "burst" not in name]


def nobody_is_lost_or_counted_twice(school: LargeSchool) -> None:
    assert [len(handed_in(person)) for person in school.teachers] == [1] * len(school.teachers)
    assert school.answers() == len(school.teachers)


def everybody_was_asked_once(school: LargeSchool) -> None:
    assert [len(prompts(person)) for person in school.teachers] == [1] * len(school.teachers)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "database_url"), [("polling", "sqlite"), ("webhook", "postgresql")], indirect=["database_url"]
)
async def test_two_hundred_teachers_answer_at_once(
    way: Way, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(database, tmp_path_factory.getbasetemp(), way=way, teams=20) as school:
        await school.ask_and_answer()
        assert len(school.teachers) == 200
        nobody_is_lost_or_counted_twice(school)
        everybody_was_asked_once(school)


@pytest.mark.parametrize(("name", "way"), both_ways(NOTHING_DELIVERED))
@on_sqlite
async def test_everybody_is_asked_once_and_heard_once_when(
    name: str, way: Way, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way=way, teams=TEAMS, each=PER_TEAM
    ) as school:
        school.telegram.fault = fault = NOTHING_DELIVERED[name]()
        await school.ask_and_answer()
        assert fault.failed
        nobody_is_lost_or_counted_twice(school)
        everybody_was_asked_once(school)


@pytest.mark.parametrize(("name", "way"), both_ways(DELIVERED_OR_NOT))
@on_sqlite
async def test_everybody_is_heard_once_even_if_asked_twice_when(
    name: str, way: Way, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way=way, teams=TEAMS, each=PER_TEAM
    ) as school:
        school.telegram.fault = fault = DELIVERED_OR_NOT[name]()
        await school.ask_and_answer()
        assert fault.failed
        assert school.answers() == len(school.teachers)
        school.telegram.fault = None
        for person in school.teachers:
            if not handed_in(person):  # an edit that came late put an earlier question back on the screen
                await answer_when_asked(person, 10)
        nobody_is_lost_or_counted_twice(school)


def slips_left(school: LargeSchool) -> int:
    """Count the slips that nobody was shown."""
    with school.house.db.write() as tx:
        (found,) = rounds.open_rounds(tx, places.find_team(tx, "Team 0").id)
        return len(rounds.take_slips(tx, school.house.keys, {found.id: 99})[found.id])


@pytest.mark.parametrize(
    "then",
    [
        Refuse(429, "Too Many Requests: retry after 300", retry_after=300),
        Refuse(403, "Forbidden: bot was blocked by the user"),
        Refuse(400, "Bad Request: message is too odd"),
        Refuse(400, "Bad Request: moved", migrate_to=5),
    ],
    ids=lambda fault: fault.description,
)
@on_sqlite
async def test_a_slip_that_may_have_arrived_is_nobody_elses_whatever_the_next_try_says(
    then: Refuse, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=PER_TEAM
    ) as school:
        one = school.teachers[0]
        school.telegram.fault = fault = InARow(one.number, [HangUp(after_effect=True), then])
        await school.knock(ASKED)
        assert fault.failed == 2
        school.telegram.fault = None
        everybody_was_asked_once(school)
        one.send("/checkin")
        await one.receives("staat hierboven")
        everybody_was_asked_once(school)
        assert slips_left(school) == SLIPS - len(school.teachers)


@on_sqlite
async def test_a_slip_that_may_have_arrived_is_nobody_elses_when_the_database_goes_away(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def away_and_fails(call: Call) -> Fault | None:
        if call.method != "sendMessage" or call.chat != one.number:
            return None
        with database.write() as tx:
            tx.execute(text("ALTER TABLE slips RENAME TO away"))
        return HangUp(after_effect=True)

    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=PER_TEAM
    ) as school:
        one = school.teachers[0]
        school.telegram.fault = away_and_fails
        await school.knock(ASKED)
        school.telegram.fault = None
        with database.write() as tx:
            tx.execute(text("ALTER TABLE away RENAME TO slips"))
        everybody_was_asked_once(school)
        await answer_when_asked(one, 10)
        assert school.answers() == 1
        assert slips_left(school) == SLIPS - len(school.teachers)
