"""The settings of one installation, from the environment or a `.env` file; secrets also from files."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "KLANKBORD_"
SECRETS = ("TELEGRAM_TOKEN", "SECRET_KEY", "DATABASE_URL")  # each also as NAME_FILE
BOT_NAME = re.compile(r"[a-z0-9_-]{1,32}")  # it stands in the address of a webhook
TELEGRAM = "https://api.telegram.org"


class SettingsProblem(Exception):
    """A setting is missing or malformed; the message names it, never its value."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bot's token at Telegram, with the name that the settings give it."""

    name: str
    value: str = field(repr=False)

    @property
    def number(self) -> int:
        """Telegram's number of the bot, which stands in front of its token and outlives it."""
        digits = self.value.partition(":")[0]
        return int(digits) if digits.isdecimal() else 0


class Settings(BaseSettings):
    """Everything an operator can set; the names are in docs and in `6-contract`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = TELEGRAM
    webhook_url: str = ""
    listen: str = "127.0.0.1:8000"
    metrics_listen: str = ""
    log_format: str = "text"
    public_url: str = ""
    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")
    chroma_url: str = ""
    secret_key: SecretStr = SecretStr("")
    language: str = "nl"
    timezone: str = "Europe/Amsterdam"
    chat_model: str = ""
    chat_url: str = ""
    chat_key: SecretStr = SecretStr("")
    embeddings: str = ""
    clock_file: Annotated[str, NoDecode] = Field(
        default="", description="demo only: a file that holds the time"
    )
    tick_seconds: float = Field(
        default=20.0, gt=0, allow_inf_nan=False, description="how often the scheduler knocks"
    )
    letters_per_second: float = Field(default=25.0, ge=0, description="0 = unpaced; Telegram allows 30")

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in ("nl", "en"):
            raise ValueError("choose nl or en")
        return value

    @field_validator("log_format")
    @classmethod
    def _known_format(cls, value: str) -> str:
        if value not in ("text", "json"):
            raise ValueError("choose text or json")
        return value

    @field_validator("listen", "metrics_listen")
    @classmethod
    def _host_and_port(cls, value: str, about: ValidationInfo) -> str:
        if not value and about.field_name == "metrics_listen":
            return value
        host, _, port = value.rpartition(":")
        if not host or not (port.isascii() and port.isdigit()) or not 0 <= int(port) < 65536:
            raise ValueError("write it as host:port")
        return value

    @field_validator("telegram_api", "webhook_url", "public_url", "chroma_url", "chat_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not re.match(r"https?://[^/\s]", value):
            raise ValueError("write it as https://host")
        return value

    @field_validator("data_dir", mode="before")
    @classmethod
    def _named_folder(cls, value: object) -> object:
        if value == "":
            raise ValueError("name a folder")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _tokens_apart(cls, value: SecretStr) -> SecretStr:
        tokens = _tokens(value.get_secret_value())
        if any(token.name and not BOT_NAME.fullmatch(token.name) for token in tokens):
            raise ValueError("a bot's name has small letters, digits and - or _, at most 32")
        if len({token.name for token in tokens}) < len(tokens):
            raise ValueError("only one bot can go without a name, and no two have the same")
        if len({token.number for token in tokens}) < len(tokens):
            raise ValueError("the same bot stands there twice, or a token is not whole")
        return value

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The bot tokens, written as `token` or `name=token`, with commas between them."""
        return _tokens(self.telegram_token.get_secret_value())


def _tokens(text: str) -> tuple[Token, ...]:
    parts = [part.strip().rpartition("=") for part in text.split(",") if part.strip()]
    return tuple(Token(name.strip(), value.strip()) for name, _, value in parts)


def address_of(listen: str) -> tuple[str, int]:
    """Return host and port of an address that was checked."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raise `SettingsProblem` with one clear sentence when one is wrong."""
    environment = os.environ if environment is None else environment
    values: dict[str, str] = {}
    for name in SECRETS:
        path = environment.get(f"{PREFIX}{name}_FILE")
        if not path:
            continue
        try:
            values[name.lower()] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsProblem(f"{PREFIX}{name}_FILE cannot be read: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise SettingsProblem(f"{PREFIX}{name}_FILE holds something that is no text.") from None
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except UnicodeDecodeError:
        raise SettingsProblem("The file .env holds something that is no text.") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsProblem(f"{name} is not right: {first['msg'].removeprefix('Value error, ')}.") from None
