"""What teams agreed and what they brought up, as tables beside the figures: words of leads and coaches alone.

Never a text of a teacher: a theme bears a concept's name or the coach's.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from klankbord import agreements
from klankbord.export import Cell, Column, Table
from klankbord.figures import picture_of
from klankbord.house import House
from klankbord.places import Place
from klankbord.themes import called, themes_of
from klankbord.topics import CONCEPTS, VALENCES

WHERE = (Column("school", "name of the school", "text"), Column("team", "name of the team", "text"))
AGREED = (
    *WHERE,
    Column("number", "number of the picture after which it was agreed", "1, 2, 3, ..."),
    Column("since", "day on which it was agreed", "date, YYYY-MM-DD"),
    Column("agreement", "what the team agreed to try, in its own words without names", "text"),
)
THEMES = (
    *WHERE,
    Column("number", "number of the picture with which the theme came", "1, 2, 3, ..."),
    Column(
        "concept",
        "concept of the framework that at least 3 colleagues raised in one week",
        ", ".join(CONCEPTS),
    ),
    Column("valence", "how it felt", ", ".join(VALENCES)),
    Column("name", "name of the theme: the concept's, or the coach's words", "text"),
    Column(
        "merged_into",
        "the theme of the same picture into which the coach merged it",
        "concept and valence, empty",
    ),
)

Since = Mapping[str, date | None]


def agreements_table(house: House, places: Sequence[Place], *, since: Since) -> Table:
    """Return what teams agreed, oldest first, from the day on that somebody sees."""
    rows: list[tuple[Cell, ...]] = [
        (place.school.name, place.team.name, one.number, one.starts.isoformat(), one.words)
        for place in places
        for one in agreements.kept(house, place, since=since.get(place.team.id))
    ]
    return Table("agreements", AGREED, tuple(rows))


def themes_table(house: House, places: Sequence[Place], *, since: Since) -> Table:
    """Return the themes of the pictures that somebody sees, oldest first, with their English names."""
    rows = [row for place in places for row in _themes(house, place, since.get(place.team.id))]
    return Table("themes", THEMES, tuple(rows))


def _themes(house: House, place: Place, since: date | None) -> Iterator[tuple[Cell, ...]]:
    picture = picture_of(house, place, since=since)
    visible = {release.number for release in picture.releases} if picture else set()
    for one in reversed(themes_of(house, place.team.id)):
        if one.number in visible:
            concept, _, valence = one.topic.partition(" ")
            name, into = called(one, "en"), one.merged_into or ""
            yield place.school.name, place.team.name, one.number, concept, valence, name, into
