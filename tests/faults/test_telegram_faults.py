"""Telegram fails in every way it knows while a whole school answers: no check-in is lost or counted twice."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from playground.faults import Call, Delay, Fault, Garble, HangUp, Refuse
from storage.database import Database
from tests.faults.large_school import (
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
