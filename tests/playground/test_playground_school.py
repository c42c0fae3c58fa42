"""The made-up school: its calendar, its people, and a demo that is really started and really ended."""

import fcntl
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import fmean

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from playground import term
from playground.cast import CHARACTERS, TEAMS, Character, answer
from playground.folder import MARK
from playground.items import turned_items
from playground.processes import Product, Trouble
from playground.robots import is_question
from playground.telegram_server import TelegramServer
from tests.process import free_port

READY_SECONDS = 120.0


def level(character: Character, *, progress: float, turned: bool = False) -> float:
    choice = Random(1)
    given = [answer(character, progress=progress, turned=turned, choice=choice) for _ in range(200)]
    return fmean(value for value in given if value is not None)


def test_twelve_teachers_in_two_teams_a_lead_and_a_coach_play() -> None:
    playing = [character for character in CHARACTERS if not character.newcomer]
    roles = [character.role for character in playing]
    assert (roles.count("teacher"), roles.count("lead"), roles.count("coach")) == (12, 1, 1)
    for place, team in enumerate(TEAMS):
        size = sum(character.team == place and character.role == "teacher" for character in CHARACTERS)
        assert size == team.members


def test_one_team_rises_one_stays_and_people_differ() -> None:
    sanne, noor, ruben = (
        next(c for c in CHARACTERS if c.name == name) for name in ("Sanne", "Noor", "Ruben")
    )
    assert level(sanne, progress=1) - level(sanne, progress=0) > 1.5
    assert abs(level(noor, progress=1) - level(noor, progress=0)) < 0.2
    assert level(noor, progress=0) - level(ruben, progress=0) > 0.5
    assert level(sanne, progress=1, turned=True) < 2


def test_reversed_sentences_of_the_bank_are_recognised_in_a_message() -> None:
    from importlib.resources import files

    import yaml

    turned = turned_items()
    items = [
        item
        for file in (files("prompts") / "items").iterdir()
        if file.name.endswith(".yaml")
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    assert len(items) == 36
    for item in items:
        for sentence in item["text"].values():
            assert turned(f"1/3  {sentence}\n\nOpen until …") == bool(item.get("reversed"))


def test_thirteen_school_weeks_leave_the_autumn_break_out() -> None:
    mondays = term.weeks(13)
    gaps = {later - earlier for earlier, later in itertools.pairwise(mondays)}
    assert len(mondays) == 13
    assert gaps == {timedelta(weeks=1), timedelta(weeks=2)}


def test_the_clock_only_moves_forward_and_ends_when_the_last_round_is_closed() -> None:
    mondays = term.weeks(13)
    stops = list(term.term_stops(mondays))
    moments = [moment for _, moment in stops]
    assert moments == sorted(set(moments))
    assert moments[0] > term.start()
    assert moments[-1].date() == mondays[-1] + timedelta(weeks=2)
    assert [number for number, _ in stops] == sorted(number for number, _ in stops)
    assert {number for number, _ in stops} == set(range(1, 14))


def test_a_week_later_stops_in_the_morning_afternoon_and_evening_of_school_days() -> None:
    now = term.start()
    stops = list(term.stops_between(now, now + timedelta(days=7)))
    assert stops == sorted(set(stops))
    assert stops[-1] == now + timedelta(days=7)
    assert all(now < stop for stop in stops)
    assert {stop.astimezone(term.ZONE).weekday() for stop in stops} == set(range(5))


async def test_a_question_is_known_by_its_five_rows(telegram: TelegramServer, bot: Bot) -> None:
    anna = telegram.person("Anna")
    anna.start()

    def rows(*sizes: int) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton("x", callback_data="x") for _ in range(size)] for size in sizes]
        )

    for sizes, question in (
        ((1, 1, 1, 1, 1, 1, 2), True),
        ((1, 1, 1), False),
        ((2, 2, 2, 2, 2, 2, 2), False),
    ):
        await bot.send_message(anna.number, "?", reply_markup=rows(*sizes))
        assert is_question(anna.from_bot()[-1]) is question


def demo(*arguments: str, folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "playground", "--no-open", "--data-dir", str(folder), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def refused(*arguments: str, folder: Path) -> str:
    process = demo(*arguments, folder=folder)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in out + err
    return err


@pytest.fixture
def port() -> str:
    return str(free_port())


def test_a_taken_port_is_one_clear_sentence_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / MARK).touch()
    (tmp_path / "kept").touch()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused("--port", str(port), folder=tmp_path)
    assert said.strip() == f"Port {port} is taken: choose another one, for example --port {port + 1}."
    assert (tmp_path / "kept").exists()


def test_a_folder_that_is_not_a_demos_is_left_alone(tmp_path: Path, port: str) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    said = refused("--port", port, folder=tmp_path)
    assert "holds something that is not a demo's" in said
    assert (tmp_path / "thesis.odt").read_text() == "years of work"


def test_a_folder_that_another_demo_uses_is_left_alone(tmp_path: Path, port: str) -> None:
    (tmp_path / "klankbord.sqlite").touch()
    with (tmp_path / MARK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = refused("--port", port, folder=tmp_path)
    assert "Another demo is using" in said
    assert (tmp_path / "klankbord.sqlite").exists()


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path, port: str) -> None:
    (tmp_path / "file").touch()
    said = refused("--port", port, folder=tmp_path / "file" / "data")
    assert said.strip().endswith("cannot be written: choose another --data-dir.")


async def test_a_command_that_fails_stops_the_demo_with_its_own_sentence(tmp_path: Path) -> None:
    product = Product(tmp_path, {"KLANKBORD_DATA_DIR": str(tmp_path)}, "127.0.0.1:1")
    with pytest.raises(Trouble, match="`klankbord team list` failed: KLANKBORD_SECRET_KEY is not set"):
        await product.run("team", "list")


async def test_a_bot_that_cannot_start_stops_the_demo_with_its_own_sentence(tmp_path: Path) -> None:
    product = Product(tmp_path, {"KLANKBORD_DATA_DIR": str(tmp_path)}, "127.0.0.1:1")
    with pytest.raises(
        Trouble, match=r"The bot stopped \(exit code 1\): KLANKBORD_TELEGRAM_TOKEN is not set"
    ):
        await product.start_bot()
    await product.stop()


@pytest.mark.slow
def test_a_demo_plays_a_week_goes_on_and_ends_with_everything_it_started(tmp_path: Path, port: str) -> None:
    process = demo("--weeks", "1", "--port", port, folder=tmp_path / "data")
    page = f"http://127.0.0.1:{port}/page"
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Ready"):
                break
        assert any(line.startswith("Ready after") for line in lines), process.communicate()
        with httpx.Client(trust_env=False) as client:
            state = client.get(f"{page}/state").json()
            assert (state["act"], state["week"], state["problem"]) == ("live", 1, "")
            teachers = [one for one in state["people"] if one["role"] == "teacher" and not one["code"]]
            chats = [client.get(f"{page}/chats/{one['number']}").json()["messages"] for one in teachers]
            edited = [chat for chat in chats if any(m["edited"] for m in chat[2:])]
            assert len(edited) >= 8, "most people joined, chose a day and answered"
            before = state["now"]
            assert client.post(f"{page}/clock", json={"days": 1}).status_code == 200
            deadline = time.monotonic() + READY_SECONDS
            while (state := client.get(f"{page}/state").json())["act"] != "live":
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert state["now"] > before
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in out + err
    log = (tmp_path / "data" / "klankbord.log").read_text()
    ended = re.search(r"Finished server process \[(\d+)\]", log)
    assert ended is not None
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.group(1)), 0)
