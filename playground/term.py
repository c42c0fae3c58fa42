"""When the clock of the demo stops: the moments of a school week at which something can be due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
REGION = "Midden"
FIRST_DAY = date(2026, 8, 28)  # the Friday before the first week of a school year: everybody joins
JOIN_AT = time(13, 0)
CLOSING_WEEKS = 1  # a round stays open until the Sunday of the following week
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = 0, 1, 2, 4
MORNING = time(8, 30)  # after the digests' 08:00
AFTERNOON = time(15, 35)  # after the teams' 15:30
EVENING = time(19, 45)
# Monday: what was closed is published; two days of check-ins; Friday: the reminders of both.
STOPS = ((MONDAY, MORNING), (TUESDAY, AFTERNOON), (WEDNESDAY, AFTERNOON), (FRIDAY, AFTERNOON))


def start() -> datetime:
    """Return the moment at which the play begins."""
    return _moment(FIRST_DAY, JOIN_AT)


def weeks(count: int) -> list[date]:
    """Return the Mondays of the first `count` school weeks, holidays left out."""
    found: list[date] = []
    monday = FIRST_DAY + timedelta(days=7 - FIRST_DAY.weekday())
    while len(found) < count:
        if not _is_closed(monday):
            found.append(monday)
        monday += timedelta(weeks=1)
    return found


def term_stops(mondays: list[date]) -> Iterator[tuple[int, datetime]]:
    """Yield (number of the week from 1, moment) for a whole term, until its last round is closed."""
    end = mondays[-1] + timedelta(weeks=1 + CLOSING_WEEKS)
    monday = mondays[0]
    while monday < end:
        number = sum(played <= monday for played in mondays)
        for day, at in ((MONDAY, MORNING),) if _is_closed(monday) else STOPS:
            yield number, _moment(monday + timedelta(days=day), at)
        monday += timedelta(weeks=1)
    yield len(mondays), _moment(end, MORNING)


def stops_between(now: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the moments to stop at on the way, the last one being `until`."""
    day = now.astimezone(ZONE).date()
    while day <= until.astimezone(ZONE).date():
        for at in (MORNING, AFTERNOON, EVENING):
            moment = _moment(day, at)
            if day.weekday() <= FRIDAY and now < moment < until:
                yield moment
        day += timedelta(days=1)
    yield until


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=ZONE).astimezone(UTC)


def _is_closed(monday: date) -> bool:
    days = (monday + timedelta(days=offset) for offset in range(5))
    return sum(day in _holidays(day.year) for day in days) >= 3


@lru_cache(maxsize=4)
def _holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(
        holidays.country_holidays("NL", subdiv=REGION, categories=("school",), years=(year, year + 1))
    )
