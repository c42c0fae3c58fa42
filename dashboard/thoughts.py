"""The pages of what teams shared: read, put under a theme, hide, name themes, answer to the whole team."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.pages import inside, page_of
from dashboard.rendering import Reader, Renderer
from klankbord import desk_replies, desk_thoughts
from klankbord.house import House
from klankbord.vocabulary import Refusal
from klankbord.wording import phrase

BAD = 422  # a form that was understood and cannot be taken as it is; what was typed stays


class ThoughtPages:
    """What a coach does with the shared thoughts of one team."""

    def __init__(self, house: House, renderer: Renderer) -> None:
        self._house = house
        self._page = renderer.page

    def read(self, request: Request, reader: Reader) -> Response:
        """Show the themes of a team and its texts."""
        return self._show(request, reader)

    def put_under(self, request: Request, reader: Reader, form: FormData) -> Response:
        """Put a text under a theme and show where it stands now."""
        team, text = request.path_params["team"], request.path_params["text"]
        desk_thoughts.put_under(self._house, inside(reader), team, text, _field(form, "theme"))
        return _back(team, form, at=text)

    def hide(self, request: Request, reader: Reader, form: FormData) -> Response:
        """Hide a text, or show it again."""
        team, text = request.path_params["team"], request.path_params["text"]
        hidden = bool(_field(form, "hidden"))
        desk_thoughts.hide(self._house, inside(reader), team, text, hidden=hidden)
        return _back(team, form, at="" if hidden else text)

    def rename(self, request: Request, reader: Reader, form: FormData) -> Response:
        """Give a theme another name."""
        theme, name = _field(form, "theme"), _field(form, "name")
        return self._change(
            request,
            reader,
            form,
            lambda team: desk_thoughts.rename(self._house, inside(reader), team, theme, name),
        )

    def merge(self, request: Request, reader: Reader, form: FormData) -> Response:
        """Put two themes together, or take them apart."""
        theme, into = _field(form, "theme"), _field(form, "into")
        return self._change(
            request,
            reader,
            form,
            lambda team: desk_thoughts.merge(self._house, inside(reader), team, theme, into),
        )

    def write(self, request: Request, reader: Reader) -> Response:
        """Show the form of an answer to the whole team."""
        return self._form(request, reader, about_id=request.query_params.get("about", ""))

    def answer(self, request: Request, reader: Reader, form: FormData) -> Response:
        """Show an answer as the team will read it, or send it."""
        visitor, team, words = inside(reader), request.path_params["team"], _field(form, "words")
        about_id, step = _field(form, "about"), _field(form, "step")
        if step not in ("look", "send"):
            return self._form(request, reader, about_id=about_id, words=words)
        language, now = reader.language, self._house.clock()
        try:
            if step == "send":
                desk_replies.send_reply(self._house, visitor, team, words, language=language, now=now)
                return RedirectResponse(f"/teams/{quote(team)}/thoughts?sent=yes", status_code=303)
            clean = desk_replies.check_reply(self._house, visitor, team, words, language=language, now=now)
        except Refusal as refusal:
            if refusal.key == "not_yours":
                raise
            return self._form(request, reader, about_id=about_id, words=words, refusal=refusal)
        return self._form(request, reader, about_id=about_id, words=clean, ready=True)

    def _show(
        self,
        request: Request,
        reader: Reader,
        *,
        refusal: Refusal | None = None,
        theme: str = "",
        name: str = "",
    ) -> Response:
        found = desk_thoughts.thoughts_of(
            self._house,
            inside(reader),
            request.path_params["team"],
            language=reader.language,
            page=page_of(request),
            now=self._house.clock(),
        )
        return self._page(
            "thoughts",
            request,
            reader,
            status=BAD if refusal else 200,
            found=found,
            sent="sent" in request.query_params,
            problem=_sentence(reader, refusal),
            typed={"theme": theme, "name": name},
        )

    def _change(
        self, request: Request, reader: Reader, form: FormData, change: Callable[[str], None]
    ) -> Response:
        team = request.path_params["team"]
        try:
            change(team)
        except Refusal as refusal:
            if refusal.key == "not_yours":
                raise
            theme, name = _field(form, "theme"), _field(form, "name")
            return self._show(request, reader, refusal=refusal, theme=theme, name=name)
        return _back(team, form)

    def _form(
        self,
        request: Request,
        reader: Reader,
        *,
        about_id: str,
        words: str = "",
        refusal: Refusal | None = None,
        ready: bool = False,
    ) -> Response:
        visitor, team = inside(reader), request.path_params["team"]
        now = self._house.clock()
        about = desk_thoughts.read_thought(self._house, visitor, team, about_id, now=now) if about_id else ""
        return self._page(
            "answer",
            request,
            reader,
            status=BAD if refusal else 200,
            team_id=team,
            team=desk_replies.team_name(self._house, visitor, team),
            writer=desk_replies.coach_name(self._house, visitor, reader.language),
            about=about,
            about_id=about_id,
            words=words,
            most=desk_replies.LONGEST_REPLY,
            problem=_sentence(reader, refusal),
            ready=ready,
        )


def _field(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found if isinstance(found, str) else ""


def _sentence(reader: Reader, refusal: Refusal | None) -> str:
    return phrase(reader.language, f"refusal.{refusal.key}", **refusal.values) if refusal else ""


def _back(team: str, form: FormData, *, at: str = "") -> Response:
    page = _field(form, "page")
    query = f"?page={page}" if page.isascii() and page.isdigit() else ""
    place = f"#t{quote(at)}" if at else ""
    return RedirectResponse(f"/teams/{quote(team)}/thoughts{query}{place}", status_code=303)
