"""How long a start takes until the bot listens and until it answers: `python -m benchmarks cold_start`.

A school of 200 teachers on SQLite with a ready index of the cards; each start is a fresh process.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks import installation as at
from benchmarks.checkins import installation
from benchmarks.publishing import fresh
from benchmarks.telegram_mill import HOST, Mill

PEOPLE, STARTS = 200, 5


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=STARTS)
    options = parser.parse_args()
    print(f"{at.machine()}; median and worst of {options.starts} starts")
    print(f"{'':28}{'seconds':>9}{'worst':>8}{'CPU s':>8}{'MiB':>8}")
    helps = [_help() for _ in range(options.starts)]
    print(f"{'klankbord --help':28}{statistics.median(helps):9.2f}{max(helps):8.2f}")
    found = asyncio.run(starts(options.starts))
    for place, name in enumerate(("until /healthz answers", "until Telegram knows the way")):
        took = [one[place] for one in found]
        print(f"{name:28}{statistics.median(took):9.2f}{max(took):8.2f}", end="")
        print("".join(f"{statistics.median(one[column] for one in found):8.1f}" for column in (2, 3)))


def _help() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "console", "--help"], cwd=at.ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


async def starts(count: int) -> list[tuple[float, float, float, float]]:
    """Return seconds to each sign of life, seconds of processor and MiB for some starts."""
    found: list[tuple[float, float, float, float]] = []
    with fresh("sqlite") as url, tempfile.TemporaryDirectory() as folder:
        port, listen = at.free_port(), at.free_port()
        settings = installation(url, folder, port)
        house = at.house_of(settings)
        numbers = await asyncio.to_thread(at.school, house, PEOPLE)
        house.close()
        settings |= {
            "KLANKBORD_LISTEN": f"{HOST}:{listen}",
            "KLANKBORD_WEBHOOK_URL": f"http://{HOST}:{listen}",
        }
        for _ in range(count):
            async with Mill(numbers, port=port) as mill:
                began = time.perf_counter()
                async with at.running([([sys.executable, "-m", "console", "run"], settings)]) as pids:
                    await at.up(f"http://{HOST}:{listen}/healthz")
                    healthy = time.perf_counter() - began
                    await asyncio.wait_for(mill.ready.wait(), at.PATIENCE)
                    ready = time.perf_counter() - began
                    await at.settled(pids)
                    found.append((healthy, ready, at.cpu_of(pids), at.memory_of(pids[0])))
    return found


if __name__ == "__main__":
    main()
