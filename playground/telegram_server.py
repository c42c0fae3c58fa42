"""A Telegram of its own: the Bot API over HTTP on the loopback address, in the caller's event loop.

It answers as the real one does, refusals included. It keeps everything in memory and reaches no network.
"""

import asyncio
import contextlib
import re
import socket
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from playground.errors import UNAUTHORIZED, Failure
from playground.faults import Call, Delay, FaultChooser, Garble, HangUp, Refuse
from playground.limits import Limits, Rates
from playground.methods import Methods
from playground.parameters import Json, Object, Parameters, read_parameters
from playground.people import Person
from playground.world import World

HOST = "127.0.0.1"
TOKEN = "4242:made-up-token-for-the-playground"  # noqa: S105 - opens nothing but this
TOKEN_FORM = re.compile(r"\d+:[\w-]+")
WAITING = ("getupdates",)  # calls that are no sign of work
REMEMBERED_CALLS = 20_000
GRACE_SECONDS = 2


class TelegramServer:
    """The server; `person` makes somebody who acts through the chat door."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "klankbord_bot",
        rates: Rates | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.token = token
        self.world = World(username=username, clock=clock)
        self.limits = Limits(rates, now=time.monotonic)
        self.fault: FaultChooser | None = None
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.routes: list[BaseRoute] = []
        self.port = 0
        self._methods = Methods(self.world, self.limits)
        self.world.updates.call = self._call_in_answer
        self._counts: Counter[str] = Counter()
        self._working = 0
        self._last_work = time.monotonic()
        self._transports: dict[tuple[str, int], asyncio.BaseTransport] = {}
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The base address for `KLANKBORD_TELEGRAM_API`."""
        return f"http://{HOST}:{self.port}"

    def person(self, first_name: str, *, last_name: str = "", language: str = "nl") -> Person:
        """Register somebody with this Telegram."""
        return Person(self.world, self.world.add_account(first_name, last_name=last_name, language=language))

    async def start(self, *, port: int = 0, routes: Sequence[BaseRoute] = ()) -> None:
        """Listen; port 0 takes a free one. Raise `OSError` when the port is taken."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            listener.close()
            raise
        self.port = int(listener.getsockname()[1])
        api = [
            Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file, methods=["GET"]),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
        app = Starlette(routes=[*api, *routes], middleware=[hosts])
        self._server = QuietServer(self._config(app))
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            if self._serving.done():
                self._serving.result()
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Stop listening and end what waits."""
        await self.world.updates.close()
        if self._server and self._serving:
            self._server.should_exit = True
            await self._serving

    async def quiet(self, *, seconds: float = 0.15, patience: float = 30.0) -> None:
        """Wait until the bot took every update and made no call for so long."""
        async with asyncio.timeout(patience):
            while True:
                rest = self._last_work + seconds - time.monotonic()
                busy = self._working or self.world.updates.pending
                if not busy and rest <= 0:
                    return
                await asyncio.sleep(max(0.01, min(rest, seconds)))

    def made(self, method: str) -> list[Call]:
        """Return the calls of a method so far, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def _config(self, app: Starlette) -> uvicorn.Config:
        transports = self._transports

        class Protocol(H11Protocol):
            """Remembers connections, so that a fault can break one."""

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                transports[transport.get_extra_info("peername")] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                if self.client:
                    transports.pop(self.client, None)

        return uvicorn.Config(
            app,
            http=Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=120,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["method"]
        work = name.lower() not in WAITING
        self._working += work
        try:
            return await self._answer_call(request, name)
        except Failure as failure:
            return _refusal(failure)
        except ClientDisconnect:
            return Response()  # the bot ended in the middle of a call: nobody is there to answer
        finally:
            self._working -= work
            if work:
                self._last_work = time.monotonic()

    async def _answer_call(self, request: Request, name: str) -> Response:
        token = request.path_params["token"]
        if not TOKEN_FORM.fullmatch(token):
            raise Failure(404, "Not Found")
        if token != self.token:
            raise UNAUTHORIZED
        given = await read_parameters(request)
        call = self._remember(name, given)
        fault = self.fault(call) if self.fault else None
        if isinstance(fault, Refuse):
            raise Failure(
                fault.code, fault.description, retry_after=fault.retry_after, migrate_to=fault.migrate_to
            )
        if isinstance(fault, Garble):
            return HTMLResponse(fault.page, status_code=fault.code)
        if isinstance(fault, Delay):
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, HangUp) and not fault.after_effect:
            return self._hang_up(request)
        result = await self._methods.call(name, given)
        if isinstance(fault, HangUp):
            return self._hang_up(request)
        return _success(result)

    async def _call_in_answer(self, name: str, given: Parameters) -> object:
        self._remember(name, given)
        self._last_work = time.monotonic()
        return await self._methods.call(name, given)

    def _remember(self, name: str, given: Parameters) -> Call:
        self._counts[name.lower()] += 1
        call = Call(name, given, self._counts[name.lower()])
        self.calls.append(call)
        return call

    def _hang_up(self, request: Request) -> Response:
        if request.client:
            transport = self._transports.get((request.client.host, request.client.port))
            if isinstance(transport, asyncio.Transport):
                transport.abort()
        return Response()

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _refusal(UNAUTHORIZED)
        parts = request.path_params["path"].split("/")
        file = self.world.files.get(parts[1]) if len(parts) == 3 else None
        if file is None:
            return _refusal(Failure(404, "Not Found"))
        return Response(file.content, media_type=file.media_type)


class QuietServer(uvicorn.Server):
    """A web server that leaves signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing: the process listens itself."""
        yield


@asynccontextmanager
async def running_telegram(
    *, port: int = 0, rates: Rates | None = None, token: str = TOKEN
) -> AsyncIterator[TelegramServer]:
    """Serve while the context lasts."""
    server = TelegramServer(token=token, rates=rates)
    await server.start(port=port)
    try:
        yield server
    finally:
        await server.stop()


def _success(result: Json) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _refusal(failure: Failure) -> Response:
    body: Object = {"ok": False, "error_code": failure.code, "description": failure.description}
    given = (("retry_after", failure.retry_after), ("migrate_to_chat_id", failure.migrate_to))
    parameters: Object = {name: value for name, value in given if value is not None}
    if parameters:
        body["parameters"] = parameters
    return JSONResponse(body, status_code=failure.code)


__all__ = ["TOKEN", "Parameters", "TelegramServer", "running_telegram"]
