"""How one update reaches its handler: who may be spoken to, what is serious, and what is said when it breaks.

The content of an update is used and forgotten; an error is logged as a type and a place.
"""

import logging
from functools import partial

from telegram import Message, Update
from telegram.constants import ChatType

from bot import serious
from bot.door import Door
from bot.visit import Answer, Handler, Visit
from bot.wording import say
from klankbord import letterbox, listening
from klankbord.vocabulary import Refusal, as_language
from storage.database import Unavailable

log = logging.getLogger(__name__)

LEAST_WORDS = 2  # a code or a name behind a command is no message
KNOWN = ("/start", "/agreement", "/afspraak")  # what stands behind these is looked at without the command


async def receive(
    door: Door,
    update: Update,
    handler: Handler,
    *,
    anonymous: bool = False,
    heard: bool = False,
    answer: Answer | None = None,
) -> None:
    """Run a handler for an update; `Unavailable` passes on, so that the update is not acknowledged.

    With `anonymous` nobody is looked up: the buttons of a check-in carry all that their presses need. What is
    written behind a command or under a picture is watched for serious messages before anything else happens;
    with `heard` the handler does so itself. With `answer` a press is answered there, not by a call.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or user.is_bot:
        return
    if chat.type != ChatType.PRIVATE:
        await _point_to_private(door, update, chat.id)
        return
    visit = Visit(
        door,
        update,
        door.own.account(user.id),
        chat.id,
        None,
        as_language(user.language_code, door.house.settings.language),
        answer,
    )
    try:
        if not anonymous:
            await visit.meet()
        person = visit.person
        if person and not person.reachable and update.message:  # not at a press: nothing is written then
            await door.ask(letterbox.welcome_back, door.house, person)
        alarm = None if heard else await _alarm(visit)
        if alarm is not None:
            serious.answer(visit, alarm)
            return
        await handler(visit)
    except Refusal as refusal:
        visit.refuse(refusal)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - a bug: say one calm sentence, log the place, never the content
        log.error("%s in %s at %s", type(error).__name__, getattr(handler, "__name__", "?"), _place(error))
        visit.nod()
        visit.send(visit.say("broken"))


async def _alarm(visit: Visit) -> str | None:
    message = visit.update.message
    words = (message.text or message.caption or "") if message else ""
    if words.startswith("/"):
        command, _, behind = words.partition(" ")
        words = behind if command.lower() in KNOWN else words[1:].replace("_", " ")
    if len(words.split()) < LEAST_WORDS:
        return None
    return await visit.door.ask(listening.watch, visit.house, visit.person, words, language=visit.language)


async def _point_to_private(door: Door, update: Update, chat: int) -> None:
    if chat in door.groups_told or not isinstance(update.effective_message, Message):
        return
    door.groups_told.add(chat)
    user = update.effective_user
    language = as_language(user.language_code if user else None, door.house.settings.language)
    door.replies.add(chat, partial(door.bot.send_message, chat, say(language, "group")))


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
