"""Check-ins a second over real HTTP, ours and two peers' in one run: `python -m benchmarks checkins`.

Everybody sends /checkin and presses three answers; ours writes an encrypted answer that survives a crash. All
take turns, several rounds each, so that other work on the machine meets all. The peers get an environment
of their own (`benchmarks/peers/requirements.txt`) in `.venv-peers`, as their packages do not fit ours.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from benchmarks import installation as at
from benchmarks.publishing import fresh
from benchmarks.telegram_mill import HOST, TOKEN, Mill
from klankbord import asked_for, checkin, letterbox, membership
from klankbord.checkin import Taps, Ticket
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Delivered
from storage.secrets import new_key

PEERS = Path(__file__).parent / "peers"
ENVIRONMENT = at.ROOT / ".venv-peers"
COUNTED = 50  # people whose statements are counted

Run = Callable[[], Awaitable["Result"]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant did in one round."""

    people: int
    seconds: float
    cpu: float  # seconds of the bot's processes
    server: float  # seconds of the database's own processes
    calls: int
    taps: Sequence[float]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400, help="in one round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--only", default="", help="contestants whose name holds this")
    options = parser.parse_args()
    print(f"{at.machine()}; {options.rounds} rounds of {options.people} people, 50 at once")
    taking_part = [
        (name, run)
        for name, run in contestants(options.people, peers=not options.no_peers)
        if options.only in name
    ]
    found: dict[str, list[Result]] = {name: [] for name, _ in taking_part}
    for turn in range(options.rounds):
        for name, run in taking_part if turn % 2 == 0 else reversed(taking_part):
            found[name].append(asyncio.run(_done(run)))
    print(f"{'':36}{'a second':>9}{'ms of CPU':>10}{'+ server':>9}{'tap p50':>9}{'p99 ms':>8}{'calls':>7}")
    for name, results in found.items():
        taps = sorted(tap for result in results for tap in result.taps)
        each = [1000 * statistics.median(r.cpu / r.people for r in results)]
        each.append(1000 * statistics.median(r.server / r.people for r in results))
        rate = statistics.median(r.people / r.seconds for r in results)
        calls = statistics.median(r.calls / r.people for r in results)
        print(
            f"{name:36}{rate:9.0f}{each[0]:10.2f}{each[1]:9.2f}{1000 * statistics.median(taps):9.0f}"
            f"{1000 * taps[int(0.99 * len(taps))]:8.0f}{calls:7.1f}"
        )
    for kind in ("sqlite", "postgresql"):
        for together in (1, 10):
            statements, commits = counted(kind, together)
            print(
                f"{kind}, {together} at one moment: {statements:.1f} statements, {commits:.1f} commits each"
            )


def contestants(people: int, *, peers: bool) -> Iterator[tuple[str, Run]]:
    """Yield everybody who takes part, and how they run."""
    for kind in ("sqlite", "postgresql"):
        for way in ("polling", "webhook"):
            for workers in (1, 2) if way == "webhook" and kind == "postgresql" else (1,):
                name = f"klankbord {kind} {way}" + (f" {workers} workers" if workers > 1 else "")
                yield name, lambda k=kind, w=way, c=workers: ours(people, k, w, c)
    for title, script in (
        ("PTB conversation, pickle", "by_conversation"),
        ("aiogram states, plain row", "by_state_machine"),
    ):
        for way in ("polling", "webhook") if peers else ():
            yield f"{title}, {way}", lambda s=script, w=way: peer(people, s, w)


async def _done(run: Run) -> Result:
    return await run()


async def ours(people: int, kind: str, way: str, workers: int) -> Result:
    """Measure `klankbord run`, with further workers where asked for."""
    with fresh(kind) as url, tempfile.TemporaryDirectory() as folder:
        port = at.free_port()
        settings = installation(url, folder, port)
        numbers = await asyncio.to_thread(_school, settings, people)
        listens = [at.free_port() for _ in range(workers)]
        public = at.free_port() if workers > 1 else listens[0]
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
            health = [f"http://{HOST}:{listen}/healthz" for listen in listens]
            result = await _measure(mill, commands, health, url)
            if spread:
                spread.close()
        return result


