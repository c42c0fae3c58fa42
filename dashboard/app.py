"""The web application of one process: health, the coach's pages, and routes that other doors bring along."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.door import CoachDoor
from dashboard.metrics import Counting, Metrics
from dashboard.rendering import SecurityHeaders
from dashboard.ticking import Ticked
from klankbord.house import House
from klankbord.readiness import not_ready

HTTPS_ONLY = "max-age=31536000"  # a year

Guest = Callable[[Request], Awaitable[Response]]


class Guests:
    """Lets calls for other doors in before the pages' own rules: machines make them, and very many.

    They are not counted either: a teacher's tap would show in the moment it comes.
    """

    def __init__(self, app: ASGIApp, *, guests: Mapping[str, Guest]) -> None:
        self._app, self._guests = app, guests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is posted to a guest's path; pass anything else on."""
        guest = self._guests.get(scope["path"]) if scope.get("method") == "POST" else None
        if guest is None:
            await self._app(scope, receive, send)
            return
        answer = await guest(Request(scope, receive))
        await answer(scope, receive, send)


def web_app(
    house: House,
    *,
    ticked: Ticked,
    guests: Mapping[str, Guest] = MappingProxyType({}),
    metrics: Metrics | None = None,
) -> Starlette:
    """Make the web application; `ticked` tells which moment the scheduler last worked through.

    What is posted to a guest's path goes to the guest.
    """

    async def healthz(_: Request) -> JSONResponse:
        """The process lives; `ticked` is the last moment worked through, for whoever watches it."""
        last = ticked()
        return JSONResponse({"status": "ok", "ticked": last.isoformat() if last else None})

    async def readyz(_: Request) -> JSONResponse:
        """The process can do its work: database and key answer."""
        problem = await asyncio.to_thread(not_ready, house)
        if problem:
            return JSONResponse({"status": "not ready", "because": problem}, status_code=503)
        return JSONResponse({"status": "ready"})

    door = CoachDoor(house)
    routes: list[BaseRoute] = [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        *([Route("/metrics", metrics.answer_here(house.settings))] if metrics else []),
        *door.routes(),
    ]
    secure = house.settings.public_url.lower().startswith("https://")
    extra = {"Strict-Transport-Security": HTTPS_ONLY} if secure else {}
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guests, guests=guests),
            *([Middleware(Counting, metrics=metrics)] if metrics else []),
            Middleware(SecurityHeaders, extra=extra),
        ],
        exception_handlers={404: door.not_found, 405: door.not_found},
    )
