"""The queue of letters, as the database sees it."""

from pathlib import Path

from storage import letters, people
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing, new_key
from tests.room import FIRST_ACCOUNT, Room, room


def test_claiming_costs_the_same_however_many_letters_wait(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "few_and_many.sqlite"), KeyRing.parse(new_key()))
    database.migrate()
    stage = room(database, tmp_path)
    stage.team(teachers=1)
    few = steps_of_claiming(stage, waiting=200)
    many = steps_of_claiming(stage, waiting=5_000)
    assert many < 1.2 * few
    database.close()


def steps_of_claiming(stage: Room, *, waiting: int) -> int:
    """Return how many steps of its own machine SQLite takes to claim a hundred of so many letters."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    now = stage.clock()
    with stage.house.db.write() as tx:
        anna = people.find(tx, stage.house.keys, FIRST_ACCOUNT)
        assert anna
        team = people.memberships_of(tx, anna.id)[0].team_id
        new = [
            letters.new_letter(person_id=anna.id, team_id=team, kind="digest", subject="r", due=now)
            for _ in range(waiting)
        ]
        letters.put(tx, new)
        raw = tx.connection.driver_connection
        assert raw
        raw.set_progress_handler(step, 1)
        claimed = letters.claim(tx, [letter.id for letter in letters.due(tx, now, limit=100)])
        raw.set_progress_handler(None, 1)
    assert len(claimed) == 100
    return steps[0]
