"""What Telegram answers when it refuses: codes and texts as bots meet them."""


class Failure(Exception):
    """A call that Telegram refuses; `body` is what it answers."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to


def bad_request(text: str) -> Failure:
    """Return the refusal of a call that makes no sense."""
    return Failure(400, f"Bad Request: {text}")


def forbidden(text: str) -> Failure:
    """Return the refusal of a call that the person does not allow."""
    return Failure(403, f"Forbidden: {text}")


def conflict(text: str) -> Failure:
    """Return the refusal of two ways of getting updates at once."""
    return Failure(409, f"Conflict: {text}")


def flood(seconds: int) -> Failure:
    """Return the refusal of too many messages."""
    return Failure(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(new_chat: int) -> Failure:
    """Return the refusal of a group that became a supergroup."""
    return Failure(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to=new_chat)


UNAUTHORIZED = Failure(401, "Unauthorized")
NO_SUCH_METHOD = Failure(404, "Not Found: method not found")

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
NO_MESSAGE_TO_EDIT = "message to edit not found"
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
HAS_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
