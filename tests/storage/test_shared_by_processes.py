"""What processes share through the database: duties, the sending rate, and the turns of chats."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from storage import leases, paces
from storage.database import Database, Unavailable
from storage.turns import Turns

BOT = 4242


def test_one_of_many_gets_a_duty_and_keeps_it(database: Database) -> None:
    holders = [f"process {number}" for number in range(6)]
    with ThreadPoolExecutor(6) as workers:
        got = list(workers.map(lambda me: leases.take(database, "schedule", me, seconds=60), holders))
    assert sum(got) == 1
    holder = holders[got.index(True)]
    assert leases.take(database, "schedule", holder, seconds=60)
    assert not leases.take(database, "schedule", "somebody else", seconds=60)
    assert leases.take(database, "another duty", "somebody else", seconds=60)


def test_a_duty_that_ran_out_or_was_given_back_goes_to_another(database: Database) -> None:
    assert leases.take(database, "schedule", "frozen", seconds=-1)
    assert leases.take(database, "schedule", "awake", seconds=60)
    assert not leases.take(database, "schedule", "frozen", seconds=60)
    leases.give_back(database, "schedule", "frozen")  # it has nothing to give
    assert not leases.take(database, "schedule", "frozen", seconds=60)
    leases.give_back(database, "schedule", "awake")
    assert leases.take(database, "schedule", "frozen", seconds=60)


def test_a_clock_that_was_put_back_blocks_nobody(database: Database) -> None:
    assert leases.take(database, "schedule", "before", seconds=60)
    assert paces.reserve(database, BOT, 1, per_second=25) == 0
    with database.write() as tx:
        tx.execute(text("UPDATE leases SET until = until + 86400000000"))
        tx.execute(text("UPDATE paces SET free = free + 86400000000"))
    assert leases.take(database, "schedule", "after", seconds=60)
    assert paces.reserve(database, BOT, 1, per_second=25) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_frozen_process_holds_is_free_again(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    leases.take(database, "schedule", "frozen", seconds=-1)
    monkeypatch.setattr("storage.engines.IDLE_MS", 300)
    frozen = Database(database_url, database.keys)

    def freeze() -> None:
        with frozen.write() as tx:
            tx.execute(text("UPDATE leases SET until = until"))
            assert leases.take(database, "schedule", "awake", seconds=60)  # waits for the row, and gets it
            tx.execute(text("UPDATE leases SET until = 0"))

    with pytest.raises(Unavailable):
        freeze()
    assert not leases.take(database, "schedule", "frozen", seconds=60)
    frozen.close()


def test_moments_are_promised_once_whoever_asks(database: Database) -> None:
    def promised() -> int:
        with database.read() as tx:
            return tx.scalar(text("SELECT free FROM paces")) or 0

    paces.reserve(database, BOT, 1, per_second=25)
    before = promised()
    with ThreadPoolExecutor(4) as workers:
        waits = list(workers.map(lambda _: paces.reserve(database, BOT, 25, per_second=25), range(8)))
    assert promised() - before >= 8_000_000  # 200 letters at 25 a second, one after the other
    assert len(set(waits)) == len(waits)
    assert paces.reserve(database, BOT + 1, 1, per_second=25) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_chat_has_one_turn_among_processes(database: Database) -> None:
    one, other = Turns(database), Turns(database)
    anna, ben = one.key("4242 1"), one.key("4242 2")
    assert one.change((), [anna]) == {anna}
    assert other.change((), [anna, ben]) == {ben}
    assert one.change([anna], []) == set()
    assert other.change([ben], [anna]) == {anna}
    other.close()
    taken: set[int] = set()
    while taken != {anna, ben}:  # PostgreSQL notices in its own time that a connection is gone
        taken |= one.change((), {anna, ben} - taken) or set()
    one.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_turns_vanish_with_the_connection_and_can_be_taken_again(database: Database) -> None:
    one, other = Turns(database), Turns(database)
    anna = one.key("4242 1")
    assert one.change((), [anna]) == {anna}
    with database.write() as tx:
        tx.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    assert one.change((), [anna]) is None
    assert other.change((), [anna]) == {anna}
    other.close()
    assert one.change((), [anna]) == {anna}
    one.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_processes_that_start_together_migrate_once(database_url: str, database: Database) -> None:
    with database.write() as tx:
        tx.execute(text("DROP SCHEMA public CASCADE"))
        tx.execute(text("CREATE SCHEMA public"))
    failures: list[BaseException] = []

    def migrate() -> None:
        mine = Database(database_url, database.keys)
        try:
            mine.migrate()
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert database.differences() == []
