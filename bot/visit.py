"""One update as the handlers see it: who, where, in which language, and the ways to answer.

`Door` holds what all handlers share. The content of an update is used and forgotten.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import ParamSpec, TypeVar

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, Update
from telegram.constants import ChatType, ParseMode

from bot.door import Door
from bot.refusals import APART
from bot.replies import Call
from bot.wording import say
from klankbord import letterbox, listening, membership
from klankbord.house import House
from klankbord.vocabulary import Language, Refusal, as_language
from klankbord.wording import phrase
from storage.database import Unavailable
from storage.people import Person

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
LEAST_WORDS = 2  # a code or a name behind a command is no message
KNOWN = ("/start", "/agreement", "/afspraak")  # what stands behind these is looked at without the command
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass
class Visit:
    """One update of one person in their private chat."""

    door: Door
    update: Update
    account: int
    chat: int
    person: Person | None
    language: Language

    @property
    def house(self) -> House:
        """The room's house."""
        return self.door.house

    @property
    def text(self) -> str:
        """The text of the message."""
        message = self.update.effective_message
        return (message.text or "") if message else ""

    @property
    def data(self) -> str:
        """What the pressed button carried."""
        query = self.update.callback_query
        return (query.data or "") if query else ""

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of the chat in the person's language."""
        return say(self.language, key, **values)

    async def meet(self) -> None:
        """Look up who this is and which language they chose; presses in a check-in do not need it."""
        self.person = await self.door.ask(membership.who, self.house, account=self.account)
        if self.person:
            self.language = as_language(self.person.language, self.language)

    def member(self) -> Person:
        """Return the person; raise `Refusal("stranger")` when they take part in nothing."""
        if self.person is None:
            raise Refusal("stranger")
        return self.person

    def send(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Queue a new message."""
        self._queue(
            partial(
                self.door.bot.send_message,
                self.chat,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )

    def send_photo(self, photo: bytes, caption: str) -> None:
        """Queue a picture behind Telegram's spoiler: guess first, then tap."""
        self._queue(
            partial(
                self.door.bot.send_photo,
                self.chat,
                photo,
                caption=caption,
                parse_mode=ParseMode.HTML,
                has_spoiler=True,
            )
        )

    def edit(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Queue an edit of the message whose button was pressed; without one, send a new message."""
        query = self.update.callback_query
        if query is None or query.message is None:
            self.send(text, keyboard)
            return
        self._queue(
            partial(
                self.door.bot.edit_message_text,
                text,
                chat_id=self.chat,
                message_id=query.message.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )

    def strip(self) -> None:
        """Queue taking the buttons away from the message whose button was pressed; its text stays."""
        query = self.update.callback_query
        if query is not None and query.message is not None:
            self._queue(
                partial(
                    self.door.bot.edit_message_reply_markup,
                    chat_id=self.chat,
                    message_id=query.message.message_id,
                )
            )

    def nod(self, text: str | None = None) -> None:
        """Queue the answer that stops a button's spinner, with a short text if given."""
        query = self.update.callback_query
        if query is not None:
            self._queue(partial(self.door.bot.answer_callback_query, query.id, text, show_alert=bool(text)))

    def refuse(self, refusal: Refusal) -> None:
        """Say in one sentence why something cannot be done."""
        if refusal.key in say.sentences[self.language]:
            text = self.say(refusal.key, **refusal.values)
        else:
            text = phrase(self.language, f"refusal.{refusal.key}", **refusal.values)
        if self.update.callback_query is None:
            self.send(text)
            return
        wait = self.door.refusals.wait(self.account, time.monotonic())
        if wait is None:
            return
        if wait:  # behind those that wait already
            self.then(partial(asyncio.sleep, min(wait, APART)))
        self.nod(text)

    def then(self, call: Call) -> None:
        """Queue any other call behind the answers of this chat."""
        self._queue(call)

    def _queue(self, call: Call) -> None:
        self.door.replies.add(self.chat, call)


Handler = Callable[[Visit], Awaitable[None]]


async def receive(
    door: Door, update: Update, handler: Handler, *, anonymous: bool = False, heard: bool = False
) -> None:
    """Run a handler for an update; `Unavailable` passes on, so that the update is not acknowledged.

    With `anonymous` nobody is looked up: the buttons of a check-in carry all that their presses need. What is
    written behind a command or under a picture is watched for serious messages before anything else happens;
    with `heard` the handler does so itself.
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
    )
    try:
        if not anonymous:
            await visit.meet()
        person = visit.person
        if person and not person.reachable and update.message:  # not at a press: nothing is written then
            await door.ask(letterbox.welcome_back, door.house, person)
        serious = None if heard else await _serious(visit)
        if serious is not None:
            visit.send(escape(serious))
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


async def _serious(visit: Visit) -> str | None:
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
