"""Shared texts of an open round, in a stolen database with its keys: whose are they, and beside which answer?

The texts can be read, as the answers can. Then every clock of a text is laid beside every clock of a person,
and of an answer: one way of joining would do for both.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random

from attacks import joining, loot
from attacks.joining import Round
from attacks.loot import Answer, OpenRound, Somebody
from attacks.school import School
from attacks.table import Result
from klankbord import checkin, conversation, sharing
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.sharing import Preview
from klankbord.topics import Topic
from storage.secrets import KeyRing

SHARING = 0.5  # share of those who answer that also share a text
WORDS = "We zouden vaker samen lessen willen voorbereiden, en dat is wens {}."
TOPIC = Topic("structural", "barrier")


Whose = dict[str, dict[bytes, int]]  # by round: accounts by text or by choices


def attack(school: School, *, rounds: int, dice: Random, steal: Callable[[], loot.Loot]) -> list[Result]:
    """Live through open rounds in which some share a text, steal a copy in each week, and join."""
    people, answers = list[Round](), list[Round]()
    coached: set[str] = set()
    while len(people) < rounds:
        names = joining.teams_of_the_year(school, dice)
        if new := [name for name in names if name not in coached]:
            school.coach(new)
            coached.update(new)
        asked = [parcel for parcel in school.ask() if parcel.place.team.name in coached]
        written, given = _week(school, asked, dice)
        stolen = steal()
        for found in loot.open_rounds(stolen, school.house.keys):
            wrote, gave = written.get(found.id, {}), given.get(found.id, {})
            texts = _texts(stolen, school.house.keys, found.id)
            if wrote and len(texts) == len(wrote):
                people.append(Round(OpenRound(found.id, found.asked, texts), wrote))
                beside = [Somebody(gave[one.choices], one.stamps) for one in found.answers]
                answers.append(Round(OpenRound(found.id, beside, texts), wrote))
        school.next_monday()
    return [
        joining.judge(people[:rounds], "stolen with keys, open round: whose shared text"),
        joining.judge(answers[:rounds], "the same: which answer stands beside a shared text"),
    ]


def _week(school: School, asked: list[Parcel], dice: Random) -> tuple[Whose, Whose]:
    """Let some answer and some of them share a text; return whose each text and each answer is, by round."""
    written: Whose = {}
    given: Whose = {}
    for parcel in dice.sample(asked, len(asked) * 3 // 4):
        account, name = parcel.person.account, parcel.letter.subject
        gave, wrote = given.setdefault(name, {}), written.setdefault(name, {})
        choices = dice.choice([one for one in joining.COMBINATIONS if one not in gave])
        gave[choices] = account
        ticket = Ticket(name, parcel.slip)
        checkin.hand_in(school.house, ticket, account=account, choices=tuple(choices))
        if dice.random() < SHARING:
            text = WORDS.format(len(wrote) + 1)
            _share(school, ticket, account, text)
            wrote[text.encode()] = account
        school.now += joining.APART
    return written, given


def _share(school: School, ticket: Ticket, account: int, text: str) -> None:
    house, now = school.house, school.now
    offer = sharing.begin(house, ticket, account=account, now=now)
    said = replace(offer.talk, said=(text,), topic=TOPIC.key, over=True)  # what listening keeps of a thought
    conversation.keep(house, said, account=account, now=now)
    shown = sharing.preview(house, offer.share, account=account, language="nl", now=now)
    if not isinstance(shown, Preview) or shown.words != text:
        raise ValueError("the text was to be shared as it is")
    sharing.also_text(house, offer.share, account=account, check=shown.check, now=now)


def _texts(stolen: loot.Loot, keys: KeyRing, round_id: str) -> list[Answer]:
    found = []
    for row in stolen["reflections"]:
        sealed = row.values["contents"]
        if row.values["round_id"] == round_id and isinstance(sealed, bytes):
            text = json.loads(keys.open(sealed, "reflections.contents"))["text"]
            found.append(Answer(text.encode(), loot.named("reflections", row)))
    return found
