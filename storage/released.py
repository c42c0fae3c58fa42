"""Texts that wait for a coach or were released, themes, and what a coach wrote back. Knows no writer."""

import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Update, delete, insert, select, update

from storage.database import Transaction
from storage.reflection_tables import released_reflections, replies, themes, waiting_reflections
from storage.secrets import KeyRing
from storage.tables import teams

WAITING = "waiting_reflections.contents"
RELEASED = "released_reflections.contents"
REPLY = "replies.contents"
ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that no coach may read yet, and the day after which it is deleted."""

    until: date
    contents: bytes


@dataclass(frozen=True, slots=True)
class Released:
    """A text that came with a release."""

    id: bytes
    number: int
    theme: str | None
    hidden: bool
    contents: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic that enough colleagues raised in one round, with the coach's name for it."""

    number: int
    topic: str
    name: str | None
    merged_into: str | None


def wait(tx: Transaction, keys: KeyRing, team_id: str, texts: Sequence[Waiting]) -> None:
    """Let texts wait, in random order and under new random ids."""
    rows = [
        {
            "id": random.token_bytes(ID_BYTES),
            "team_id": team_id,
            "until": one.until,
            "contents": keys.seal(one.contents, WAITING),
        }
        for one in texts
    ]
    random.SystemRandom().shuffle(rows)
    if rows:
        tx.execute(insert(waiting_reflections), rows)


def waiting(tx: Transaction, keys: KeyRing, team_id: str) -> list[Waiting]:
    """Return the texts of a team that wait, in random order."""
    wanted = select(waiting_reflections).where(waiting_reflections.c.team_id == team_id)
    found = [Waiting(row.until, keys.open(row.contents, WAITING)) for row in tx.execute(wanted)]
    random.SystemRandom().shuffle(found)
    return found


def drop_waiting(tx: Transaction, team_id: str) -> None:
    """Delete the texts of a team that wait."""
    tx.execute(delete(waiting_reflections).where(waiting_reflections.c.team_id == team_id))


def release(tx: Transaction, keys: KeyRing, team_id: str, number: int, texts: Sequence[Waiting]) -> None:
    """Store texts with a release, in random order and under new random ids; one day of deletion for all."""
    rows = [
        {
            "id": random.token_bytes(ID_BYTES),
            "team_id": team_id,
            "number": number,
            "until": min(one.until for one in texts),
            "theme": None,
            "hidden": False,
            "contents": keys.seal(one.contents, RELEASED),
        }
        for one in texts
    ]
    random.SystemRandom().shuffle(rows)
    if rows:
        tx.execute(insert(released_reflections), rows)


def released(tx: Transaction, keys: KeyRing, team_id: str) -> list[Released]:
    """Return the released texts of a team, newest release first, within it in the order of random ids."""
    table = released_reflections
    wanted = select(table).where(table.c.team_id == team_id).order_by(table.c.number.desc(), table.c.id)
    return [
        Released(bytes(row.id), row.number, row.theme, row.hidden, keys.open(row.contents, RELEASED))
        for row in tx.execute(wanted)
    ]


def put_under(tx: Transaction, team_id: str, text_id: bytes, theme: str | None) -> None:
    """Keep under which theme a text stands."""
    tx.execute(_text(team_id, text_id).values(theme=theme))


def hide(tx: Transaction, team_id: str, text_id: bytes, *, hidden: bool) -> None:
    """Hide a text, or show it again."""
    tx.execute(_text(team_id, text_id).values(hidden=hidden))


def add_themes(tx: Transaction, team_id: str, number: int, topics: Sequence[str]) -> None:
    """Store the themes of a release."""
    if topics:
        rows = [{"team_id": team_id, "number": number, "topic": topic} for topic in sorted(topics)]
        tx.execute(insert(themes), rows)


def themes_of(tx: Transaction, team_id: str) -> list[Theme]:
    """Return the themes of a team, newest release first."""
    wanted = (
        select(themes).where(themes.c.team_id == team_id).order_by(themes.c.number.desc(), themes.c.topic)
    )
    return [Theme(row.number, row.topic, row.name, row.merged_into) for row in tx.execute(wanted)]


def name_theme(tx: Transaction, team_id: str, theme: Theme, name: str | None) -> None:
    """Keep the coach's name for a theme; None takes it away."""
    tx.execute(_theme(team_id, theme.number, theme.topic).values(name=name))


def merge_theme(tx: Transaction, team_id: str, theme: Theme, into: str | None) -> None:
    """Merge a theme, and all merged into it, into another one of its release; None takes it apart."""
    tx.execute(_theme(team_id, theme.number, theme.topic).values(merged_into=into))
    if into is not None:
        mine = (themes.c.team_id == team_id) & (themes.c.number == theme.number)
        tx.execute(update(themes).where(mine, themes.c.merged_into == theme.topic).values(merged_into=into))


def hold_replies(tx: Transaction, team_id: str) -> None:
    """Hold a team until this transaction ends, so that one answer at a time is sent to it."""
    tx.execute(select(teams.c.id).where(teams.c.id == team_id).with_for_update(key_share=True))


def add_reply(tx: Transaction, keys: KeyRing, team_id: str, *, day: date, contents: str) -> str:
    """Store what a coach wrote to a team; return its random id."""
    reply_id = random.token_hex(ID_BYTES)
    sealed = keys.seal(contents.encode(), REPLY)
    tx.execute(insert(replies).values(id=reply_id, team_id=team_id, day=day, contents=sealed))
    return reply_id


def reply(tx: Transaction, keys: KeyRing, reply_id: str) -> str | None:
    """Return what a coach wrote, as it was stored."""
    sealed = tx.scalar(select(replies.c.contents).where(replies.c.id == reply_id))
    return keys.open(sealed, REPLY).decode() if sealed is not None else None


def last_reply(tx: Transaction, team_id: str) -> date | None:
    """Return the day on which a team last got a coach's words."""
    wanted = select(replies.c.day).where(replies.c.team_id == team_id).order_by(replies.c.day.desc())
    return tx.scalar(wanted.limit(1))


def drop_over(tx: Transaction, today: date, *, replies_before: date) -> bool:
    """Delete the texts whose day has come and old words of coaches; tell whether there were any."""
    gone = [
        tx.execute(delete(table).where(table.c.until <= today)).rowcount
        for table in (waiting_reflections, released_reflections)
    ]
    gone.append(tx.execute(delete(replies).where(replies.c.day < replies_before)).rowcount)
    return any(gone)


def _text(team_id: str, text_id: bytes) -> Update:
    table = released_reflections
    return update(table).where(table.c.team_id == team_id, table.c.id == text_id)


def _theme(team_id: str, number: int, topic: str) -> Update:
    return update(themes).where(
        themes.c.team_id == team_id, themes.c.number == number, themes.c.topic == topic
    )
