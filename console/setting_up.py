"""`school`, `team`, `calendar` and `invite`."""

import argparse
import sys
from pathlib import Path

from console.own_bots import link_name
from klankbord import setting_up
from klankbord.house import open_house
from klankbord.places import find_place
from klankbord.settings import Settings
from klankbord.vocabulary import Refusal, as_language


def school_add(options: argparse.Namespace, settings: Settings) -> int:
    """Add a school."""
    with open_house(settings) as house:
        school = setting_up.add_school(
            house,
            name=options.name,
            country=options.country,
            region=options.region,
            counsellor=options.counsellor,
            bot=options.bot,
        )
    return _print(f"School {school.name} is added.")


def school_set(options: argparse.Namespace, settings: Settings) -> int:
    """Change what is known about a school."""
    with open_house(settings) as house:
        setting_up.change_school(
            house,
            name=options.name,
            counsellor=options.counsellor,
            country=options.country,
            region=options.region,
            timezone=options.timezone,
            consent=options.consent,
            privacy_contact=options.privacy_contact,
        )
    return _print(f"School {options.name} is changed.")


def school_list(_: argparse.Namespace, settings: Settings) -> int:
    """Show all schools."""
    with open_house(settings) as house:
        known = setting_up.list_schools(house)
    lines = [f"{found.name}  {found.country} {found.region}".rstrip() for found in known]
    return _print("\n".join(lines) or "There is no school yet.")


def team_add(options: argparse.Namespace, settings: Settings) -> int:
    """Add a team."""
    with open_house(settings) as house:
        given = {
            "language": options.language,
            "smallest_group": options.smallest_group,
            "change": options.change,
            "weekday": options.day,
            "at": options.time,
        }
        team = setting_up.add_team(
            house,
            name=options.name,
            school=options.school,
            members=options.members,
            now=house.clock(),
            **{name: value for name, value in given.items() if value is not None},
        )
    return _print(f"Team {team.name} is added. Next: klankbord invite teacher --team {team.name!r} --count …")


def team_set(options: argparse.Namespace, settings: Settings) -> int:
    """Change a team."""
    with open_house(settings) as house:
        setting_up.change_team(
            house,
            name=options.name,
            now=house.clock(),
            members=options.members,
            smallest_group=options.smallest_group,
            change=options.change,
            weekday=options.day,
            at=options.time,
            language=options.language,
        )
    return _print(f"Team {options.name} is changed.")


def team_list(_: argparse.Namespace, settings: Settings) -> int:
    """Show all teams with their school; never who or how many take part."""
    with open_house(settings) as house:
        known = setting_up.list_teams(house)
    lines = [f"{school}/{team.name}  {team.state}" for school, team in known]
    return _print("\n".join(lines) or "There is no team yet.")


def calendar_import(options: argparse.Namespace, settings: Settings) -> int:
    """Replace a school's own dates."""
    content = Path(options.file).read_bytes()
    with open_house(settings) as house:
        name = options.school
        if name is None:
            known = setting_up.list_schools(house)
            if len(known) != 1:
                raise Refusal("which_school")
            name = known[0].name
        count = setting_up.import_calendar(house, school=name, content=content)
    return _print(f"{count} closed or busy periods are in the calendar of {name}.")


def invite(options: argparse.Namespace, settings: Settings) -> int:
    """Print codes with their links, one a line, and cards with them when asked for."""
    from klankbord.paper import Card, invitation_cards

    page_file = Path(options.pdf) if options.pdf else None
    if page_file and (page_file.is_dir() or not page_file.parent.is_dir()):
        raise Refusal("no_folder", file=str(page_file))  # before there are codes that nobody could print
    with open_house(settings) as house:
        name = link_name(house, number=setting_up.bot_behind(house, teams=options.team))
        if options.pdf and not name:
            raise Refusal("no_bot_name")
        codes = setting_up.invite(house, role=options.role, teams=options.team, count=options.count)
        invited = find_place(house, team=options.team[0])
    for code in codes:
        sys.stdout.write(f"{code}  {_link(name, code)}\n" if name else f"{code}\n")
    if options.pdf and name:
        once = options.count is not None
        cards = [Card(code, _link(name, code), once) for code in codes]
        about = {"role": options.role, "team": ", ".join(options.team), "school": invited.school.name}
        page = invitation_cards(cards, **about, bot=name, language=as_language(invited.team.language))
        Path(options.pdf).write_bytes(page)
        sys.stderr.write(f"The cards are in {options.pdf}: cut them, and let colleagues draw one each.\n")
    return 0


def _link(name: str, code: str) -> str:
    return f"https://t.me/{name}?start={code}"


def _print(text: str) -> int:
    sys.stdout.write(text + "\n")
    return 0
