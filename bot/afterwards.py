"""One more tap behind a handed-in check-in, once after a talk: was it worth it, or did it happen and help.

`o`, language, ticket, the choice from 1: 38 bytes. Nobody is looked up, as with every press in a check-in.
"""

import re
from html import escape

from bot import keyboards
from bot.visit import Visit
from bot.wording import say
from klankbord import afterwards, checkin
from klankbord.afterwards import Question
from klankbord.vocabulary import Language, Refusal

PAYLOAD = re.compile(r"o([ne])([A-Za-z0-9_-]{35})([1-9])")
PATTERN = r"^o"


async def press(visit: Visit) -> None:
    """Take the answer; the screen then shows the handed-in check-in without it."""
    match = PAYLOAD.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    letter, text, choice = match.groups()
    visit.language = keyboards.LANGUAGE[letter]
    ticket = checkin.read_ticket(visit.house, text, account=visit.account)
    await visit.door.ask(afterwards.answer, visit.house, ticket, account=visit.account, choice=int(choice))
    visit.nod()
    visit.edit(visit.say("after.thanks"), keyboards.handed_in(visit.language, text))


def question_text(language: Language, question: Question) -> str:
    """Return the question as it stands below a handed-in check-in."""
    return say(language, f"after.{question.kind}", words=escape(question.words))


def buttons(language: Language, ticket: str, question: Question) -> list[tuple[str, str]]:
    """Return the answers to choose from, each a text and what it carries."""
    start = f"o{keyboards.LETTER[language]}{ticket}"
    return [
        (say(language, f"after.{question.kind}_{choice}"), f"{start}{at}")
        for at, choice in enumerate(question.choices, start=1)
    ]
