"""Shared thoughts on their way: what becomes a theme, when texts leave for a coach, when they are erased."""

import pytest
from sqlalchemy import select

from klankbord import membership, publishing, sealing, sharing
from klankbord import reflections as on_their_way
from klankbord.places import find_place
from klankbord.topics import Topic
from storage import released
from storage.database import Database
from storage.reflection_tables import waiting_reflections
from tests.klankbord.test_sharing import COACH, MEET, WORDS, coach, share_text, share_topic
from tests.room import Room, room


@pytest.fixture
def stage(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Room:
    stage = room(database, tmp_path_factory.getbasetemp())
    stage.team(teachers=7)
    coach(stage)
    stage.post()
    return stage


def test_three_of_one_round_make_a_theme_and_two_leave_no_trace(stage: Room, database: Database) -> None:
    other = Topic("relational", "strength")
    for number in range(4):
        asked = stage.ask()
        for parcel in asked:
            stage.answer(parcel, (3, 4, 3))
        if number == 0:
            for parcel in asked[:3]:
                share_topic(stage, parcel)
        for parcel in asked[3:5]:
            share_topic(stage, parcel, other)  # two a week, eight in all: never a theme
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += on_their_way.AFTER_SEALING / 180 * 7
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    with database.read() as tx:
        found = released.themes_of(tx, find_place(stage.house, team="Oak").team.id)
    assert [(one.number, one.topic) for one in found] == [(1, MEET.key)]


def live(stage: Room, texts: list[int]) -> str:
    """Let four weeks pass in which so many share a text; publish; return the team's id."""
    for count in texts:
        asked = stage.ask()
        for parcel in asked:
            stage.answer(parcel, (3, 4, 3))
        for number, parcel in enumerate(asked[:count]):
            share_text(stage, parcel, f"{WORDS} Dat is gedachte {number}.")
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += on_their_way.AFTER_SEALING / 180 * 7
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    return find_place(stage.house, team="Oak").team.id


@pytest.mark.parametrize(
    ("texts", "comes"), [([3, 2, 0, 0], 5), ([2, 2, 2, 2], 0), ([4, 0, 0, 0], 0), ([0, 3, 1, 1], 5)]
)
def test_texts_leave_when_k_wait_and_three_came_in_one_round(
    stage: Room, database: Database, texts: list[int], comes: int
) -> None:
    oak = live(stage, texts)
    with database.read() as tx:
        out = released.released(tx, database.keys, oak)
        waiting = released.waiting(tx, database.keys, oak)
    assert len(out) == comes
    assert len(out) + len(waiting) == sum(texts)


def test_what_waits_joins_the_next_release(stage: Room, database: Database) -> None:
    oak = live(stage, [4, 0, 0, 0])
    live(stage, [1, 0, 0, 0])
    with database.read() as tx:
        out = released.released(tx, database.keys, oak)
        assert released.waiting(tx, database.keys, oak) == []
    assert len(out) == 5
    assert {one.number for one in out} == {2}


def test_a_coach_who_came_later_reads_nothing_that_was_meant_for_another(
    stage: Room, database: Database
) -> None:
    oak = live(stage, [4, 0, 0, 0])
    coach(stage, 502, "Finn")
    live(stage, [1, 0, 0, 0])
    eva = membership.who(stage.house, account=COACH)
    assert eva is not None
    with database.read() as tx:
        for one in released.released(tx, database.keys, oak):
            assert sharing.shared_of(one.contents).readers == (eva.id.hex(),)


def test_texts_are_erased_ninety_days_after_release_and_hundred_and_eighty_after_sealing(
    stage: Room, database: Database
) -> None:
    oak = live(stage, [5, 0, 0, 0])
    live(stage, [1, 0, 0, 0])

    def counts() -> tuple[int, int]:
        sealing.seal_due(stage.house, now=stage.clock())
        with database.read() as tx:
            out = released.released(tx, database.keys, oak)
            return len(out), len(released.waiting(tx, database.keys, oak))

    day = on_their_way.AFTER_SEALING / 180
    stage.clock.now += day * (89 - 28)
    assert counts() == (5, 1)
    stage.clock.now += day
    assert counts() == (0, 1)
    stage.clock.now += day * 130
    assert counts() == (0, 0)


def test_a_pause_erases_what_waits(stage: Room, database: Database) -> None:
    for _ in range(12):
        asked = stage.ask()
        share_text(stage, asked[0])
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += on_their_way.AFTER_SEALING / 180 * 7
    with database.read() as tx:
        assert tx.execute(select(waiting_reflections)).all()
    publishing.publish_due(stage.house, publishing.teams_with_sums(stage.house), now=stage.clock())
    with database.read() as tx:
        assert tx.execute(select(waiting_reflections)).all() == []
