"""How fast the coach's pages are with 200 teams and three school years: `python -m benchmarks.dashboard`.

A real house on SQLite, the real web application; requests one after another, without a network in between.
"""

import argparse
import platform
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from benchmarks.publishing import fresh
from dashboard.app import web_app
from klankbord import visits
from klankbord.house import House
from klankbord.settings import Settings
from klankbord.sharing import Shared
from klankbord.vocabulary import DIMENSIONS, OVERALL
from measurement.settings import SETTINGS
from storage import agreements, people, released, releases, schools
from storage.agreements import Agreement
from storage.database import Database, Transaction
from storage.people import Membership
from storage.released import Waiting
from storage.releases import Area, Figure, Release
from storage.schools import School, Team
from storage.secrets import KeyRing, new_key

TEAMS, PER_SCHOOL, YEARS, PERIODS_A_YEAR = 200, 20, 3, 10
NOW = datetime(2029, 6, 4, 8, 0, tzinfo=UTC)
START = date(2026, 9, 7)
COACH = 77
TEXTS, TEXT = 30, "We hardly ever meet to prepare lessons together. " * 8  # of one team, in ninety days
REQUESTS = 60
PAGE_BYTES, P50_MS = 100_000, 50.0  # the promises
AREAS = (("place", "knowledge"), ("place", "diffusion"), ("place", "relations"), ("form", "bonding"))


def main() -> None:
    """Print the table; end with 1 if a page is too large or too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=TEAMS)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    options = parser.parse_args()
    with fresh("sqlite") as url, tempfile.TemporaryDirectory() as folder:
        database = Database(url, KeyRing.parse(new_key()))
        database.migrate()
        house = House(Settings(data_dir=Path(folder)), database, lambda: NOW)
        ids = _set_up(house, options.teams)
        browser = _inside(house)
        school = re.search(r"/schools/[\w]+", browser.get("/teams").text)
        pages: dict[str, Callable[[int], str]] = {
            "overview": lambda _: "/teams",
            "team": lambda turn: f"/teams/{ids[turn % len(ids)]}",
            "school": lambda _: school[0] if school else "",
            "agreements": lambda _: "/agreements",
            "thoughts": lambda turn: f"/teams/{ids[turn % len(ids)]}/thoughts",
            "who looked": lambda _: "/looks",
            "way in": lambda _: "/enter",
        }
        print(
            f"{options.teams} teams, {YEARS} school years; {platform.machine()}, "
            f"Python {platform.python_version()}, one process"
        )
        print(f"{'page':14}{'kB':>8}{'first ms':>10}{'p50 ms':>9}{'p95 ms':>9}{'p50 of processor':>18}")
        good = True
        for name, address in pages.items():
            good &= _measure(house, name, address, options.requests)
        house.close()
    raise SystemExit(0 if good else 1)


def _measure(house: House, name: str, address: Callable[[int], str], requests: int) -> bool:
    browser, size = _inside(house), 0
    took: list[float] = []
    worked: list[float] = []
    for turn in range(requests + 1):
        began, before = time.perf_counter(), time.process_time()
        answer = browser.get(address(turn))
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
        size = max(size, len(answer.content))
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status_code}")
    first, *rest = took
    middle, late = statistics.median(rest), statistics.quantiles(rest, n=20)[18]
    busy = statistics.median(worked[1:])
    print(f"{name:14}{size / 1000:8.1f}{first:10.1f}{middle:9.1f}{late:9.1f}{busy:18.1f}")
    return (
        size <= PAGE_BYTES and busy <= P50_MS
    )  # on a machine with other work, time alone would tell of that


def _inside(house: House) -> TestClient:
    """Return a browser with a session, in a process that remembers nothing yet."""
    with house.db.read() as tx:
        person = people.find(tx, house.keys, COACH)
    if person is None:
        raise RuntimeError("the coach is missing")
    session = visits.enter(house, now=NOW, secret=visits.open_way(house, person, asked=0, now=NOW).secret)
    return TestClient(web_app(house, ticked=lambda: NOW), cookies={"klankbord": session})


def _set_up(house: House, count: int) -> list[str]:
    chance, ids = random.Random(7), []
    with house.db.write() as tx:
        coach = people.add(tx, house.keys, account=COACH, chat=COACH, language="en")
        for number in range(count):
            school = f"{number // PER_SCHOOL:016x}"
            if number % PER_SCHOOL == 0:
                name = f"School {number // PER_SCHOOL}"
                schools.add_school(
                    tx, School(school, name, "nl", "midden", "Europe/Amsterdam", None, None, None)
                )
            team = Team(
                id=f"{number:016x}", school_id=school, name=f"Team {number}", language="nl", members=9,
                smallest_group=5, change="learning from each other's lessons", weekday=1, at="15:30",
                state="asking", locked_year=2028, place=number, rounds=120, open_weeks=120,
                next_week=NOW.date(), roster_version=0, digest_on=None,
            )  # fmt: skip
            schools.add_team(tx, team)
            people.join(tx, Membership(coach.id, team.id, "coach", 2028, None, None, 1, NOW.date()))
            level = chance.uniform(45, 70)
            for release in range(1, YEARS * PERIODS_A_YEAR + 1):
                level += chance.gauss(0.3, 2.0)
                _publish(tx, team.id, release, level, chance)
                released.add_themes(tx, team.id, release, ("structural barrier", "relational strength"))
                if release % 5 == 0:
                    agreements.agree(
                        tx, Agreement(team.id, release, "visit each other's lessons", START, 4 * release)
                    )
            texts = [
                Waiting(NOW.date() + timedelta(days=60), Shared(None, TEXT, (coach.id.hex(),)).stored())
            ] * TEXTS
            released.release(tx, house.keys, team.id, YEARS * PERIODS_A_YEAR, texts)
            ids.append(team.id)
    return ids


def _publish(tx: Transaction, team_id: str, number: int, level: float, chance: random.Random) -> None:
    year, place = divmod(number - 1, PERIODS_A_YEAR)
    release = Release(
        team_id, number, START + timedelta(weeks=52 * year + 4 * place), 4 * number, 4, 7, 6.5, 26, 9, 0,
        SETTINGS.version,
    )  # fmt: skip
    figures = [
        Figure(
            team_id, number, name, level, 20.0, level + chance.gauss(0, 3), 12.0, 26, 4000.0, 20, 26 * level
        )
        for name in (*DIMENSIONS, OVERALL)
    ]
    areas = [Area(team_id, number, kind, name, 20, chance.gauss(0, 60), 2) for kind, name in AREAS]
    releases.add(tx, release, figures, areas)


if __name__ == "__main__":
    main()
