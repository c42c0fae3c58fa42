"""The chat page's side of the server: who is there, what was said, live news, and acting as somebody."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope, Send

from playground.chat_views import commands_for, message_view
from playground.parameters import Json, Object
from playground.stage import Part, Stage
from playground.world import Happening

PAGE = Path(__file__).parent / "chat_page"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LONGEST_TEXT = 4096
STEPS = (1, 7)  # days that the buttons move the clock
HEARTBEAT_SECONDS = 15.0


class ChatDoor:
    """Serves the page; everything is on the loopback address and for one person at the screen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._world = stage.telegram.world
        self._read: dict[int, int] = {}  # person → newest message that was looked at
        self._listeners: set[asyncio.Queue[Object | None]] = set()
        self._moving: asyncio.Task[None] | None = None
        self._world.watch(self._pass_on)

    def routes(self) -> list[BaseRoute]:
        """Return what the server has to serve beside the Bot API."""
        return [
            Route("/", self._page),
            Route("/page/state", self._state),
            Route("/page/news", self._news),
            Route("/page/clock", self._move_clock, methods=["POST"]),
            Route("/page/chats/{number:int}", self._chat),
            Route("/page/chats/{number:int}/messages", self._write, methods=["POST"]),
            Route("/page/chats/{number:int}/presses", self._press, methods=["POST"]),
            Route("/page/chats/{number:int}/read", self._look, methods=["POST"]),
            Route("/page/files/{identifier}", self._file),
            Mount("/page", app=_WithHeaders(StaticFiles(directory=PAGE))),
            Route(f"/{self._world.username}", self._page),  # a deep link: ?start=CODE
        ]

    def close(self) -> None:
        """End every stream of news."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def _page(self, _: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=HEADERS)

    async def _state(self, _: Request) -> Response:
        people: list[Json] = [self._person(part) for part in self._stage.parts.values()]
        return _json(
            {"people": people, "language": self._stage.language, "bot": self._world.username, **self._play()}
        )

    async def _chat(self, request: Request) -> Response:
        part = self._part(request)
        messages: list[Json] = [message_view(message) for message in part.person.chat()]
        return _json({"messages": messages, "commands": commands_for(self._world, part)})

    async def _write(self, request: Request) -> Response:
        part = self._part(request)
        text = (await _body(request)).get("text")
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
            raise HTTPException(400)
        self._takes_over(part)
        part.person.send(text.strip())
        return _json({})

    async def _press(self, request: Request) -> Response:
        part, body = self._part(request), await _body(request)
        number, button = body.get("message"), body.get("button")
        message = part.person.private.messages.get(number) if isinstance(number, int) else None
        if message is None or not isinstance(button, int) or not 0 <= button < len(message.buttons):
            raise HTTPException(409)
        self._takes_over(part)
        query = part.person.press(message, button)
        try:
            notice = await part.person.answer_to(query)
        except TimeoutError:
            return _json({"notice": ""})
        return _json({"notice": notice, "alert": query.alert})

    async def _look(self, request: Request) -> Response:
        part = self._part(request)
        self._saw(part.person.number)
        return _json({})

    async def _move_clock(self, request: Request) -> Response:
        days = (await _body(request)).get("days")
        advance = self._stage.advance
        busy = self._moving is not None and not self._moving.done()
        if days not in STEPS or not isinstance(days, int):
            raise HTTPException(400)
        if advance is None or busy or self._stage.progress.act != "live":
            raise HTTPException(409)

        async def move() -> None:
            await advance(days)

        self._moving = asyncio.create_task(move())
        return _json({})

    async def _file(self, request: Request) -> Response:
        file = self._world.files.get(request.path_params["identifier"])
        if file is None:
            raise HTTPException(404)
        kind = file.media_type
        extra = {} if kind.startswith("image/") else {"Content-Disposition": "attachment"}
        return Response(file.content, media_type=kind, headers={**HEADERS, **extra})

    async def _news(self, _: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=HEADERS)

    async def _stream(self) -> AsyncIterator[str]:
        listener: asyncio.Queue[Object | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield ": hello\n\n"
            while True:
                try:
                    news = await asyncio.wait_for(listener.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if news is None:
                    return
                yield f"data: {json.dumps(news)}\n\n"
        finally:
            self._listeners.discard(listener)

    def _pass_on(self, happening: Happening) -> None:
        acted = happening.message is not None and happening.message.sender is not None
        if acted or happening.kind == "press":
            self._saw(happening.chat)
        if not self._listeners:
            return
        news: Object = {"kind": happening.kind, "chat": happening.chat}
        if happening.message is not None:
            news["message"] = message_view(happening.message)
        if happening.chat:
            news["number"] = happening.number
        part = self._stage.parts.get(happening.chat)
        if part is not None:
            news["person"] = self._person(part)
        if happening.kind in ("clock", "progress"):
            news |= self._play()
        for listener in self._listeners:
            listener.put_nowait(news)

    def _play(self) -> Object:
        progress = self._stage.progress
        return {
            "now": self._stage.now.isoformat(),
            "act": progress.act,
            "week": progress.week,
            "weeks": progress.weeks,
            "problem": progress.problem,
            "clock": self._stage.advance is not None,
        }

    def _person(self, part: Part) -> Object:
        person = part.person
        read = self._read.get(person.number, 0)
        last = next(reversed(person.private.messages.values()), None)
        return {
            "number": person.number,
            "name": person.account.first_name,
            "role": part.role,
            "team": part.team,
            "code": part.code,
            "unread": sum(1 for message in person.from_bot() if message.number > read),
            "last": " ".join(last.text.split())[:80] if last else "",
            "hand": person.number in self._stage.by_hand,
        }

    def _takes_over(self, part: Part) -> None:
        self._stage.by_hand.add(part.person.number)
        self._saw(part.person.number)

    def _saw(self, number: int) -> None:
        chat = self._world.chats.get(number)
        if chat is not None and chat.messages:
            self._read[number] = next(reversed(chat.messages))

    def _part(self, request: Request) -> Part:
        part = self._stage.parts.get(request.path_params["number"])
        if part is None:
            raise HTTPException(404)
        return part


class _WithHeaders:
    """Static files with the page's security headers."""

    def __init__(self, app: StaticFiles) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: AsgiMessage) -> None:
            if message["type"] == "http.response.start":
                added = ((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, with_headers)


async def _body(request: Request) -> Object:
    # Another site can post here from a browser, but not with this content type without being asked first.
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415)
    try:
        body = await request.json()
    except ValueError:
        raise HTTPException(400) from None
    if not isinstance(body, dict):
        raise HTTPException(400)
    return body


def _json(body: Object) -> Response:
    return JSONResponse(body, headers=HEADERS)
