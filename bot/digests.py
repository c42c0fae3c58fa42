"""A digest as Telegram shows it: one picture with its words, both behind a spoiler: guess first, then tap."""

import re
from dataclasses import dataclass
from datetime import date
from html import escape, unescape

from bot.wording import say
from klankbord import agreements, figures, talks, themes
from klankbord.digest import Digest, More, digest_of
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Language
from klankbord.wording import phrase

MOST_VISIBLE = 1024  # characters of a caption that Telegram takes, without markup
MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and its caption (HTML, within Telegram's 1,024 visible characters)."""

    photo: bytes
    caption: str
    number: int = 0  # of the picture; the example has none
    more: str = ""  # a message of its own, HTML: what was agreed, and once a term the last three months


def newest(house: House, place: Place, language: Language, *, since: date | None = None) -> Shown | None:
    """Return the team's newest digest as it is shown to somebody who sees what came since a day."""
    now = house.clock()
    agreed, effect = agreements.newest(house, place, language=language, now=now, since=since)
    less = phrase(language, "talks.less") if talks.is_asked_less(house, place, now=now) else ""
    listed = agreements.listed(house, place, language=language, now=now, since=since)
    raised = _raised(house, place, language)
    full = f"{agreed} {effect}".strip()
    # What does not fit below a picture stands in /team.
    for more in (
        More(full, raised, less),
        More(agreed, raised, less),
        More(agreed, "", less),
        More("", "", less),
        More(),
    ):
        digest = digest_of(house, place, language=language, since=since, more=more)
        if digest is None:
            return None
        below = listed if more.raised else "\n\n".join(part for part in (raised, listed) if part)
        shown = show(digest, language, listed=below)
        if len(_visible(shown.caption)) <= MOST_VISIBLE:
            break
    return shown


def whole(house: House, place: Place, language: Language, *, since: date | None = None) -> Digest | None:
    """Return the team's newest digest with everything in it, for paper."""
    now = house.clock()
    agreed = " ".join(agreements.newest(house, place, language=language, now=now, since=since)).strip()
    less = phrase(language, "talks.less") if talks.is_asked_less(house, place, now=now) else ""
    raised = _raised(house, place, language)
    return digest_of(house, place, language=language, since=since, more=More(agreed, raised, less))


def _raised(house: House, place: Place, language: Language) -> str:
    number = figures.newest_numbers(house, [place.team.id]).get(place.team.id, 0)
    return themes.told(house, place.team.id, number, language=language)


def _visible(caption: str) -> str:
    return unescape(MARKUP.sub("", caption))


def show(digest: Digest, language: Language, *, listed: str = "") -> Shown:
    """Return a digest as it is shown."""
    caption = say(
        language,
        "letter.digest",
        title=escape(digest.title),
        said=escape(digest.said),
        rest=escape(digest.rest),
    )
    more = "\n\n".join(escape(part) for part in (digest.term, listed) if part)
    return Shown(digest.photo, caption, digest.number, more)
