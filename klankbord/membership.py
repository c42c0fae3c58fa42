"""Joining and leaving. Nothing here ever says how many take part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from klankbord.bots import OwnBot, check_bot
from klankbord.house import House
from klankbord.places import Place, open_gate, place_of
from klankbord.school_calendar import monday_of, school_year
from klankbord.vocabulary import Refusal, as_language
from storage import dialogues, letters, people, rounds, schools
from storage.database import Transaction
from storage.people import Membership, Person
from storage.schools import Invitation, Role, Team

NOTICE = timedelta(weeks=1)  # a team hears of a lead, coach or sister team so long before they see anything
LONGEST_NAME = 64  # signs: what Telegram takes as a first name
EVERYBODY: tuple[Role, ...] = ("teacher", "lead", "coach")


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a code opens, before anything is stored."""

    role: Role
    teams: tuple[str, ...]
    school: str
    team_language: str
    smallest_group: int
    weekday: int
    at: str
    counsellor: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a person takes part in, with its team."""

    membership: Membership
    team: Team

    @property
    def weekday(self) -> int:
        """The day on which this person is asked (0 = Monday)."""
        return self.team.weekday if self.membership.weekday is None else self.membership.weekday

    @property
    def at(self) -> str:
        """The local time at which this person is asked."""
        return self.membership.at or self.team.at


def look_at(house: House, *, code: str, bot: OwnBot | None = None) -> Welcome:
    """Tell what a code opens without using it; raise `Refusal` for one that is unknown or of another bot."""
    with house.db.read() as tx:
        found, teams = _opened(tx, house, code, bot)
        school = schools.school(tx, teams[0].school_id)
    first = teams[0]
    return Welcome(
        role=found.role,
        teams=tuple(team.name for team in teams),
        school=school.name,
        team_language=first.language,
        smallest_group=first.smallest_group,
        weekday=first.weekday,
        at=first.at,
        counsellor=school.counsellor,
    )


def join(
    house: House,
    *,
    code: str,
    account: int,
    chat: int,
    language: str | None,
    now: datetime,
    name: str = "",
    bot: OwnBot | None = None,
) -> Role:
    """Use a code: store the person and the membership, and start the team once enough take part.

    The name is kept of a coach alone: teams read it where they decide whether to share a text.
    """
    with house.db.write() as tx:
        found, teams = _opened(tx, house, code, bot)
        person = people.find(tx, house.keys, account)
        mine = people.memberships_of(tx, person.id) if person else []
        year = school_year(place_of(tx, teams[0]).calendar.today(now))
        for team in teams:
            _check_roles(found.role, team, [one for one in mine if one.school_year >= year])
        if found.single_use and not schools.use_up(tx, house.keys, code):
            raise Refusal("unknown_code")
        for one in mine:
            if one.school_year < year and (one.role == "teacher" or one.team_id in found.team_ids):
                leave(tx, one)  # last year's part, not taken up again: one team per school year
        if person is None:
            spoken = as_language(language, teams[0].language)
            person = people.add(tx, house.keys, account=account, chat=chat, language=spoken)
        elif not person.reachable:
            people.set_reachable(tx, person.id, reachable=True)
        if found.role == "coach":
            people.set_name(tx, house.keys, person, plain_name(name))
        for team in teams:
            _take_part(tx, person, team, found.role, now=now)
    return found.role


def plain_name(name: str) -> str:
    """Return a name as it may stand in a sentence: one line, no signs that turn or hide it, not too long."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(printable.split())[:LONGEST_NAME]


def _take_part(tx: Transaction, person: Person, team: Team, role: Role, *, now: datetime) -> None:
    place = place_of(tx, team)
    today = place.calendar.today(now)
    people.join(
        tx,
        Membership(
            person_id=person.id,
            team_id=team.id,
            role=role,
            school_year=school_year(today),
            weekday=None,
            at=None,
            pace=1,
            next_week=_first_week(tx, team, monday_of(today)),
            since=announce(tx, place, role, now=now) if role != "teacher" else None,
        ),
    )
    if role == "teacher":
        schools.change_team(tx, team.id, locked_year=school_year(today))
        schools.roster_changed(tx, team.id)
        if open_gate(tx, team, now=now):
            tell_team(tx, team, "opening", now=now, roles=("teacher",))
    if role == "lead":
        letter = letters.new_letter(person_id=person.id, team_id=team.id, kind="kickoff", subject="", due=now)
        letters.put(tx, [letter])


