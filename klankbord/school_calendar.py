"""When a school can be asked: school years, closed and busy weeks, local moments. Sends nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from klankbord.vocabulary import Refusal
from storage.schools import Closure, School

YEAR_STARTS_IN = 8  # August: Dutch and Flemish school years begin between mid-August and September
CLOSED_DAYS = 3  # a week with three of five days closed is a closed week
SCHOOL_WEEK = 5
NIGHT_FROM, NIGHT_TO = time(20), time(7)  # local: outside it people may choose to be asked
MORNING = "08:00"  # local, before the first lesson: digests, cards of talks, and what waited for the night
BUSY_WORDS = ("toets", "test", "exam", "rapport", "report", "se-week", "proefwerk")
SUMMER = 4  # closed weeks in a row that only the summer has
NEAR = 2  # open weeks that count as the start or the end of a school year
SCHOOL_HOLIDAYS = {"nl"}  # countries whose school holidays the `holidays` package knows by region


class WeekKind(Enum):
    """What a school week is like."""

    CLOSED = "closed"
    AFTER_BREAK = "after_break"
    BUSY = "busy"
    OPEN = "open"


COUNTRIES_WITH_REGIONS = {"nl": ("noord", "midden", "zuid")}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The closed and busy days of one school."""

    timezone: ZoneInfo
    country: str
    region: str
    spans: tuple[Closure, ...]

    def is_school_day(self, day: date) -> bool:
        """Tell whether teachers are at school on a day."""
        if day.weekday() >= SCHOOL_WEEK:
            return False
        if any(span.kind == "closed" and span.starts <= day <= span.ends for span in self.spans):
            return False
        return day not in _holidays(self.country, self.region, day.year)

    def kind_of(self, monday: date) -> WeekKind:
        """Tell what the week that starts on `monday` is like."""
        if self._closed(monday):
            return WeekKind.CLOSED
        if self._closed(monday - timedelta(weeks=1)):
            return WeekKind.AFTER_BREAK
        friday = monday + timedelta(days=SCHOOL_WEEK - 1)
        if any(span.kind == "busy" and span.starts <= friday and span.ends >= monday for span in self.spans):
            return WeekKind.BUSY
        return WeekKind.OPEN

    def season_of(self, monday: date) -> Literal["start_of_year", "end_of_year"] | None:
        """Tell whether a week stands close behind or before the summer: the longest break of the year."""
        weeks = [self._closed(monday + timedelta(weeks=n)) for n in range(-SUMMER - NEAR, SUMMER + NEAR + 1)]
        behind, ahead = weeks[: SUMMER + NEAR], weeks[SUMMER + NEAR + 1 :]
        if any(all(behind[-n - SUMMER : len(behind) - n]) for n in range(NEAR)):
            return "start_of_year"
        if any(all(ahead[n : n + SUMMER]) for n in range(NEAR)):
            return "end_of_year"
        return None

    def closed_weeks(self, first: date, last: date) -> list[tuple[date, date]]:
        """Return the spans of closed weeks between two days, each from Monday to Sunday."""
        spans: list[tuple[date, date]] = []
        monday = monday_of(first)
        while monday <= last:
            sunday = monday + timedelta(days=6)
            if self._closed(monday):
                joined = spans and spans[-1][1] + timedelta(days=1) == monday
                spans[-1 if joined else len(spans) :] = [(spans[-1][0] if joined else monday, sunday)]
            monday += timedelta(weeks=1)
        return spans

    def next_school_day(self, day: date, *, steps: int = 0) -> date:
        """Return the first school day from `day` on, then `steps` school days later (within a year)."""
        last = day + timedelta(days=366)
        while day < last:
            if self.is_school_day(day):
                if steps == 0:
                    return day
                steps -= 1
            day += timedelta(days=1)
        return day

    def moment(self, day: date, at: str) -> datetime:
        """Return the moment of a local day and `HH:MM` in UTC (a time that DST skips moves an hour on)."""
        local = datetime.combine(day, time.fromisoformat(at), tzinfo=self.timezone)
        return local.astimezone(UTC)

    def is_night(self, now: datetime) -> bool:
        """Tell whether nothing is sent at a moment unless somebody wanted it just then."""
        return not NIGHT_TO <= now.astimezone(self.timezone).time() <= NIGHT_FROM

    def awake(self, now: datetime) -> datetime:
        """Return `now`, or the next morning of a school day when it is night."""
        if not self.is_night(now):
            return now
        local = now.astimezone(self.timezone)
        return self.morning(local.date() + timedelta(days=1 if local.time() > NIGHT_FROM else 0))

    def morning(self, day: date) -> datetime:
        """Return the morning of a day, or of the next one with school."""
        return self.moment(self.next_school_day(day), MORNING)

    def soonest(self, moment: datetime, *, now: datetime) -> datetime:
        """Return a moment that was chosen; once it has passed, `now` or the next morning."""
        return moment if moment >= now else self.awake(now)

    def today(self, now: datetime) -> date:
        """Return the local date."""
        return now.astimezone(self.timezone).date()

    def _closed(self, monday: date) -> bool:
        days = (monday + timedelta(days=offset) for offset in range(SCHOOL_WEEK))
        return sum(not self.is_school_day(day) for day in days) >= CLOSED_DAYS


