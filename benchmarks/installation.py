"""What benchmarks of a running bot share: a school in a database, processes, their use of the processor."""

import asyncio
import os
import platform
import shutil
import signal
import socket
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from benchmarks.telegram_mill import HOST
from klankbord import letterbox, membership, rounds, setting_up
from klankbord.house import House
from klankbord.settings import Settings
from klankbord.vocabulary import Delivered
from knowledge_base.search import open_knowledge
from storage.database import Database
from storage.secrets import KeyRing

ROOT = Path(__file__).parents[1]
MONDAY = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
PER_TEAM = 10
FIRST = 5_000_000  # the first account
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 90.0  # seconds
CALM = 0.05  # of a core: what a bot uses that waits

Command = tuple[list[str], dict[str, str]]


def machine() -> str:
    """Return what was measured on."""
    packages = ("python-telegram-bot", "sqlalchemy", "aiohttp", "uvicorn")
    named = ", ".join(f"{name} {version(name)}" for name in packages)
    load = os.getloadavg()[0]
    return (
        f"{platform.machine()}, {os.cpu_count()} cores (load before: {load:.1f}), "
        f"Python {platform.python_version()}, {named}"
    )


def house_of(settings: dict[str, str]) -> House:
    """Open the house of an installation's settings, on a Monday morning."""
    database = Database(settings["KLANKBORD_DATABASE_URL"], KeyRing.parse(settings["KLANKBORD_SECRET_KEY"]))
    database.migrate()
    return House(Settings(data_dir=Path(settings["KLANKBORD_DATA_DIR"])), database, lambda: MONDAY)


def school(house: House, people: int) -> list[int]:
    """Make a school of teams whose check-ins wait for Friday; return its teachers' accounts."""
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
    return numbers


@cache
def _index() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="klankbord-bench-index-"))
    with open_knowledge(data_dir=folder) as knowledge:
        knowledge.warm_up()
    return folder


def with_index(folder: str) -> None:
    """Put a ready index of the cards into a data folder, as any start but the first one finds it."""
    shutil.copytree(_index(), folder, dirs_exist_ok=True)


@asynccontextmanager
async def running(commands: Sequence[Command]) -> AsyncIterator[list[int]]:
    """Start programs, give their process ids, and end them."""
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
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                await asyncio.wait_for(process.wait(), 20)
            except TimeoutError:
                process.kill()
                await process.wait()


async def settled(pids: Iterable[int]) -> None:
    """Wait until processes only wait: what a start leaves behind is not measured."""
    pids = list(pids)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        before = cpu_of(pids)
        await asyncio.sleep(1.0)
        if cpu_of(pids) - before < CALM:
            return


def cpu_of(pids: Iterable[int]) -> float:
    """Return the seconds of processor that processes have used."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_of(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def server_of(url: str) -> list[int]:
    """Return the processes of the PostgreSQL server behind a URL; none for SQLite."""
    if "host=" not in url:
        return []
    main = (Path(unquote(url.partition("host=")[2])) / "postmaster.pid").read_text().split()[0]
    parents = {
        int(entry.name): (entry / "stat").read_text().rpartition(")")[2].split()[1]
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and (entry / "stat").exists()
    }
    return [int(main), *(pid for pid, parent in parents.items() if parent == main)]


async def up(url: str) -> None:
    """Wait until an address answers."""

    def knock() -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(url, timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(url)

    await asyncio.to_thread(knock)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
