"""One process: bot, scheduler and web address in one event loop, until a signal ends it."""

import asyncio
import contextlib
import errno
import signal
import sys
from collections.abc import Iterator

import uvicorn
from starlette.routing import Route

from bot.intake import WEBHOOK_PATH
from bot.running import running_bot
from dashboard.app import web_app
from klankbord.house import House

GRACE_SECONDS = 5


class _Server(uvicorn.Server):
    """A web server that leaves signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing: the process listens itself."""
        yield


async def serve(house: House, *, scheduler: bool) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code."""
    settings = house.settings
    async with running_bot(house, scheduler=scheduler) as bot:
        guests = [Route(WEBHOOK_PATH, bot.intake.webhook, methods=["POST"])] if settings.webhook_url else []
        app = web_app(house, ticked=lambda: bot.schedule.ticked, guests=guests)
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = _Server(config)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, lambda: setattr(server, "should_exit", True))
        try:
            await server.serve()
        except SystemExit:
            pass  # uvicorn could not bind and said so below
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        if not server.started:
            sys.stderr.write(f"{settings.listen} cannot be used (taken?): choose another KLANKBORD_LISTEN.\n")
            return 1
    return 0
