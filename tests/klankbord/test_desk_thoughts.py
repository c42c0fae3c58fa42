"""What lies on a coach's desk of what a team shared: open texts page by page, hidden ones beside them."""

from datetime import timedelta
from pathlib import Path

import pytest

from klankbord import desk_thoughts, membership, places
from klankbord.desk_thoughts import PAGE_BYTES, ThoughtsPage
from klankbord.sharing import Shared
from klankbord.topics import Topic
from klankbord.visits import Visitor
from storage import released
from storage.database import Database
from storage.released import Waiting
from tests.room import Room, room

COACH = 8_123


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Room:
    found = room(database, tmp_path)
    found.team(teachers=6)
    found.join("Oak", COACH, role="coach")
    return found


def page(stage: Room, *, shown: int, hidden: int, words: str = "We meet too little.") -> ThoughtsPage:
    """Release texts of Oak, hide some of them, and return what the coach finds."""
    person = membership.who(stage.house, account=COACH)
    assert person is not None
    mine = tuple(part.membership for part in membership.parts_of(stage.house, person))
    oak = places.find_place(stage.house, team="Oak").team.id
    now = stage.clock()
    kept = Shared(Topic("structural", "barrier"), words, (person.id.hex(),)).stored()
    texts = [Waiting(now.date() + timedelta(weeks=8), kept)] * (shown + hidden)
    with stage.house.db.write() as tx:
        released.release(tx, stage.house.keys, oak, 1, texts)
        for one in released.released(tx, stage.house.keys, oak)[:hidden]:
            released.hide(tx, oak, one.id, hidden=True)
    visitor = Visitor(person.id, "en", coaches=mine, leads=(), since=None)
    return desk_thoughts.thoughts_of(stage.house, visitor, oak, language="en", page=1, now=now)


@pytest.mark.parametrize(("shown", "hidden"), [(1, 5), (0, 5), (5, 1), (3, 0)])
def test_all_hidden_texts_can_be_shown_again_however_few_are_open(
    stage: Room, shown: int, hidden: int
) -> None:
    found = page(stage, shown=shown, hidden=hidden)
    assert (len(found.thoughts), len(found.hidden)) == (shown, hidden)


def test_hidden_texts_take_no_more_of_a_page_than_open_ones(stage: Room) -> None:
    found = page(stage, shown=1, hidden=20, words="x" * 4_000)
    assert 0 < sum(len(one.text) for one in found.hidden) <= PAGE_BYTES
    assert len(found.thoughts) == 1
