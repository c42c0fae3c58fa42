"""The question on ties behind a handed-in check-in: tick teams, then done. The ticks travel in the buttons.

`q`, language, ticket, the ticks as hexadecimal bits, and a full stop when it is done: at most 54 bytes.
"""

import re

from bot import keyboards
from bot.visit import Visit
from bot.wording import say
from klankbord import checkin, ties
from klankbord.vocabulary import Refusal

PAYLOAD = re.compile(r"q([ne])([A-Za-z0-9_-]{35})([0-9a-f]{0,15})(\.?)")
PATTERN = r"^q"


async def press(visit: Visit) -> None:
    """Show the teams with what is ticked so far, or hand the ticks in."""
    match = PAYLOAD.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    letter, text, digits, done = match.groups()
    visit.language = keyboards.LANGUAGE[letter]
    mask = int(digits or "0", 16)
    ticket = checkin.read_ticket(visit.house, text, account=visit.account)
    if done:
        await visit.door.ask(ties.answer, visit.house, ticket, account=visit.account, mask=mask)
        visit.nod()
        visit.edit(visit.say("ties.thanks"), keyboards.handed_in(visit.language, text))
        return
    found = await visit.door.ask(checkin.open_round, visit.house, ticket)
    options = await visit.door.ask(ties.options, visit.house, found)
    if not options:
        raise Refusal("old_button")
    visit.nod()
    names = [*(name for _, name in options), visit.say("ties.outside")]
    visit.edit(visit.say("ties.ask"), _teams(visit, letter + text, names, mask))


def _teams(visit: Visit, capability: str, names: list[str], mask: int) -> keyboards.Keyboard:
    buttons = [
        (f"{'✓ ' if mask >> at & 1 else ''}{name}", f"q{capability}{mask ^ 1 << at:x}")
        for at, name in enumerate(names)
    ]
    label = say(visit.language, "ties.done" if mask else "ties.nobody")
    return keyboards.column(*buttons, (label, f"q{capability}{mask:x}."))
