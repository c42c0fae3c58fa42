"""Closing rounds: folds their answers into sums and deletes answers, slips and letters in one transaction."""

import secrets as random
from collections.abc import Sequence
from datetime import datetime, timedelta

from klankbord import afterwards, periods, reflections, ties
from klankbord.house import House
from klankbord.offsets import offsets_in_force
from klankbord.places import find_team, place_of
from klankbord.school_calendar import school_year
from klankbord.vocabulary import Refusal
from measurement.settings import SETTINGS
from storage import dialogues, letters, rounds, schools, slips, sums
from storage import reflections as shared
from storage.database import Transaction
from storage.rounds import Round
from storage.schools import Team


def seal_due(house: House, *, now: datetime) -> set[str]:
    """Seal every round whose Sunday is over where its school stands; return the ids of the teams."""
    with house.db.read() as tx:
        candidates = rounds.closing(tx, (now + timedelta(days=1)).date())
        over = [found for found in candidates if _is_over(tx, found, now)]
    if over:
        _seal(house, over)
    with house.db.write() as tx:
        dialogues.drop_over(tx, now)
        reflections.forget_old(tx, now.date())
    return {found.team_id for found in over}


def seal_now(house: House, *, team: str) -> None:
    """Seal all open rounds of a team; raise `Refusal` when none is open."""
    with house.db.read() as tx:
        found = find_team(tx, team)
    if not seal_team(house, found.id):
        raise Refusal("no_open_round")


def seal_team(house: House, team_id: str) -> bool:
    """Seal all open rounds of a team; tell whether there was any."""
    with house.db.read() as tx:
        open_now = rounds.open_rounds(tx, team_id)
    if open_now:
        _seal(house, open_now)
    return bool(open_now)


def _seal(house: House, over: Sequence[Round]) -> None:
    shuffled = list(over)
    random.SystemRandom().shuffle(shuffled)
    shuffled.sort(key=lambda found: found.week)  # a team's older round first; teams stay in random order
    folded = 0
    with house.db.write() as tx:
        offsets = offsets_in_force(house, tx)
        for found in shuffled:
            if not rounds.hold(tx, found.id, alone=True):
                continue  # another worker sealed it
            team = schools.team(tx, found.team_id)
            if found.items and _is_summed(team, found):
                answers = slips.read_answers(tx, house.keys, found.id)
                period = periods.add_round(
                    periods.from_text(sums.read(tx, house.keys, team.id)),
                    answers,
                    items=found.items,
                    open_week=found.open_week,
                    library=house.library,
                    smallest_group=team.smallest_group,
                    offsets=offsets,
                    settings=SETTINGS,
                    named=ties.count(found, answers, smallest_group=team.smallest_group),
                    themes=reflections.seal(house, tx, found),
                    after=afterwards.count(found, answers, smallest_group=team.smallest_group),
                )
                sums.write(tx, house.keys, team.id, periods.to_text(period))
                folded += len(answers)
            slips.drop_round(tx, found.id)
            shared.drop_round(tx, found.id)
            letters.drop_about(tx, found.id)
            rounds.close(tx, found.id)
    house.tally.sealed(folded)


def _is_summed(team: Team, found: Round) -> bool:
    # The sums of a team that pauses, joined another or began a new school year are deleted, and stay so.
    return team.state not in ("paused", "joined") and school_year(found.week) >= team.school_year


def _is_over(tx: Transaction, found: Round, now: datetime) -> bool:
    place = place_of(tx, schools.team(tx, found.team_id))
    return place.calendar.today(now) > found.closes
