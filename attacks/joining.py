"""Whose answer is it? One copy of a database with its keys, and an open round with 1 to n answers in it.

People are asked at one moment, answer in an order of their own, some take an answer back and give another,
some write a thought right after. Then every clock of an answer is laid beside every clock of a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

from attacks import bounds, loot
from attacks.loot import Answer, OpenRound, Somebody
from attacks.school import School
from attacks.table import Result
from klankbord import checkin, membership, own_rhythm, sealing
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.school_calendar import school_year
from storage import dialogues

TEAMS = 20  # in one school: their answers come in mingled
LARGEST, SMALLEST = 10, 6
CHANGES_MIND = 0.05  # share of answers taken back once
APART = timedelta(seconds=10)  # between two answers of the school: every thought is still being talked about
DIALOGUE = timedelta(minutes=30)
LUCK = 2.33  # sd: what luck alone exceeds 1 time in 100

COMBINATIONS = [bytes(three) for three in product(range(1, 6), repeat=3)]

Named = frozenset[int]  # the accounts that may have given an answer; nobody named = anybody who was asked
Guess = Callable[[OpenRound], list[Named]]
ANYBODY: Named = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """An open round as stolen, and who really gave which answer (account by choices)."""

    stolen: OpenRound
    truth: dict[bytes, int]


def attack(
    school: School,
    *,
    rounds: int,
    dice: Random,
    steal: Callable[[], loot.Loot],
    what: str,
    busy: float = 0.0,
    alone: bool = False,
) -> Result:
    """Live through open rounds, steal a copy in each week, and join; each half chooses the other's best way.

    `busy` is the share of answers beside which their person does something else in the chat: a thought,
    another language, another rhythm. `alone`: every round has one answer. Each school year has teams of its
    own: nobody is asked in a new year before they said yes to it.
    """
    found: list[Round] = []
    while len(found) < rounds:
        teams_of_the_year(school, dice)
        truth = _week(school, dice, busy, alone=alone)
        stolen = loot.open_rounds(steal(), school.house.keys)
        found += [Round(one, truth[one.id]) for one in stolen if one.id in truth]
        school.next_monday()
    return judge(found[:rounds], what)


def teams_of_the_year(school: School, dice: Random) -> list[str]:
    """Set up this school year's teams, unless they are there; return their names."""
    names = [f"team {number} of {school_year(school.now.date())}" for number in range(TEAMS)]
    for name in names:
        if name not in school.teams:
            school.team(name, members=dice.randint(SMALLEST, LARGEST))
    return names


def judge(found: Sequence[Round], what: str) -> Result:
    """Choose the best way to join on one half, measure it on the other, and the other way round."""
    ways = _ways(found)
    halves = found[::2], found[1::2]
    hits, chosen = 0.0, []
    for learn, test in (halves, halves[::-1]):
        best = max(ways, key=lambda name: sum(_hits(one, ways[name]) for one in learn))
        hits += sum(_hits(one, ways[best]) for one in test)
        chosen.append(best)
    answers = sum(len(one.stolen.answers) for one in found)
    chance = sum(len(one.stolen.answers) / len(one.stolen.asked) for one in found)
    share, prior = 100 * hits / answers, 100 * chance / answers
    luck = LUCK * (prior * (100 - prior) / answers) ** 0.5
    return Result(
        what,
        "points",
        share - prior,
        100 * bounds.of_share(hits, answers) - prior,
        luck,
        prior,
        len(found),
        note=f"{hits:.0f} of {answers} joined rightly: {share:.1f} %, by luck {prior:.1f} % "
        f"(± {luck / LUCK * 1.96:.1f}, 95 %). The best of {len(ways)} ways, chosen on the other half of the "
        f"rounds: {' / '.join(chosen)}. Allowed is what luck alone reaches 1 time in 100.",
        by_bound=False,
    )


def _week(school: School, dice: Random, busy: float, *, alone: bool) -> dict[str, dict[bytes, int]]:
    asked = school.ask()
    by_round: dict[str, list[Parcel]] = {}
    for parcel in asked:
        by_round.setdefault(parcel.letter.subject, []).append(parcel)
    queue: list[tuple[Parcel, bytes]] = []
    truth: dict[str, dict[bytes, int]] = {}
    for name, parcels in by_round.items():
        some = dice.sample(parcels, 1 if alone else dice.randint(1, len(parcels)))
        different = dice.sample(COMBINATIONS, len(some))  # so that the truth is never in doubt
        queue += zip(some, different, strict=True)
        truth[name] = {
            choices: parcel.person.account for parcel, choices in zip(some, different, strict=True)
        }
    dice.shuffle(queue)
    for parcel, choices in queue:
        _answer(school, parcel, choices, dice, busy)
    return truth


