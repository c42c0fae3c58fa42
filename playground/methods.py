"""The Bot API by method name: updates, webhook, commands, chats, presses. Messages are in `sending`."""

import re
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TypeAlias
from urllib.parse import urlsplit

from playground.errors import NO_SUCH_METHOD, OLD_QUERY, bad_request
from playground.limits import Limits
from playground.parameters import Json, Object, Parameters
from playground.sending import Sending, as_key
from playground.updates import Webhook
from playground.world import Account, Chat, Happening, World

Method: TypeAlias = "Callable[[Parameters], Json | Awaitable[Json]]"

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST_NOTICE = 200  # characters in the answer to a press
HARMLESS = (
    "setMyName",
    "setMyDescription",
    "setMyShortDescription",
    "setChatMenuButton",
    "setMyDefaultAdministratorRights",
    "logOut",
    "close",
)


class Methods:
    """All methods of this Telegram."""

    def __init__(self, world: World, limits: Limits) -> None:
        self._world = world
        table: dict[str, Method] = {
            "getMe": self.get_me,
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.webhook_info,
            "answerCallbackQuery": self.answer_query,
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
            "getChat": self.get_chat,
            "getChatMember": self.get_member,
            "getFile": self.get_file,
            **Sending(world, limits).methods(),
            **dict.fromkeys(HARMLESS, lambda _: True),
        }
        self._table = {name.lower(): method for name, method in table.items()}

    async def call(self, name: str, given: Parameters) -> Json:
        """Call a method; raise `Failure` when Telegram refuses."""
        method = self._table.get(name.lower())
        if method is None:
            raise NO_SUCH_METHOD
        result = method(given)
        return await result if isawaitable(result) else result

    def get_me(self, _: Parameters) -> Json:
        """Return the bot's own account."""
        return {
            **self._world.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def get_updates(self, given: Parameters) -> Json:
        """Answer a long poll."""
        self._remember_kinds(given)
        limit = given.integer("limit")
        waiting = await self._world.updates.poll(
            offset=given.integer("offset") or 0,
            limit=min(100, max(1, 100 if limit is None else limit)),
            timeout=float(given.text("timeout") or 0),
        )
        return [update.as_json() for update in waiting]

    def set_webhook(self, given: Parameters) -> Json:
        """Post updates to an address; an empty one ends that."""
        url = given.text("url")
        if not url:
            return self.delete_webhook(given)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad_request("bad webhook: invalid HTTP URL specified")
        self._remember_kinds(given)
        webhook = Webhook(url, given.text("secret_token"), given.integer("max_connections") or 40)
        self._world.updates.set_webhook(webhook, drop_pending=given.flag("drop_pending_updates"))
        return True

    def delete_webhook(self, given: Parameters) -> Json:
        """Go back to polling."""
        self._world.updates.delete_webhook(drop_pending=given.flag("drop_pending_updates"))
        return True

    def webhook_info(self, _: Parameters) -> Json:
        """Tell where updates go and how that went."""
        updates = self._world.updates
        info: Object = {
            "url": updates.webhook.url if updates.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(updates.pending),
        }
        if updates.webhook:
            info["max_connections"] = updates.webhook.connections
            if updates.webhook.last_error:
                info["last_error_date"] = updates.webhook.last_error_at
                info["last_error_message"] = updates.webhook.last_error
        if updates.allowed:
            info["allowed_updates"] = list[Json](sorted(updates.allowed))
        return info

    def answer_query(self, given: Parameters) -> Json:
        """Answer a press: the button stops waiting, maybe with a short notice."""
        query = self._world.queries.get(given.text("callback_query_id"))
        if query is None or not self._world.query_is_open(query):
            raise bad_request(OLD_QUERY)
        notice = given.text("text")
        if len(notice) > LONGEST_NOTICE:
            raise bad_request("MESSAGE_TOO_LONG")
        query.answered, query.answer, query.alert = True, notice, given.flag("show_alert")
        self._world.tell(
            Happening("answer", query.message.chat.number, number=query.message.number, text=notice)
        )
        return True

    def set_commands(self, given: Parameters) -> Json:
        """Set the commands of a scope and language."""
        commands = given.nested("commands", what="commands")
        if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not isinstance(command, dict) or not COMMAND.fullmatch(str(command.get("command", ""))):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.commands[self._scope(given), given.text("language_code")] = commands
        return True

    def get_commands(self, given: Parameters) -> Json:
        """Return the commands of a scope and language."""
        return self._world.commands.get((self._scope(given), given.text("language_code")), [])

    def delete_commands(self, given: Parameters) -> Json:
        """Forget the commands of a scope and language."""
        self._world.commands.pop((self._scope(given), given.text("language_code")), None)
        return True

    def get_chat(self, given: Parameters) -> Json:
        """Describe a chat."""
        chat = self._chat(given)
        gifts: Object = dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        )
        return {
            **chat.as_json(),
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": gifts,
        }

    def get_member(self, given: Parameters) -> Json:
        """Describe somebody's place in a chat."""
        chat = self._chat(given)
        person = self._world.people.get(given.integer("user_id") or 0)
        if person is None:
            raise bad_request("user not found")
        status = "member" if _is_member(chat, person) else "left"
        return {"user": person.as_json(), "status": status}

    def get_file(self, given: Parameters) -> Json:
        """Return where a file can be fetched."""
        file = self._world.files.get(given.text("file_id"))
        if file is None:
            raise bad_request("invalid file_id")
        return {**file.file_json(), "file_path": file.path}

    def _remember_kinds(self, given: Parameters) -> None:
        kinds = given.nested("allowed_updates", what="allowed_updates")
        if isinstance(kinds, list):
            self._world.updates.allowed = frozenset(str(kind) for kind in kinds)

    def _scope(self, given: Parameters) -> str:
        scope = given.nested("scope", what="BotCommandScope") or {"type": "default"}
        if isinstance(scope, dict) and str(scope.get("type", "")).startswith("chat"):
            number = scope.get("chat_id")
            self._chat(Parameters({"chat_id": number}))
            scope = {**scope, "chat_id": str(number)}
        return as_key(scope)

    def _chat(self, given: Parameters) -> Chat:
        chat = self._world.chats.get(given.integer("chat_id") or 0)
        if chat is None or (chat.private and not chat.members[0].started):
            raise bad_request("chat not found")
        return chat


def _is_member(chat: Chat, person: Account) -> bool:
    return any(member.number == person.number for member in chat.members)