def announce(tx: Transaction, place: Place, role: str, *, now: datetime) -> date:
    """Tell a team that began that somebody with this role comes; return from when on they see figures."""
    since = place.calendar.today(now) + NOTICE
    if place.team.rounds:
        letters.drop_unsent(tx, team_id=place.team.id, kind="reminder")  # at most two messages a week
        subject = f"{role} {since.isoformat()}"
        tell_team(tx, place.team, "newcomer", now=now, roles=EVERYBODY, subject=subject)
    return since


def _first_week(tx: Transaction, team: Team, week: date) -> date:
    # Somebody who leaves and joins again in one week must not answer twice, nor make a group look larger.
    asked = any(found.week == week for found in rounds.open_rounds(tx, team.id))
    return week + timedelta(weeks=1) if asked else week


def tell_team(
    tx: Transaction,
    team: Team,
    kind: letters.Kind,
    *,
    now: datetime,
    roles: tuple[str, ...],
    subject: str = "",
) -> None:
    """Queue one letter of a kind for everybody in the team who has one of these roles."""
    told = people.members(tx, team.id, *roles)
    if kind == "opening":
        told = [member for member in told if member.school_year >= team.school_year]
    to = partial(letters.new_letter, team_id=team.id, kind=kind, subject=subject, due=now)
    letters.put(tx, [to(person_id=member.person_id) for member in told])


def who(house: House, *, account: int) -> Person | None:
    """Return the person behind an account, if they are stored."""
    return who_are(house, (account,))[0]


def who_are(house: House, accounts: Sequence[int]) -> list[Person | None]:
    """Return the people behind several accounts, see `who`."""
    with house.db.read() as tx:
        found = people.find_all(tx, house.keys, set(accounts))
    return [found.get(account) for account in accounts]


def parts_of(house: House, person: Person) -> tuple[Part, ...]:
    """Return what a person takes part in."""
    with house.db.read() as tx:
        mine = people.memberships_of(tx, person.id)
        return tuple(Part(membership, schools.team(tx, membership.team_id)) for membership in mine)


def set_language(house: House, person: Person, language: str) -> None:
    """Remember the language a person chose."""
    with house.db.write() as tx:
        people.set_language(tx, person.id, as_language(language))


def sees_since(house: House, person: Person, *, team_id: str) -> date | None:
    """Return the day from which on a person sees what a team publishes; nothing: everything."""
    with house.db.read() as tx:
        mine = people.memberships_of(tx, person.id)
    return next((one.since for one in mine if one.team_id == team_id), None)


def stop(house: House, person: Person) -> None:
    """Erase a person at once, with letters and dialogue; what nobody can find stays in the sums."""
    with house.db.write() as tx:
        for membership in people.memberships_of(tx, person.id):
            leave(tx, membership)
        forget(house, tx, person)


def leave(tx: Transaction, membership: Membership) -> None:
    """End one membership, with its letters; a teacher's leaving counts as a change of the team."""
    if membership.role == "teacher":
        schools.roster_changed(tx, membership.team_id)
    letters.drop_of(tx, membership.person_id, team_id=membership.team_id)
    people.leave(tx, membership.person_id, membership.team_id, membership.role)


def forget(house: House, tx: Transaction, person: Person) -> None:
    """Erase a person who takes part in nothing any more."""
    letters.drop_of(tx, person.id)
    dialogues.drop(tx, house.keys, person.account)
    people.erase(tx, person.id)


def _opened(tx: Transaction, house: House, code: str, bot: OwnBot | None) -> tuple[Invitation, list[Team]]:
    found = schools.invitation(tx, house.keys, code.strip().lower())
    if found is None:
        raise Refusal("unknown_code")
    teams = [schools.team(tx, team_id) for team_id in found.team_ids]
    check_bot(tx, teams, bot)
    return found, teams


def _check_roles(role: Role, team: Team, mine: list[Membership]) -> None:
    here = {membership.role for membership in mine if membership.team_id == team.id}
    if role in here:
        raise Refusal("already_in")
    if here:  # a lead does not answer in the team they lead; a coach is no member
        raise Refusal("one_role_per_team")
    if role == "teacher" and any(membership.role == "teacher" for membership in mine):
        raise Refusal("one_team_per_year")
