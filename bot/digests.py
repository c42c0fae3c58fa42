"""A digest as Telegram shows it: one picture with its words, both behind a spoiler: guess first, then tap."""

from dataclasses import dataclass
from datetime import date
from html import escape

from bot.wording import say
from klankbord.digest import Digest, digest_of
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture and its caption (HTML, within Telegram's 1,024 visible characters)."""

    photo: bytes
    caption: str
    term: str = ""  # a message of its own, HTML: once a term


def newest(house: House, place: Place, language: Language, *, since: date | None = None) -> Shown | None:
    """Return the team's newest digest as it is shown to somebody who sees what came since a day."""
    digest = digest_of(house, place, language=language, since=since)
    return show(digest, language) if digest else None


def show(digest: Digest, language: Language) -> Shown:
    """Return a digest as it is shown."""
    caption = say(
        language,
        "letter.digest",
        title=escape(digest.title),
        said=escape(digest.said),
        rest=escape(digest.rest),
    )
    return Shown(digest.photo, caption, escape(digest.term))
