"""Who comes in: one-time links and codes, the session cookie, and forms that only our own pages can send."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.limits import Limit
from dashboard.rendering import Reader
from klankbord import visits
from klankbord.house import House
from klankbord.vocabulary import Language, Refusal, as_language

SECRET_BYTES = 18
LONGEST_FORM = 65_536  # bytes: a text of 4,096 signs, however it is written


@dataclass(frozen=True, slots=True)
class Cookies:
    """The names of the two cookies: inside, and before the door."""

    session: str
    door: str
    secure: bool

    def put(self, answer: Response, name: str, value: str, *, seconds: int | None = None) -> None:
        """Set a cookie that no script reads and no other site sends."""
        answer.set_cookie(
            name, value, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="strict"
        )

    def forget(self, answer: Response, name: str) -> None:
        """Take a cookie away."""
        answer.delete_cookie(name, path="/", secure=self.secure, httponly=True, samesite="strict")


def cookies_of(public_url: str) -> Cookies:
    """Return the cookies' names; over https their prefix keeps other hosts from setting them."""
    secure = public_url.lower().startswith("https://")
    prefix = "__Host-" if secure else ""
    return Cookies(f"{prefix}klankbord", f"{prefix}klankbord-door", secure)


class Access:
    """Lets people in and keeps forged forms out."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cookies = cookies_of(house.settings.public_url)
        self.limit = Limit()

    def reader(self, request: Request) -> Reader | None:
        """Return who reads, if they are inside; synchronous: it looks into the database."""
        session = request.cookies.get(self.cookies.session, "")
        visitor = visits.visitor_of(self.house, session=session, now=self.house.clock())
        if visitor is None:
            return None
        return Reader(visitor.language, visits.form_word(self.house, session), visitor)

    def stranger(self, request: Request) -> tuple[Reader, str]:
        """Return a reader before the door, and the secret of the cookie that their form needs."""
        secret = request.cookies.get(self.cookies.door, "") or secrets.token_urlsafe(SECRET_BYTES)
        return Reader(self._language(request), visits.form_word(self.house, secret)), secret

    def check_form(self, request: Request, form: FormData, *, inside: bool) -> None:
        """Raise `Refusal("forged_form")` unless our own page sent this form."""
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        foreign = site not in (None, "same-origin") or (
            origin is not None and urlsplit(origin).netloc != request.headers.get("host")
        )
        secret = request.cookies.get(self.cookies.session if inside else self.cookies.door, "")
        word = form.get("word")
        if foreign or not isinstance(word, str) or not visits.is_form_word(self.house, secret, word):
            raise Refusal("forged_form")

    def enter(self, request: Request, *, now: datetime, secret: str = "", code: str = "") -> Response:
        """Use up a way in and send the visitor inside; raise `Refusal("way_over")` or `("slow_down")`."""
        address = request.client.host if request.client else ""
        if not self.limit.lets(address, now=now):
            raise Refusal("slow_down")
        try:
            session = visits.enter(self.house, now=now, secret=secret, code=code)
        except Refusal:
            self.limit.wrong(address, now=now)
            raise
        answer = RedirectResponse("/teams", status_code=303)
        self.cookies.put(answer, self.cookies.session, session, seconds=int(visits.SESSION.total_seconds()))
        self.cookies.forget(answer, self.cookies.door)
        return answer

    def leave(self, request: Request) -> Response:
        """End the session."""
        visits.leave(self.house, session=request.cookies.get(self.cookies.session, ""))
        answer = RedirectResponse("/enter", status_code=303)
        self.cookies.forget(answer, self.cookies.session)
        return answer

    def _language(self, request: Request) -> Language:
        asked = request.query_params.get("language") or request.headers.get("accept-language", "")
        return as_language(asked.split(",")[0].strip() or self.house.settings.language)


async def form_of(request: Request) -> FormData:
    """Read a form; raise `Refusal("forged_form")` for one that our pages cannot have sent."""
    length = request.headers.get("content-length", "")
    plain = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if not plain or not length.isdigit() or int(length) > LONGEST_FORM:
        raise Refusal("forged_form")
    return await request.form(max_files=0, max_fields=20)
