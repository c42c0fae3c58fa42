"""The coach's pages: each asks the room and fills a template. Decides nothing about who sees what."""

from collections.abc import Callable
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.rendering import Reader, Renderer
from klankbord import desk_thoughts, looks, visits
from klankbord.desk import Desk
from klankbord.export import codebook, to_csv, to_xlsx
from klankbord.visits import Visitor
from klankbord.vocabulary import Refusal, as_language

LOOKS_SHOWN = 200  # lines of the access log: the rest is older, and a page has an end

TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
FILES = {
    "figures.csv": "text/csv; charset=utf-8",
    "figures.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "agreements.csv": "text/csv; charset=utf-8",
    "themes.csv": "text/csv; charset=utf-8",
    "codebook.csv": "text/csv; charset=utf-8",
}

Page = Callable[[Request, Reader], Response]
Act = Callable[[Request, Reader, FormData], Response]


class Pages:
    """Every page behind the door."""

    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk = desk
        self._house = desk.house
        self._page = renderer.page

    def teams(self, request: Request, reader: Reader) -> Response:
        """Show the teams by school; for a lead without a coach's part the own team."""
        visitor = inside(reader)
        if not visitor.coaches and len(visitor.leads) == 1:
            return RedirectResponse(f"/teams/{visitor.leads[0].team_id}", status_code=303)
        schools = self._desk.overview(visitor, now=self._house.clock())
        lines = [line for school in schools for line in school.teams]
        fresh = [line for line in lines if line.fresh]
        return self._page(
            "teams",
            request,
            reader,
            schools=schools,
            led=self._desk.led(visitor),
            moved=[line for line in lines if line.word in ("up", "down") or line.about],
            fresh=fresh,
            reading=[line for line in fresh if desk_thoughts.has_texts(self._house, visitor, line.id)],
        )

    def team(self, request: Request, reader: Reader) -> Response:
        """Show one team."""
        found = self._desk.team(
            inside(reader),
            request.path_params["team"],
            language=reader.language,
            now=self._house.clock(),
        )
        svg = found.picture.svg(reader.language).translate(TURNING) if found.picture else ""
        words = found.picture.alternative(reader.language) if found.picture else ""
        return self._page("team", request, reader, team=found, line=found.line, svg=svg, words=words)

    def school(self, request: Request, reader: Reader) -> Response:
        """Show one school as far as the coach's teams go."""
        found = self._desk.school(
            inside(reader),
            request.path_params["school"],
            language=reader.language,
            now=self._house.clock(),
        )
        return self._page("school", request, reader, found=found, school=found.school)

    def log(self, request: Request, reader: Reader) -> Response:
        """Show which roles looked at what of the visitor's teams, and when."""
        visitor = inside(reader)
        ids = [one.team_id for one in (*visitor.coaches, *visitor.leads)]
        seen = looks.looks_at(self._house, team_ids=ids)
        return self._page("looks", request, reader, looks=seen[:LOOKS_SHOWN], more=len(seen) > LOOKS_SHOWN)

    def agreements(self, request: Request, reader: Reader) -> Response:
        """Show what the teams tried, and whether it seems to help."""
        visitor = inside(reader)
        if not visitor.coaches:
            raise Refusal("not_yours")
        now = self._house.clock()
        page = page_of(request)
        found, pages = self._desk.agreements(visitor, language=reader.language, page=page, now=now)
        return self._page(
            "agreements", request, reader, teams=found, page=min(max(page, 1), pages), pages=pages
        )

    def export(self, request: Request, reader: Reader) -> Response:
        """Offer what may be taken along."""
        if not inside(reader).coaches:
            raise Refusal("not_yours")
        return self._page("export", request, reader)

    def take(self, request: Request, reader: Reader) -> Response:
        """Hand out published figures, agreements and names of themes, or what their columns mean."""
        visitor = inside(reader)
        name = request.path_params["file"]
        if not visitor.coaches or name not in FILES:
            raise Refusal("not_yours")
        tables = self._desk.tables(visitor, now=self._house.clock())
        makers: dict[str, Callable[[], bytes]] = {
            "figures.xlsx": lambda: to_xlsx(tables),
            "codebook.csv": lambda: to_csv(codebook(tables)),
            **{f"{table.name}.csv": partial(to_csv, table) for table in tables},
        }
        content = makers[name]()
        headers = {"Content-Disposition": f'attachment; filename="klankbord-{name}"'}
        return Response(content, media_type=FILES[name], headers=headers)

    def speak(self, _: Request, reader: Reader, form: FormData) -> Response:
        """Remember the chosen language and go back to the page."""
        visits.speak(self._house, inside(reader), as_language(str(form.get("language", ""))))
        back = str(form.get("back", ""))
        own = back.startswith("/") and not back.startswith("//") and "\\" not in back
        return RedirectResponse(back if own else "/teams", status_code=303)


def page_of(request: Request) -> int:
    """Return the number of the page that was asked for, 1 for anything else."""
    page = request.query_params.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1


def inside(reader: Reader) -> Visitor:
    """Return who is inside; the door lets nobody else this far."""
    if reader.visitor is None:
        raise Refusal("not_yours")
    return reader.visitor
