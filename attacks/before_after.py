"""Before and after: an answer taken back, somebody who leaves, somebody who comes. What differs, tells."""

import math
from pathlib import Path

import numpy as np

from attacks import year
from attacks.school import School, school
from attacks.table import Result
from klankbord import checkin
from klankbord.checkin import Ticket
from klankbord.digest import Digest, write_digest
from klankbord.figures import TeamPicture, picture_of
from klankbord.places import find_place
from klankbord.vocabulary import Refusal
from measurement.disclosure import MIN_ROUNDS
from prompts.library import Library
from storage.secrets import new_key

HALF_STEP, SURE = 12.5, 0.90  # points: half of what lies between two answers; from here on somebody is sure
LEAVER, JOINER = 1, 2
PERSONS = 8


def attack_withdrawal(folder: Path, rng: np.random.Generator, *, teams: int) -> Result:
    """Take answers back and let somebody leave after a publication; compare everything that is shown."""
    recovered = 0
    with school(folder, new_key()) as one:
        names = [f"team {number}" for number in range(teams)]
        for name in names:
            one.team(name, members=PERSONS)
        for _ in range(MIN_ROUNDS):
            one.week(lambda *_: rng.integers(1, 6, 3).tolist())
        asked = one.ask()
        for parcel in asked:
            one.answer(parcel, rng.integers(1, 6, 3).tolist())
        sealed = one.now
        one.next_monday()
        for name in names:
            one.publish(name)
            before = everything(one, name)
            mine = [parcel for parcel in asked if parcel.place.team.name == name]
            ticket = Ticket(mine[0].letter.subject, mine[0].slip)
            checkin.withdraw(one.house, ticket, account=mine[0].person.account)
            one.leave(name, LEAVER)
            one.publish(name)
            recovered += everything(one, name) != before
        one.now = sealed
        one.next_monday()
        one.next_monday()
        for parcel in asked:
            recovered += not _refused(one, Ticket(parcel.letter.subject, parcel.slip), parcel.person.account)
    return Result(
        "figures before and after a withdrawal and a leaver",
        "found",
        recovered,
        recovered,
        0.0,
        targets=teams + len(asked),
    )


def attack_leaver(rng: np.random.Generator, library: Library, *, teams: int) -> Result:
    """Lay figures before and after a change of colleagues side by side, knowing who was there every week."""
    leaving = year.years(rng, library, teams=teams, persons=PERSONS, leaves=LEAVER)
    joining = year.years(rng, library, teams=teams, persons=PERSONS, comes=JOINER)
    found = [(one, LEAVER) for one in leaving] + [(one, JOINER) for one in joining]
    recovered, already = 0, 0
    for one, person in found:
        mean, sd = year.posterior(one, year.presence(rng, one, informed=True))
        truth = one.levels[person] - one.levels.mean()
        inside = math.erf(HALF_STEP / float(sd[person]) / math.sqrt(2.0))
        recovered += inside >= SURE and abs(float(mean[person]) - truth) < HALF_STEP
        already += abs(truth) < HALF_STEP
    return Result(
        "the level of a joiner or leaver, to one answer, from before and after",
        "found",
        recovered,
        recovered,
        0.0,
        targets=len(found),
        note=f"Counted are those of whom the attacker is 90 % sure, and right. "
        f"{already} of {len(found)} lie within half an answer of the team anyway.",
    )


def everything(one: School, name: str) -> tuple[TeamPicture, Digest] | None:
    """Return all that a team is shown of itself, in figures, words and picture."""
    team = picture_of(one.house, find_place(one.house, team=name))
    return (team, write_digest(team, name=name, question="", language="nl")) if team else None


def _refused(one: School, ticket: Ticket, account: int) -> bool:
    try:
        checkin.withdraw(one.house, ticket, account=account)
    except Refusal:
        return True
    return False
