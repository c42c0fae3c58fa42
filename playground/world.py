"""What this Telegram knows: people, chats, messages. The rules of the Bot API are in the methods."""

import asyncio
import itertools
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from playground.files import Files, StoredFile
from playground.keyboards import Keyboard, keyboard_json
from playground.markup import Formatted
from playground.parameters import Json, Object
from playground.updates import Updates

QUERY_SECONDS = 900.0  # how long a press waits for an answer before Telegram forgets it


@dataclass(slots=True)
class Account:
    """A person as Telegram knows them."""

    number: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "nl"
    started: bool = False  # wrote to the bot at least once
    blocked: bool = False  # blocked the bot
    deactivated: bool = False

    def as_json(self) -> Object:
        """Return it as Telegram writes a user."""
        user: Object = {"id": self.number, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user


@dataclass(slots=True)
class Message:
    """One bubble. `sender` is None for the bot."""

    number: int
    chat: "Chat"
    sender: Account | None
    date: datetime
    content: Formatted
    kind: str = "text"  # text, photo, document, or what only people send: sticker, voice, …
    file: StoredFile | None = None
    spoiler: bool = False
    silent: bool = False
    keyboard: Keyboard = ()
    edited: datetime | None = None
    extra: Object = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text or caption without markup."""
        return self.content.text

    @property
    def buttons(self) -> tuple[str, ...]:
        """The texts of all buttons, row by row."""
        return tuple(button.text for row in self.keyboard for button in row)

    def as_json(self, bot: Object) -> Object:
        """Return it as Telegram writes a message."""
        message: Object = {
            "message_id": self.number,
            "date": int(self.date.timestamp()),
            "chat": self.chat.as_json(),
            "from": self.sender.as_json() if self.sender else bot,
            **self.extra,
        }
        if self.edited:
            message["edit_date"] = int(self.edited.timestamp())
        entities: list[Json] = [entity.as_json() for entity in self.content.entities]
        words, marks = ("text", "entities") if self.kind == "text" else ("caption", "caption_entities")
        if self.content.text:
            message[words] = self.content.text
            if entities:
                message[marks] = entities
        if self.kind == "photo" and self.file:
            message["photo"] = list[Json](self.file.photo_json())
            if self.spoiler:
                message["has_media_spoiler"] = True
        if self.kind == "document" and self.file:
            message["document"] = self.file.document_json()
        if self.keyboard:
            message["reply_markup"] = keyboard_json(self.keyboard)
        return message


@dataclass(slots=True)
class Chat:
    """A conversation: with one person (the chat's number is the person's) or a group (below zero)."""

    number: int
    title: str = ""
    members: list[Account] = field(default_factory=list)
    messages: "OrderedDict[int, Message]" = field(default_factory=OrderedDict)
    moved_to: int | None = None
    has_bot: bool = True

    @property
    def private(self) -> bool:
        """Whether it is the chat of one person."""
        return self.number > 0

    def as_json(self) -> Object:
        """Return it as Telegram writes a chat."""
        if self.private:
            person = self.members[0].as_json()
            names: Object = {
                key: person[key] for key in ("first_name", "last_name", "username") if key in person
            }
            return {"id": self.number, "type": "private", **names}
        kind = "supergroup" if self.number < -1_000_000_000_000 else "group"
        return {"id": self.number, "type": kind, "title": self.title}


@dataclass(slots=True)
class Query:
    """A press that waits to be answered."""

    identifier: str
    person: Account
    message: Message
    pressed_at: float
    answered: bool = False
    answer: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a watcher may want to show: message, edit, deletion, typing, answer, people."""

    kind: str
    chat: int = 0
    message: Message | None = None
    number: int = 0
    text: str = ""


class World:
    """Everything, in one event loop, in memory."""

    def __init__(self, *, username: str, clock: Callable[[], datetime] | None = None) -> None:
        self.bot: Object = {"id": 4242, "is_bot": True, "first_name": "Klankbord", "username": username}
        self.username = username
        self.clock = clock or (lambda: datetime.now(UTC))
        self.people: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.updates = Updates()
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], Json] = {}  # (scope as JSON, language) → commands
        self.query_seconds = QUERY_SECONDS
        self._numbers = itertools.count(1)
        self._watchers: list[Callable[[Happening], None]] = []
        self._changed = asyncio.Event()

    def next_number(self) -> int:
        """Return a number for a new message, account or query."""
        return next(self._numbers)

    def add_account(self, first_name: str, *, last_name: str = "", language: str = "nl") -> Account:
        """Register a person with Telegram and open their chat with the bot."""
        account = Account(700_000 + self.next_number(), first_name, last_name, language=language)
        self.people[account.number] = account
        self.chats[account.number] = Chat(account.number, members=[account])
        return account

    def put(self, message: Message) -> Message:
        """Store a new message and tell the watchers."""
        message.chat.messages[message.number] = message
        self.tell(Happening("message", message.chat.number, message))
        return message

    def query_is_open(self, query: Query) -> bool:
        """Tell whether a press can still be answered."""
        return time.monotonic() - query.pressed_at <= self.query_seconds

    def watch(self, watcher: Callable[[Happening], None]) -> Callable[[], None]:
        """Call a function at each happening; return what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, happening: Happening) -> None:
        """Tell everybody who watches or waits."""
        for watcher in tuple(self._watchers):
            watcher(happening)
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, condition: Callable[[], bool], *, seconds: float) -> None:
        """Wait until a condition holds; raise `TimeoutError` when it takes too long."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self._changed.wait()
