"""Published figures as a table for R, SPSS or a spreadsheet, with a codebook. Nothing that was not shown.

Every row is a figure as it was frozen, with the word that it had then. Never a text, a count or an item.
"""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from klankbord.figures import picture_of
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import DIMENSIONS, OVERALL, Refusal

Cell = str | int
NOT_FOR_APPRAISAL = "not for appraisal of any person"
FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%")  # a spreadsheet would run what begins with these


@dataclass(frozen=True, slots=True)
class Column:
    """A variable: its name (SPSS and R take it as it is), what it means, its values and its unit."""

    name: str
    meaning: str
    values: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


FIGURES = (
    Column("school", "name of the school", "text"),
    Column("team", "name of the team", "text"),
    Column("number", "number of the published picture of this team", "1, 2, 3, ..."),
    Column("published", "day on which it was published", "date, YYYY-MM-DD"),
    Column("open_week", "last open week of the period, counted from the team's first round", "weeks"),
    Column("rounds", "weekly rounds in the period, at least 4", "rounds"),
    Column(
        "dimension",
        "what was measured; overall is the mean of the three dimensions",
        "structural (sharing), relational (trust), cognitive (shared goals), overall",
    ),
    Column("shown", "published level, rounded to 5 and capped at 10 and 90", "points, 10 to 90"),
    Column("capped", "whether the level lies beyond an end", "low (10 or less), high (90 or more), empty"),
    Column("low", "lower end of the 80 % interval", "points, 0 to 100"),
    Column("high", "upper end of the 80 % interval", "points, 0 to 100"),
    Column(
        "word",
        "change against 12 open weeks earlier, or the first picture if that is at least 8 weeks back",
        "up, down (9 chances in 10; overall 19 in 20), steady (no change of 10 points), too_early",
    ),
    Column(
        "response",
        "share of the head count that answered in the best week",
        "fewer_than_half, half_to_three_quarters, most",
    ),
    Column(
        "fewer_answered",
        "beside a change: response fell by 20 percentage points or more against then, which may explain it",
        "yes, no",
    ),
    Column("settings", "version of the settings of the estimator", "text"),
    Column("note", "terms of use", NOT_FOR_APPRAISAL),
)


def figures_table(
    house: House, places: Sequence[Place], *, since: Mapping[str, date | None] | None = None
) -> Table:
    """Return the published figures of teams, oldest first; raise `Refusal` when none of them has one.

    `since`: by team, the day from which on somebody sees what is published.
    """
    first = since or {}
    rows = [row for place in places for row in _rows(house, place, first.get(place.team.id))]
    if not rows:
        raise Refusal("nothing_published")
    return Table("figures", FIGURES, tuple(rows))


def to_csv(table: Table) -> bytes:
    """Write a table as CSV: UTF-8, commas, one header line; formulas of spreadsheets are made harmless."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[_harmless(cell) for cell in row] for row in table.rows])
    return file.getvalue().encode()


def codebook(tables: Sequence[Table]) -> Table:
    """Return what every variable of these tables means."""
    columns = (
        Column("table", "", ""),
        Column("variable", "", ""),
        Column("meaning", "", ""),
        Column("values", "", ""),
    )
    rows = [
        (table.name, column.name, column.meaning, column.values)
        for table in tables
        for column in table.columns
    ]
    return Table("codebook", columns, tuple(rows))


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """Write tables and their codebook as a workbook, a sheet each; every text stays a text."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    for table in (*tables, codebook(tables)):
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.name, bold)
            widest = max((len(str(row[at])) for row in table.rows), default=0)
            sheet.set_column(at, at, min(max(widest, len(column.name)) + 2, 60))
        for line, row in enumerate(table.rows, 1):
            for at, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, at, cell)
                else:
                    sheet.write_string(line, at, plain(cell))
    book.close()
    return file.getvalue()


def plain(text: str) -> str:
    """Take out of a text what could turn, hide or break a line of a table."""
    kept = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co"))


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    text = plain(cell)
    return "'" + text if text.lstrip().startswith(FORMULA_SIGNS) else text


def _rows(house: House, place: Place, since: date | None) -> list[tuple[Cell, ...]]:
    newest = picture_of(house, place, since=since)
    found: list[tuple[Cell, ...]] = []
    for team in newest.history() if newest else ():
        release = team.newest
        for dimension in (*DIMENSIONS, OVERALL):
            shown = team.shown(dimension)
            low, high = team.interval(dimension)
            found.append(
                (
                    place.school.name,
                    place.team.name,
                    release.number,
                    release.published.isoformat(),
                    release.week,
                    release.rounds,
                    dimension,
                    shown.value,
                    shown.end or "",
                    low,
                    high,
                    team.word_of(dimension).value,
                    team.response.value,
                    "yes" if team.fewer_beside_a_change else "no",
                    release.settings_version,
                    NOT_FOR_APPRAISAL,
                )
            )
    return found
