"""`bot add` and `bot list`, and the name of a bot for links."""

import argparse
import sys

from klankbord import bots
from klankbord.house import House, open_house
from klankbord.settings import Settings, SettingsProblem


def bot_add(options: argparse.Namespace, settings: Settings) -> int:
    """Take in another bot, whose token stands in the settings under this name."""
    from bot.identity import username

    token = next((one for one in settings.tokens if one.name == options.name), None)
    name = username(settings, token) if token else ""
    if token and not name:
        raise SettingsProblem(f"Telegram cannot be reached, or it refuses the token of {options.name}.")
    with open_house(settings) as house:
        added = bots.add_bot(house, name=options.name, username=name or "")
    if not added.name:
        return _print(f"@{name} is the first bot: every school without --bot belongs to it.")
    return _print(
        f"Bot {added.name} is @{name}. Restart Klankbord, then: klankbord school add NAME --bot {added.name}"
    )


def bot_list(_: argparse.Namespace, settings: Settings) -> int:
    """Show all bots."""
    with open_house(settings) as house:
        known = bots.list_bots(house)
    lines = [f"{bot.name or '(the first)'}  @{bot.username or '?'}" for bot in known]
    return _print("\n".join(lines) or "No bot has run yet.")


def link_name(house: House, *, number: int | None) -> str | None:
    """Return the name of a bot for links into its chat (no number: the first); ask Telegram if need be."""
    from bot.identity import username

    own = [bot for bot in bots.own_bots(house) if (bot.first if number is None else bot.number == number)]
    if own and (name := username(house.settings, own[0])):
        return name
    wanted = "" if number is None else None  # the first has no name
    known = [bot for bot in bots.list_bots(house) if bot.number == number or bot.name == wanted]
    return known[0].username or None if known else None


def _print(text: str) -> int:
    sys.stdout.write(text + "\n")
    return 0
