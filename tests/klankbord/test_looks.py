"""Who looked at what: roles and days, nothing else."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from klankbord import looks, places
from storage.database import Database
from storage.visit_tables import looks as table
from tests.room import Room, room


def team_id(stage: Room, name: str = "Oak") -> str:
    return places.find_place(stage.house, team=name).team.id


def test_a_look_is_a_role_a_thing_and_a_day(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team()
    oak = team_id(stage)
    looks.record_look(stage.house, team_id=oak, role="coach", what="figures", now=stage.clock())
    looks.record_look(stage.house, team_id=oak, role="coach", what="figures", now=stage.clock())
    stage.clock.now += timedelta(days=1)
    looks.record_look(stage.house, team_id=oak, role="lead", what="figures", now=stage.clock())
    assert [(look.day.day, look.role, look.what) for look in looks.looks_at(stage.house, team_ids=[oak])] == [
        (3, "lead", "figures"),
        (2, "coach", "figures"),
    ]
    with database.read() as tx:
        assert set(tx.execute(select(table)).keys()) == {"team_id", "day", "role", "what"}


def test_a_team_reads_only_its_own_log(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team()
    stage.team("Elm")
    looks.record_look(stage.house, team_id=team_id(stage), role="coach", what="themes", now=stage.clock())
    assert looks.looks_at(stage.house, team_ids=[team_id(stage, "Elm")]) == ()


def test_old_looks_are_forgotten(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    stage.team()
    oak = team_id(stage)
    looks.record_look(stage.house, team_id=oak, role="operator", what="export", now=stage.clock())
    looks.forget_old_looks(stage.house, now=stage.clock() + timedelta(days=looks.KEPT_DAYS))
    assert len(looks.looks_at(stage.house, team_ids=[oak])) == 1
    looks.forget_old_looks(stage.house, now=stage.clock() + timedelta(days=looks.KEPT_DAYS + 1))
    assert looks.looks_at(stage.house, team_ids=[oak]) == ()


def test_a_look_at_several_teams_forgets_old_ones_as_a_look_at_one_does(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    stage.team()
    stage.team("Elm")
    oak, elm = team_id(stage), team_id(stage, "Elm")
    for days, ids in ((0, [oak, elm]), (looks.KEPT_DAYS, [elm]), (looks.KEPT_DAYS + 1, [elm])):
        now = stage.clock() + timedelta(days=days)
        looks.record_looks(stage.house, team_ids=ids, role="coach", what="figures", now=now)
    assert looks.looks_at(stage.house, team_ids=[oak]) == ()
    assert len(looks.looks_at(stage.house, team_ids=[elm])) == 2


def test_the_same_look_from_two_sides_at_once_is_one_row(database: Database, tmp_path: Path) -> None:
    from storage import access_log

    stage = room(database, tmp_path)
    stage.team()
    look = access_log.Look(team_id(stage), stage.clock().date(), "coach", "school")
    with database.write() as tx:
        access_log.add(tx, look)
        access_log.add(tx, look)
        assert access_log.of_teams(tx, [look.team_id]) == [look]
