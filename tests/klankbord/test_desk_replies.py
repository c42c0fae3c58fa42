"""A coach's answer to a team: who wrote it is kept, the name is not."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from klankbord import desk_replies, membership, places, setting_up
from klankbord.visits import Visitor
from klankbord.vocabulary import Refusal
from storage import released
from storage.database import Database
from tests.room import Room, room

COACH, NAME, WORDS = 8_123, "Wendelmoet Zwart", "Thank you."


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    found = room(database, tmp_path)
    found.team(teachers=6)
    code = setting_up.invite(found.house, role="coach", teams=["Oak"])[0]
    now = found.clock()
    membership.join(found.house, code=code, account=COACH, chat=COACH, language="en", name=NAME, now=now)
    found.post()
    return found


def write(stage: Room) -> None:
    """Let the coach write to the team."""
    person = membership.who(stage.house, account=COACH)
    assert person is not None
    mine = tuple(part.membership for part in membership.parts_of(stage.house, person))
    visitor = Visitor(person.id, "en", coaches=mine, leads=(), since=None)
    oak = places.find_place(stage.house, team="Oak").team.id
    desk_replies.send_reply(stage.house, visitor, oak, WORDS, language="en", now=stage.clock())


def send(stage: Room) -> str:
    """Let the coach write to the team; return the id of the answer."""
    write(stage)
    stage.clock.now += timedelta(days=3)
    (reply,) = {one.letter.subject for one in stage.post() if one.letter.kind == "answer"}
    return reply


def test_the_name_under_an_answer_goes_with_its_writer(stage: Room) -> None:
    reply = send(stage)
    assert desk_replies.reply_of(stage.house, reply, language="en") == (NAME, WORDS)
    with stage.house.db.read() as tx:
        assert NAME not in (released.reply(tx, stage.house.keys, reply) or "")
    person = membership.who(stage.house, account=COACH)
    assert person is not None
    membership.stop(stage.house, person)
    assert desk_replies.reply_of(stage.house, reply, language="en") == ("your coach", WORDS)


def test_an_answer_from_before_keeps_the_name_that_it_was_signed_with(stage: Room) -> None:
    oak = places.find_place(stage.house, team="Oak").team.id
    with stage.house.db.write() as tx:
        contents = json.dumps({"name": NAME, "words": WORDS})
        reply = released.add_reply(tx, stage.house.keys, oak, day=stage.clock().date(), contents=contents)
    assert desk_replies.reply_of(stage.house, reply, language="nl") == (NAME, WORDS)


def test_a_team_gets_one_answer_a_week_also_from_those_who_send_at_one_moment(stage: Room) -> None:
    start = Barrier(4, timeout=20)

    def try_it(_: int) -> str:
        start.wait()
        try:
            write(stage)
        except Refusal as refused:
            return refused.key
        return "sent"

    with ThreadPoolExecutor(4) as coaches:
        outcomes = sorted(coaches.map(try_it, range(4)))
    assert outcomes == ["answered_already"] * 3 + ["sent"]
    stage.clock.now += timedelta(days=3)
    told = [one.letter.subject for one in stage.post() if one.letter.kind == "answer"]
    assert len(set(told)) == 1
