"""People who act through the chat door: they write, press, send pictures, block."""

import time
from collections.abc import Callable

from playground.errors import bad_request
from playground.files import StoredFile
from playground.keyboards import Button
from playground.markup import formatted
from playground.parameters import Json, Object, Upload
from playground.world import Account, Chat, Happening, Message, Query, World

PATIENCE = 10.0  # seconds that a person waits for the bot
STRANGE: dict[str, Object] = {  # what Telegram sends for other things than text
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "video_note": {"length": 240, "duration": 3},
    "location": {"latitude": 52.1, "longitude": 5.1},
    "contact": {"phone_number": "0000", "first_name": "Somebody"},
}


class Person:
    """Somebody with a Telegram account."""

    def __init__(self, world: World, account: Account) -> None:
        self.world, self.account = world, account

    @property
    def number(self) -> int:
        """The account number, and the number of the private chat."""
        return self.account.number

    @property
    def private(self) -> Chat:
        """The chat with the bot."""
        return self.world.chats[self.number]

    def chat(self) -> list[Message]:
        """Return the messages of the private chat, oldest first."""
        return list(self.private.messages.values())

    def from_bot(self) -> list[Message]:
        """Return what the bot wrote, oldest first."""
        return [message for message in self.chat() if message.sender is None]

    def send(self, text: str, *, chat: Chat | None = None) -> Message:
        """Write a text; in a group the bot sees commands and mentions only."""
        message = self._message(chat, text)
        seen = message.chat.private or text.startswith("/") or f"@{self.world.username}" in text
        return self._send(message, seen=seen)

    def start(self, code: str = "") -> Message:
        """Open a deep link."""
        return self.send(f"/start {code}".strip())

    def send_photo(self, content: bytes, *, caption: str = "") -> Message:
        """Send a picture."""
        message = self._message(None, caption, kind="photo")
        message.file = self.world.files.photo(Upload("photo.png", content))
        return self._send(message)

    def send_thing(self, kind: str) -> Message:
        """Send a sticker, voice, video_note, location or contact."""
        message = self._message(None, "", kind=kind)
        file = StoredFile(f"{kind}-{message.number}", kind, b"")
        has_file = kind in ("sticker", "voice", "video_note")
        message.extra[kind] = {**(file.file_json() if has_file else {}), **STRANGE[kind]}
        return self._send(message)

    def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        message.content = formatted(text, parse_mode="")
        message.edited = self.world.clock()
        self.world.tell(Happening("edit", message.chat.number, message))
        self.world.updates.put("edited_message", message.chat.number, message.as_json(self.world.bot))

    def press(self, message: Message, button: str | int) -> Query:
        """Press a button by its text (or a part of it) or place; also one that is gone from the screen."""
        return self.press_data(message, _chosen(message, button))

    def press_data(self, message: Message, data: str) -> Query:
        """Press a button with this content, as an old copy on another device would."""
        query = Query(f"{self.number}{self.world.next_number():06d}", self.account, message, time.monotonic())
        self.world.queries[query.identifier] = query
        body: Object = {
            "id": query.identifier,
            "from": self.account.as_json(),
            "message": message.as_json(self.world.bot),
            "chat_instance": str(message.chat.number),
            "data": data,
        }
        self.world.updates.put("callback_query", message.chat.number, body)
        self.world.tell(Happening("press", message.chat.number, number=message.number))
        return query

    async def answer_to(self, query: Query, *, seconds: float = PATIENCE) -> str:
        """Wait until a press was answered; return the notice."""
        await self.world.until(lambda: query.answered, seconds=seconds)
        return query.answer

    async def receives(
        self, condition: Callable[[Message], bool] | str = "", *, after: int = 0, seconds: float = PATIENCE
    ) -> Message:
        """Wait for a message of the bot newer than number `after` that fits or has these words; return it."""

        def fits(message: Message) -> bool:
            if isinstance(condition, str):
                return condition.lower() in message.text.lower()
            return condition(message)

        def newest() -> Message | None:
            mine = (m for m in reversed(self.from_bot()) if m.number > after and fits(m))
            return next(mine, None)

        await self.world.until(lambda: newest() is not None, seconds=seconds)
        found = newest()
        assert found is not None  # noqa: S101 - the line above waited for it
        return found

    async def sees(
        self, message: Message, condition: Callable[[Message], bool], *, seconds: float = PATIENCE
    ) -> None:
        """Wait until a message was edited so that it fits."""
        await self.world.until(lambda: condition(message), seconds=seconds)

    def block(self) -> None:
        """Block the bot."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def deactivate(self) -> None:
        """Give the account up."""
        self.account.deactivated = True

    def open_group(self, title: str, *others: "Person") -> Chat:
        """Open a group with the bot in it."""
        members = [self.account, *(other.account for other in others)]
        group = Chat(-self.world.next_number() - 1000, title, members)
        self.world.chats[group.number] = group
        message = self._message(group, "", kind="service")
        message.extra["new_chat_members"] = [self.world.bot]
        self._member_update(group, "left", "member")
        self._send(message)
        return group

    def upgrade(self, group: Chat) -> Chat:
        """Turn a group into a supergroup: it moves to another number."""
        new = Chat(-1_000_000_000_000 + group.number, group.title, group.members)
        self.world.chats[new.number] = new
        group.moved_to = new.number
        message = self._message(group, "", kind="service")
        message.extra["migrate_to_chat_id"] = new.number
        self._send(message)
        return new

    def _set_blocked(self, blocked: bool) -> None:
        self.account.blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        self._member_update(self.private, *states)
        self.world.tell(Happening("people", self.number))

    def _member_update(self, chat: Chat, before: str, after: str) -> None:
        def state(status: str) -> Json:
            until: Object = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.world.bot, "status": status, **until}

        body: Object = {
            "chat": chat.as_json(),
            "from": self.account.as_json(),
            "date": int(self.world.clock().timestamp()),
            "old_chat_member": state(before),
            "new_chat_member": state(after),
        }
        self.world.updates.put("my_chat_member", chat.number, body)

    def _message(self, chat: Chat | None, text: str, *, kind: str = "text") -> Message:
        where = chat or self.private
        content = formatted(text, parse_mode="")
        return Message(self.world.next_number(), where, self.account, self.world.clock(), content, kind)

    def _send(self, message: Message, *, seen: bool = True) -> Message:
        if message.chat.private:
            self.account.started = True
        self.world.put(message)
        if seen:
            self.world.updates.put("message", message.chat.number, message.as_json(self.world.bot))
        return message


def _chosen(message: Message, button: str | int) -> str:
    buttons: list[Button] = [button for row in message.keyboard for button in row]
    if isinstance(button, int):
        return buttons[button].data
    words = button.lower()
    exact = [candidate for candidate in buttons if candidate.text.lower() == words]
    for candidate in exact or [one for one in buttons if words in one.text.lower()]:
        return candidate.data
    raise bad_request(f"no button {button!r} among {', '.join(message.buttons)}")
