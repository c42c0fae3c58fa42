"""The tables of processes: who does what only one should do, when a bot may send, which bots there are.

Nothing of a person stands here.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, Text

from storage.tables import metadata

leases = Table(
    "leases",
    metadata,
    Column(
        "name", String(48), primary_key=True
    ),  # what only one process does: schedule, or fetching for a bot
    Column("holder", String(128), nullable=False),  # machine and address of the process
    Column("until", BigInteger, nullable=False),  # microseconds since 1970, by the database's clock
    sqlite_with_rowid=False,
)

paces = Table(
    "paces",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),  # Telegram's number of the bot
    Column(
        "free", BigInteger, nullable=False
    ),  # microseconds since 1970: from when on nothing is promised yet
    sqlite_with_rowid=False,
)

bots = Table(
    "bots",
    metadata,
    Column(
        "number", BigInteger, primary_key=True, autoincrement=False
    ),  # Telegram's; it survives a new token
    Column("name", String(32), nullable=False, unique=True),  # in the settings; empty: the first bot
    Column("username", Text, nullable=False),  # for links into its chat
    sqlite_with_rowid=False,
)

school_bots = Table(
    "school_bots",
    metadata,
    Column("school_id", String(16), ForeignKey("schools.id"), primary_key=True),  # none: the first bot
    Column("bot", BigInteger, ForeignKey("bots.number"), nullable=False),
    sqlite_with_rowid=False,
)

OF_PROCESSES: tuple[Table, ...] = (leases, paces)  # no data: they come back by themselves
