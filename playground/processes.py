"""The real product beside the playground: its commands and its bot, each a process, ended by its id."""

import asyncio
import contextlib
import json
import os
import shutil
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx

COMMAND = (sys.executable, "-m", "console")
UP_SECONDS = 60.0  # until the bot answers: the first start on a slow machine compiles everything
END_SECONDS = 12.0  # between asking the bot to end and ending it
LOG = "klankbord.log"
LEAST_ROOM = 2 << 20  # bytes: with less, SQLite cannot work


class Trouble(Exception):
    """Something that stops the demo; the message is one sentence for whoever started it."""


@dataclass
class Product:
    """The installation that the demo plays with."""

    folder: Path
    settings: Mapping[str, str]
    listen: str
    _bot: Process | None = field(default=None, init=False)
    _client: httpx.AsyncClient | None = field(default=None, init=False)

    async def run(self, *arguments: str, **extra: str) -> str:
        """Run a command; return what it printed. Raise `Trouble` with its own sentence when it fails."""
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            *arguments,
            env=self._environment(extra),
            cwd=self.folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, err = await process.communicate()
        except asyncio.CancelledError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            raise
        if process.returncode:
            self._check_room()
            raise Trouble(f"`klankbord {' '.join(arguments[:2])}` failed: {_last_line(err.decode())}")
        return out.decode()

    async def start_bot(self) -> None:
        """Start `klankbord run` and wait until it answers; raise `Trouble` when it does not."""
        with (self.folder / LOG).open("wb") as log:
            self._bot = await asyncio.create_subprocess_exec(
                *COMMAND,
                "run",
                env=self._environment({}),
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the demo alone, which then ends the bot
            )
        try:
            async with asyncio.timeout(UP_SECONDS):
                while await self.ticked() is None:  # noqa: ASYNC110 - another process has no events
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise Trouble(
                f"The bot did not start in {UP_SECONDS:.0f} seconds; see {self.folder / LOG}."
            ) from None

    async def ticked(self) -> datetime | None:
        """Return the last moment that the bot worked through; None while it is not up."""
        self.check_alive()
        try:
            if self._client is None:
                self._client = httpx.AsyncClient(trust_env=False, timeout=5.0)
            answer = await self._client.get(f"http://{self.listen}/healthz")
            last = json.loads(answer.text)["ticked"]
        except (httpx.HTTPError, ValueError, KeyError):
            return None
        return datetime.fromisoformat(last) if last else None

    def check_alive(self) -> None:
        """Raise `Trouble` when the bot ended by itself."""
        if self._bot is not None and self._bot.returncode is not None:
            self._check_room()
            raise Trouble(f"The bot stopped ({_how(self._bot.returncode)}): {self._log_line()}")

    async def stop(self) -> None:
        """End the bot: ask, wait, insist."""
        if self._client is not None:
            await self._client.aclose()
        if self._bot is None or self._bot.returncode is not None:
            return
        self._bot.terminate()
        try:
            await asyncio.wait_for(self._bot.wait(), END_SECONDS)
        except TimeoutError:
            self._bot.kill()
            await self._bot.wait()

    def _environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        # Settings of the machine's own installation must not leak into the demo, nor a proxy come in between.
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("KLANKBORD_") and not name.lower().endswith("_proxy")
        }
        return {**own, **self.settings, **extra}

    def _check_room(self) -> None:
        if shutil.disk_usage(self.folder).free < LEAST_ROOM:
            raise Trouble("The disk is full: make room, or choose another --data-dir.")

    def _log_line(self) -> str:
        try:
            line = _last_line((self.folder / LOG).read_text(encoding="utf-8", errors="replace"))
        except OSError as error:
            return error.strerror or type(error).__name__
        return f"see {self.folder / LOG}." if " INFO " in line else line


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."
