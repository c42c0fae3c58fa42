"""The routes of the coach's pages, and what is said when something cannot be shown."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.access import Access, form_of
from dashboard.pages import Act, Page, Pages
from dashboard.rendering import Reader, Renderer
from dashboard.thoughts import ThoughtPages
from dashboard.wording import tell
from klankbord.desk import Desk
from klankbord.house import House
from klankbord.vocabulary import Refusal
from klankbord.wording import phrase
from storage.database import Unavailable

log = logging.getLogger(__name__)

STATUS = {"not_yours": 404, "slow_down": 429, "way_over": 403, "forged_form": 403, "nothing_published": 404}
BAD_REQUEST = 400

Endpoint = Callable[[Request], Awaitable[Response]]


class CoachDoor:
    """Serves the pages of one house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._renderer = Renderer()
        self._access = Access(house)
        self._pages = Pages(Desk(house), self._renderer)
        self._thoughts = ThoughtPages(house, self._renderer)

    def routes(self) -> list[BaseRoute]:
        """Return every route of the pages."""
        pages, thoughts = self._pages, self._thoughts
        return [
            Route("/", self.show(lambda _request, _reader: RedirectResponse("/teams", status_code=303))),
            Route("/enter", self._before_door),
            Route("/enter", self._enter, methods=["POST"]),
            Route("/enter/{secret}", self._before_door),
            Route("/enter/{secret}", self._enter, methods=["POST"]),
            Route(
                "/leave",
                self._do(lambda request, _reader, _form: self._access.leave(request)),
                methods=["POST"],
            ),
            Route("/language", self._do(pages.speak), methods=["POST"]),
            Route("/teams", self.show(pages.teams)),
            Route("/teams/{team}", self.show(pages.team)),
            Route("/teams/{team}/thoughts", self.show(thoughts.read)),
            Route("/teams/{team}/thoughts/{text}/under", self._do(thoughts.put_under), methods=["POST"]),
            Route("/teams/{team}/thoughts/{text}/hide", self._do(thoughts.hide), methods=["POST"]),
            Route("/teams/{team}/themes", self._do(thoughts.rename), methods=["POST"]),
            Route("/teams/{team}/themes/merge", self._do(thoughts.merge), methods=["POST"]),
            Route("/teams/{team}/answer", self.show(thoughts.write)),
            Route("/teams/{team}/answer", self._do(thoughts.answer), methods=["POST"]),
            Route("/schools/{school}", self.show(pages.school)),
            Route("/agreements", self.show(pages.agreements)),
            Route("/export", self.show(pages.export)),
            Route("/export/{file}", self.show(pages.take)),
            Route("/looks", self.show(pages.log)),
            Route("/static/{name}", self._static),
        ]

    async def not_found(self, request: Request, _: Exception) -> Response:
        """Say that there is nothing here, the same for what does not exist and what is not yours."""
        return await asyncio.to_thread(self._guarded, request, self._missing)

    def _missing(self, _: Request, __: Reader) -> Response:
        raise Refusal("not_yours")

    def show(self, page: Page) -> Endpoint:
        """Return an endpoint that shows a page to somebody who is inside."""

        async def endpoint(request: Request) -> Response:
            return await asyncio.to_thread(self._guarded, request, page)

        return endpoint

    def _do(self, act: Act) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            form = await _read(request)

            def page(request: Request, reader: Reader) -> Response:
                self._access.check_form(request, form, inside=True)
                return act(request, reader, form)

            return await asyncio.to_thread(self._guarded, request, page)

        return endpoint

    async def _before_door(self, request: Request) -> Response:
        return await asyncio.to_thread(self._welcome, request)

    async def _enter(self, request: Request) -> Response:
        form = await _read(request)
        return await asyncio.to_thread(self._let_in, request, form)

    async def _static(self, request: Request) -> Response:
        return self._renderer.file(request.url.path)

    def _let_in(self, request: Request, form: FormData) -> Response:
        try:
            self._access.check_form(request, form, inside=False)
            return self._access.enter(
                request,
                now=self._house.clock(),
                secret=request.path_params.get("secret", ""),
                code=str(form.get("code", "")),
            )
        except Refusal as refusal:
            return self._welcome(request, refusal=refusal)
        except Unavailable:
            return self._broken(request, self._access.stranger(request)[0], "busy", 503)

    def _welcome(self, request: Request, refusal: Refusal | None = None) -> Response:
        """Show the way in; a GET uses nothing up, so a link preview takes nothing away."""
        reader, secret = self._access.stranger(request)
        with_link = "secret" in request.path_params and refusal is None
        answer = self._renderer.page(
            "enter",
            request,
            reader,
            status=STATUS[refusal.key] if refusal else 200,
            with_link=with_link,
            problem=phrase(reader.language, f"refusal.{refusal.key}") if refusal else "",
        )
        self._access.cookies.put(answer, self._access.cookies.door, secret)
        return answer

    def _guarded(self, request: Request, page: Page) -> Response:
        reader: Reader | None = None
        try:
            reader = self._access.reader(request)
            if reader is None:
                return RedirectResponse("/enter", status_code=303)
            return page(request, reader)
        except Refusal as refusal:
            known = reader or self._access.stranger(request)[0]
            sentence = phrase(known.language, f"refusal.{refusal.key}", **refusal.values)
            status = STATUS.get(refusal.key, BAD_REQUEST)
            return self._renderer.page("problem", request, known, status=status, sentence=sentence)
        except Unavailable:
            return self._broken(request, self._access.stranger(request)[0], "busy", 503)
        except HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - a bug: one calm sentence, type and place, never the content
            log.error("%s at %s", type(error).__name__, _place(error))
            return self._broken(request, reader or self._access.stranger(request)[0], "broken", 500)

    def _broken(self, request: Request, reader: Reader, key: str, status: int) -> Response:
        sentence = tell(reader.language, f"problem.{key}")
        return self._renderer.page("problem", request, reader, status=status, sentence=sentence)


async def _read(request: Request) -> FormData:
    """Read a form; one that our pages cannot have sent counts as empty, and so as forged."""
    try:
        return await form_of(request)
    except (Refusal, HTTPException):
        return FormData()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
