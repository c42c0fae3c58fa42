"""Turns what the room says into HTML: templates, sentences, static files by their hash, security headers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.wording import tell
from klankbord.export import plain
from klankbord.visits import Visitor
from klankbord.vocabulary import Language
from klankbord.wording import phrase

HERE = Path(__file__).parent
STATIC = {"style.css": "text/css; charset=utf-8", "mark.svg": "image/svg+xml"}
REMEMBERED = 10_000  # names of teams and the like: they come back on every page
FOREVER = "public, max-age=31536000, immutable"  # a static file's name changes with its content
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would send our own forms as "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page: in which language, with which word for forms, and as whom, if inside."""

    language: Language
    form_word: str
    visitor: Visitor | None = None


class Renderer:
    """Fills templates."""

    def __init__(self) -> None:
        self._files = {name: (HERE / "static" / name).read_bytes() for name in STATIC}
        self._named = {self.address(name): name for name in STATIC}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["plain"] = lru_cache(maxsize=REMEMBERED)(plain)
        self._environment.filters["bare"] = plain  # for what people wrote: remembered nowhere
        self._environment.globals["static"] = self.address

    def address(self, name: str) -> str:
        """Return where a static file is served: its name holds its hash."""
        stem, _, kind = name.rpartition(".")
        return f"/static/{stem}.{sha256(self._files[name]).hexdigest()[:12]}.{kind}"

    def file(self, address: str) -> Response:
        """Return a static file, or 404 for anything else."""
        name = self._named.get(address)
        if name is None:
            return Response(status_code=404)
        return Response(self._files[name], media_type=STATIC[name], headers={"Cache-Control": FOREVER})

    def page(
        self, name: str, request: Request, reader: Reader, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Return a page; what people wrote is escaped, and loses signs that turn or hide a line."""
        language = reader.language

        def day(when: date) -> str:
            month = tell(language, f"month.m{when.month}")
            return tell(language, "day", number=str(when.day), month=month, year=str(when.year))

        def names(keys: Sequence[str], last: str, kind: str = "dimension") -> str:
            said = [phrase(language, f"{kind}.{key}") for key in keys]
            said = [word.lower() for word in said] if kind == "dimension" else said
            before = ", ".join(said[:-1])
            return f"{before} {phrase(language, f'listed.{last}')} {said[-1]}" if before else said[-1]

        html = self._environment.get_template(f"{name}.html").render(
            t=lambda key, **gaps: tell(language, key, **gaps),
            p=lambda key, **gaps: phrase(language, key, **gaps),
            day=day,
            names=names,
            menu=menu_of,
            language=language,
            reader=reader,
            path=request.url.path,
            **values,
        )
        return HTMLResponse(html, status_code=status)


def menu_of(visitor: Visitor) -> Sequence[tuple[str, str]]:
    """Return where a visitor can go, as addresses and the keys of their names."""
    first = "frame.teams" if visitor.coaches or len(visitor.leads) > 1 else "frame.own_team"
    coached = (("/agreements", "frame.agreements"), ("/export", "frame.export")) if visitor.coaches else ()
    return (("/teams", first), *coached, ("/looks", "frame.looks"))


class SecurityHeaders:
    """Puts the same security headers on every answer."""

    def __init__(self, app: ASGIApp, *, extra: Mapping[str, str]) -> None:
        self._app = app
        self._headers = {**HEADERS, **extra}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its answer."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, complete if scope["type"] == "http" else send)
