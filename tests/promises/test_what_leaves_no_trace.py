"""Promises about looking, leaving and coming later: roles and days are kept, teachers are not."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from klankbord import membership, places, rights, setting_up
from klankbord.keeping import backup
from klankbord.rhythm_of_weeks import tick
from storage import backups
from storage.database import Database
from storage.tables import metadata
from tests.cast import Stage, four_weeks, stage
from tests.room import FIRST_ACCOUNT, room


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as tx:
        return {
            table.name: [tuple(row) for row in tx.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


async def published(play: Stage) -> None:
    """Let team Oak come to its first picture."""
    teachers = await play.fill(teachers=6)
    await four_weeks(play, teachers)
    await play.pass_days(8)


async def test_a_teacher_who_looks_leaves_no_row_and_a_lead_leaves_role_and_day(
    database: Database, tmp_path: Path
) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        lead = await play.join_lead("Dirk", setting_up.invite(play.house, role="lead", teams=["Oak"])[0])
        await published(play)
        anna = play.people["Oak 0"]
        before = everything(database)
        seen = len(anna.from_bot())
        anna.send("/team")
        await anna.receives(lambda message: message.kind == "photo" and message.number > seen)
        await play.telegram.quiet()
        assert everything(database) == before
        lead.send("/digest")
        await play.telegram.quiet()
        after = everything(database)
        assert [row[1:] for row in after["looks"]] == [(play.clock.now.date(), "lead", "figures")]
        assert {name: rows for name, rows in after.items() if name != "looks"} == {
            name: rows for name, rows in before.items() if name != "looks"
        }


def test_who_was_erased_by_code_is_in_no_table(database: Database, tmp_path: Path) -> None:
    found = room(database, tmp_path)
    found.team(teachers=7)
    found.post()
    found.ask()
    person = membership.who(found.house, account=FIRST_ACCOUNT)
    assert person is not None
    rights.erase_by_code(found.house, code=rights.kept_about(found.house, person, now=found.clock()).code)
    cells = [cell for rows in everything(database).values() for row in rows for cell in row]
    assert person.id not in [bytes(cell) for cell in cells if isinstance(cell, bytes | memoryview)]
    assert membership.who(found.house, account=FIRST_ACCOUNT) is None


def test_a_code_to_be_erased_by_cannot_be_found_in_a_copy_of_the_database(
    database: Database, tmp_path: Path
) -> None:
    found = room(database, tmp_path)
    found.team(teachers=2)
    person = membership.who(found.house, account=FIRST_ACCOUNT)
    assert person is not None
    code = rights.kept_about(found.house, person, now=found.clock()).code
    cells = [cell for rows in everything(database).values() for row in rows for cell in row]
    assert not [cell for cell in cells if code in str(cell)]
    assert code != rights.codes_of(database.keys, b"another person's")[0]


def test_a_backup_of_a_school_that_answers_holds_no_answer_sum_or_letter(
    database: Database, tmp_path: Path
) -> None:
    found = room(database, tmp_path)
    found.team(teachers=8)
    found.post()
    for _ in range(2):
        for parcel in found.ask():
            found.answer(parcel, (5, 1, 5))
        found.clock.now += timedelta(weeks=2, days=1)
        tick(found.house, now=found.clock())
    for parcel in found.ask():
        found.answer(parcel, (1, 5, 1))
    file = tmp_path / "copy"
    backup(found.house, file)
    kept = backups.read(file.read_bytes(), database.keys).rows
    assert not {"answers", "slips", "rounds", "sums", "letters", "dialogues", "installation"} & set(kept)
    assert everything(database)["answers"]
    assert everything(database)["sums"]
    assert places.find_place(found.house, team="Oak").team.id in {row["id"] for row in kept["teams"]}
