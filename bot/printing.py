"""The digest on paper: a PDF in the chat, of the same words and picture, for colleagues without Telegram."""

import re
import unicodedata
from functools import partial

from bot import digests
from bot.lead import note_figures
from bot.visit import Visit
from klankbord import membership, paper, places
from klankbord.vocabulary import Refusal

PAGE = re.compile(r"b([0-9a-f]{16})")


async def send_page(visit: Visit) -> None:
    """Send the newest digest of a team as a PDF to somebody who may see it."""
    match = PAGE.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    made = await visit.door.ask(_page, visit, match.group(1))
    if made is None:
        raise Refusal("nothing_published")
    name, content = made
    visit.nod()
    send = visit.door.bot.send_document
    visit.then(partial(send, visit.chat, content, filename=name, caption=visit.say("paper.here")))


def _page(visit: Visit, team_id: str) -> tuple[str, bytes] | None:
    house, language = visit.house, visit.language
    mine = [part for part in membership.parts_of(house, visit.member()) if part.team.id == team_id]
    if not mine:
        raise Refusal("not_yours")
    place = places.place_by_id(house, team_id)
    digest = digests.whole(house, place, language, since=mine[0].membership.since)
    if digest is None:
        return None
    note_figures(house, mine[0])
    plain = unicodedata.normalize("NFKD", place.team.name).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower() or "team"
    return f"klankbord-{name}-{digest.number}.pdf", paper.digest_page(digest, language=language)