def installation(url: str, folder: str, port: int) -> dict[str, str]:
    """Return the settings of an installation whose Telegram listens at a port."""
    at.with_index(folder)
    Path(folder, "clock").write_text(at.MONDAY.isoformat())
    return {
        "KLANKBORD_TELEGRAM_TOKEN": TOKEN,
        "KLANKBORD_TELEGRAM_API": f"http://{HOST}:{port}",
        "KLANKBORD_SECRET_KEY": new_key(),
        "KLANKBORD_DATABASE_URL": url,
        "KLANKBORD_DATA_DIR": folder,
        "KLANKBORD_CLOCK_FILE": f"{folder}/clock",
        "KLANKBORD_LETTERS_PER_SECOND": "0",  # /checkin sends a letter: its pace would be what is measured
    }


def _school(settings: dict[str, str], people: int) -> list[int]:
    house = at.house_of(settings)
    try:
        return at.school(house, people)
    finally:
        house.close()


async def peer(people: int, script: str, way: str) -> Result:
    """Measure a peer's bot."""
    with tempfile.TemporaryDirectory() as folder:
        port = at.free_port()
        command = [_peer_python(), str(PEERS / f"{script}.py"), f"http://{HOST}:{port}", TOKEN, folder]
        if way == "webhook":
            command.append(str(at.free_port()))
        async with Mill(range(at.FIRST, at.FIRST + people), port=port) as mill:
            return await _measure(mill, [(command, {})], [], "")


def _peer_python() -> str:
    python, wanted = ENVIRONMENT / "bin" / "python", PEERS / "requirements.txt"
    installed = ENVIRONMENT / "installed.txt"  # written last: half an environment is made again
    if not installed.exists() or installed.read_text() != wanted.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)], check=True)
        installed.write_text(wanted.read_text())
    return str(python)


async def _measure(mill: Mill, commands: Sequence[at.Command], health: Sequence[str], url: str) -> Result:
    async with at.running(commands) as pids:
        await asyncio.wait_for(mill.ready.wait(), at.PATIENCE)
        for address in health:
            await at.up(address)
        await at.settled(pids)
        before, served, calls = at.cpu_of(pids), at.cpu_of(at.server_of(url)), mill.calls
        seconds = await mill.run()
        cpu, served = at.cpu_of(pids) - before, at.cpu_of(at.server_of(url)) - served
        return Result(len(mill.people), seconds, cpu, served, mill.calls - calls, mill.taps)


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


def counted(kind: str, together: int) -> tuple[float, float]:
    """Return the statements and commits of a check-in through the room's functions, as the bot calls them.

    `together`: how many do the same thing at one moment.
    """
    with fresh(kind) as url, tempfile.TemporaryDirectory() as folder:
        house = at.house_of(installation(url, folder, 0))
        numbers = at.school(house, COUNTED)
        seen = {"statements": 0, "commits": 0}

        def statement(_c: object, _k: object, sql: str, *_: object) -> None:
            seen["statements"] += not sql.startswith("BEGIN")

        def commit(_: object) -> None:
            seen["commits"] += 1

        event.listen(house.db._engine, "before_cursor_execute", statement)
        event.listen(house.db._engine, "commit", commit)
        for start in range(0, COUNTED, together):
            accounts = numbers[start : start + together]
            persons = [one for one in membership.who_are(house, accounts) if one]
            parcels = asked_for.claim_checkins(house, persons, now=at.MONDAY)
            sent = [parcel for parcel in parcels if isinstance(parcel, Parcel) and parcel.round]
            letterbox.settle(house, [(parcel, Delivered()) for parcel in sent], now=at.MONDAY)
            tickets = [Ticket(parcel.letter.subject, parcel.slip) for parcel in sent]
            given = zip(tickets, accounts, strict=True)
            checkin.hand_in_all(house, [Taps(ticket, account, (3, 4, 5)) for ticket, account in given])
        house.close()
        return seen["statements"] / COUNTED, seen["commits"] / COUNTED


if __name__ == "__main__":
    main()
