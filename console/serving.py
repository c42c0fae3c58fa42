"""One process: bot, scheduler and web address in one event loop, until a signal ends it."""

import asyncio
import contextlib
import errno
import signal
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

import uvicorn
from starlette.applications import Starlette

from bot.running import running_bot
from dashboard.app import web_app
from dashboard.metrics import Metrics
from klankbord.house import House
from klankbord.settings import address_of

GRACE_SECONDS = 5


class _Server(uvicorn.Server):
    """A web server that leaves signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing: the process listens itself."""
        yield


def loops() -> asyncio.Runner:
    """Return what runs the process: uvloop where there is one, which does the same work in less time."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


async def serve(house: House, *, scheduler: bool) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code."""
    settings = house.settings
    async with running_bot(house, scheduler=scheduler) as bot:
        guests = {intake.path: intake.webhook for intake in bot.intakes}

        def ticked() -> datetime | None:
            return bot.schedule.ticked

        metrics = Metrics(house, ticked=ticked)
        app = web_app(house, ticked=ticked, guests=guests if settings.webhook_url else {}, metrics=metrics)
        servers = {"KLANKBORD_LISTEN": _server(app, settings.listen)}
        if settings.metrics_listen:
            servers["KLANKBORD_METRICS_LISTEN"] = _server(metrics.app(), settings.metrics_listen)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, _end, tuple(servers.values()))
        taken = await asyncio.gather(*(_run(server, servers.values()) for server in servers.values()))
    for name, failed in zip(servers, taken, strict=True):
        if failed:
            listen = settings.listen if name == "KLANKBORD_LISTEN" else settings.metrics_listen
            sys.stderr.write(f"{listen} cannot be used (taken?): choose another {name}.\n")
    return 1 if any(taken) else 0


def _server(app: Starlette, listen: str) -> _Server:
    host, port = address_of(listen)
    return _Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )


async def _run(server: _Server, together: Iterable[_Server]) -> bool:
    """Serve until the end; return whether the address could not be used, which ends the others."""
    try:
        await server.serve()
    except SystemExit:
        pass  # uvicorn could not bind; what to do is said at the end
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    if not server.started:
        _end(together)
    return not server.started


def _end(servers: Iterable[_Server]) -> None:
    for server in servers:
        server.should_exit = True
