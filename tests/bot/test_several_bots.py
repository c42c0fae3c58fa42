"""Two bots in one installation: each asks its own schools, and nobody is mixed up."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.running import Running, running_bot
from console.own_bots import link_name
from klankbord import bots, membership, setting_up
from klankbord.bots import own_bots
from klankbord.house import House
from klankbord.settings import Settings, SettingsProblem, load
from klankbord.vocabulary import Refusal
from playground.telegram_server import HOST, QuietServer, TelegramServer
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing
from tests.cast import MovableClock, Stage, checkin_of
from tests.faults.large_school import WAYS

OTHER = "5151:made-up-token-of-another-bot"


@asynccontextmanager
async def one_address_for(*servers: TelegramServer) -> AsyncIterator[str]:
    """Bring each call to the Telegram that knows its token."""
    by_token = {server.token: server for server in servers}
    async with httpx.AsyncClient(timeout=None, trust_env=False) as client:

        async def pass_on(request: Request) -> Response:
            server = by_token[request.path_params["token"]]
            kind = {"content-type": request.headers.get("content-type", "")}
            answer = await client.post(
                server.url + request.url.path, content=await request.body(), headers=kind
            )
            return Response(answer.content, answer.status_code, media_type="application/json")

        listener = socket.create_server(("127.0.0.1", 0))
        app = Starlette(routes=[Route("/bot{token}/{method}", pass_on, methods=["GET", "POST"])])
        web = QuietServer(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
        serving = asyncio.create_task(web.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        for server in servers:
            await server.world.updates.close()  # ends the long polls
        web.should_exit = True
        await serving


@dataclass
class Board:
    """One installation with the bot of De Linde and the bot of De Elm."""

    house: House
    linde: Stage
    elm: Stage


@asynccontextmanager
async def webhooks_of(running: Running, listener: socket.socket) -> AsyncIterator[None]:
    """Take the updates of every bot, each at its own path."""
    routes = [Route(intake.path, intake.webhook, methods=["POST"]) for intake in running.intakes]
    web = QuietServer(
        uvicorn.Config(Starlette(routes=routes), log_config=None, access_log=False, lifespan="off", ws="none")
    )
    serving = asyncio.create_task(web.serve(sockets=[listener]))
    yield
    web.should_exit = True
    await serving


@pytest.fixture(params=WAYS)
async def board(
    request: pytest.FixtureRequest,
    keys: KeyRing,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Board]:
    database = Database(sqlite_url(tmp_path / "test.sqlite"), keys)
    database.migrate()
    clock = MovableClock()
    linde, elm = TelegramServer(clock=clock), TelegramServer(token=OTHER, username="elm_bot", clock=clock)
    await linde.start()
    await elm.start()
    listener = socket.create_server((HOST, 0))
    async with one_address_for(linde, elm) as address:
        settings = Settings(
            telegram_token=SecretStr(f"{linde.token},elm={elm.token}"),
            telegram_api=address,
            data_dir=tmp_path_factory.getbasetemp(),
            letters_per_second=0,
            webhook_url=f"http://{HOST}:{listener.getsockname()[1]}" if request.param == "webhook" else "",
        )
        house = House(settings, database, clock)
        assert [bot.name for bot in own_bots(house)] == [""]
        bots.add_bot(house, name="elm", username="elm_bot")
        setting_up.add_school(house, name="De Linde")
        setting_up.add_school(house, name="De Elm", bot="elm")
        for team, school in (("Oak", "De Linde"), ("Elm", "De Elm")):
            setting_up.add_team(house, name=team, school=school, members=8, now=clock())
        async with running_bot(house, scheduler=False) as running, webhooks_of(running, listener):
            await running.connected.wait()
            await linde.quiet()
            await elm.quiet()
            yield Board(house, Stage(house, linde, clock, running), Stage(house, elm, clock, running))
    listener.close()
    await linde.stop()
    await elm.stop()
    database.close()


async def test_each_bot_asks_the_people_of_its_own_schools(board: Board) -> None:
    oak = await board.linde.fill("Oak", teachers=6)
    elm = await board.elm.fill("Elm", teachers=6)
    assert {person.number for person in oak} & {person.number for person in elm}, (
        "the same people at Telegram"
    )
    await board.linde.pass_days(1.4)
    await board.elm.telegram.quiet()
    assert all(checkin_of(person) for person in (*oak, *elm))
    assert len(board.linde.telegram.made("sendMessage")) == len(board.elm.telegram.made("sendMessage"))
    elm[0].send("/stop")
    asked = await elm[0].receives("Stoppen en alles over jou wissen?")
    elm[0].press(asked, 0)
    await elm[0].sees(asked, lambda shown: not shown.buttons)
    first, second = own_bots(board.house)
    assert membership.who(board.house, account=first.account(elm[0].number)) is not None
    assert membership.who(board.house, account=second.account(elm[0].number)) is None


async def test_a_code_sent_to_the_wrong_bot_names_the_right_one(board: Board) -> None:
    anna, clara = board.linde.telegram.person("Anna"), board.elm.telegram.person("Clara")
    code = setting_up.invite(board.house, role="teacher", teams=["Elm"])[0]
    anna.send(code)
    await anna.receives("Die code hoort bij een andere bot: @elm_bot")
    clara.send(setting_up.invite(board.house, role="teacher", teams=["Oak"])[0])
    await clara.receives("Die code hoort bij een andere bot: @klankbord_bot")
    assert await board.elm.join("Clara", code)


async def test_paths_secrets_and_invitations_are_of_one_bot(board: Board) -> None:
    first, second = board.linde.running.intakes
    assert (first.path, second.path) == ("/telegram", "/telegram/elm")
    assert first._secret != second._secret
    behind = [setting_up.bot_behind(board.house, teams=[team]) for team in ("Oak", "Elm")]
    assert [await asyncio.to_thread(link_name, board.house, number=one) for one in behind] == [
        "klankbord_bot",
        "elm_bot",
    ]
    with pytest.raises(Refusal, match="one_bot_only"):
        setting_up.invite(board.house, role="coach", teams=["Oak", "Elm"])
    with pytest.raises(Refusal, match="unknown_bot"):
        setting_up.add_school(board.house, name="De Iep", bot="iep")
    with pytest.raises(Refusal, match="unknown_token"):
        bots.add_bot(board.house, name="iep", username="iep_bot")


def test_the_first_bot_stays_the_first_whatever_it_is_called(database: Database) -> None:
    def firsts(tokens: str) -> list[tuple[str, bool]]:
        house = House(Settings(telegram_token=SecretStr(tokens)), database, MovableClock())
        return [(bot.name, bot.first) for bot in own_bots(house)]

    assert firsts("1:a") == [("", True)]
    assert firsts("elm=2:b,1:a") == [("", True)], "the other one was not taken in yet"
    house = House(Settings(telegram_token=SecretStr("1:a,elm=2:b")), database, MovableClock())
    bots.add_bot(house, name="elm", username="elm_bot")
    assert firsts("elm=2:b,oak=1:new") == [("elm", False), ("oak", True)]
    assert firsts("elm=2:b") == [("elm", False)], "it does not get the people of the first one"
    assert firsts("3:c,elm=2:b") == [("", True), ("elm", False)], "a new bot in place of the first"


@pytest.mark.parametrize("tokens", ["1:a,2:b", "elm=1:a,elm=2:b", "elm=1:a,oak=1:a", "De Elm=1:a"])
def test_tokens_that_cannot_be_told_apart_are_refused(tokens: str) -> None:
    with pytest.raises(SettingsProblem, match="KLANKBORD_TELEGRAM_TOKEN"):
        _load(tokens)


def _load(tokens: str) -> Settings:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_TELEGRAM_TOKEN", tokens)
        return load()
