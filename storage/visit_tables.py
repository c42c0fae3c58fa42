"""The tables of the coach's pages: ways in and sessions (keyed hashes alone), last visits, looks by role."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables import metadata

passes = Table(
    "passes",
    metadata,
    Column("fingerprint", LargeBinary, primary_key=True),  # keyed hash of a link, a code or a session
    Column("person_id", LargeBinary, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),  # link | code | session
    Column("until", Integer, nullable=False),  # minutes since 1970, UTC
    Index("ix_passes_until", "until"),
    Index("ix_passes_person", "person_id"),
    sqlite_with_rowid=False,
)

visits = Table(
    "visits",
    metadata,
    Column("person_id", LargeBinary, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, nullable=False),  # of the newest visit; only coaches and leads have one
    Column("before", Date),  # of the visit before that: what is new since then is pointed out
    sqlite_with_rowid=False,
)

looks = Table(
    "looks",
    metadata,
    Column("team_id", String(16), ForeignKey("teams.id"), primary_key=True),
    Column("day", Date, primary_key=True),  # no time, no person, no number: two looks on a day are one row
    Column("role", String(8), primary_key=True),
    Column("what", String(16), primary_key=True),
    sqlite_with_rowid=False,
)
