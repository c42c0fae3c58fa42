"""Clocks jump, summer time begins and ends, Telegram is slow: each week asks once, at the local hour."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.delivery import USUAL
from klankbord import periods, places
from klankbord.rhythm_of_weeks import tick
from playground.faults import Call, Delay, Fault
from storage import releases, sums
from storage.database import Database
from tests.faults.large_school import ASKED, handed_in, large_school, prompts
from tests.room import Room, room

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def counted(stage: Room) -> int:
    """Count the check-ins that stand in sums and pictures."""
    with stage.house.db.read() as tx:
        oak = places.find_team(tx, "Oak")
        rest = periods.from_text(sums.read(tx, stage.house.keys, oak.id)).checkins
        return rest + sum(release.checkins for release in releases.releases_of(tx, oak.id))


def asked(stage: Room) -> Counter[bytes]:
    """Do what is due now, answer every check-in; return how often each person was asked."""
    tick(stage.house, now=stage.clock())
    got: Counter[bytes] = Counter()
    for parcel in stage.post():
        if parcel.letter.kind == "checkin":
            got[parcel.person.id] += 1
            stage.answer(parcel, (4, 4, 4))
    return got


def test_a_clock_that_jumps_a_month_ahead_asks_nobody_twice_and_counts_everybody_once(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=8)
    stage.post()
    stage.clock.now += timedelta(days=ASKED)
    assert sorted(asked(stage).values()) == [1] * 8
    stage.clock.now += timedelta(days=30)
    jumped = asked(stage)
    assert set(jumped.values()) <= {1}, "what was missed is not asked all at once"
    for _ in range(21):
        stage.clock.now += timedelta(days=1)
        week = asked(stage)
        assert set(week.values()) <= {1}
        jumped += week
    sealed = counted(stage)
    assert sealed >= 8
    assert sealed <= 8 + sum(jumped.values())


def test_a_clock_that_goes_back_a_day_asks_nobody_again_and_loses_nothing(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=8)
    stage.post()
    stage.clock.now += timedelta(days=ASKED)
    assert sorted(asked(stage).values()) == [1] * 8
    stage.clock.now -= timedelta(days=1)
    for _ in range(12):
        assert asked(stage) == Counter()
        stage.clock.now += timedelta(hours=6)
    stage.clock.now += timedelta(days=14)
    tick(stage.house, now=stage.clock())
    assert counted(stage) == 8


@pytest.mark.parametrize(
    "monday",
    [datetime(2027, 3, 22, 7, tzinfo=UTC), datetime(2026, 10, 12, 7, tzinfo=UTC)],
    ids=["summer time begins", "summer time ends"],
)
@on_sqlite
def test_a_night_with_another_number_of_hours_changes_no_hour_of_asking(
    monday: datetime, database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path, now=monday)
    stage.team(teachers=6)
    stage.post()
    moments: dict[bytes, list[datetime]] = {}
    until = monday + timedelta(days=23)
    while stage.clock.now < until:
        for person, times in asked(stage).items():
            assert times == 1
            moments.setdefault(person, []).append(stage.clock.now.astimezone(AMSTERDAM))
        afternoon = 12 <= stage.clock.now.hour < 16
        stage.clock.now += timedelta(minutes=30 if afternoon else 150)
    assert len(moments) == 6
    for times in moments.values():
        assert len(times) >= 2
        assert {moment.strftime("%H:%M") for moment in times} == {"15:30"}
        assert len({moment.isocalendar()[:2] for moment in times}) == len(times)
    offsets = {moment.utcoffset() for times in moments.values() for moment in times}
    assert len(offsets) == 2, "both kinds of time were seen"


@on_sqlite
async def test_a_slow_telegram_keeps_nobody_from_being_heard(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def slow(call: Call) -> Fault | None:
        return Delay(0.4)

    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="webhook", teams=1, each=8, patience=USUAL
    ) as school:
        school.telegram.fault = slow
        await school.ask_and_answer()
        assert school.answers() == 8
        assert [len(prompts(person)) for person in school.teachers] == [1] * 8
        assert [len(handed_in(person)) for person in school.teachers] == [1] * 8
