"""Schools, their closed weeks, teams and invitations. Knows no person."""

import secrets as random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row

from storage.database import Transaction
from storage.secrets import KeyRing
from storage.tables import closures, invitations, schools, teams

Role = Literal["teacher", "lead", "coach"]
TeamState = Literal["gathering", "asking", "paused", "joined"]


@dataclass(frozen=True, slots=True)
class School:
    """A school as the operator described it."""

    id: str
    name: str
    country: str
    region: str
    timezone: str
    counsellor: str | None
    consent: str | None
    privacy_contact: str | None


@dataclass(frozen=True, slots=True)
class Closure:
    """A span of days, both ends included, in which nobody is asked (closed) or only items (busy)."""

    starts: date
    ends: date
    kind: Literal["closed", "busy"]


@dataclass(frozen=True, slots=True)
class Team:
    """A team: the unit that is asked and reported."""

    id: str
    school_id: str
    name: str
    language: str
    members: int
    smallest_group: int
    change: str
    weekday: int
    at: str
    state: TeamState
    locked_year: int | None
    place: int
    rounds: int
    open_weeks: int
    next_week: date
    roster_version: int
    digest_on: date | None
    school_year: int = 0
    again_until: date | None = None
    less_since: date | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code opens: a role in one team, or for a coach in several."""

    role: Role
    single_use: bool
    team_ids: tuple[str, ...]


def new_id() -> str:
    """Return a random identifier that tells nothing about order."""
    return random.token_hex(8)


def add_school(tx: Transaction, school: School) -> None:
    """Store a new school."""
    tx.execute(
        insert(schools).values(
            id=school.id,
            name=school.name,
            country=school.country,
            region=school.region,
            timezone=school.timezone,
            counsellor=school.counsellor,
            consent=school.consent,
            privacy_contact=school.privacy_contact,
        )
    )


def change_school(tx: Transaction, school_id: str, **values: str | None) -> None:
    """Set columns of a school."""
    tx.execute(update(schools).where(schools.c.id == school_id).values(**values))


def all_schools(tx: Transaction) -> list[School]:
    """Return every school by name."""
    return [School(*row) for row in tx.execute(select(schools).order_by(schools.c.name))]


def school_named(tx: Transaction, name: str) -> School | None:
    """Find a school by its name, whatever the case of its letters (SQLite knows that of a to z alone)."""
    return next((one for one in all_schools(tx) if one.name.casefold() == name.casefold()), None)


def school(tx: Transaction, school_id: str) -> School:
    """Return the school with this id."""
    return School(*tx.execute(select(schools).where(schools.c.id == school_id)).one())


def replace_closures(tx: Transaction, school_id: str, spans: Iterable[Closure]) -> None:
    """Replace the school's own calendar."""
    tx.execute(delete(closures).where(closures.c.school_id == school_id))
    rows = {(span.starts, span.ends): span for span in spans}
    if rows:
        tx.execute(
            insert(closures),
            [
                {"school_id": school_id, "starts": span.starts, "ends": span.ends, "kind": span.kind}
                for span in rows.values()
            ],
        )


def closures_of(tx: Transaction, school_id: str) -> list[Closure]:
    """Return the school's own calendar in order."""
    wanted = select(closures.c.starts, closures.c.ends, closures.c.kind).where(
        closures.c.school_id == school_id
    )
    return [Closure(*row) for row in tx.execute(wanted.order_by(closures.c.starts))]


def add_team(tx: Transaction, team: Team) -> None:
    """Store a new team."""
    tx.execute(insert(teams).values(**{column.name: getattr(team, column.name) for column in teams.columns}))


def change_team(tx: Transaction, team_id: str, **values: str | int | date | None) -> None:
    """Set columns of a team."""
    tx.execute(update(teams).where(teams.c.id == team_id).values(**values))


def roster_changed(tx: Transaction, team_id: str) -> None:
    """Count that somebody joined or left; the change word starts anew at the next release."""
    raised = teams.c.roster_version + 1
    tx.execute(update(teams).where(teams.c.id == team_id).values(roster_version=raised))


