"""Check-ins a second over real HTTP, ours and two peers' in one run: `python -m benchmarks.checkins`.

Everybody sends /checkin and presses three answers; ours writes an encrypted answer that survives a crash. The
peer that needs its own packages is left out where `--peer-python` does not name an interpreter that has them.
"""

import argparse
import asyncio
import os
import platform
import signal
import socket
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.publishing import fresh
from benchmarks.telegram_mill import HOST, TOKEN, Mill
from klankbord import letterbox, membership, rounds, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from klankbord.vocabulary import Delivered
from storage.database import Database
from storage.secrets import KeyRing, new_key

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
MONDAY = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
PER_TEAM = 10
FIRST = 5_000_000
Run = Callable[[], Awaitable["Result"]]
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant did."""

    name: str
    people: int
    seconds: float
    cpu: float  # seconds of the bot's processes
    updates: int
    calls: int
    taps: Sequence[float]

    def line(self) -> str:
        """Return the result as a line of the table."""
        taps = sorted(self.taps)
        return (
            f"{self.name:34}{self.people / self.seconds:9.0f}{1000 * self.cpu / self.people:12.2f}"
            f"{1000 * statistics.median(taps):9.0f}{1000 * taps[int(0.99 * len(taps))]:9.0f}"
            f"{self.calls / self.people:8.1f}"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--peer-python", help="an interpreter that has aiogram and aiosqlite")
    parser.add_argument("--only", default="", help="contestants whose name holds this")
    options = parser.parse_args()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores; "
        f"{options.people} people"
    )
    print(f"{'':34}{'a second':>9}{'CPU ms each':>12}{'tap p50':>9}{'p99 ms':>9}{'calls':>8}")
    for name, run in contestants(options.people, options.peer_python):
        if options.only in name:
            print(asyncio.run(_done(run)).line(), flush=True)


def contestants(people: int, peer_python: str | None) -> Iterator[tuple[str, Run]]:
    """Yield everybody who takes part, and how they run."""
    for kind in ("sqlite", "postgresql"):
        for way in ("polling", "webhook"):
            for workers in (1, 2) if way == "webhook" and kind == "postgresql" else (1,):
                name = f"klankbord {kind} {way}" + (f" {workers} workers" if workers > 1 else "")
                yield name, lambda n=name, k=kind, w=way, c=workers: ours(n, people, k, w, c)
    yield (
        "PTB conversation, pickle",
        lambda: peer("PTB conversation, pickle", people, sys.executable, "by_conversation"),
    )
    if peer_python:
        yield (
            "aiogram states, plain row",
            lambda: peer("aiogram states, plain row", people, peer_python, "by_state_machine"),
        )


async def _done(run: Run) -> Result:
    return await run()


async def ours(name: str, people: int, kind: str, way: str, workers: int) -> Result:
    """Measure `klankbord run`, with further workers where asked for."""
    with fresh(kind) as url, tempfile.TemporaryDirectory() as folder:
        port = _free()
        settings = {
            "KLANKBORD_TELEGRAM_TOKEN": TOKEN,
            "KLANKBORD_TELEGRAM_API": f"http://{HOST}:{port}",
            "KLANKBORD_SECRET_KEY": new_key(),
            "KLANKBORD_DATABASE_URL": url,
            "KLANKBORD_DATA_DIR": folder,
            "KLANKBORD_CLOCK_FILE": f"{folder}/clock",
        }
        Path(folder, "clock").write_text(MONDAY.isoformat())
        numbers = await asyncio.to_thread(_school, settings, people)
        listens = [_free() for _ in range(workers)]
        public = _free() if workers > 1 else listens[0]
        if way == "webhook":
            settings["KLANKBORD_WEBHOOK_URL"] = f"http://{HOST}:{public}"
        commands = [
            (
                [sys.executable, "-m", "console", "run" if not n else "worker"],
                {**settings, "KLANKBORD_LISTEN": f"{HOST}:{listen}"},
            )
            for n, listen in enumerate(listens)
        ]
        async with Mill(numbers, port=port) as mill:
            spread = await _spread(public, listens) if workers > 1 else None
            result = await _measure(
                name, mill, commands, [f"http://{HOST}:{listen}/healthz" for listen in listens]
            )
            if spread:
                spread.close()
        return result


async def peer(name: str, people: int, python: str, script: str) -> Result:
    """Measure a peer's bot."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free()
        command = [python, str(PEERS / f"{script}.py"), f"http://{HOST}:{port}", TOKEN, folder]
        async with Mill(range(FIRST, FIRST + people), port=port) as mill:
            return await _measure(name, mill, [(command, {})], [])


async def _measure(
    name: str, mill: Mill, commands: Sequence[tuple[list[str], dict[str, str]]], health: Sequence[str]
) -> Result:
    clean = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("KLANKBORD_") and key != "PYTHONDONTWRITEBYTECODE"
    }
    processes = [
        await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env={**clean, **extra},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        for command, extra in commands
    ]
    try:
        await asyncio.wait_for(mill.ready.wait(), PATIENCE)
        for url in health:
            await asyncio.to_thread(_up, url)
        await asyncio.sleep(2.0)  # what a start leaves behind is not measured
        before, calls, updates = sum(_cpu(p.pid) for p in processes), mill.calls, mill.updates
        seconds = await mill.run()
        cpu = sum(_cpu(p.pid) for p in processes) - before
        return Result(
            name, len(mill.people), seconds, cpu, mill.updates - updates, mill.calls - calls, mill.taps
        )
    finally:
        for process in processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            await asyncio.wait_for(process.wait(), 30)


def _school(settings: dict[str, str], people: int) -> list[int]:
    database = Database(settings["KLANKBORD_DATABASE_URL"], KeyRing.parse(settings["KLANKBORD_SECRET_KEY"]))
    database.migrate()
    house = House(Settings(data_dir=Path(settings["KLANKBORD_DATA_DIR"])), database, lambda: MONDAY)
    setting_up.add_school(house, name="Linde")
    numbers = list(range(FIRST, FIRST + people))
    for start in range(0, people, PER_TEAM):
        team = f"Team {start}"
        setting_up.add_team(house, name=team, school="Linde", members=PER_TEAM, weekday="fri", now=MONDAY)
        code = setting_up.invite(house, role="teacher", teams=[team])[0]
        for number in numbers[start : start + PER_TEAM]:
            membership.join(house, code=code, account=number, chat=number, language="nl", now=MONDAY)
    rounds.open_due(house, now=MONDAY)
    while parcels := letterbox.claim_due(house, now=MONDAY):  # the welcome, before anything is measured
        letterbox.settle(house, [(parcel, Delivered()) for parcel in parcels], now=MONDAY)
    house.close()
    return numbers


async def _spread(public: int, listens: Sequence[int]) -> asyncio.Server:
    turn = iter(range(10**9))

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection(HOST, listens[next(turn) % len(listens)])
        await asyncio.gather(pipe(reader, there[1]), pipe(there[0], writer), return_exceptions=True)

    return await asyncio.start_server(connected, HOST, public)


def _up(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _free() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
