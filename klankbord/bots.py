"""The bots of one installation: which tokens are whose, and which bot a school belongs to.

The first bot is the one an installation began with; schools belong to it unless they were added to another.
"""

import logging
from dataclasses import dataclass, field

from klankbord.house import House
from klankbord.vocabulary import Refusal
from storage import bots
from storage.bots import FIRST, KnownBot
from storage.database import Transaction
from storage.schools import Team

log = logging.getLogger(__name__)

ACCOUNT_BITS = 64  # Telegram's numbers of people take at most 52


@dataclass(frozen=True, slots=True)
class OwnBot:
    """A bot that this installation speaks through."""

    number: int
    name: str  # as in the settings; empty for one without a name
    first: bool
    token: str = field(repr=False)

    def account(self, telegram_id: int) -> int:
        """Return by which number somebody is known: people of two bots are two people here."""
        return telegram_id if self.first else self.number << ACCOUNT_BITS | telegram_id


def own_bots(house: House) -> tuple[OwnBot, ...]:
    """Return the bots of the settings that may speak; remember which one is the first."""
    tokens = house.settings.tokens
    with house.db.read() as tx:
        known = {bot.number: bot.name for bot in bots.known(tx)}
    first = next((token.number for token in tokens if known.get(token.number) == FIRST), None)
    if first is None:
        # A new installation, or the first bot was replaced by a new one at Telegram.
        unknown = sorted(
            (token for token in tokens if token.number not in known), key=lambda one: one.name != ""
        )
        if unknown:
            first = unknown[0].number
            bots.first_is(house.db, first)
    for token in tokens:
        if token.number != first and token.number not in known:
            log.warning("the bot %s is not used yet: klankbord bot add %s", token.name, token.name)
    return tuple(
        OwnBot(token.number, token.name, token.number == first, token.value)
        for token in tokens
        if token.number == first or token.number in known
    )


def add_bot(house: House, *, name: str, username: str) -> KnownBot:
    """Take in the bot of a named token; the first bot stays the first. Raises `Refusal`."""
    token = next((one for one in house.settings.tokens if one.name == name), None)
    if token is None:
        raise Refusal("unknown_token", name=name)
    own = {bot.number: bot for bot in own_bots(house)}
    new = KnownBot(token.number, name, username)
    with house.db.write() as tx:
        if token.number in own:
            bots.set_username(tx, token.number, username)
            return KnownBot(token.number, FIRST if own[token.number].first else name, username)
        if any(bot.name == name for bot in bots.known(tx)):
            raise Refusal("name_taken")
        bots.add(tx, new)
    return new


def list_bots(house: House) -> list[KnownBot]:
    """Return every bot that was taken in; the first has no name."""
    with house.db.read() as tx:
        return bots.known(tx)


def remember_name(house: House, number: int, username: str) -> None:
    """Keep by which name Telegram knows a bot, for links."""
    with house.db.read() as tx:
        if any((bot.number, bot.username) == (number, username) for bot in bots.known(tx)):
            return
    with house.db.write() as tx:
        bots.set_username(tx, number, username)


def bot_named(tx: Transaction, name: str) -> KnownBot:
    """Find a bot that was taken in by its name; raise `Refusal("unknown_bot")`."""
    found = next((bot for bot in bots.known(tx) if bot.name == name and name != FIRST), None)
    if found is None:
        raise Refusal("unknown_bot", name=name)
    return found


def bot_of(tx: Transaction, teams: list[Team]) -> int | None:
    """Return the bot of some teams (nothing: the first); raise `Refusal("one_bot_only")`."""
    numbers = {bots.of_school(tx, school) for school in {team.school_id for team in teams}}
    if len(numbers) > 1:
        raise Refusal("one_bot_only")
    return next(iter(numbers))


def check_bot(tx: Transaction, teams: list[Team], asked: OwnBot | None) -> None:
    """Raise `Refusal("other_bot")` when a code was sent to another bot than that of its school."""
    if asked is None:
        return
    right = bot_of(tx, teams)
    if right == asked.number or (right is None and asked.first):
        return
    wanted = [bot for bot in bots.known(tx) if bot.number == right or (right is None and bot.name == FIRST)]
    if not wanted or not wanted[0].username:
        raise Refusal("unknown_code")
    raise Refusal("other_bot", bot=wanted[0].username)
