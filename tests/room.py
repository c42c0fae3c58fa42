"""A house without doors: the room's functions on a database, for tests that need no chat."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from klankbord import checkin, letterbox, membership, rounds, setting_up
from klankbord.checkin import Ticket
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.settings import Settings
from klankbord.vocabulary import Delivered
from storage.database import Database
from tests.cast import MONDAY, MovableClock

FIRST_ACCOUNT = 700_100_200


@dataclass
class Room:
    """A house with a school called Linde, and the clock."""

    house: House
    clock: MovableClock

    def team(self, name: str = "Oak", *, members: int = 8, teachers: int = 0) -> None:
        """Set up a team in which so many teachers take part."""
        setting_up.add_team(self.house, name=name, school="Linde", members=members, now=self.clock())
        for number in range(teachers):
            self.join(name, FIRST_ACCOUNT + number)

    def join(self, team: str, account: int, *, role: setting_up.Role = "teacher") -> None:
        """Let an account join through a code."""
        code = setting_up.invite(self.house, role=role, teams=[team])[0]
        membership.join(self.house, code=code, account=account, chat=account, language="nl", now=self.clock())

    def post(self) -> list[Parcel]:
        """Take everything that is due out of the letterbox, as a door that delivers it all."""
        found: list[Parcel] = []
        while parcels := letterbox.claim_due(self.house, now=self.clock()):
            letterbox.settle(self.house, [(parcel, Delivered()) for parcel in parcels], now=self.clock())
            found += parcels
        return found

    def ask(self, team: str = "Oak") -> list[Parcel]:
        """Ask a team now; return its check-ins."""
        rounds.open_now(self.house, team=team, now=self.clock())
        return [parcel for parcel in self.post() if parcel.letter.kind == "checkin"]

    def answer(self, parcel: Parcel, choices: tuple[int, ...]) -> None:
        """Hand in three choices for a check-in."""
        assert parcel.round is not None
        ticket = Ticket(parcel.round.id, parcel.slip)
        checkin.hand_in(self.house, ticket, account=parcel.person.account, choices=choices)


def room(database: Database, folder: Path, *, now: datetime = MONDAY) -> Room:
    """Open a house on a database, with its school."""
    clock = MovableClock(now)
    found = House(Settings(data_dir=folder), database, clock)
    setting_up.add_school(found, name="Linde", counsellor="Petra")
    return Room(found, clock)
