"""The tables of a team's conversation: talks, what was agreed, what came of it. Nothing of a person."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from storage.tables import metadata

talks = Table(
    "talks",
    metadata,
    Column("team_id", String(16), ForeignKey("teams.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # of the release that is talked about
    Column("day", Date),  # empty: not this time
    sqlite_with_rowid=False,
)

agreements = Table(
    "agreements",
    metadata,
    Column("team_id", String(16), ForeignKey("teams.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # of the release it came from
    Column("words", Text, nullable=False),  # the team's, names taken out; empty: discussed, no action now
    Column("starts", Date, nullable=False),
    Column("open_week", Integer, nullable=False),  # the team's, when it started
    sqlite_with_rowid=False,
)

echoes = Table(
    "echoes",
    metadata,
    Column("team_id", String(16), ForeignKey("teams.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # of the release that was talked about
    Column("kind", String(8), primary_key=True),  # worth | happened | helped
    Column("band", String(8)),  # few | some | many; empty: asked once, and nothing may be told (yet)
    Column("release", Integer),  # with which the band was published
    sqlite_with_rowid=False,
)
