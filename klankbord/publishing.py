"""Deciding and freezing: the only writer of releases. A published figure is never computed again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from klankbord import afterwards, areas, periods, reflections
from klankbord.house import House
from klankbord.membership import tell_team
from klankbord.offsets import add_period, offsets_in_force
from klankbord.periods import Period
from klankbord.places import Place, find_team, place_of
from klankbord.school_calendar import monday_of
from klankbord.ties import bands
from klankbord.vocabulary import DIMENSIONS, OVERALL, Refusal
from measurement import tide
from measurement.disclosure import Verdict, must_pause, publishable
from measurement.settings import SETTINGS
from measurement.tide import Level, Observation, Offset
from storage import letters, released, releases, schools, sums
from storage.database import Transaction
from storage.releases import Area, Figure, Release


@dataclass(frozen=True, slots=True)
class Previous:
    """What the last release left behind for the filter."""

    number: int
    week: int
    levels: Mapping[str, Level]


def publish_due(house: House, team_ids: Sequence[str], *, now: datetime) -> int:
    """Publish or pause those of these teams that are ready for it; return how many were published."""
    published = 0
    for team_id in team_ids:
        with house.db.write() as tx:
            place = place_of(tx, schools.team(tx, team_id))
            period = periods.from_text(sums.read(tx, house.keys, team_id))
            verdict = _verdict(house, place, period)
            if verdict is Verdict.PUBLISH:
                _publish(house, tx, place, period, now=now)
                published += 1
            elif must_pause(verdict, rounds=period.rounds):
                _pause(tx, place, now=now)
    return published


def publish_now(house: House, *, team: str, now: datetime) -> None:
    """Publish a team's open period if the rules allow; else raise `Refusal` with why, in words."""
    with house.db.write() as tx:
        place = place_of(tx, find_team(tx, team))
        stored = sums.read(tx, house.keys, place.team.id)
        if stored is None:
            raise Refusal("no_sums")
        period = periods.from_text(stored)
        verdict = _verdict(house, place, period)
        if verdict is not Verdict.PUBLISH:
            raise Refusal(verdict.value)
        _publish(house, tx, place, period, now=now)


def teams_with_sums(house: House) -> list[str]:
    """Return the teams with an open period: looked through once after a start."""
    with house.db.read() as tx:
        return sums.teams(tx)


def _verdict(house: House, place: Place, period: Period) -> Verdict:
    return publishable(
        rounds=period.rounds,
        full_checkins_per_round=period.full,
        checkins=period.counting(house.library),
        smallest_group=place.team.smallest_group,
    )


def _publish(house: House, tx: Transaction, place: Place, period: Period, *, now: datetime) -> None:
    before = _previous(tx, place.team.id)
    offsets = offsets_in_force(house, tx)
    period = periods.without_gone(period, library=house.library, offsets=offsets, settings=SETTINGS)
    seen: dict[str, Observation] = {}
    for dimension in DIMENSIONS:
        items, loose = period.of(house.library, dimension)
        observation = tide.observe(items, loose, offsets, SETTINGS)
        if observation is None:
            return  # nobody could say anything about this dimension: the next weeks join the period
        seen[dimension] = observation
    seen[OVERALL] = tide.overall([seen[dimension] for dimension in DIMENSIONS], SETTINGS)
    number = before.number + 1
    today = place.calendar.today(now)
    releases.add(
        tx,
        Release(
            team_id=place.team.id,
            number=number,
            published=today,
            week=period.last_open_week,
            rounds=period.rounds,
            best_weekly=max(period.weekly),
            mean_weekly=period.checkins / period.rounds,
            checkins=period.checkins,
            members=place.team.members,
            roster_version=place.team.roster_version,
            settings_version=SETTINGS.version,
        ),
        [_figure(place, number, name, seen[name], before, period) for name in (*DIMENSIONS, OVERALL)],
        _areas(house, tx, place, number, period, seen, offsets),
    )
    if period.named:
        told = bands(place.team.id, period.named, smallest_group=place.team.smallest_group)
        releases.add_ties(tx, place.team.id, number, told)
    reflections.release(
        house,
        tx,
        place.team.id,
        number,
        themes=period.themes,
        smallest_group=place.team.smallest_group,
        today=today,
    )
    afterwards.publish(tx, place, period.after, number=number)
    areas.add_to_norms(house, tx, seen, first=number == 1)
    add_period(house, tx, period, smallest_group=place.team.smallest_group)
    sums.drop(tx, place.team.id)
    due = place.calendar.soonest(place.calendar.morning(today), now=now)
    schools.change_team(tx, place.team.id, digest_on=monday_of(place.calendar.today(due)))
    letters.drop_unsent(tx, team_id=place.team.id, kind="digest")
    tell_team(tx, place.team, "digest", now=due, roles=("teacher", "lead"), subject=str(number))


def _figure(
    place: Place, number: int, dimension: str, observation: Observation, before: Previous, period: Period
) -> Figure:
    level = tide.update(
        before.levels.get(dimension),
        observation,
        open_weeks=max(period.last_open_week - before.week, 0),
        settings=SETTINGS,
        overall=dimension == OVERALL,
    )
    return Figure(
        team_id=place.team.id,
        number=number,
        dimension=dimension,
        y=observation.y,
        r=observation.r,
        m=level.m,
        p=level.p,
        n=observation.n,
        ss=observation.ss,
        df=observation.df,
        sx=observation.sx,
    )


def _areas(
    house: House,
    tx: Transaction,
    place: Place,
    number: int,
    period: Period,
    seen: Mapping[str, Observation],
    offsets: Mapping[str, Offset],
) -> list[Area]:
    norms = areas.norms_in_force(house, tx, offsets)
    if norms is None:
        return []
    found = areas.sums_by_area(
        period, seen, norms, library=house.library, smallest_group=place.team.smallest_group
    )
    return [
        Area(place.team.id, number, kind, name, area.n, area.deviation, area.items)
        for (kind, name), area in found.items()
    ]


def _previous(tx: Transaction, team_id: str) -> Previous:
    published = releases.releases_of(tx, team_id)
    if not published:
        return Previous(0, 0, {})
    newest = published[-1]
    levels = {
        f.dimension: Level(f.m, f.p) for f in releases.figures_of(tx, team_id) if f.number == newest.number
    }
    return Previous(newest.number, newest.week, levels)


def _pause(tx: Transaction, place: Place, *, now: datetime) -> None:
    sums.drop(tx, place.team.id)
    released.drop_waiting(tx, place.team.id)
    schools.change_team(tx, place.team.id, state="paused")
    letters.drop_unsent(tx, team_id=place.team.id, kind="checkin")
    tell_team(tx, place.team, "paused", now=place.calendar.awake(now), roles=("teacher", "lead"))