def _answer(school: School, parcel: Parcel, choices: bytes, dice: Random, busy: float) -> None:
    house, account = school.house, parcel.person.account
    before = dice.random() < 0.5
    if before and dice.random() < busy:
        _do_something_else(school, parcel, dice)
    ticket = Ticket(parcel.letter.subject, parcel.slip)
    checkin.hand_in(house, ticket, account=account, choices=tuple(choices))
    if dice.random() < CHANGES_MIND:
        checkin.withdraw(house, ticket, account=account)
        checkin.hand_in(house, ticket, account=account, choices=tuple(choices))
    if not before and dice.random() < busy:
        _do_something_else(school, parcel, dice)
    school.now += APART
    sealing.seal_due(house, now=school.now)  # what a tick does: old dialogues go


def _do_something_else(school: School, parcel: Parcel, dice: Random) -> None:
    house, person = school.house, parcel.person
    what = dice.choice(("thought", "language", "rhythm", "pace"))
    team_id = parcel.place.team.id
    if what == "thought":
        with house.db.write() as tx:  # what listening keeps of a first thought
            dialogues.write(tx, house.keys, person.account, '["…"]', until=school.now + DIALOGUE)
    elif what == "language":
        membership.set_language(house, person, dice.choice(("nl", "en")))
    elif what == "rhythm":
        own_rhythm.set_rhythm(house, person, team_id=team_id, weekday=None, at=None)
    else:
        own_rhythm.set_pace(house, person, team_id=team_id, pace=1, now=school.now)


def _hits(one: Round, guess: Guess) -> float:
    """Count right guesses; among several somebody is drawn, and where a way names nobody, among all asked."""
    asked = frozenset(person.account for person in one.stolen.asked)
    truth = [one.truth[answer.choices] for answer in one.stolen.answers]
    named = [found or asked for found in guess(one.stolen)]
    return sum((real in found) / len(found) for found, real in zip(named, truth, strict=True))


def _ways(found: Sequence[Round]) -> dict[str, Guess]:
    mine = sorted({clock for one in found for answer in one.stolen.answers for clock in answer.stamps})
    theirs = sorted({clock for one in found for person in one.stolen.asked for clock in person.stamps})
    ways: dict[str, Guess] = {"anybody": lambda one: [ANYBODY] * len(one.answers)}
    for clock in theirs:
        ways[f"those with {clock}"] = _by_having(clock)
    for a, p in product(mine, theirs):
        for backwards in (False, True):
            ways[f"rank {a} ~ {'-' if backwards else ''}{p}"] = _by_rank(a, p, backwards=backwards)
        if a.endswith((".time", ".last")) and p.endswith((".time", ".last")):
            ways[f"next {a} → {p}"] = _by_neighbour(a, p, after=True)
            ways[f"next {p} → {a}"] = _by_neighbour(a, p, after=False)
    return ways


def _by_rank(mine: str, theirs: str, *, backwards: bool) -> Guess:
    def guess(one: OpenRound) -> list[Named]:
        people = sorted(
            (person for person in one.asked if theirs in person.stamps),
            key=lambda person: person.stamps[theirs],
            reverse=backwards,
        )
        places = sorted(
            (place for place, answer in enumerate(one.answers) if mine in answer.stamps),
            key=lambda place: one.answers[place].stamps[mine],
        )
        named = [ANYBODY] * len(one.answers)
        for place, person in zip(places, people, strict=False):
            named[place] = frozenset({person.account})
        return named

    return guess


def _by_having(theirs: str) -> Guess:
    """Name those about whom something is known at all: who is writing a thought has answered."""

    def guess(one: OpenRound) -> list[Named]:
        some = frozenset(person.account for person in one.asked if theirs in person.stamps)
        return [some] * len(one.answers)

    return guess


def _by_neighbour(mine: str, theirs: str, *, after: bool) -> Guess:
    """Name whoever was written about next (or just before) by the same clock, each answer for itself."""

    def guess(one: OpenRound) -> list[Named]:
        return [_nearest(answer, one.asked, mine, theirs, after=after) for answer in one.answers]

    return guess


def _nearest(answer: Answer, asked: Sequence[Somebody], mine: str, theirs: str, *, after: bool) -> Named:
    if mine not in answer.stamps:
        return ANYBODY
    gaps = {
        (person.stamps[theirs] - answer.stamps[mine]) * (1 if after else -1): person.account
        for person in asked
        if theirs in person.stamps
    }
    near = [gap for gap in gaps if gap >= 0]
    return frozenset({gaps[min(near)]}) if near else ANYBODY


def steal_from(school: School, *, url: str, hideout: Path) -> Callable[[], loot.Loot]:
    """Return a way to take one copy: of the files, or of everything SQL shows."""
    if url:
        return lambda: loot.from_postgresql(url)
    return lambda: loot.from_sqlite(school.house.settings.data_dir, hideout)
