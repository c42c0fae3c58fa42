"""One update as the handlers see it: who, where, in which language, and the ways to answer.

`Door` holds what all handlers share. The content of an update is used and forgotten.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar

from telegram import Update
from telegram.constants import ParseMode

from bot.calls import call
from bot.door import Door
from bot.keyboards import Keyboard
from bot.refusals import APART
from bot.replies import Call
from bot.wording import say
from klankbord.house import House
from klankbord.vocabulary import Language, Refusal, as_language
from klankbord.wording import phrase
from storage.people import Person

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
NO_PREVIEW = {"is_disabled": True}


Answer = dict[str, str]  # what Telegram reads in the answer to its own call: one method, or nothing


@dataclass
class Visit:
    """One update of one person in their private chat."""

    door: Door
    update: Update
    account: int
    chat: int
    person: Person | None
    language: Language
    answer: Answer | None = None

    @property
    def house(self) -> House:
        """The room's house."""
        return self.door.house

    @property
    def text(self) -> str:
        """The text of the message."""
        message = self.update.message
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
        self.person = await self.door.meeting.ask(self.account)
        if self.person:
            self.language = as_language(self.person.language, self.language)

    def member(self) -> Person:
        """Return the person; raise `Refusal("stranger")` when they take part in nothing."""
        if self.person is None:
            raise Refusal("stranger")
        return self.person

    def send(self, text: str, keyboard: Keyboard | None = None) -> None:
        """Queue a new message."""
        self._queue(
            partial(
                call,
                self.door.bot,
                "sendMessage",
                chat_id=self.chat,
                text=text,
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

    def edit(self, text: str, keyboard: Keyboard | None = None) -> None:
        """Queue an edit of the message whose button was pressed; without one, send a new message."""
        query = self.update.callback_query
        if query is None or query.message is None:
            self.send(text, keyboard)
            return
        self._queue(
            partial(
                call,
                self.door.bot,
                "editMessageText",
                text=text,
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
        """Stop a button's spinner; with a short text by a call, which is tried until it arrives.

        Without one, Telegram reads it in the answer to its own call, where that is how the update came.
        """
        query = self.update.callback_query
        if query is None:
            return
        if text is None and self.answer is not None and not self.answer:
            self.answer.update(method="answerCallbackQuery", callback_query_id=query.id)
        else:
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
