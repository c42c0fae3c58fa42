"""Whether memory stays flat over a simulated week: `python -m benchmarks soak`.

The real `klankbord run` on SQLite with a clock that moves an hour at a time. Every hour some teachers send
/checkin, press their answers, ask for /help and /team; letters go out as they fall due. What is held
is read after each hour; within 5 % of what was held after the first one is the promise.
"""

import argparse
import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from benchmarks import installation as at
from benchmarks.checkins import installation
from benchmarks.publishing import fresh
from benchmarks.telegram_mill import HOST, Mill

PEOPLE = 200
HOURS = 24 * 7
ALLOWED = 0.05


def main() -> None:
    """Print the table; end with 1 if memory was not flat."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--hours", type=int, default=HOURS)
    options = parser.parse_args()
    print(f"{at.machine()}; {options.people} teachers, {options.hours} simulated hours")
    held, updates = asyncio.run(soak(options.people, options.hours))
    for hour in sorted({0, 1, 2, 6, 12, *range(24, options.hours, 24), options.hours - 1}):
        if hour < len(held):
            print(f"after hour {hour + 1:4}   {held[hour]:6.1f} MiB")
    off = max(abs(value / held[0] - 1) for value in held)
    print(f"{updates} updates; most off the end of the first hour: {100 * off:.1f} % (promise: 5 %)")
    raise SystemExit(0 if off <= ALLOWED else 1)


async def soak(people: int, hours: int) -> tuple[list[float], int]:
    """Return the MiB after each hour, and how many updates there were."""
    with fresh("sqlite") as url, tempfile.TemporaryDirectory() as folder:
        port, listen = at.free_port(), at.free_port()
        settings = installation(url, folder, port) | {
            "KLANKBORD_LISTEN": f"{HOST}:{listen}",
            "KLANKBORD_WEBHOOK_URL": f"http://{HOST}:{listen}",
            "KLANKBORD_TICK_SECONDS": "1",
        }
        house = at.house_of(settings)
        numbers = await asyncio.to_thread(at.school, house, people)
        house.close()
        held: list[float] = []
        async with (
            Mill(numbers, port=port) as mill,
            at.running([([sys.executable, "-m", "console", "run"], settings)]) as pids,
        ):
            await asyncio.wait_for(mill.ready.wait(), at.PATIENCE)
            await at.up(f"http://{HOST}:{listen}/healthz")
            await at.settled(pids)
            for hour in range(hours):
                now = at.MONDAY + timedelta(hours=hour)
                spare = Path(folder, "clock.new")
                spare.write_text(now.isoformat())
                spare.replace(Path(folder, "clock"))
                mine = numbers[hour % 10 :: 10]
                await mill.speak(mine, "/checkin")
                await mill.speak(mine, "/help")
                await mill.speak(mine, "/team")
                held.append(at.memory_of(pids[0]))
        return held, mill.updates


if __name__ == "__main__":
    main()
