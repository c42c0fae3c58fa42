"""Published periods and their figures: frozen, never written twice."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, insert, select

from storage.database import Transaction
from storage.tables import areas, figures, releases, ties


@dataclass(frozen=True, slots=True)
class Release:
    """One published period of one team."""

    team_id: str
    number: int
    published: date
    week: int
    rounds: int
    best_weekly: int
    mean_weekly: float
    checkins: int
    members: int
    roster_version: int
    settings_version: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One dimension of one release; points 0-100, variances in points squared."""

    team_id: str
    number: int
    dimension: str
    y: float
    r: float
    m: float
    p: float
    n: int
    ss: float
    df: int
    sx: float


@dataclass(frozen=True, slots=True)
class Area:
    """One area of one release: answers, their sum of (x - item norm) in points, and how many items.

    `kind` is dimension, place, axis or form; `name` is the area's, such as `diffusion`.
    """

    team_id: str
    number: int
    kind: str
    name: str
    n: int
    deviation: float
    items: int


def add(tx: Transaction, release: Release, of: Sequence[Figure], by_area: Sequence[Area] = ()) -> None:
    """Store a release; a second one with the same number is refused by the database."""
    tx.execute(insert(releases).values(**asdict(release)))
    if of:
        tx.execute(insert(figures), [asdict(figure) for figure in of])
    if by_area:
        tx.execute(insert(areas), [asdict(area) for area in by_area])


def releases_of(tx: Transaction, team_id: str) -> list[Release]:
    """Return a team's releases, oldest first."""
    wanted = select(releases).where(releases.c.team_id == team_id).order_by(releases.c.number)
    return [Release(**row._mapping) for row in tx.execute(wanted)]


def figures_of(tx: Transaction, team_id: str) -> list[Figure]:
    """Return a team's figures, oldest first."""
    wanted = (
        select(figures).where(figures.c.team_id == team_id).order_by(figures.c.number, figures.c.dimension)
    )
    return [Figure(**row._mapping) for row in tx.execute(wanted)]


def areas_of(tx: Transaction, team_id: str) -> list[Area]:
    """Return a team's areas, oldest first."""
    wanted = (
        select(areas).where(areas.c.team_id == team_id).order_by(areas.c.number, areas.c.kind, areas.c.name)
    )
    return [Area(**row._mapping) for row in tx.execute(wanted)]


def newest_numbers(tx: Transaction, team_ids: Sequence[str]) -> dict[str, int]:
    """Return the newest number of each of these teams that has a release."""
    wanted = select(releases.c.team_id, func.max(releases.c.number)).where(releases.c.team_id.in_(team_ids))
    return {row[0]: row[1] for row in tx.execute(wanted.group_by(releases.c.team_id))}


def add_ties(tx: Transaction, team_id: str, number: int, bands: Mapping[str, str]) -> None:
    """Store, with a release, in which band a team named each other one."""
    if bands:
        rows = [
            {"team_id": team_id, "number": number, "taker": taker, "band": band}
            for taker, band in bands.items()
        ]
        tx.execute(insert(ties), rows)


def ties_of(tx: Transaction, team_id: str) -> tuple[int, Mapping[str, str]]:
    """Return the number of the newest release with ties (0 = none), and the band of each team named."""
    newest = tx.scalar(select(func.max(ties.c.number)).where(ties.c.team_id == team_id)) or 0
    wanted = select(ties.c.taker, ties.c.band).where(ties.c.team_id == team_id, ties.c.number == newest)
    return newest, {row.taker: row.band for row in tx.execute(wanted)}
