"""The tables, as SQLAlchemy Core. Column comments say what an attacker could learn and why it is not there.

No serial keys and no timestamps on answers; SQLite keeps rows in key order (`WITHOUT ROWID`)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: Column[object] | Index) -> Table:
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


def _team(*, primary: bool = False) -> Column[object]:
    return Column("team_id", String(16), ForeignKey("teams.id"), primary_key=primary, nullable=False)


installation = _table(
    "installation",
    Column("one", Integer, primary_key=True),
    Column("sentinel", LargeBinary, nullable=False),  # proves the key before anything is touched
    Column("serves", String(16)),  # "VERSION:OLDEST": the oldest program that can work with these tables
)

schools = _table(
    "schools",
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("country", String(2), nullable=False),
    Column("region", String(16), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("counsellor", Text),
    Column("consent", Text),  # when the staff council agreed, as the operator wrote it
    Column("privacy_contact", Text),
)

closures = _table(
    "closures",
    Column("school_id", String(16), ForeignKey("schools.id"), primary_key=True),
    Column("starts", Date, primary_key=True),
    Column("ends", Date, primary_key=True),
    Column("kind", String(16), nullable=False),  # closed | busy
)

teams = _table(
    "teams",
    Column("id", String(16), primary_key=True),
    Column("school_id", String(16), ForeignKey("schools.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("members", Integer, nullable=False),  # head count stated by the operator, not who takes part
    Column("smallest_group", Integer, nullable=False),
    Column("change", Text, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("at", String(5), nullable=False),
    Column("state", String(16), nullable=False),  # gathering | asking | paused | joined
    Column("locked_year", Integer),  # the school year in which the first teacher joined
    Column("place", Integer, nullable=False),  # in the rotation of items
    Column("rounds", Integer, nullable=False),  # rounds with items so far
    Column("open_weeks", Integer, nullable=False),  # open weeks since the first round
    Column("next_week", Date, nullable=False),  # Monday of the week whose round is due: the claim
    Column("roster_version", Integer, nullable=False),
    Column("digest_on", Date),  # the Monday on which the team last got a digest
    Column("school_year", Integer, nullable=False, server_default="0"),  # the year that was started
    Column("again_until", Date),  # until when members may say that they are in again
    Column("less_since", Date),  # asked every other week from this Monday on, for want of a talk
    Index("ix_teams_due", "state", "next_week"),
)

invitations = _table(
    "invitations",
    Column("code_hash", LargeBinary, primary_key=True),
    Column("role", String(8), nullable=False),
    Column("single_use", Boolean, nullable=False),
    Column("team_ids", Text, nullable=False),
    Column("key_id", LargeBinary),  # the key of the hash: a code is not stored, so it cannot be hashed again
)

people = _table(
    "people",
    Column("id", LargeBinary, primary_key=True),
    Column("lookup", LargeBinary, nullable=False, unique=True),  # keyed hash of the Telegram id
    Column("address", LargeBinary, nullable=False),  # sealed: Telegram id and chat id
    Column("language", String(2), nullable=False),
    Column("reachable", Boolean, nullable=False),  # false when they blocked the bot
)

memberships = _table(
    "memberships",
    Column("person_id", LargeBinary, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    _team(primary=True),
    Column("role", String(8), primary_key=True),
    Column("school_year", Integer, nullable=False),  # the year for which they said yes
    Column("weekday", Integer),  # own day and time; empty = the team's
    Column("at", String(5)),
    Column("pace", Integer, nullable=False),  # asked every 1, 2 or 4 weeks
    Column("next_week", Date, nullable=False),  # asked again from this Monday on
    Column("since", Date),  # sees only what is published from this day on
    Index("ix_memberships_team", "team_id", "role"),
)

letters = _table(
    "letters",
    Column("id", LargeBinary, primary_key=True),
    Column("person_id", LargeBinary, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    _team(),
    Column("kind", String(16), nullable=False),
    Column("subject", String(32), nullable=False),  # round or release it is about
    Column("due", Integer, nullable=False),  # minutes since 1970, UTC: to be sent then; never when it was
    Column("state", String(8), nullable=False),  # waiting | claimed | sent
    Index("ix_letters_due", "state", "due"),
    Index("ix_letters_subject", "subject"),
    Index("ix_letters_team", "team_id", "kind"),
    Index("ix_letters_person", "person_id"),
)

rounds = _table(
    "rounds",
    Column("id", String(32), primary_key=True),
    _team(),
    Column("week", Date, nullable=False),
    Column("open_week", Integer, nullable=False),  # how many open weeks the team had before
    Column("kind", String(8), nullable=False),  # full | items | light
    Column("items", Text, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("asks_about", Text, nullable=False, server_default=""),  # the teams of the question on ties
    Column(
        "asks_after", String(16), nullable=False, server_default=""
    ),  # a talk's question: worth:3, helped:3
    Column("closes", Date, nullable=False),  # the Sunday at whose end it is sealed
    Column("pool", LargeBinary, nullable=False),  # sealed: slips not sent yet
    Column("key_id", LargeBinary),  # the key of its slips' hashes
    Index("ix_rounds_team", "team_id", "week", unique=True),
    Index("ix_rounds_closes", "closes"),
)

slips = _table(
    "slips",
    Column("round_id", String(32), ForeignKey("rounds.id"), primary_key=True),
    Column("slip_hash", LargeBinary, primary_key=True),
    Column("used", Boolean, nullable=False),
)

answers = _table(
    "answers",
    Column("round_id", String(32), ForeignKey("rounds.id"), primary_key=True),
    Column("answer_key", LargeBinary, primary_key=True),  # hash over slip and presenting account
    Column("choices", LargeBinary, nullable=False),  # sealed
)

sums = _table(
    "sums",
    _team(primary=True),
    Column("contents", LargeBinary, nullable=False),  # sealed: sums of the unpublished period
)

releases = _table(
    "releases",
    _team(primary=True),
    Column("number", Integer, primary_key=True),
    Column("published", Date, nullable=False),
    Column("week", Integer, nullable=False),  # in open weeks since the team's first round
    Column("rounds", Integer, nullable=False),
    Column("best_weekly", Integer, nullable=False),
    Column("mean_weekly", Float, nullable=False),
    Column("checkins", Integer, nullable=False),
    Column("members", Integer, nullable=False),
    Column("roster_version", Integer, nullable=False),
    Column("settings_version", String(16), nullable=False),
)

figures = _table(
    "figures",
    _team(primary=True),
    Column("number", Integer, primary_key=True),
    Column("dimension", String(16), primary_key=True),  # structural | relational | cognitive | overall
    Column("y", Float, nullable=False),
    Column("r", Float, nullable=False),
    Column("m", Float, nullable=False),
    Column("p", Float, nullable=False),
    Column("n", Integer, nullable=False),
    Column("ss", Float, nullable=False),
    Column("df", Integer, nullable=False),
    Column("sx", Float, nullable=False),
)

areas = _table(
    "areas",
    _team(primary=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), primary_key=True),  # dimension | place | axis | form
    Column("name", String(16), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("deviation", Float, nullable=False),  # sum of (x - item norm), in points
    Column("items", Integer, nullable=False),
)

ties = _table(
    "ties",
    _team(primary=True),
    Column("number", Integer, primary_key=True),
    Column("taker", String(16), primary_key=True),  # a team, or outside
    Column("band", String(8), nullable=False),
)

offset_totals = _table(
    "offset_totals",
    Column("dimension", String(16), primary_key=True),
    Column("contents", LargeBinary, nullable=False),  # sealed: of one team alone, its item means
)

dialogues = _table(
    "dialogues",
    Column("lookup", LargeBinary, primary_key=True),
    Column("until", Integer, nullable=False),  # minutes since 1970, UTC
    Column("contents", LargeBinary, nullable=False),  # sealed: the last turns, gone within 30 minutes
    Index("ix_dialogues_until", "until"),
)

mergers = _table(
    "mergers",
    _team(primary=True),
    Column("into_id", String(16), ForeignKey("teams.id"), nullable=False),
    Column("day", Date, nullable=False),  # the Monday from which both answer together
)
