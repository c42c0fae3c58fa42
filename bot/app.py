"""The bot: every handler and tick in one visible list, and the life of the process."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from telegram import BotCommandScopeAllPrivateChats, Update
from telegram.error import TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot import (
    afterwards,
    again,
    agreement,
    checkin,
    dashboard,
    dialogue,
    enrolment,
    lead,
    printing,
    privacy,
    rhythm,
    serious,
    share_texts,
    sharing,
    ties,
)
from bot.connection import Connection
from bot.delivery import USUAL, Delivery, Patience
from bot.door import Door
from bot.reception import receive
from bot.replies import Replies, insist
from bot.visit import Answer, Handler
from klankbord.bots import OwnBot, remember_name
from klankbord.house import House
from klankbord.vocabulary import LANGUAGES
from storage.database import Unavailable

log = logging.getLogger(__name__)

CONNECTIONS = 32  # to Telegram
FAREWELL_SECONDS = 5.0
RECONNECT_SECONDS = 30.0

COMMANDS: tuple[tuple[tuple[str, ...], Handler], ...] = (
    (("start",), enrolment.start),
    (("checkin",), checkin.checkin_now),
    (("team",), lead.team),
    (("digest",), lead.digest),
    (("agreement", "afspraak"), agreement.agreement),
    (("dashboard",), dashboard.dashboard),
    (("rhythm", "ritme"), rhythm.show),
    (("privacy",), privacy.privacy),
    (("language", "taal"), enrolment.language),
    (("stop",), enrolment.stop),
    (("help",), enrolment.help_),
)
BUTTONS: tuple[tuple[str, Handler], ...] = (
    (r"^[scwnltk][ne][A-Za-z0-9_-]{35}", checkin.press),
    (ties.PATTERN, ties.press),
    (share_texts.PATTERN, sharing.press),
    (afterwards.PATTERN, afterwards.press),
    (r"^d", agreement.plan),
    (r"^a", agreement.agreed),
    (r"^b", printing.send_page),
    (r"^j", enrolment.join),
    (r"^m", enrolment.more),
    (r"^x$", enrolment.not_now),
    (r"^r", rhythm.moment),
    (r"^p", rhythm.pace),
    (r"^g", enrolment.language),
    (r"^z[yn]$", enrolment.stop_answer),
    (r"^y[yn]", again.choose),
    (f"^{privacy.CLOSE}$", privacy.close),
    (serious.PATTERN, serious.take_out),
    (r"", checkin.press),  # anything else is refused as an old button
)


ANONYMOUS = (
    checkin.press,
    ties.press,
    afterwards.press,
    sharing.press,
)  # their buttons carry all that is needed


def handlers() -> Iterator[tuple[BaseHandler, Handler]]:  # type: ignore[type-arg]
    """Yield what is looked through for each update, first match first."""
    for names, handler in COMMANDS:
        yield CommandHandler(names, _unused, filters=filters.UpdateType.MESSAGE), handler
    yield MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, _unused), dialogue.unknown_command
    yield MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT, _unused), dialogue.text
    yield MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, _unused), enrolment.not_text
    for pattern, handler in BUTTONS:
        yield CallbackQueryHandler(_unused, pattern=pattern), handler


class TelegramDoor:
    """Takes updates, whichever way they come, and hands each to its handler."""

    def __init__(self, door: Door) -> None:
        self.door = door
        known = tuple(handlers())
        self._presses = tuple(one for one in known if isinstance(one[0], CallbackQueryHandler))
        self._messages = tuple(one for one in known if one not in self._presses)

    async def take(self, update: Update, answer: Answer | None = None) -> None:
        """Let an update have its effect; raises `storage.database.Unavailable` when it could not.

        `answer` is filled with what Telegram can read in the answer to its own call.
        """
        for matcher, handler in self._presses if update.callback_query else self._messages:
            if matcher.check_update(update) not in (None, False):
                await receive(
                    self.door,
                    update,
                    handler,
                    anonymous=handler in ANONYMOUS,
                    heard=handler is dialogue.text,
                    answer=answer,
                )
                return


@asynccontextmanager
async def open_door(
    house: House, own: OwnBot, threads: ThreadPoolExecutor, *, patience: Patience = USUAL
) -> AsyncIterator[TelegramDoor]:
    """Open the connection of one bot to Telegram; closing waits for answers that are under way."""
    bot = _bot(house, own, patience)
    delivery = Delivery(house, own, bot, threads, patience=patience)
    replies = Replies()
    try:
        yield TelegramDoor(Door(house, own, bot, replies, delivery, threads))
    finally:
        await replies.finish(FAREWELL_SECONDS)
        try:
            await bot.shutdown()
        except (TelegramError, RuntimeError):
            log.info("the connection to Telegram was closed already")


async def connect(door: Door) -> None:
    """Ask Telegram who the bot is, again and again until it answers: nothing can be sent before."""
    while not await insist(door.bot.initialize):
        log.warning("Telegram does not answer, or refuses the token; trying again")
        await asyncio.sleep(RECONNECT_SECONDS)
    try:
        await door.ask(remember_name, door.house, door.own.number, door.bot.username)
    except Unavailable:
        log.info("the bot's name is kept when the database is back")


async def register_commands(door: Door) -> None:
    """Tell Telegram the commands of everybody, per language; those of leads are set when they join."""
    for language in (None, *LANGUAGES):
        names = enrolment.commands_in(language or "nl", enrolment.EVERYONE)
        await insist(
            lambda names=names, language=language: door.bot.set_my_commands(  # type: ignore[misc]
                names, scope=BotCommandScopeAllPrivateChats(), language_code=language
            )
        )


def _bot(house: House, own: OwnBot, patience: Patience) -> ExtBot[None]:
    base = house.settings.telegram_api.rstrip("/")
    return ExtBot(
        token=own.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=Connection(connections=CONNECTIONS, answer_within=patience.answer),
        get_updates_request=Connection(connections=1, answer_within=patience.answer),
    )


async def _unused(*_: object) -> None:
    await asyncio.sleep(0)  # PTB's matchers ask for a callback; handlers are called by `TelegramDoor`
