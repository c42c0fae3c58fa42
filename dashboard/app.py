"""The web application of one process: health, the coach's pages, and routes that other doors bring along."""

import asyncio
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from dashboard.door import CoachDoor
from dashboard.metrics import Counting, Metrics
from dashboard.rendering import SecurityHeaders
from dashboard.ticking import Ticked
from klankbord.house import House
from klankbord.readiness import not_ready

HTTPS_ONLY = "max-age=31536000"  # a year


def web_app(
    house: House, *, ticked: Ticked, guests: Sequence[BaseRoute] = (), metrics: Metrics | None = None
) -> Starlette:
    """Make the web application; `ticked` tells which moment the scheduler last worked through."""

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
        *guests,
        *door.routes(),
    ]
    unseen = {route.path for route in guests if isinstance(route, Route)}
    secure = house.settings.public_url.lower().startswith("https://")
    extra = {"Strict-Transport-Security": HTTPS_ONLY} if secure else {}
    return Starlette(
        routes=routes,
        middleware=[
            *([Middleware(Counting, metrics=metrics, unseen=unseen)] if metrics else []),
            Middleware(SecurityHeaders, extra=extra),
        ],
        exception_handlers={404: door.not_found, 405: door.not_found},
    )