def claim_week(tx: Transaction, team: Team, following: date) -> bool:
    """Move the team's due week on if nobody did so before: true for exactly one caller."""
    claimed = tx.execute(
        update(teams)
        .where(teams.c.id == team.id, teams.c.next_week == team.next_week)
        .values(next_week=following)
    )
    return claimed.rowcount == 1


def all_teams(tx: Transaction) -> list[Team]:
    """Return every team by name."""
    return [team_in(row) for row in tx.execute(select(teams).order_by(teams.c.name))]


def teams_gathering(tx: Transaction) -> list[Team]:
    """Return the teams that wait for enough teachers."""
    return [team_in(row) for row in tx.execute(select(teams).where(teams.c.state == "gathering"))]


def teams_due(tx: Transaction, week: date) -> list[Team]:
    """Return the teams that ask and whose due week has come."""
    due = select(teams).where(teams.c.state == "asking", teams.c.next_week <= week)
    return [team_in(row) for row in tx.execute(due)]


def teams_named(tx: Transaction, name: str) -> list[Team]:
    """Find teams by name, whatever the case of their letters (two schools may use one name)."""
    return [one for one in all_teams(tx) if one.name.casefold() == name.casefold()]


def team(tx: Transaction, team_id: str) -> Team:
    """Return the team with this id."""
    return team_in(tx.execute(select(teams).where(teams.c.id == team_id)).one())


def teams_of(tx: Transaction, team_ids: Sequence[str]) -> list[Team]:
    """Return these teams by name."""
    wanted = select(teams).where(teams.c.id.in_(team_ids)).order_by(teams.c.name)
    return [team_in(row) for row in tx.execute(wanted)]


def places_taken(tx: Transaction, school_id: str) -> tuple[list[int], list[int]]:
    """Return the places in the rotation that teams of a school have, and those of all other teams."""
    found = tx.execute(select(teams.c.school_id, teams.c.place)).all()
    return (
        [place for school, place in found if school == school_id],
        [place for school, place in found if school != school_id],
    )


def add_invitations(tx: Transaction, keys: KeyRing, codes: Sequence[str], invitation: Invitation) -> None:
    """Store what these codes open; of a code only its keyed hash is kept."""
    tx.execute(
        insert(invitations),
        [
            {
                "code_hash": keys.fingerprint("invitation", code.encode()),
                "role": invitation.role,
                "single_use": invitation.single_use,
                "team_ids": ",".join(invitation.team_ids),
                "key_id": keys.newest,
            }
            for code in codes
        ],
    )


def invitation(tx: Transaction, keys: KeyRing, code: str) -> Invitation | None:
    """Find what a code opens."""
    hashes = keys.fingerprints("invitation", code.encode())
    row = tx.execute(select(invitations).where(invitations.c.code_hash.in_(hashes))).first()
    return Invitation(row.role, row.single_use, tuple(row.team_ids.split(","))) if row else None


def use_up(tx: Transaction, keys: KeyRing, code: str) -> bool:
    """Delete a one-use code: true for exactly one caller."""
    hashes = keys.fingerprints("invitation", code.encode())
    return tx.execute(delete(invitations).where(invitations.c.code_hash.in_(hashes))).rowcount == 1


def point_invitations(tx: Transaction, team_id: str, into_id: str) -> None:
    """Let the codes of a team open another one instead."""
    for row in tx.execute(select(invitations).where(invitations.c.team_ids.contains(team_id))).all():
        ids = dict.fromkeys(into_id if one == team_id else one for one in row.team_ids.split(","))
        same = invitations.c.code_hash == row.code_hash
        tx.execute(update(invitations).where(same).values(team_ids=",".join(ids)))


def team_in(row: Row[tuple[object, ...]]) -> Team:
    """Return the team that a row of its table holds."""
    return Team(**{name: getattr(row, name) for name in Team.__dataclass_fields__})
