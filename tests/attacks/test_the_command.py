"""`klankbord attack` prints its table, and its exit code says whether a bar is broken."""

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from attacks import joining, main, reading
from attacks.school import school
from storage.secrets import new_key

LAST_WEEKS = datetime(2027, 7, 12, 5, tzinfo=UTC)  # of a school year
MANY_SD = 4.5 / joining.LUCK  # what luck alone never reaches


def test_it_prints_every_attack_and_says_whether_one_got_too_far(capsys: pytest.CaptureFixture[str]) -> None:
    code = main.main(["--targets", "24", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert len(found) >= 36
    assert code == int(any(line["verdict"] == "BROKEN" for line in found))
    lines = {line["attack"]: line for line in found}
    for attack in (
        "stolen without keys: anything readable",
        "hidden teams, from all that others see, the school's page too",
        "figures before and after a withdrawal and a leaver",
    ):
        assert lines[attack]["measured"] == 0
        assert lines[attack]["verdict"] == "holds"


def test_a_wrong_address_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--database", "mysql://nowhere"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_nobody_joins_answers_to_people_in_an_open_round(database_url: str, tmp_path: Path) -> None:
    url = database_url if database_url.startswith("postgresql") else ""
    with school(tmp_path, new_key(), url=url) as one:
        read = reading.attack(one, url=url, dice=Random(1), what="readable")
        assert (read.measured, read.note) == (0, "")
        one.next_monday()
        steal = joining.steal_from(one, url=url, hideout=tmp_path / "loot")
        result = joining.attack(one, rounds=20, dice=Random(2), steal=steal, what="whose")
    assert result.targets == 20
    assert result.bar is not None
    assert result.measured < MANY_SD * result.bar, result.note


def test_open_rounds_are_attacked_in_the_next_school_year_too(tmp_path: Path) -> None:
    with school(tmp_path, new_key()) as one:
        one.now = LAST_WEEKS
        steal = joining.steal_from(one, url="", hideout=tmp_path / "loot")
        result = joining.attack(one, rounds=joining.TEAMS + 10, dice=Random(3), steal=steal, what="whose")
        assert one.now.year == LAST_WEEKS.year
        assert one.now.month > LAST_WEEKS.month + 1
    assert result.targets == joining.TEAMS + 10
