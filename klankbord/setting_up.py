"""What the operator sets up: schools, teams, calendars and invitations. Knows nobody by name."""

import secrets as random
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from klankbord.bots import bot_named, bot_of
from klankbord.house import House
from klankbord.places import find_place, find_team
from klankbord.school_calendar import NIGHT_FROM, NIGHT_TO, monday_of, read_ics, school_year, where
from klankbord.vocabulary import LANGUAGES, Refusal
from prompts.rotation import place_for
from storage import bots, schools
from storage.database import Transaction
from storage.schools import Invitation, Role, School, Team

SMALLEST_GROUP = 5  # k: below five, a figure says too much about one colleague; may only be raised
CHANGE_LENGTH = 60  # characters: it stands in the middle of a question on a phone
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
EARLIEST, LATEST = f"{NIGHT_TO:%H:%M}", f"{NIGHT_FROM:%H:%M}"  # nobody is asked in the night
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without signs that look alike on paper
CODE_LENGTH = 10  # 31^10 codes: a million tries find one of a thousand with 1 chance in 800,000


def add_school(
    house: House,
    *,
    name: str,
    country: str = "nl",
    region: str = "midden",
    counsellor: str | None = None,
    bot: str | None = None,
) -> School:
    """Store a new school, of the first bot or another; raise `Refusal` when something given is not right."""
    country, region = where(country, region)
    _check_timezone(house.settings.timezone)
    school = School(
        id=schools.new_id(),
        name=_name(name),
        country=country,
        region=region,
        timezone=house.settings.timezone,
        counsellor=counsellor,
        consent=None,
        privacy_contact=None,
    )
    with house.db.write() as tx:
        if schools.school_named(tx, school.name):
            raise Refusal("name_taken")
        schools.add_school(tx, school)
        if bot is not None:
            bots.give_school(tx, school.id, bot_named(tx, bot).number)
    return school


def change_school(house: House, *, name: str, **values: str | None) -> None:
    """Change what is known about a school; values that are None stay as they are."""
    given = {key: value for key, value in values.items() if value is not None}
    if "timezone" in given:
        _check_timezone(given["timezone"])
    with house.db.write() as tx:
        school = _school(tx, name)
        if "country" in given or "region" in given:
            country = given.get("country", school.country)
            given["country"], given["region"] = where(country, given.get("region", school.region or "midden"))
        if given:
            schools.change_school(tx, school.id, **given)


def import_calendar(house: House, *, school: str, content: bytes) -> int:
    """Replace a school's own calendar by a calendar file; return how many spans it holds."""
    spans = read_ics(content)
    with house.db.write() as tx:
        schools.replace_closures(tx, _school(tx, school).id, spans)
    return len(spans)


def add_team(
    house: House,
    *,
    name: str,
    school: str,
    members: int,
    now: datetime,
    language: str | None = None,
    smallest_group: int = SMALLEST_GROUP,
    change: str = "",
    weekday: str = "tue",
    at: str = "15:30",
) -> Team:
    """Store a new team that gathers its teachers; raise `Refusal` with what is not right."""
    if smallest_group < SMALLEST_GROUP:
        raise Refusal("smallest_group_too_small", smallest=str(SMALLEST_GROUP))
    if members < smallest_group:
        raise Refusal("team_too_small", smallest=str(smallest_group))
    language = language or house.settings.language
    if language not in LANGUAGES:
        raise Refusal("unknown_language")
    name = _name(name)
    with house.db.write() as tx:
        found = _school(tx, school)
        if any(team.school_id == found.id for team in schools.teams_named(tx, name)):
            raise Refusal("name_taken")
        today = now.astimezone(ZoneInfo(found.timezone)).date()
        here, elsewhere = schools.places_taken(tx, found.id)
        team = Team(
            id=schools.new_id(),
            school_id=found.id,
            name=name,
            language=language,
            members=members,
            smallest_group=smallest_group,
            change=_change(change),
            weekday=_weekday(weekday),
            at=time_of_day(at),
            state="gathering",
            locked_year=None,
            place=place_for(in_school=here, elsewhere=elsewhere),
            rounds=0,
            open_weeks=0,
            next_week=monday_of(today),
            roster_version=0,
            digest_on=None,
            school_year=school_year(today),
        )
        schools.add_team(tx, team)
    return team


