"""Sealing against answers that come at the same moment, two workers, and items that are turned."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

from klankbord import periods, places, sealing, setting_up
from klankbord.rhythm_of_weeks import tick
from klankbord.vocabulary import Refusal
from prompts.library import load
from storage import sums
from storage.database import Database
from storage.rounds import open_rounds
from tests.room import Room, room

WEEK = timedelta(weeks=1)


def open_period(stage: Room, name: str = "Oak") -> periods.Period:
    with stage.house.db.read() as tx:
        return periods.from_text(sums.read(tx, stage.house.keys, places.find_team(tx, name).id))


def test_an_answer_given_while_its_round_is_sealed_counts_or_is_refused(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(members=12, teachers=12)
    stage.post()
    parcels = stage.ask()
    start = Barrier(5, timeout=20)

    def answer(number: int) -> int:
        start.wait()
        given = 0
        for parcel in parcels[number::4]:
            try:
                stage.answer(parcel, (4, 4, 4))
            except Refusal:
                continue  # sealed: the teacher is told so
            given += 1
        return given

    def seal() -> None:
        start.wait()
        sealing.seal_now(stage.house, team="Oak")

    with ThreadPoolExecutor(5) as workers:
        counts = [workers.submit(answer, number) for number in range(4)]
        sealed = workers.submit(seal)
        given = sum(count.result() for count in counts)
        sealed.result()
    assert open_period(stage).weekly == (given,), "a confirmed answer was lost, or counted twice"


def test_two_workers_seal_a_round_once(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    for parcel in stage.ask():
        stage.answer(parcel, (4, 4, 4))
    stage.clock.now += 2 * WEEK
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: sealing.seal_due(stage.house, now=stage.clock()), range(8)))
    assert open_period(stage).weekly == (7,)


def test_a_round_is_sealed_when_its_second_sunday_is_over_at_school(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    stage.ask()
    sunday_night = stage.clock.now.replace(day=15, hour=22, minute=59)  # one minute to midnight at school
    assert sealing.seal_due(stage.house, now=sunday_night) == set()
    assert len(sealing.seal_due(stage.house, now=sunday_night + timedelta(minutes=1))) == 1


def test_reversed_items_are_turned_before_they_are_summed() -> None:
    library = load()
    turned = [item.id for item in library.items.values() if item.points(5) == 0]
    straight = [item.id for item in library.items.values() if item.points(5) == 100]
    assert len(turned) + len(straight) == len(library.items)
    assert 6 <= len(turned) <= 9
    for item in (turned[0], straight[0]):
        points = [library.items[item].points(choice) for choice in range(1, 6)]
        assert sorted(points) == [0, 25, 50, 75, 100]


def test_cannot_say_counts_as_a_check_in_and_in_no_sum(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team(teachers=7)
    stage.post()
    for parcel in stage.ask():
        stage.answer(parcel, (0, 0, 0))
    sealing.seal_now(stage.house, team="Oak")
    period = open_period(stage)
    assert (period.weekly, period.full) == ((7,), (0,))
    assert not period.items
    assert not period.loose


def test_a_paused_team_gathers_no_sums_from_the_round_that_was_still_open(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    setting_up.add_school(stage.house, name="Far", country="xx")  # no holidays: a round every week
    setting_up.add_team(stage.house, name="Oak", school="Far", members=8, now=stage.clock())
    for account in range(6):
        stage.join("Oak", account)
    for _ in range(15):
        stage.clock.now += WEEK
        tick(stage.house, now=stage.clock())
        with stage.house.db.read() as tx:
            team = places.find_team(tx, "Oak")
        if team.state == "paused":
            break
    assert team.state == "paused"
    with stage.house.db.read() as tx:
        assert open_rounds(tx, team.id), "the week after the twelfth is still open"
    stage.clock.now += 2 * WEEK
    tick(stage.house, now=stage.clock())
    with stage.house.db.read() as tx:
        assert open_rounds(tx, team.id) == []
        assert sums.read(tx, stage.house.keys, team.id) is None
