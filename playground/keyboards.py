"""Inline keyboards as Telegram checks them before it shows them."""

from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from playground.errors import bad_request
from playground.parameters import Json, Object

LARGEST_DATA = 64  # bytes of callback_data
MOST_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Button:
    """A button that either sends `data` to the bot or opens `url`."""

    text: str
    data: str = ""
    url: str = ""

    def as_json(self) -> Object:
        """Return it as Telegram writes it."""
        target: Object = {"url": self.url} if self.url else {"callback_data": self.data}
        return {"text": self.text, **target}


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


def read_keyboard(markup: Json) -> Keyboard:
    """Read a reply_markup; raise Telegram's complaint when it is wrong."""
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays')
    keyboard = tuple(tuple(_button(cell) for cell in row) for row in rows if isinstance(row, list) and row)
    if sum(len(row) for row in keyboard) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def keyboard_json(keyboard: Keyboard) -> Object:
    """Return a keyboard as Telegram writes it."""
    return {"inline_keyboard": [[button.as_json() for button in row] for row in keyboard]}


def _button(cell: Json) -> Button:
    if not isinstance(cell, dict) or not isinstance(cell.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    text = str(cell["text"]).strip()
    if not text:
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    app = cell.get("web_app")
    if isinstance(app, dict):
        address = str(app.get("url", ""))
        if not address.startswith("https://"):
            raise bad_request(
                f"inline keyboard button Web App URL '{address}' is invalid: Only HTTPS links are allowed"
            )
        return Button(text, url=address)
    if "url" in cell:
        return Button(text, url=_checked_url(str(cell["url"])))
    data = cell.get("callback_data")
    if data is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= LARGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(text, data=data)


def _checked_url(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg") or (
        parts.scheme != "tg" and "." not in (parts.hostname or "")
    ):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url
