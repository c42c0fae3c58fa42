"""When a school can be asked."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klankbord.school_calendar import Calendar, WeekKind, monday_of, read_ics, school_year
from klankbord.vocabulary import Refusal
from storage.schools import Closure

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def calendar(region: str = "midden", *spans: Closure, country: str = "nl") -> Calendar:
    return Calendar(AMSTERDAM, country, region, spans)


def test_the_autumn_break_lies_elsewhere_in_each_region() -> None:
    closed = {
        region: [
            day
            for day in (date(2026, 10, 12), date(2026, 10, 19))
            if calendar(region).kind_of(day) is WeekKind.CLOSED
        ]
        for region in ("noord", "midden", "zuid")
    }
    assert closed["noord"] != closed["midden"] or closed["zuid"] != closed["midden"]
    assert all(closed.values())


def test_the_week_after_a_break_is_light_and_the_next_is_open() -> None:
    assert calendar().kind_of(date(2027, 1, 4)) is WeekKind.AFTER_BREAK
    assert calendar().kind_of(date(2027, 1, 11)) is WeekKind.OPEN


def test_a_single_day_off_does_not_close_a_week_but_moves_the_day() -> None:
    easter_monday = date(2027, 3, 29)
    assert calendar().kind_of(easter_monday) is WeekKind.OPEN
    assert calendar().next_school_day(easter_monday) == date(2027, 3, 30)


def test_own_dates_close_or_quieten_a_week() -> None:
    week = date(2026, 11, 16)
    closed = Closure(week, date(2026, 11, 20), "closed")
    busy = Closure(date(2026, 11, 19), date(2026, 11, 25), "busy")
    assert calendar("midden", closed).kind_of(week) is WeekKind.CLOSED
    assert calendar("midden", busy).kind_of(week) is WeekKind.BUSY


def test_half_past_three_stays_half_past_three_when_the_clock_changes() -> None:
    before, after = date(2026, 10, 23), date(2026, 10, 26)
    assert calendar().moment(before, "15:30") == datetime(2026, 10, 23, 13, 30, tzinfo=UTC)
    assert calendar().moment(after, "15:30") == datetime(2026, 10, 26, 14, 30, tzinfo=UTC)


def test_a_country_without_known_holidays_has_school_on_every_weekday() -> None:
    assert calendar("", country="xx").is_school_day(date(2026, 12, 25))


@given(st.dates(date(2025, 8, 1), date(2029, 7, 31)), st.integers(0, 5))
def test_the_next_school_day_is_one_and_lies_ahead(day: date, steps: int) -> None:
    found = calendar().next_school_day(day, steps=steps)
    assert calendar().is_school_day(found)
    assert found >= day
    assert monday_of(found).weekday() == 0


def test_a_school_year_begins_in_august() -> None:
    assert school_year(date(2026, 7, 31)) == 2025
    assert school_year(date(2026, 8, 1)) == 2026


def test_a_calendar_file_closes_days_and_marks_test_weeks() -> None:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//school//nl",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Studiedag",
        "DTSTART;VALUE=DATE:20261113",
        "DTEND;VALUE=DATE:20261114",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2",
        "SUMMARY:Toetsweek 2",
        "DTSTART;VALUE=DATE:20261116",
        "DTEND;VALUE=DATE:20261121",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:3",
        "SUMMARY:Ouderavond",
        "DTSTART:20261117T190000Z",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert read_ics("\r\n".join(lines).encode()) == [
        Closure(date(2026, 11, 13), date(2026, 11, 13), "closed"),
        Closure(date(2026, 11, 16), date(2026, 11, 20), "busy"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"no calendar", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT"]
)
def test_a_file_that_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        read_ics(content)
    assert caught.value.key == "bad_calendar"


def of(*lines: str) -> bytes:
    """Return a calendar file with one event."""
    event = ("BEGIN:VEVENT", "UID:1", "SUMMARY:Vrij", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *event, "END:VCALENDAR")).encode()


@pytest.mark.parametrize(
    ("lines", "starts", "ends"),
    [
        (("DTSTART;VALUE=DATE:20261012",), 12, 12),
        (("DTSTART;VALUE=DATE:20261012", "DTEND;VALUE=DATE:20261012"), 12, 12),
        (("DTSTART;VALUE=DATE:20261012", "DURATION:P7D"), 12, 18),
        (("DTSTART:20261012T000000", "DTEND:20261017T000000"), 12, 16),
        (("DTSTART;TZID=Europe/Amsterdam:20261024T000000", "DURATION:P2D"), 24, 25),
    ],
)
def test_whole_days_close_however_they_are_written(lines: tuple[str, ...], starts: int, ends: int) -> None:
    assert read_ics(of(*lines)) == [Closure(date(2026, 10, starts), date(2026, 10, ends), "closed")]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20261012T000000",),
        ("DTSTART:20261012T000000", "DTEND:20261012T000000"),
        ("DTSTART:20261012T190000", "DTEND:20261013T000000"),
        ("DTSTART:20261012T150000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
    ],
)
def test_a_meeting_closes_nothing(lines: tuple[str, ...]) -> None:
    assert read_ics(of(*lines)) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20261012", "DTEND:20261013T120000"),
        ("DTSTART;VALUE=DATE:20261012", "DTSTART;VALUE=DATE:20261013"),
        ("DTSTART;VALUE=DATE:20261012", "DTEND;VALUE=DATE:20261013", "DTEND;VALUE=DATE:20261014"),
        ("DTSTART;VALUE=DATE:99991231",),
        ("DTSTART;VALUE=DATE:20261012", "RRULE:FREQ=WEEKLY;COUNT=3"),
        ("DTSTART;VALUE=DATE:20261012", "RDATE;VALUE=DATE:20261019"),
        (),
    ],
)
def test_days_that_cannot_be_told_are_refused_and_not_guessed(lines: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as caught:
        read_ics(of(*lines))
    assert caught.value.key == "bad_calendar"
