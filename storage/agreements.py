"""Talks and agreements of a team, one of each per release at most; a later choice replaces an earlier one.

Also what the team said afterwards, in bands: whether a talk was worth it, whether what was agreed helped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update

from storage.database import Transaction
from storage.talk_tables import agreements, echoes, talks


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a team agreed after a release; without words it only talked."""

    team_id: str
    number: int
    words: str
    starts: date
    open_week: int


@dataclass(frozen=True, slots=True)
class Echo:
    """What a team said about a talk (`worth`) or an agreement (`happened`, `helped`) of a release.

    Without a band it was asked, and nothing may be told (yet).
    """

    number: int
    kind: str
    band: str | None
    release: int | None


def plan(tx: Transaction, team_id: str, number: int, day: date | None) -> None:
    """Keep on which day a release is talked about; None = not this time."""
    tx.execute(delete(talks).where(talks.c.team_id == team_id, talks.c.number == number))
    tx.execute(insert(talks).values(team_id=team_id, number=number, day=day))


def talks_of(tx: Transaction, team_id: str) -> Mapping[int, date | None]:
    """Return the day of the talk about each release for which one was chosen."""
    return {row.number: row.day for row in tx.execute(select(talks).where(talks.c.team_id == team_id))}


def agree(tx: Transaction, agreement: Agreement) -> None:
    """Keep what was agreed after a release; what was said about another agreement of it is forgotten."""
    same = (agreements.c.team_id == agreement.team_id) & (agreements.c.number == agreement.number)
    before = tx.scalar(select(agreements.c.words).where(same))
    tx.execute(delete(agreements).where(same))
    tx.execute(insert(agreements).values(**asdict(agreement)))
    if before is not None and before != agreement.words:
        about = (echoes.c.team_id == agreement.team_id) & (echoes.c.number == agreement.number)
        tx.execute(delete(echoes).where(about, echoes.c.kind != "worth"))


def teams_that_agreed(tx: Transaction, team_ids: Sequence[str]) -> set[str]:
    """Return which of these teams agreed to do something."""
    wanted = select(agreements.c.team_id).where(agreements.c.team_id.in_(team_ids), agreements.c.words != "")
    return set(tx.scalars(wanted.distinct()))


def agreements_of(tx: Transaction, team_id: str) -> list[Agreement]:
    """Return what a team agreed, oldest first."""
    wanted = select(agreements).where(agreements.c.team_id == team_id).order_by(agreements.c.number)
    return [Agreement(**row._mapping) for row in tx.execute(wanted)]


def ask_after(tx: Transaction, team_id: str, number: int, kinds: Sequence[str]) -> None:
    """Note that something is asked about the talk of a release, so that it is asked once."""
    rows = [{"team_id": team_id, "number": number, "kind": kind, "band": None} for kind in kinds]
    tx.execute(insert(echoes), rows)


def tell_after(tx: Transaction, team_id: str, number: int, bands: Mapping[str, str], *, release: int) -> None:
    """Store, with a release, in which bands the questions about a talk were answered."""
    for kind, band in bands.items():
        asked = (echoes.c.team_id == team_id) & (echoes.c.number == number) & (echoes.c.kind == kind)
        tx.execute(update(echoes).where(asked).values(band=band, release=release))


def echoes_of(tx: Transaction, team_id: str) -> list[Echo]:
    """Return what was asked about a team's talks, and what may be told of it."""
    wanted = select(echoes).where(echoes.c.team_id == team_id).order_by(echoes.c.number, echoes.c.kind)
    return [Echo(row.number, row.kind, row.band, row.release) for row in tx.execute(wanted)]