def where(country: str, region: str) -> tuple[str, str]:
    """Return country and region as they are kept; raise `Refusal` when there are no such school holidays."""
    country, region = country.lower().strip(), region.lower().strip()
    regions = COUNTRIES_WITH_REGIONS.get(country)
    if len(country) != 2 or not country.isalpha():
        raise Refusal("unknown_country")
    if regions and region not in regions:
        raise Refusal("unknown_region", regions=", ".join(regions))
    return country, region if regions else ""


def calendar_of(school: School, closures: Sequence[Closure]) -> Calendar:
    """Make the calendar of a school from its own dates and its country's holidays."""
    return Calendar(ZoneInfo(school.timezone), school.country, school.region, tuple(closures))


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def school_year(day: date) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year if day.month >= YEAR_STARTS_IN else day.year - 1


def read_ics(content: bytes) -> list[Closure]:
    """Read closed and busy spans from a calendar file; raise `Refusal("bad_calendar")` when it is none.

    Test, exam and report weeks are busy; everything else that lasts whole days is closed. What begins or ends
    within a day is a meeting and left out. A file with whole days that repeat by a rule is refused, too.
    """
    from icalendar import Calendar as Ics

    try:
        events = Ics.from_ical(content).walk("VEVENT")
        return [span for span in map(_span, events) if span]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError):
        raise Refusal("bad_calendar") from None


def _span(event: object) -> Closure | None:
    begins: date = event.start  # type: ignore[attr-defined]
    starts, ends = _day(begins), _day(event.end)  # type: ignore[attr-defined]
    if starts is None or ends is None or (isinstance(begins, datetime) and starts == ends):
        return None  # a meeting, not a day
    if event.get("RRULE") or event.get("RDATE"):  # type: ignore[attr-defined]
        raise ValueError("only the first of them would close")
    title = str(event.get("SUMMARY", "")).lower()  # type: ignore[attr-defined]
    busy = any(word in title for word in BUSY_WORDS)
    return Closure(starts, max(starts, ends - timedelta(days=1)), "busy" if busy else "closed")


def _day(moment: date) -> date | None:
    """Return the day that begins at a moment; nothing for one within a day."""
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.time() == time() else None


@lru_cache(maxsize=64)
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    import holidays

    code = country.upper()
    try:
        public: Iterable[date] = holidays.country_holidays(code, years=year)
    except NotImplementedError:
        return frozenset()
    days = frozenset(public)
    if country in SCHOOL_HOLIDAYS and region:
        days |= frozenset(
            holidays.country_holidays(code, subdiv=region.capitalize(), years=year, categories=("school",))
        )
    return days
