"""`key rotate`, `backup`, `restore`, `erase`, `year start` and `team join`."""

import argparse
import sys
from pathlib import Path

from klankbord import keeping, rights, school_years, sister_teams
from klankbord.house import open_house
from klankbord.settings import Settings


def key_rotate(_: argparse.Namespace, settings: Settings) -> int:
    """Move the data to the newest key and say what the older keys are still needed for."""
    with open_house(settings) as house:
        left = keeping.rotate_key(house, said=lambda name: _print(f"{name}: done"))
    if left.rows:
        _print("Something still writes with an older key: restart every process, then run this again.")
        return 1
    if left.until is not None:
        _print(f"Keep the old key until {left.until} is over: check-ins sent before need it until then.")
    if left.codes:
        _print(
            "Invitations that were not used yet stop working without the old key: make new ones if needed."
        )
    if left.until is None:
        _print(
            "All data is under the newest key. The old key may go in half an hour, when no dialogue runs on."
        )
    return 0


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Write a backup."""
    with open_house(settings) as house:
        keeping.backup(house, Path(options.file))
    _print("The backup is written. Nobody can read it without the key: keep the two apart.")
    return 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Put a backup back."""
    keeping.restore(settings, Path(options.file), replace=options.replace)
    _print("The backup is put back. Each team begins a new period, and the running bot tells them.")
    return 0


def erase(options: argparse.Namespace, settings: Settings) -> int:
    """Erase one person."""
    with open_house(settings) as house:
        rights.erase_by_code(house, code=options.person)
    _print("Everything about this person is erased.")
    return 0


def year_start(_: argparse.Namespace, settings: Settings) -> int:
    """Start the new school year of every team now."""
    with open_house(settings) as house:
        started = school_years.start_now(house, now=house.clock())
    _print(
        f"The school year has started for {', '.join(started)}. Everybody is asked whether they are in again."
    )
    return 0


def team_join(options: argparse.Namespace, settings: Settings) -> int:
    """Let one team join another."""
    with open_house(settings) as house:
        union = sister_teams.join_team(house, team=options.name, into=options.into, now=house.clock())
    _print(f"From {union.day} on {union.team} takes part as {union.other}. Both teams are told now.")
    return 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
