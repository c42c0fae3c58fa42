"""Hidden teams: too few answer for a picture. A school lives twice, and only they answer otherwise.

Then everything that others see is laid side by side: the other teams' pictures and digests, the coach's
pages of the teams and of the school, the ties between teams, and what a coach may take along.
"""

from pathlib import Path

import numpy as np

from attacks.before_after import everything
from attacks.people import Answers
from attacks.school import School, school
from attacks.table import Result
from klankbord import ties
from klankbord.checkin import Ticket
from klankbord.desk import Desk
from klankbord.export import to_csv
from klankbord.letterbox import Parcel
from measurement.disclosure import MIN_ROUNDS
from storage.secrets import new_key

SHOWN, HIDDEN = 3, 6  # teams of a school
WEEKS = 2 * MIN_ROUNDS + 1  # two pictures; a round is sealed a week later, and the second tells the ties
PERSONS, TOO_FEW = 8, 4


def attack(folder: Path, rng: np.random.Generator, *, pairs: int) -> Result:
    """Let schools live twice, with the hidden teams turned round; count the teams of schools that differ."""
    different, note = 0, ""
    for number in range(pairs):
        answers = rng.integers(1, 6, (SHOWN + HIDDEN, WEEKS, PERSONS, 3)).astype(np.int8)
        other = answers.copy()
        other[SHOWN:] = 6 - rng.integers(1, 3, (HIDDEN, WEEKS, PERSONS, 3))
        answers[SHOWN:] = 6 - other[SHOWN:]
        named = rng.integers(0, 2**SHOWN, (2, HIDDEN * WEEKS * PERSONS)).tolist()
        seen = [
            seen_in(folder / f"{number}-{world}", one, mask)
            for world, one, mask in zip("ab", (answers, other), named, strict=True)
        ]
        if seen[0] != seen[1]:
            different += HIDDEN
            note = next(a for a, b in zip(*seen, strict=False) if a != b)
    return Result(
        "hidden teams, from all that others see, the school's page too",
        "found",
        different,
        different,
        0.0,
        targets=pairs * HIDDEN,
        note=note,
    )


def seen_in(folder: Path, answers: Answers, named: list[int]) -> list[str]:
    """Live through answers (teams x weeks x persons x dimensions) and return all that others see.

    The first three teams are shown; `named` are the teams that members of the others name, one by one.
    """
    with school(folder, new_key()) as one:
        names = [f"shown {number}" for number in range(SHOWN)]
        names += [f"hidden {number}" for number in range(len(answers) - SHOWN)]
        for name in names:
            one.team(name, members=PERSONS)
        one.coach(names)
        told: list[str] = []
        for week in range(WEEKS):
            for parcel in one.ask():
                _answer(one, parcel, names, answers[:, week], named)
            one.next_monday()
            if week and week % MIN_ROUNDS == 0:
                for name in reversed(names):
                    one.publish(name)
                told += _views(one, names)
        return told


def _answer(one: School, parcel: Parcel, names: list[str], answers: Answers, named: list[int]) -> None:
    place, person = names.index(parcel.place.team.name), one.person_of(parcel)
    hidden = place >= SHOWN
    if hidden and person >= TOO_FEW:
        return
    one.answer(parcel, answers[place, person].tolist())
    if parcel.round is not None and parcel.round.asks_about:
        mask = named.pop() if hidden else 2**SHOWN - 1
        ticket = Ticket(parcel.letter.subject, parcel.slip)
        ties.answer(one.house, ticket, account=parcel.person.account, mask=mask)


def _views(one: School, names: list[str]) -> list[str]:
    """Return all that a coach of the whole school and the members of the other teams see, as texts."""
    desk, visitor, now = Desk(one.house), one.visitor(), one.now
    told = []
    for name in names:
        seen = everything(one, name)
        if (seen is None) != name.startswith("hidden"):
            raise ValueError("some teams were to be shown, the others not")
        if seen is not None:
            digest = seen[1]
            told += [digest.said, digest.rest, digest.term, digest.alternative, seen[0].svg("nl")]
    for line in (line for found in desk.overview(visitor, now=now) for line in found.teams):
        told.append(f"{line.name} {line.change} {line.word} {line.about} {line.fresh}")
    page = desk.school(visitor, one.school_id, language="nl", now=now)
    told += [str(page.said), str(page.shown), page.network, page.network_words]
    if not page.said:
        raise ValueError("the school was to have a page")
    for name in names:
        team = desk.team(visitor, one.teams[name], language="nl", now=now)
        told.append(f"{team.state} {team.said} {team.trend} {team.term} {team.agreed} {team.themes}")
    told += [to_csv(table).decode() for table in desk.tables(visitor, now=now)]
    return told
