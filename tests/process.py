"""The real `klankbord run` as a process of its own, with a clock that a test moves and a life it can end."""

import asyncio
import http.client
import json
import os
import signal
import socket
import sys
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 60


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Bot:
    """One installation that can be started, killed and started again."""

    environment: dict[str, str]
    clock_file: Path
    port: int
    process: asyncio.subprocess.Process | None = None
    kills: int = 0
    log: list[bytes] = field(default_factory=list)

    def set_clock(self, now: datetime) -> None:
        """Move the clock of the process."""
        spare = self.clock_file.with_suffix(".new")
        spare.write_text(now.astimezone(UTC).isoformat(), encoding="ascii")
        spare.replace(self.clock_file)

    async def start(self) -> None:
        """Start the process and wait until it answers."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "console",
            "run",
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def kill(self) -> None:
        """End the process without warning."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()
            self.kills += 1

    async def stop(self) -> None:
        """End the process in an orderly way."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            async with asyncio.timeout(20):
                await self.process.wait()

    async def answers(self, *, seconds: float = START_SECONDS) -> None:
        """Wait until the process answers at its web address, or ends."""
        async with asyncio.timeout(seconds):
            while self._runs and not await asyncio.to_thread(self._lives):  # noqa: ASYNC110
                await asyncio.sleep(0.05)  # another process: there is no event to wait for

    @property
    def _runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def worked_through(self, moment: datetime, *, seconds: float = START_SECONDS) -> None:
        """Wait until the process has done all that was due at a moment."""
        async with asyncio.timeout(seconds):
            while (await asyncio.to_thread(self.ticked) or datetime.min.replace(tzinfo=UTC)) < moment:  # noqa: ASYNC110
                await asyncio.sleep(0.05)  # another process: there is no event to wait for

    def _lives(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, http.client.HTTPException):
            return False

    def ticked(self) -> datetime | None:
        """Return the last moment that the process worked through, if it knocks."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                ticked = json.load(answer)["ticked"]
        except (OSError, http.client.HTTPException, ValueError):
            return None
        return datetime.fromisoformat(ticked) if ticked else None
