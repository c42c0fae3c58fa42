"""What the pages of a coach show, as values: lines of teams, a team, agreements, a school. Reads nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from klankbord.desk_words import Change, Said, Spoken, Term
from klankbord.figures import TeamPicture
from klankbord.looks import Looker
from storage.schools import School


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in a list: what its line does in a word, and whether its picture is new to this visitor."""

    id: str
    name: str
    change: str
    word: Spoken
    about: Change | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class SchoolLines:
    """A school with the visitor's teams in it, by the alphabet."""

    id: str
    name: str
    teams: tuple[TeamLine, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a team agreed to try, since when, and what can be said about it."""

    words: str
    starts: date
    effect: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team: its newest picture in words, or why there is none (`state`, with the day it is due)."""

    line: TeamLine
    school: School
    role: Looker
    state: str
    due: date | None
    since: date | None
    picture: TeamPicture | None
    said: tuple[Said, ...]
    trend: tuple[Change, ...]
    counted_from: Mapping[str, str]  # fills the sentences of a change
    term: Term | None
    agreed: tuple[Agreed, ...]
    themes: tuple[str, ...]  # of the newest picture, by name, as in everybody's digest


@dataclass(frozen=True, slots=True)
class TeamAgreements:
    """What one team agreed."""

    id: str
    name: str
    school: str
    agreed: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """One school: the weighted mean of the figures that teams show, and of how many teams."""

    school: SchoolLines
    said: tuple[Said, ...]
    shown: int
    network: str  # SVG of who exchanges something useful with whom, in bands; empty where nothing is told
    network_words: str
