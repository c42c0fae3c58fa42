"""A school that lives through weeks in the real room and a real database, driven without doors.

It plays what Telegram and people would do; what the program does with it is the program's own.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from pydantic import SecretStr

from klankbord import checkin, letterbox, membership, publishing, rounds, sealing, setting_up, visits
from klankbord.checkin import Ticket
from klankbord.house import House, open_house
from klankbord.letterbox import Parcel
from klankbord.settings import Settings
from klankbord.visits import Visitor
from klankbord.vocabulary import Delivered
from prompts.library import Library

FIRST_MONDAY = datetime(2026, 8, 31, 5, 0, tzinfo=UTC)  # open in every Dutch region
SEALED = timedelta(hours=1)  # after midnight, Amsterdam, of the Monday on which a round is sealed
ASKED = timedelta(days=1, hours=9, minutes=30)  # Tuesday after 15:30, Amsterdam: every team was asked
FIRST_ACCOUNT = 5_700_100_200  # too long for four bytes, as new Telegram numbers are
PERSONS_APART = 1_000  # account numbers of two teams lie so far apart
COACH, COACH_NAME = FIRST_ACCOUNT - 1, "Eva de Boer"
SCHOOL, COUNSELLOR = "Lindenhof", "Petra de Wit"

Choose = Callable[[str, int, Sequence[str]], Sequence[int] | None]


@dataclass
class School:
    """A house with a clock, its teams, and who holds which check-in."""

    house: House
    now: datetime = FIRST_MONDAY
    teams: dict[str, str] = field(default_factory=dict)  # name → id
    firsts: dict[str, int] = field(default_factory=dict)  # name → account of its first person
    school_id: str = ""
    asked: Iterator[int] = field(default_factory=count)  # ways in

    @property
    def library(self) -> Library:
        """The items."""
        return self.house.library

    def team(self, name: str, *, members: int, teachers: int | None = None) -> None:
        """Set up a team in which everybody, or so many, take part."""
        team = setting_up.add_team(self.house, name=name, school=SCHOOL, members=members, now=self.now)
        self.teams[name], self.school_id = team.id, team.school_id
        self.firsts[name] = FIRST_ACCOUNT + PERSONS_APART * len(self.firsts)
        for person in range(members if teachers is None else teachers):
            self.join(name, person)

    def join(self, name: str, person: int) -> None:
        """Let a person join a team through a code."""
        code = setting_up.invite(self.house, role="teacher", teams=[name])[0]
        account = self.firsts[name] + person
        membership.join(self.house, code=code, account=account, chat=account, language="nl", now=self.now)

    def coach(self, names: Sequence[str]) -> None:
        """Let one coach join for these teams."""
        code = setting_up.invite(self.house, role="coach", teams=list(names))[0]
        membership.join(
            self.house, code=code, account=COACH, chat=COACH, language="nl", now=self.now, name=COACH_NAME
        )

    def visitor(self) -> Visitor:
        """Return the coach as the pages know them."""
        found = membership.who(self.house, account=COACH)
        if found is None:
            raise ValueError("no coach joined")
        way = visits.open_way(self.house, found, asked=next(self.asked), now=self.now)
        session = visits.enter(self.house, secret=way.secret, now=self.now)
        inside = visits.visitor_of(self.house, session=session, now=self.now)
        if inside is None:
            raise ValueError("the coach was to be inside")
        return inside

    def leave(self, name: str, person: int) -> None:
        """Let a person type /stop."""
        found = membership.who(self.house, account=self.firsts[name] + person)
        if found is not None:
            membership.stop(self.house, found)

    def post(self) -> list[Parcel]:
        """Deliver everything that is due."""
        found: list[Parcel] = []
        while parcels := letterbox.claim_due(self.house, now=self.now):
            letterbox.settle(self.house, [(parcel, Delivered()) for parcel in parcels], now=self.now)
            found += parcels
        return found

    def ask(self) -> list[Parcel]:
        """Open this week's rounds and return the check-ins that went out."""
        rounds.open_due(self.house, now=self.now)
        self.now = self.now.replace(hour=5, minute=0) + ASKED
        return [parcel for parcel in self.post() if parcel.letter.kind == "checkin"]

    def person_of(self, parcel: Parcel) -> int:
        """Return which person of the team holds a check-in, counted from 0."""
        return parcel.person.account - self.firsts[parcel.place.team.name]

    def answer(self, parcel: Parcel, answers: Sequence[int]) -> None:
        """Hand in three answers as they count (5 = most contented; 0 = can't say)."""
        assert parcel.round is not None  # noqa: S101 - a check-in has a round
        choices = tuple(
            self.choice(item, given) for item, given in zip(parcel.round.items, answers, strict=True)
        )
        ticket = Ticket(parcel.round.id, parcel.slip)
        checkin.hand_in(self.house, ticket, account=parcel.person.account, choices=choices)

    def choice(self, item: str, given: int) -> int:
        """Return the button of an answer; sentences that say the opposite are turned."""
        if given == checkin.CANNOT_SAY or not self.library.items[item].reversed:
            return given
        return max(checkin.CHOICES) + 1 - given

    def next_monday(self) -> None:
        """Let the rest of the week pass and seal what is over."""
        days = 7 - self.now.weekday()
        self.now = (self.now + timedelta(days=days)).replace(hour=0, minute=0) + SEALED
        self.post()
        sealing.seal_due(self.house, now=self.now)
        self.now = self.now.replace(hour=5)

    def week(self, choose: Choose) -> None:
        """Live through one week: ask, let everybody answer who wants to, seal."""
        for parcel in self.ask():
            assert parcel.round is not None  # noqa: S101 - a check-in has a round
            given = choose(parcel.place.team.name, self.person_of(parcel), parcel.round.items)
            if given is not None:
                self.answer(parcel, given)
        self.next_monday()

    def publish(self, name: str) -> bool:
        """Publish a team's period if the rules allow; tell whether it was."""
        return publishing.publish_due(self.house, [self.teams[name]], now=self.now) == 1


@contextmanager
def school(folder: Path, key: str, *, url: str = "") -> Iterator[School]:
    """Open a school in a folder: on SQLite, or on the empty database behind `url`."""
    settings = Settings(
        data_dir=folder, secret_key=SecretStr(key), database_url=SecretStr(url), timezone="Europe/Amsterdam"
    )
    with open_house(settings, migrate=True) as house:
        setting_up.add_school(house, name=SCHOOL, counsellor=COUNSELLOR)
        yield School(house)
