"""The wiring: settings, keys, database, prompts and knowledge in one context manager."""

import errno
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from klankbord.settings import Settings, SettingsProblem
from klankbord.tally import Tally
from prompts.library import Library
from prompts.library import load as load_library
from storage.database import Database, sqlite_url
from storage.engines import BadURL
from storage.secrets import KeyProblem, KeyRing
from storage.turns import Turns

if TYPE_CHECKING:
    from knowledge_base.guide_by_model import Speaker
    from knowledge_base.search import Knowledge

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass
class House:
    """What every function of the room gets first."""

    settings: Settings
    db: Database
    clock: Clock
    tally: Tally = field(default_factory=Tally)
    _knowledge_lock: Lock = field(default_factory=Lock)
    _knowledge: "Knowledge | None" = None
    _speaker: "Speaker | None" = None
    _speaker_failed: bool = False

    @property
    def keys(self) -> KeyRing:
        """The key ring of the database."""
        return self.db.keys

    def turns(self) -> Turns:
        """Return the turns of chats between processes."""
        return Turns(self.db)

    @cached_property
    def library(self) -> Library:
        """The items and prompts."""
        return load_library()

    def knowledge(self) -> "Knowledge":
        """Return the cards and their index, opened on first use (LangChain and Chroma load slowly)."""
        with self._knowledge_lock:
            if self._knowledge is None:
                from knowledge_base.search import open_knowledge

                self._knowledge = open_knowledge(
                    data_dir=self.settings.data_dir,
                    chroma_url=self.settings.chroma_url or None,
                    embeddings=self.settings.embeddings or None,
                    needed=False,  # without its index the shelf still listens, for what must not be missed
                )
            return self._knowledge

    def speaker(self) -> "Speaker | None":
        """Return the language model, opened on first use; None where none is set or it cannot be opened."""
        if not self.settings.chat_model:
            return None
        with self._knowledge_lock:
            if self._speaker is None and not self._speaker_failed:
                self._speaker = speaker_of(self.settings)
                self._speaker_failed = self._speaker is None
            return self._speaker

    def close(self) -> None:
        """Close what was opened."""
        if self._speaker is not None:
            self._speaker.close()
        if self._knowledge is not None:
            self._knowledge.close()
        self.db.close()


@contextmanager
def open_house(settings: Settings, *, migrate: bool = False) -> Iterator[House]:
    """Open the house; nothing is touched when a key or the database's version is wrong.

    Raises `SettingsProblem`, `storage.secrets.KeyProblem`, `storage.database.WrongVersion`,
    `Damaged` or `Unavailable`.
    """
    clock = clock_of(settings)
    house = House(settings=settings, db=database_of(settings, new=migrate), clock=clock)
    try:
        if migrate:
            house.db.migrate()
        else:
            house.db.check()
        yield house
    finally:
        house.close()


def speaker_of(settings: Settings) -> "Speaker | None":
    """Open the language model of the settings; None, with a line in the log, where that cannot be done."""
    if not settings.chat_model:
        return None
    from knowledge_base.guide_by_model import SECONDS, Speaker
    from knowledge_base.model_ladder import open_model
    from prompts.for_model import guide_instructions

    try:
        model = open_model(
            settings.chat_model,
            url=settings.chat_url,
            key=settings.chat_key.get_secret_value(),
            seconds=SECONDS,
        )
    except Exception as error:  # noqa: BLE001 - whatever a provider makes of its settings
        _log.warning(
            "KLANKBORD_CHAT_MODEL cannot be used (%s): replies come from cards", type(error).__name__
        )
        return None
    return Speaker(model, instructions=guide_instructions())


def clock_of(settings: Settings) -> Clock:
    """Return the clock: the machine's, or in the demo a file that holds the time."""
    if not settings.clock_file:
        return lambda: datetime.now(UTC)
    path = Path(settings.clock_file)

    def now() -> datetime:
        try:
            return datetime.fromisoformat(path.read_text(encoding="ascii").strip()).astimezone(UTC)
        except ValueError:
            raise SettingsProblem("KLANKBORD_CLOCK_FILE holds no time.") from None

    return now


def keys_of(settings: Settings) -> KeyRing:
    """Return the key ring of the settings; raise `SettingsProblem` with what to do when it is not there."""
    text = settings.secret_key.get_secret_value()
    if not text:
        raise SettingsProblem("KLANKBORD_SECRET_KEY is not set: make a key with `klankbord key new`.")
    try:
        return KeyRing.parse(text)
    except KeyProblem:
        raise SettingsProblem(
            "KLANKBORD_SECRET_KEY holds something that `klankbord key new` did not make."
        ) from None


def database_of(settings: Settings, *, new: bool) -> Database:
    """Return the database of the settings, not looked at yet; raise `SettingsProblem`.

    The embedded one has to be there already unless it may be `new`.
    """
    keys = keys_of(settings)
    url = settings.database_url.get_secret_value()
    if url:
        try:
            return Database(url, keys)
        except BadURL:
            raise SettingsProblem(
                "KLANKBORD_DATABASE_URL is not right: write postgresql+psycopg://user:password@host/name, "
                "with %40 for an @ and %3A for a : in the password."
            ) from None
    file = settings.data_dir / "klankbord.sqlite"
    there = file.exists()
    if not there and not new:
        raise SettingsProblem(
            f"There is no database in {settings.data_dir}: `klankbord migrate` makes one, "
            "`klankbord restore` puts a backup back. Or KLANKBORD_DATA_DIR names another folder."
        )
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsProblem(
            f"KLANKBORD_DATA_DIR cannot be used: {os.strerror(error.errno or errno.EIO)}."
        ) from None
    if not there:
        _log.info("there was no database in %s: a new one is made", settings.data_dir)
    return Database(sqlite_url(file), keys)
