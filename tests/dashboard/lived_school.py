"""A school whose teams were really asked, answered, sealed and published, and browsers without a screen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from dashboard.app import web_app
from klankbord import membership, publishing, sealing, setting_up, talks, visits
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.places import find_place
from klankbord.sharing import Shared, share_of
from klankbord.topics import FEWEST, Topic
from storage import people, reflections
from storage.database import Database
from storage.people import Person
from tests.room import Room, room

STARTED = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
COACH, OTHER_COACH, LEAD, TEACHER = 501, 502, 503, 504
NAMES = {COACH: "Eva de Boer", OTHER_COACH: "Finn"}
TRIED = "visit a lesson of a colleague once a month"
MEET, TRUST = Topic("structural", "barrier"), Topic("relational", "strength")
NASTY = (
    '<script>alert("x")</script> <img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0 en nog wat",
    "\u202egnirts desrever\u2066 {{ 7 * 7 }}",
    ("<&>\"' é😀" * 600)[:4096],
)
THOUGHTS = ("We zien elkaar te weinig om samen lessen voor te bereiden.", *NASTY, "Een vast uur zou helpen.")
OF_ASH = "Bij ons in Ash gaat het vooral om het vertrouwen."
WORD = re.compile(r'name="word" value="([0-9a-f]+)"')


@dataclass
class School:
    """A lived-through school and its web application."""

    room: Room
    ids: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def person(self, account: int) -> Person:
        found = membership.who(self.room.house, account=account)
        assert found is not None
        return found

    def way(self, account: int) -> visits.Way:
        self.asked += 1
        person, now = self.person(account), self.room.clock()
        return visits.open_way(self.room.house, person, asked=self.asked, now=now)

    def browser(self) -> TestClient:
        app = web_app(self.room.house, ticked=lambda: None)
        return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)

    def inside(self, account: int, *, language: str = "en") -> TestClient:
        """Return the browser of somebody who came in with a link."""
        browser = self.browser()
        membership.set_language(self.room.house, self.person(account), language)
        path = f"/enter/{self.way(account).secret}"
        page = browser.get(path)
        answer = browser.post(path, data={"word": word_of(page.text)})
        assert answer.status_code == 303, answer.text
        return browser


def word_of(page: str) -> str:
    """Return the word that a page puts into its forms."""
    found = WORD.search(page)
    assert found is not None, page
    return found[1]


def share(stage: Room, parcel: Parcel, topic: Topic, text: str) -> None:
    """Let somebody share a text that was shown to all coaches of the team."""
    assert parcel.round is not None
    with stage.house.db.read() as tx:
        coaches = people.members(tx, parcel.round.team_id, "coach")
    kept = Shared(topic, text, tuple(one.person_id.hex() for one in coaches))
    own = share_of(Ticket(parcel.round.id, parcel.slip))
    reflections.put(
        stage.house.db,
        round_id=own.round_id,
        share=own.slip,
        account=parcel.person.account,
        contents=kept.stored(),
    )


def live(
    stage: Room, levels: dict[str, list[int]], *, thoughts: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Let teams live through as many weeks as they have levels; every fourth week is published.

    `thoughts`: by team, the texts that are shared in the first week; three of each topic make a theme.
    """
    weeks = max(len(course) for course in levels.values())
    for week in range(weeks):
        for name, course in levels.items():
            if week < len(course):
                for number, parcel in enumerate(stage.ask(name)):
                    level = min(max(course[week] + (number % 3 == 0) - (number % 4 == 1), 1), 5)
                    stage.answer(parcel, (level, level, max(level - 1, 1)))
                    mine = (thoughts or {}).get(name, ()) if week == 0 else ()
                    if number < len(mine):
                        share(stage, parcel, MEET if number < FEWEST else TRUST, mine[number])
                sealing.seal_now(stage.house, team=name)
        stage.clock.now += WEEK
        if week % 4 == 3:
            for name, course in levels.items():
                if week < len(course):
                    publishing.publish_now(stage.house, team=name, now=stage.clock())


def build(database: Database, folder: Path) -> School:
    """Play a term: Oak rises, Elm stays, Fir has not begun; Ash is another coach's."""
    stage = room(database, folder, now=STARTED)
    for place, name in enumerate(("Oak", "Elm", "Ash")):
        stage.team(name)
        for number in range(7):
            stage.join(name, 1_000 * (place + 1) + number)
    stage.team("Fir")
    stage.join("Fir", 9_001)
    for account, teams in ((COACH, ["Oak", "Elm", "Fir"]), (OTHER_COACH, ["Ash"])):
        code = setting_up.invite(stage.house, role="coach", teams=teams)[0]
        membership.join(
            stage.house,
            code=code,
            account=account,
            chat=account,
            language="en",
            now=stage.clock(),
            name=NAMES[account],
        )
    stage.join("Oak", LEAD, role="lead")
    stage.join("Oak", TEACHER)
    stage.clock.now += timedelta(days=7)
    ash = [f"{OF_ASH} {number}" for number in range(5)]
    live(stage, {"Oak": [2] * 8 + [4] * 4, "Elm": [3] * 12, "Ash": [4] * 4}, thoughts={"Ash": ash})
    tried = find_place(stage.house, team="Oak").team.id
    lead = membership.who(stage.house, account=LEAD)
    assert lead is not None
    talks.agree(stage.house, lead, team_id=tried, number=3, words=TRIED, now=stage.clock())
    live(stage, {"Oak": [4] * 4, "Elm": [3] * 4}, thoughts={"Oak": THOUGHTS})
    names = ("Oak", "Elm", "Ash", "Fir")
    return School(stage, {name: find_place(stage.house, team=name).team.id for name in names})
