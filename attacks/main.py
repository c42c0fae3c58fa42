"""`klankbord attack`: attacks made-up schools on a database of its own and prints what came out."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np

from attacks import bands, before_after, cases, guesses, hidden, joining, reading, texts, year
from attacks.school import school
from attacks.table import Result, as_json, as_text
from klankbord.settings import SettingsProblem
from prompts.library import load
from storage.database import Unavailable
from storage.secrets import new_key

SEED = 5
TARGETS = {"small": 4_000, "full": 8_000}
EACH = 32  # targets in one team
DATABASE_TEAMS = {"small": 40, "full": 200}  # of the targets' teams; the others are played in memory
YEARS = {"small": 200, "full": 600}  # teams that live through a year
OPEN_ROUNDS = {"small": 200, "full": 1_000}
WITHDRAWALS = {"small": 10, "full": 40}
BUSY = 0.5  # share of answers beside which their person does something else, shortly before the theft
PAIRS = {"small": 4, "full": 20}  # schools that live twice


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack; return 1 when a bar is broken."""
    options = _parser().parse_args(arguments)
    try:
        found = run(
            school_size=options.school,
            targets=options.targets or TARGETS[options.school],
            seed=options.seed,
            url=_url(options.database),
            say=lambda text: _say(text, quiet=options.json),
        )
    except (SettingsProblem, Unavailable) as problem:
        sys.stderr.write(f"{problem or 'The database cannot be reached.'}\n")
        return 2
    sys.stdout.write(as_json(found) + "\n" if options.json else as_text(found))
    return 1 if any(result.verdict == "BROKEN" for result in found) else 0


def run(
    *, school_size: str, targets: int, seed: int, url: str = "", say: Callable[[str], None] = lambda _: None
) -> list[Result]:
    """Run every attack; `url` is an empty PostgreSQL database, or nothing for SQLite files."""
    with tempfile.TemporaryDirectory(prefix="klankbord-attack-") as folder:
        found: list[Result] = []
        for result in _attacks(Path(folder), school_size, targets, seed, url):
            say(result.attack)
            found.append(result)
        return found


def _attacks(folder: Path, size: str, targets: int, seed: int, url: str) -> Iterator[Result]:
    rng, dice, library = np.random.default_rng(seed), Random(seed), load()
    share = min(1.0, targets / TARGETS[size])
    for persons, everybody, what in ((8, False, "team of 8"), (5, True, "team of 5, all answer")):
        played = max(round(DATABASE_TEAMS[size] * share / 2), 1)
        teams = _teams(rng, folder, played, persons=persons, everybody=everybody)
        score = guesses.attack(rng, library, teams, targets=targets, each=EACH)
        yield from guesses.results(score, what)
        asked = max(round(targets * share / persons), 4)
        yield from bands.attack(rng, teams=asked, persons=persons, everybody=everybody)
    lived = year.years(rng, library, teams=max(round(YEARS[size] * share), 4), persons=8)
    yield from year.results(rng, lived)
    with school(folder / "open", new_key(), url=url) as one:
        yield reading.attack(one, url=url, dice=dice, what="stolen without keys: anything readable")
        one.next_monday()
        yield from reading.attack_totals(one, rng.integers(2, 6, (4, 8, 3)).tolist(), url=url)
        yield joining.attack(
            one,
            rounds=max(round(OPEN_ROUNDS[size] * share), 4),
            dice=dice,
            steal=joining.steal_from(one, url=url, hideout=folder / "loot"),
            what="stolen with keys, open round: whose answer",
        )
        for what, busy, alone in (
            ("the same, while some do other things in the chat", BUSY, False),
            ("the same, one answer in each round", 0.0, True),
            ("the same, one answer in each round, and other things done", BUSY, True),
        ):
            yield joining.attack(
                one,
                rounds=max(round(OPEN_ROUNDS[size] * share), 4),
                dice=dice,
                steal=joining.steal_from(one, url=url, hideout=folder / "loot"),
                what=what,
                busy=busy,
                alone=alone,
            )
        yield from texts.attack(
            one,
            rounds=max(round(OPEN_ROUNDS[size] * share), 4),
            dice=dice,
            steal=joining.steal_from(one, url=url, hideout=folder / "loot"),
        )
    yield hidden.attack(folder / "hidden", rng, pairs=max(round(PAIRS[size] * share), 1))
    yield before_after.attack_withdrawal(
        folder / "withdrawal", rng, teams=max(round(WITHDRAWALS[size] * share), 1)
    )
    yield before_after.attack_leaver(rng, library, teams=max(round(YEARS[size] * share), 4))


def _teams(
    rng: np.random.Generator, folder: Path, played: int, *, persons: int, everybody: bool
) -> Iterator[cases.Case]:
    yield from cases.in_database(rng, folder, teams=played, persons=persons, everybody=everybody)
    yield from cases.in_memory(rng, load(), teams=sys.maxsize, persons=persons, everybody=everybody)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klankbord attack",
        description="Attacks made-up schools and prints what somebody could learn. Touches no data of yours.",
    )
    parser.add_argument("--targets", type=int, help="answers to guess in each team size (4000; full: 8000)")
    parser.add_argument("--school", choices=("small", "full"), default="small", help="how much is played")
    parser.add_argument(
        "--database",
        default="sqlite",
        help="sqlite, or postgresql+psycopg://… of an empty database for the open rounds (sqlite)",
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"another school ({SEED})")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _url(database: str) -> str:
    if database == "sqlite":
        return ""
    if database == "postgresql":
        database = os.environ.get("KLANKBORD_DATABASE_URL", "")
    if not database.startswith("postgresql"):
        raise SettingsProblem("Give the address of an empty PostgreSQL database: postgresql+psycopg://…")
    return database.replace("postgresql://", "postgresql+psycopg://", 1)


def _say(text: str, *, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")
