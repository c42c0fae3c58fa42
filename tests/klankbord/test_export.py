"""The export: what was shown and nothing else, readable by R, SPSS and spreadsheets, and harmless."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from klankbord import export, places, publishing, sealing
from klankbord.export import Column, Table
from klankbord.vocabulary import Refusal
from storage.database import Database
from tests.room import Room, room

BAD = '=HYPERLINK("http://x","y")'
RIGHT_TO_LEFT = "Oak\u202e\u200bmoc"


def published(stage: Room, team: str, *, weeks: int, teachers: int = 7) -> None:
    stage.team(team, teachers=0)
    for number in range(teachers):
        stage.join(team, 900_000 + 1000 * len(team) + number)
    stage.post()
    for week in range(weeks):
        for parcel in stage.ask(team):
            stage.answer(parcel, (4, 3, 5))
        sealing.seal_now(stage.house, team=team)
        stage.clock.now += timedelta(weeks=1)
        if week % 4 == 3:
            publishing.publish_now(stage.house, team=team, now=stage.clock())


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_published_figure_is_exported_as_it_was_shown(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    published(stage, "Oak", weeks=10)
    table = export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")])
    found = rows(export.to_csv(table))
    assert [(row["number"], row["dimension"]) for row in found] == [
        (number, dimension)
        for number in ("1", "2")
        for dimension in ("structural", "relational", "cognitive", "overall")
    ]
    for row in found:
        assert int(row["shown"]) % 5 == 0
        assert 10 <= int(row["shown"]) <= 90
        assert int(row["low"]) < int(row["shown"]) < int(row["high"])
        assert row["note"] == "not for appraisal of any person"
        assert row["word"] == "too_early"


def test_a_later_period_does_not_change_what_was_exported_of_an_earlier_one(
    database: Database, tmp_path: Path
) -> None:
    stage = room(database, tmp_path)
    published(stage, "Oak", weeks=4)
    before = export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")]).rows
    for _ in range(4):
        for parcel in stage.ask("Oak"):
            stage.answer(parcel, (1, 5, 1))
        sealing.seal_now(stage.house, team="Oak")
        stage.clock.now += timedelta(weeks=1)
    assert export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")]).rows == before
    publishing.publish_now(stage.house, team="Oak", now=stage.clock())
    after = export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")]).rows
    assert after[: len(before)] == before
    assert len(after) == 2 * len(before)


def test_nothing_unpublished_and_no_count_of_people_has_a_column() -> None:
    names = {column.name for column in export.FIGURES}
    assert not names & {
        "n",
        "m",
        "p",
        "y",
        "r",
        "ss",
        "sx",
        "df",
        "members",
        "checkins",
        "best_weekly",
        "item",
    }
    assert all(re.fullmatch(r"[a-z][a-z_]{0,31}", name) for name in names), "names that SPSS takes"


def test_a_team_without_figures_gets_a_sentence(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    published(stage, "Oak", weeks=3)
    with pytest.raises(Refusal) as caught:
        export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")])
    assert caught.value.key == "nothing_published"


def test_formulas_and_hidden_marks_are_harmless() -> None:
    columns = (Column("team", "", ""), Column("shown", "", ""))
    table = Table("figures", columns, ((BAD, 65), (RIGHT_TO_LEFT, 70), ("+31 6", -5), ("a\r\nb", 1)))
    found = rows(export.to_csv(table))
    assert [row["team"] for row in found] == ["'" + BAD, "Oakmoc", "'+31 6", "a  b"]
    assert found[2]["shown"] == "-5"
    sheet = load_workbook(io.BytesIO(export.to_xlsx([table])))["figures"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert cells[0].value == BAD
    assert cells[0].data_type == "s", "a text, never a formula"
    assert cells[1].value == "Oakmoc"


def test_the_workbook_explains_every_variable(database: Database, tmp_path: Path) -> None:
    stage = room(database, tmp_path)
    published(stage, "Oak", weeks=4)
    table = export.figures_table(stage.house, [places.find_place(stage.house, team="Oak")])
    book = load_workbook(io.BytesIO(export.to_xlsx([table])))
    assert book.sheetnames == ["figures", "codebook"]
    header = [cell.value for cell in next(book["figures"].iter_rows())]
    explained = [row[1].value for row in book["codebook"].iter_rows(min_row=2)]
    assert header == explained == [column.name for column in export.FIGURES]