def change_team(
    house: House,
    *,
    name: str,
    now: datetime,
    members: int | None = None,
    smallest_group: int | None = None,
    change: str | None = None,
    weekday: str | None = None,
    at: str | None = None,
    language: str | None = None,
) -> None:
    """Change a team; the smallest group may only be raised, and is locked once the first teacher joined."""
    values: dict[str, str | int] = {}
    place = find_place(house, team=name)
    team = place.team
    if smallest_group is not None and smallest_group != team.smallest_group:
        if team.locked_year == school_year(place.calendar.today(now)):
            raise Refusal("smallest_group_locked")
        if smallest_group < team.smallest_group:
            raise Refusal("smallest_group_only_up")
        values["smallest_group"] = smallest_group
    if members is not None:
        values["members"] = members
    smallest, count = smallest_group or team.smallest_group, team.members if members is None else members
    if values and count < smallest:
        raise Refusal("team_too_small", smallest=str(smallest))
    if change is not None:
        values["change"] = _change(change)
    if weekday is not None:
        values["weekday"] = _weekday(weekday)
    if at is not None:
        values["at"] = time_of_day(at)
    if language is not None:
        if language not in LANGUAGES:
            raise Refusal("unknown_language")
        values["language"] = language
    if values:
        with house.db.write() as tx:
            schools.change_team(tx, team.id, **values)


def invite(house: House, *, role: Role, teams: list[str], count: int | None = None) -> list[str]:
    """Make codes that open a role in a team: one to share, or `count` codes of one use each."""
    if count is not None and not 1 <= count <= 500:
        raise Refusal("bad_count")
    if len(teams) > 1 and role != "coach":
        raise Refusal("one_team_only")
    with house.db.write() as tx:
        found = [find_team(tx, name) for name in teams]
        bot_of(tx, found)
        ids = tuple(team.id for team in found)
        codes = ["".join(random.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(count or 1)]
        schools.add_invitations(tx, house.keys, codes, Invitation(role, count is not None, ids))
    return codes


def bot_behind(house: House, *, teams: list[str]) -> int | None:
    """Return the number of the bot that these teams talk to; nothing: the first."""
    with house.db.read() as tx:
        return bot_of(tx, [find_team(tx, name) for name in teams])


def list_schools(house: House) -> list[School]:
    """Return every school by name."""
    with house.db.read() as tx:
        return schools.all_schools(tx)


def list_teams(house: House) -> list[tuple[str, Team]]:
    """Return every team with the name of its school, by name; never who or how many take part."""
    with house.db.read() as tx:
        names = {school.id: school.name for school in schools.all_schools(tx)}
        return [(names[team.school_id], team) for team in schools.all_teams(tx)]


def time_of_day(text: str) -> str:
    """Return `H:MM` as `HH:MM`; raise `Refusal` outside the hours in which people may be asked."""
    hours, _, minutes = text.replace(".", ":").strip().partition(":")
    figures = text.isascii() and hours.isdigit() and minutes.isdigit()  # "²" and "٣" are digits, too
    if not (figures and len(minutes) == 2 and int(minutes) < 60):
        raise Refusal("bad_time")
    at = f"{int(hours):02d}:{minutes}"
    if not EARLIEST <= at <= LATEST:
        raise Refusal("bad_time")
    return at


def _school(tx: Transaction, name: str) -> School:
    school = schools.school_named(tx, name.strip())
    if school is None:
        raise Refusal("unknown_school")
    return school


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 80 or "/" in name:
        raise Refusal("bad_name")
    return name


def _change(text: str) -> str:
    change = " ".join(text.split())
    if len(change) > CHANGE_LENGTH:
        raise Refusal("change_too_long", most=str(CHANGE_LENGTH))
    return change


def _weekday(name: str) -> int:
    if name.lower()[:3] not in WEEKDAYS:
        raise Refusal("bad_weekday", days=", ".join(WEEKDAYS))
    return WEEKDAYS.index(name.lower()[:3])


def _check_timezone(name: str) -> None:
    if name not in available_timezones():
        raise Refusal("unknown_timezone")
