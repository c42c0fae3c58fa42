"""What an error of Telegram means: an outcome that carries the decision, for letters and replies alike."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from klankbord.vocabulary import Delivered, Gone, Later, Moved, Outcome, Refused, Unknown

SERVER_PAUSE = 0.3  # seconds, at least: after an answer that says nothing was done; each try waits longer
NEVER_CONNECTED = (  # aiohttp's errors after which nothing was sent
    "ClientConnectorError",
    "ClientConnectorDNSError",
    "ClientConnectorCertificateError",
    "ClientConnectorSSLError",
    "ClientProxyConnectionError",
    "ClientHttpProxyError",
    "ConnectionTimeoutError",
)
ALREADY_SO = ("message is not modified", "query is too old", "query id is invalid")
NO_CHAT = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights",
    "group chat was deactivated",
)


def outcome_of(error: TelegramError) -> Outcome:
    """Return what became of a call that raised this error."""
    if isinstance(error, RetryAfter):
        return Later(flood_seconds(error))
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id)
    if isinstance(error, Forbidden):
        return Gone()
    if isinstance(error, BadRequest):
        return _bad_request(error.message.lower())
    if isinstance(error, InvalidToken):
        return Later(60.0)  # the operator has to act; nothing is lost meanwhile
    if isinstance(error, TimedOut | NetworkError):
        return Later(SERVER_PAUSE) if _nothing_was_done(error) else Unknown()
    return Unknown()  # an answer that could not be read


def flood_seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants nothing more to be asked."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _bad_request(message: str) -> Outcome:
    if any(words in message for words in ALREADY_SO):
        return Delivered()
    if any(words in message for words in NO_CHAT):
        return Gone()
    return Refused(message.split(":")[0][:60])


def _nothing_was_done(error: TelegramError) -> bool:
    if isinstance(error, TimedOut):
        return type(error.__cause__).__name__ in NEVER_CONNECTED
    # An HTTP error status has no cause, or only that its page was no JSON; a broken connection has aiohttp's.
    return error.__cause__ is None or type(error.__cause__).__name__ in (*NEVER_CONNECTED, "TelegramError")
