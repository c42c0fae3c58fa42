"""Whether an installation can do its work: the checks behind `doctor` and `/readyz`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from klankbord.house import House
from klankbord.keeping import needs_older_key
from klankbord.school_calendar import COUNTRIES_WITH_REGIONS
from safeguards.answers import help_lines
from storage import schools
from storage.database import Damaged, Unavailable, WrongVersion
from storage.schools import School
from storage.secrets import KeyProblem
from storage.traces import settings_that_tell

EARLIEST_CLOCK = datetime(2026, 1, 1, tzinfo=UTC)  # a machine that thinks it is earlier has no clock


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`: `key` names the sentence; a warning does not fail the check-up."""

    name: str
    state: Literal["good", "warning", "bad"]
    detail: str = ""


def not_ready(house: House) -> str | None:
    """Return in a word why the house cannot work now; nothing when it can."""
    try:
        house.db.check()
    except (Unavailable, Damaged):
        return "database"
    except KeyProblem:
        return "key"
    except WrongVersion:
        return "version"
    return None


def examine(house: House) -> Iterator[Finding]:
    """Yield what `doctor` finds about clock, database, cards and what the schools still have to fill in."""
    yield Finding("clock", "good" if house.clock() >= EARLIEST_CLOCK else "bad")
    problem = not_ready(house)
    yield Finding("database", "bad" if problem else "good", problem or "")
    if problem:
        return
    yield from _keys(house)
    for setting in settings_that_tell(house.db):
        yield Finding("server_tells", "warning", setting)
    yield _cards(house)
    with house.db.read() as tx:
        known = schools.all_schools(tx)
        teams = schools.all_teams(tx)
    if not known:
        yield Finding("no_school", "warning")
    for school in known:
        for missing in _missing(school):
            yield Finding("school_misses", "warning", f"{school.name}: {missing}")
        if not help_lines(school.country).lines:
            yield Finding("no_help_lines", "warning", f"{school.name}: {school.country}")
    for team in teams:
        if not team.change:
            yield Finding("team_misses_change", "warning", team.name)


def _cards(house: House) -> Finding:
    from knowledge_base.search import IndexProblem

    try:
        knowledge = house.knowledge()
    except IndexProblem:
        return Finding("cards", "bad", "KLANKBORD_EMBEDDINGS cannot be used")
    count = str(len(knowledge.concepts))
    if not knowledge.indexed:
        return Finding("cards", "bad", f"{count}, but their index cannot be opened")
    return Finding("cards", "good", count)


def _keys(house: House) -> Iterator[Finding]:
    try:
        left = needs_older_key(house)
    except KeyProblem:
        yield Finding("lost_key", "bad")
        return
    if left.rows:
        yield Finding("older_key_rows", "warning")
    if left.until is not None:
        yield Finding("older_key_until", "warning", left.until.isoformat())
    if left.codes:
        yield Finding("older_key_codes", "warning")


def _missing(school: School) -> Iterator[str]:
    if not school.counsellor:
        yield "counsellor"
    if not school.consent:
        yield "consent"
    if not school.privacy_contact:
        yield "privacy-contact"
    if school.country in COUNTRIES_WITH_REGIONS and not school.region:
        yield "region"
