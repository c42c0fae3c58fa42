"""The bots of an installation and the schools they belong to. Knows no token and no person."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database, Transaction
from storage.process_tables import bots, school_bots
from storage.tables import letters, teams

FIRST = ""  # the name under which the first bot is kept


@dataclass(frozen=True, slots=True)
class KnownBot:
    """A bot that was seen before."""

    number: int
    name: str
    username: str


def known(tx: Transaction) -> list[KnownBot]:
    """Return every bot by name; the first bot comes first."""
    return [KnownBot(*row) for row in tx.execute(select(bots).order_by(bots.c.name))]


def first_is(database: Database, number: int) -> None:
    """Write down which bot is the first, in place of an earlier one."""
    try:
        with database.write() as tx:
            tx.execute(delete(bots).where(bots.c.name == FIRST))
            tx.execute(insert(bots).values(number=number, name=FIRST, username=""))
    except IntegrityError:
        pass  # another process that starts did the same


def add(tx: Transaction, bot: KnownBot) -> None:
    """Store another bot."""
    tx.execute(insert(bots).values(number=bot.number, name=bot.name, username=bot.username))


def set_username(tx: Transaction, number: int, username: str) -> None:
    """Remember by which name Telegram knows a bot."""
    tx.execute(update(bots).where(bots.c.number == number).values(username=username))


def give_school(tx: Transaction, school_id: str, number: int) -> None:
    """Let a school belong to another bot than the first."""
    tx.execute(insert(school_bots).values(school_id=school_id, bot=number))


def of_school(tx: Transaction, school_id: str) -> int | None:
    """Return the bot of a school; nothing: the first."""
    return tx.scalar(select(school_bots.c.bot).where(school_bots.c.school_id == school_id))


def sends(tx: Transaction, number: int, *, first: bool) -> ColumnElement[bool]:
    """Return the condition for letters that a bot sends: those about teams of its schools."""
    theirs = select(teams.c.id).join(school_bots, school_bots.c.school_id == teams.c.school_id)
    if not first:
        return letters.c.team_id.in_(theirs.where(school_bots.c.bot == number))
    if tx.scalar(select(school_bots.c.bot).limit(1)) is None:
        return true()
    return letters.c.team_id.not_in(theirs)
