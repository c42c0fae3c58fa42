"""What several colleagues brought up, by name: a concept's or the coach's words. No number, no text."""

from collections.abc import Sequence

from klankbord.house import House
from klankbord.topics import topic_of
from klankbord.vocabulary import Language
from klankbord.wording import phrase
from storage import released
from storage.released import Theme


def called(theme: Theme, language: Language) -> str:
    """Return a theme's name: the coach's, else the topic's."""
    topic = topic_of(theme.topic)
    return theme.name or (topic.called(language) if topic else theme.topic)


def names_of(house: House, team_id: str, number: int, *, language: Language) -> list[str]:
    """Return the names of a release's themes; a merged one goes by the name of the other."""
    return [called(one, language) for one in of_release(themes_of(house, team_id), number)]


def themes_of(house: House, team_id: str) -> list[Theme]:
    """Return every theme of a team, newest release first."""
    with house.db.read() as tx:
        return released.themes_of(tx, team_id)


def of_release(themes: Sequence[Theme], number: int) -> list[Theme]:
    """Return the themes of one release that were not merged into another one."""
    return [one for one in themes if one.number == number and one.merged_into is None]


def told(house: House, team_id: str, number: int, *, language: Language) -> str:
    """Return the sentence on themes for the digest of a release; empty when there are none."""
    names = names_of(house, team_id, number, language=language)
    return phrase(language, "themes.told", names="; ".join(names)) if names else ""
