"""`klankbord demo`: a Telegram of its own, a made-up school and the real bot, until Ctrl-C."""

import argparse
import asyncio
import errno
import os
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from playground import term
from playground.chat_door import ChatDoor
from playground.folder import fresh_folder
from playground.items import turned_items
from playground.processes import Product, Trouble
from playground.school import School
from playground.stage import Progress, Stage
from playground.telegram_server import HOST, TOKEN, TelegramServer

PORT = 8085
WEEKS = 13
MOST_WEEKS = 30  # the school year has about forty, but nobody waits that long
TICK_SECONDS = "0.1"
ENDED_BY_HAND = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Play; return the exit code. What is wrong is said in one sentence."""
    options = _parser().parse_args(arguments)
    try:
        return asyncio.run(_demo(options))
    except KeyboardInterrupt:
        return ENDED_BY_HAND
    except Trouble as problem:
        sys.stderr.write(f"{problem}\n")
    except OSError as error:
        sys.stderr.write(_sentence(error, options) + "\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klankbord demo",
        description="Plays a term in a made-up school in your browser, without token or network.",
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"where the page is served ({PORT})")
    parser.add_argument(
        "--data-dir", type=Path, default=Path("demo-data"), help="wiped at each start (demo-data)"
    )
    parser.add_argument(
        "--weeks", type=int, default=WEEKS, help=f"school weeks to play, 0 to {MOST_WEEKS} ({WEEKS})"
    )
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="language of the school (nl)")
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")
    return parser


async def _demo(options: argparse.Namespace) -> int:
    if not 0 <= options.weeks <= MOST_WEEKS:
        raise Trouble(f"Choose between 0 and {MOST_WEEKS} weeks.")
    began = time.monotonic()
    telegram = TelegramServer()
    stage = Stage(telegram, language=options.language, now=term.start())
    telegram.world.clock = lambda: stage.now
    stage.show(Progress("preparing", weeks=options.weeks))
    door = ChatDoor(stage)
    ended = _ended_by_signal()
    await telegram.start(port=options.port, routes=door.routes())
    try:
        with fresh_folder(options.data_dir) as folder:
            _say(f"The chat page: {telegram.url}")
            if not options.no_open:
                webbrowser.open(telegram.url)
            await _with_product(stage, folder, ended, weeks=options.weeks, began=began)
    finally:
        door.close()
        await telegram.stop()
    _say("Stopped. Everything that the demo started has ended.")
    return ENDED_BY_HAND


async def _with_product(
    stage: Stage, folder: Path, ended: "asyncio.Future[None]", *, weeks: int, began: float
) -> None:
    product = Product(folder, {}, f"{HOST}:{_free_port()}")
    school = School(stage, product, folder / "clock", turned_items(), _say)
    playing = asyncio.create_task(_play(school, weeks, began))
    try:
        await asyncio.wait([playing, ended], return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            playing.result()
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        await product.stop()


async def _play(school: School, weeks: int, began: float) -> None:
    _say("Setting up the school …")
    stage, product = school.stage, school.product
    school.enter()
    product.settings = _settings(product, stage.telegram, stage.language)
    key = (await product.run("key", "new")).strip()
    product.settings = {**product.settings, "KLANKBORD_SECRET_KEY": key}
    codes = await school.prepare(weeks=weeks)
    _say("The bot runs. Everybody joins …")
    await school.join(codes)
    if weeks:
        _say(f"Living through {weeks} school weeks …")
        await school.play(weeks=weeks)
    stage.advance = school.advance
    stage.show_act("live")
    _say(f"Ready after {time.monotonic() - began:.0f} seconds. Play on in the browser; Ctrl-C ends the demo.")
    while True:
        await asyncio.sleep(1)
        product.check_alive()


def _settings(product: Product, telegram: TelegramServer, language: str) -> dict[str, str]:
    return {
        "KLANKBORD_TELEGRAM_TOKEN": TOKEN,
        "KLANKBORD_TELEGRAM_API": telegram.url,
        "KLANKBORD_LISTEN": product.listen,
        "KLANKBORD_PUBLIC_URL": f"http://{product.listen}",
        "KLANKBORD_DATA_DIR": str(product.folder),
        "KLANKBORD_LANGUAGE": language,
        "KLANKBORD_CLOCK_FILE": str(product.folder / "clock"),
        "KLANKBORD_TICK_SECONDS": TICK_SECONDS,
        "KLANKBORD_LETTERS_PER_SECOND": "0",
        "PTB_TIMEDELTA": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _ended_by_signal() -> "asyncio.Future[None]":
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def end() -> None:
        if not ended.done():
            ended.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    return ended


def _sentence(error: OSError, options: argparse.Namespace) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {options.port} is taken: choose another one, for example --port {options.port + 1}."
    if error.errno == errno.ENOSPC:
        return "The disk is full: make room, or choose another --data-dir."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return f"{options.data_dir} cannot be written: choose another --data-dir."
    return f"The machine refused: {os.strerror(error.errno or errno.EIO)}."


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
