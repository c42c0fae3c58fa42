"""The tables of shared thoughts and themes. No person, no time of sharing, no serial key; texts sealed."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.tables import metadata


def _team(*, primary: bool = False) -> Column[object]:
    return Column("team_id", String(16), ForeignKey("teams.id"), primary_key=primary, nullable=False)


# What was shared in an open round: a topic, and a text if the writer said so.
reflections = Table(
    "reflections",
    metadata,
    Column("round_id", String(32), ForeignKey("rounds.id"), primary_key=True),
    Column(
        "reflection_key", LargeBinary, primary_key=True
    ),  # joins with no answer: another label, another root
    Column("contents", LargeBinary, nullable=False),  # sealed
    sqlite_with_rowid=False,
)

# Texts of sealed rounds that no coach may read yet.
waiting_reflections = Table(
    "waiting_reflections",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # random, drawn at sealing
    _team(),
    Column("until", Date, nullable=False),  # the same for all texts of a round
    Column("contents", LargeBinary, nullable=False),  # sealed
    Index("ix_waiting_reflections_team", "team_id"),
    sqlite_with_rowid=False,
)

released_reflections = Table(
    "released_reflections",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # random, drawn at release
    _team(),
    Column("number", Integer, nullable=False),  # of the release it came with
    Column("until", Date, nullable=False),  # the same for all texts of a release
    Column("theme", String(64)),  # where the coach put it
    Column("hidden", Boolean, nullable=False),
    Column("contents", LargeBinary, nullable=False),  # sealed
    Index("ix_released_reflections_team", "team_id"),
    sqlite_with_rowid=False,
)

themes = Table(
    "themes",
    metadata,
    _team(primary=True),
    Column("number", Integer, primary_key=True),  # of the release it came with
    Column("topic", String(64), primary_key=True),  # concept and valence
    Column("name", Text),  # the coach's words, never a teacher's
    Column("merged_into", String(64)),  # another topic of the same release
    sqlite_with_rowid=False,
)

# What a coach wrote to a whole team; the letters to its members carry the id alone.
replies = Table(
    "replies",
    metadata,
    Column("id", String(32), primary_key=True),
    _team(),
    Column("day", Date, nullable=False),
    Column("contents", LargeBinary, nullable=False),  # sealed: the coach's name and words
    Index("ix_replies_team", "team_id"),
    sqlite_with_rowid=False,
)
