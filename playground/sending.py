"""Messages of the bot: sending, editing, deleting, with the refusals a bot meets at the real Telegram."""

import json
from collections.abc import Callable
from datetime import timedelta

from playground.errors import NO_MESSAGE_TO_EDIT, NOT_MODIFIED, bad_request, forbidden, migrated
from playground.keyboards import Keyboard, read_keyboard
from playground.limits import Limits
from playground.markup import LONGEST_CAPTION, LONGEST_TEXT, Formatted, formatted, units
from playground.parameters import Json, Object, Parameters
from playground.world import Chat, Happening, Message, World

DELETABLE = timedelta(hours=48)
CAPTIONED = ("photo", "document")


class Sending:
    """The methods that put something into a chat or change it."""

    def __init__(self, world: World, limits: Limits) -> None:
        self._world, self._limits = world, limits

    def methods(self) -> dict[str, Callable[[Parameters], Json]]:
        """Return the methods by name."""
        return {
            "sendMessage": self.send_message,
            "sendPhoto": self.send_photo,
            "sendDocument": self.send_document,
            "sendChatAction": self.send_chat_action,
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_keyboard,
            "editMessageMedia": self.edit_media,
            "deleteMessage": self.delete,
        }

    def send_message(self, given: Parameters) -> Json:
        """Send a text."""
        chat = self._reachable(given)
        content = _text(given)
        return self._send(given, Message(0, chat, None, self._world.clock(), content))

    def send_photo(self, given: Parameters) -> Json:
        """Send a photo with a caption, maybe behind a spoiler."""
        chat = self._reachable(given)
        file = self._world.files.photo(given.file("photo"))
        message = Message(0, chat, None, self._world.clock(), _caption(given), "photo", file)
        message.spoiler = given.flag("has_spoiler")
        return self._send(given, message)

    def send_document(self, given: Parameters) -> Json:
        """Send a file with a caption."""
        chat = self._reachable(given)
        file = self._world.files.document(given.file("document"))
        return self._send(
            given, Message(0, chat, None, self._world.clock(), _caption(given), "document", file)
        )

    def send_chat_action(self, given: Parameters) -> Json:
        """Show that the bot is typing."""
        chat = self._reachable(given)
        self._world.tell(Happening("typing", chat.number, text=given.text("action")))
        return True

    def edit_text(self, given: Parameters) -> Json:
        """Change the text and buttons of a message of the bot."""
        message = self._editable(given)
        if message.kind != "text":
            raise bad_request("there is no text in the message to edit")
        return self._edit(message, _text(given), _keyboard(given))

    def edit_caption(self, given: Parameters) -> Json:
        """Change the caption and buttons of a photo or document."""
        message = self._editable(given)
        if message.kind not in CAPTIONED:
            raise bad_request("there is no caption in the message to edit")
        return self._edit(message, _caption(given), _keyboard(given))

    def edit_keyboard(self, given: Parameters) -> Json:
        """Change the buttons alone."""
        message = self._editable(given)
        return self._edit(message, message.content, _keyboard(given))

    def edit_media(self, given: Parameters) -> Json:
        """Put another photo or document in the place of one, or of a text."""
        message = self._editable(given)
        media = given.nested("media", what="InputMedia")
        if not isinstance(media, dict):
            raise bad_request("can't parse InputMedia: media not found")
        source, kind = str(media.get("media") or ""), str(media.get("type") or "")
        upload = given.attached(source) if source.startswith("attach://") else source
        if kind not in CAPTIONED:
            raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
        message.file = (
            self._world.files.photo(upload) if kind == "photo" else self._world.files.document(upload)
        )
        message.kind, message.spoiler = kind, bool(media.get("has_spoiler"))
        message.content = _caption(Parameters(media))
        message.keyboard = _keyboard(given)
        return self._edited(message)

    def delete(self, given: Parameters) -> Json:
        """Take a message out of a chat."""
        chat = self._chat(given)
        message = chat.messages.get(given.integer("message_id") or 0)
        if message is None:
            raise bad_request("message to delete not found")
        if self._world.clock() - message.date > DELETABLE:
            raise bad_request("message can't be deleted for everyone")
        del chat.messages[message.number]
        self._world.tell(Happening("deletion", chat.number, number=message.number))
        return True

    def _send(self, given: Parameters, message: Message) -> Object:
        message.keyboard = _keyboard(given)
        message.silent = given.flag("disable_notification")
        self._limits.take(message.chat.number)
        message.number = self._world.next_number()
        return self._world.put(message).as_json(self._world.bot)

    def _edit(self, message: Message, content: Formatted, keyboard: Keyboard) -> Object:
        if message.content == content and message.keyboard == keyboard:
            raise bad_request(NOT_MODIFIED)
        message.content, message.keyboard = content, keyboard
        return self._edited(message)

    def _edited(self, message: Message) -> Object:
        message.edited = self._world.clock()
        self._world.tell(Happening("edit", message.chat.number, message))
        return message.as_json(self._world.bot)

    def _chat(self, given: Parameters) -> Chat:
        if "chat_id" not in given or not given.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat = self._world.chats.get(given.integer("chat_id") or 0)
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to is not None:
            raise migrated(chat.moved_to)
        return chat

    def _reachable(self, given: Parameters) -> Chat:
        """Return a chat that the bot may write to."""
        chat = self._chat(given)
        if not chat.private:
            if not chat.has_bot:
                raise forbidden("bot was kicked from the group chat")
            return chat
        person = chat.members[0]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise bad_request("chat not found")
        return chat

    def _editable(self, given: Parameters) -> Message:
        chat = self._chat(given)
        number = given.integer("message_id")
        if number is None:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(number)
        if message is None:
            raise bad_request(NO_MESSAGE_TO_EDIT)
        self._reachable(given)
        if message.sender is not None:
            raise bad_request("message can't be edited")
        return message


def _text(given: Parameters) -> Formatted:
    content = formatted(
        given.text("text"), parse_mode=given.text("parse_mode"), entities=given.nested("entities")
    )
    if not content.text.strip():
        raise bad_request("message text is empty")
    if units(content.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return content


def _caption(given: Parameters) -> Formatted:
    content = formatted(
        given.text("caption"), parse_mode=given.text("parse_mode"), entities=given.nested("caption_entities")
    )
    if units(content.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return content


def _keyboard(given: Parameters) -> Keyboard:
    return read_keyboard(given.nested("reply_markup", what="reply keyboard markup"))


def as_key(value: Json) -> str:
    """Return a nested value as a stable key."""
    return json.dumps(value, sort_keys=True)
