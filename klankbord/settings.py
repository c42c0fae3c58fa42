"""The settings of one installation, from the environment or a `.env` file; secrets also from files."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "KLANKBORD_"
SECRETS = ("TELEGRAM_TOKEN", "SECRET_KEY", "DATABASE_URL")  # each also as NAME_FILE
TELEGRAM = "https://api.telegram.org"


class SettingsProblem(Exception):
    """A setting is missing or malformed; the message names it, never its value."""


class Settings(BaseSettings):
    """Everything an operator can set; the names are in docs and in `6-contract`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = TELEGRAM
    webhook_url: str = ""
    listen: str = "127.0.0.1:8000"
    metrics_listen: str = ""
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
    tick_seconds: float = Field(default=20.0, gt=0, description="how often the scheduler knocks")
    letters_per_second: float = Field(default=25.0, ge=0, description="0 = unpaced; Telegram allows 30")

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in ("nl", "en"):
            raise ValueError("choose nl or en")
        return value

    @field_validator("listen", "metrics_listen")
    @classmethod
    def _host_and_port(cls, value: str, about: ValidationInfo) -> str:
        if not value and about.field_name == "metrics_listen":
            return value
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) < 65536:
            raise ValueError("write it as host:port")
        return value

    @property
    def host(self) -> str:
        """The address that webhook, health and dashboard listen on."""
        return address_of(self.listen)[0]

    @property
    def port(self) -> int:
        """The port that webhook, health and dashboard listen on."""
        return address_of(self.listen)[1]

    @property
    def token(self) -> str:
        """The bot token; of `name=token,…` the first (one bot per process for now)."""
        first = self.telegram_token.get_secret_value().split(",")[0].strip()
        return first.partition("=")[2] if "=" in first else first


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
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsProblem(f"{name} is not right: {first['msg'].removeprefix('Value error, ')}.") from None
