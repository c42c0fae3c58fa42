"""The answer to a serious message, and the way to take both out of the chat.

`v` and the number of the message that was answered, if one was; a press reaches the presser's own chat alone.
"""

import re
from functools import partial
from html import escape

from telegram import Bot
from telegram.error import BadRequest

from bot import keyboards
from bot.replies import insist
from bot.visit import Visit
from klankbord.vocabulary import Refusal

PAYLOAD = re.compile(r"v([0-9]{0,15})")
PATTERN = r"^v"


def answer(visit: Visit, text: str) -> None:
    """Send people to turn to, with a button that takes this and what was written out of the chat."""
    message = visit.update.message
    written = str(message.message_id) if message else ""
    visit.send(escape(text), keyboards.column((visit.say("serious.take_out"), f"v{written}")))


async def take_out(visit: Visit) -> None:
    """Take the answer, and the message that it answered, out of the presser's chat."""
    match, query = PAYLOAD.fullmatch(visit.data), visit.update.callback_query
    if match is None or query is None or query.message is None:
        raise Refusal("old_button")
    visit.nod()
    written = [int(match[1])] if match[1] else []
    visit.then(partial(_take_out, visit, [*written, query.message.message_id]))


async def _take_out(visit: Visit, numbers: list[int]) -> None:
    done = [await insist(partial(_delete, visit.door.bot, visit.chat, number)) for number in numbers]
    if not all(done):
        visit.send(visit.say("serious.stays"))


async def _delete(bot: Bot, chat: int, number: int) -> None:
    try:
        await bot.delete_message(chat, number)
    except BadRequest as error:
        if "not found" not in error.message.lower():  # then somebody took it out before
            raise
