"""/dashboard: a one-time link to the pages for coaches and leads, and the same as a code for a laptop."""

from html import escape

from bot.visit import Visit
from klankbord import visits
from klankbord.vocabulary import Refusal


async def dashboard(visit: Visit) -> None:
    """Send a fresh link and code; an earlier one stops working."""
    base = visit.house.settings.public_url.rstrip("/")
    person = visit.member()
    if not base:
        raise Refusal("no_pages")
    asked, now = visit.update.update_id, visit.house.clock()
    way = await visit.door.ask(visits.open_way, visit.house, person, asked=asked, now=now)
    visit.send(
        visit.say(
            "dashboard",
            link=escape(f"{base}/enter/{way.secret}"),
            page=escape(f"{base}/enter"),
            code=f"{way.code[:4]}-{way.code[4:]}",
            minutes=str(way.minutes),
        )
    )
