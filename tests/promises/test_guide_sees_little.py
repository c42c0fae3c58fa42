"""The promise that a language model sees redacted words of one dialogue, and that nobody else hears them."""

import ast
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from klankbord import listening, membership
from klankbord.predictions import Asked, scorer
from klankbord.settings import Settings
from storage.database import Database
from storage.people import Person
from tests.knowledge_base.guide_endpoint import Endpoint, drafts, fails, serving
from tests.room import FIRST_ACCOUNT, Room, room

HERE = Path(__file__).parents[2]
GOOD = drafts(
    ("acknowledge", "Ik hoor dat het energie kost.", ""),
    ("guidance", "Kies samen een vast kwartier per week waarop iedereen er is.", "structural"),
    ("question", "Wanneer lukte het wel om iets te delen?", "structural"),
)
PRIVATE = ("Fatima", "Yilmaz", "0612345678", "De Brug", "fatima@brug.example")
THOUGHTS = (
    "Fatima Yilmaz van De Brug heeft een ander rooster (0612345678), we zien elkaar nooit.",
    "Mail haar maar op fatima@brug.example, we hebben nooit tegelijk pauze door dat rooster.",
)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as served:
        served.plan = [GOOD]
        yield served


@pytest.fixture
def settings(endpoint: Endpoint, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, chat_model="openai:test", chat_url=endpoint.url)


@pytest.fixture
def stage(database: Database, tmp_path: Path, settings: Settings) -> Iterator[Room]:
    stage = room(database, tmp_path)
    stage.team(teachers=2)
    stage.house.settings = settings
    yield stage
    if stage.house._speaker is not None:
        stage.house._speaker.close()


def person(stage: Room, number: int) -> Person:
    found = membership.who(stage.house, account=FIRST_ACCOUNT + number)
    assert found is not None
    return found


def say(stage: Room, number: int, text: str) -> str:
    heard = listening.hear(stage.house, person(stage, number), text, language="nl", now=stage.clock())
    return heard.text


def test_no_model_sees_who_or_where(stage: Room, endpoint: Endpoint) -> None:
    replies = [say(stage, 0, text) for text in THOUGHTS]
    assert len(endpoint.asked) >= 2
    sent = json.dumps(endpoint.asked, ensure_ascii=False)
    assert not [word for word in PRIVATE if word in sent]
    assert "Kies samen een vast kwartier" in replies[0]


def test_no_model_sees_what_a_colleague_wrote(stage: Room, endpoint: Endpoint) -> None:
    say(stage, 0, "Ons rooster klopt niet en de zebrapaden voor de school ook niet, we zien elkaar nooit.")
    endpoint.asked.clear()
    say(stage, 1, "We zien elkaar nooit, ieder heeft een ander rooster.")
    assert endpoint.asked
    assert "zebrapad" not in json.dumps(endpoint.asked, ensure_ascii=False)


def test_a_serious_message_never_reaches_a_model(stage: Room, endpoint: Endpoint) -> None:
    say(stage, 0, "Ik wil niet meer leven door dat rooster, we zien elkaar nooit.")
    assert endpoint.asked == []


def test_no_log_at_any_level_holds_what_was_written_or_answered(
    stage: Room, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    say(stage, 0, THOUGHTS[0])
    endpoint.plan = [fails(401)]
    say(stage, 1, THOUGHTS[1])
    told = caplog.text
    for word in (*PRIVATE, "rooster", "kwartier", "pauze"):
        assert word not in told


def test_no_tracing_service_hears_anything(
    stage: Room, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as tracing:
        tracing.plan = [GOOD]
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracing.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-test")
        say(stage, 0, THOUGHTS[0])
        assert os.environ["LANGSMITH_TRACING"] == "false"
        assert os.environ["LANGCHAIN_TRACING_V2"] == "false"
        assert tracing.asked == []
    assert endpoint.asked


def test_redacted_words_are_made_in_one_place_out_of_what_redaction_returns() -> None:
    made = [
        (path.relative_to(HERE).as_posix(), ast.unparse(node))
        for folder in ("klankbord", "knowledge_base", "bot", "console", "dashboard", "playground")
        for path in (HERE / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Redacted"
    ]
    assert made == [("klankbord/guidance.py", "Redacted(redact(text).text)")]


def test_predict_tells_whether_a_model_was_used(
    settings: Settings, tmp_path: Path, endpoint: Endpoint
) -> None:
    asked = Asked("We zien elkaar nooit, ieder heeft een ander rooster.", "nl")
    spoken = scorer("guide", settings, spare=tmp_path / "one")(asked)
    assert spoken["source"] == "model"
    assert spoken["cards"] == ["structural"]
    scorer("guide", settings, spare=tmp_path / "one")(Asked(THOUGHTS[0], "nl"))
    assert not [word for word in PRIVATE if word in json.dumps(endpoint.asked)]
    alone = Settings(data_dir=tmp_path)
    assert scorer("guide", alone, spare=tmp_path / "two")(asked)["source"] == "cards"
