"""Speed tables can be printed: their commands run on the smallest sizes. How fast is not looked at."""

import shlex
import subprocess
import sys

import pytest

from benchmarks import checkins
from benchmarks.installation import ROOT

SMALLEST = {
    "sending": ("--sizes 40 --kinds sqlite --stretch 20 --paced 1", "100,000 take 56 minutes"),
    "publishing": ("--sizes 10", "postgresql"),
    "checkins": (
        "--people 10 --rounds 1 --no-peers --only 'sqlite webhook'",
        "postgresql, 10 at one moment: 2.0 statements",
    ),
    "cold_start": ("--starts 1", "until Telegram knows the way"),
    "dashboard": ("--teams 3 --requests 5", "way in"),
    "soak": ("--people 10 --hours 1", "off the end of the first hour"),
}


def table(name: str, options: str) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *shlex.split(options)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("name", SMALLEST)
def test_a_table_is_printed(name: str) -> None:
    options, last = SMALLEST[name]
    assert last in table(name, options)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_company_makes_a_check_in_cost_fewer_statements_and_commits(kind: str) -> None:
    alone, together = checkins.counted(kind, 1), checkins.counted(kind, 10)
    assert alone[1] == 3.0
    assert together[0] < alone[0] / 5
    assert together[1] < alone[1] / 5
