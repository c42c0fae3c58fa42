"""What a team agreed, as its memory: in `/team`, and whether it seems to help.

"After" is said, never "because of". Own words are watched like any text and kept without names.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from klankbord import conversation, talks
from klankbord.first_weeks import nth_round
from klankbord.house import House
from klankbord.listening import watch
from klankbord.places import Place
from klankbord.vocabulary import OVERALL, Language, Refusal
from klankbord.wording import phrase
from measurement.effect import Effect, NotYet, Seen, effect
from measurement.picture_words import day as spoken_day
from measurement.series import shortened
from measurement.settings import SETTINGS
from safeguards.redaction import redact
from storage import agreements, releases, schools
from storage.agreements import Agreement, Echo
from storage.database import Transaction
from storage.people import Person

Known = dict[tuple[str, int], Sequence[Seen]]  # what a team published, by team and newest number

LONGEST = 200  # characters of own words: a small step, not a plan
SHOWN = 6  # the newest ones in the list


def kept(house: House, place: Place, *, since: date | None = None) -> list[Agreement]:
    """Return what the team agreed to do (since a day), oldest first; talks without an action are left out."""
    with house.db.read() as tx:
        return [
            found
            for found in agreements.agreements_of(tx, place.team.id)
            if found.words and (since is None or found.starts >= since)
        ]


def teams_of(house: House, team_ids: Sequence[str]) -> set[str]:
    """Return which of these teams agreed to do something."""
    with house.db.read() as tx:
        return agreements.teams_that_agreed(tx, team_ids)


def own_words(
    house: House, person: Person, *, team_id: str, number: int, words: str, language: Language, now: datetime
) -> Agreement | str:
    """Keep an agreement in the lead's own words, without names; or return what a serious message is answered.

    Raises `Refusal` for an empty text or one of more than 200 characters.
    """
    serious = watch(house, person, words, language=language)
    if serious is not None:
        return serious
    clean = " ".join(redact(words).text.split())
    if not clean or len(clean) > LONGEST:
        raise Refusal("agreement_length", most=str(LONGEST))
    found = talks.agree(house, person, team_id=team_id, number=number, words=clean, now=now)
    conversation.forget(house, account=person.account)
    return found


def effect_of(
    house: House,
    place: Place,
    found: Agreement,
    *,
    language: Language,
    now: datetime,
    known: Known | None = None,
) -> str:
    """Say whether the overall index moved after an agreement began, or when that can be said; or nothing.

    `known` remembers what teams published, for a caller who asks about many agreements.
    """
    with house.db.read() as tx:
        ids = [team.id for team in schools.all_teams(tx) if team.school_id == place.school.id]
        seen = _seen_by(tx, ids, {} if known is None else known)
    mine = seen.pop(place.team.id)
    others = list(seen.values())
    told = effect(mine, started=found.open_week, settings=SETTINGS, others=others, overall=True)
    day = None
    if isinstance(told, NotYet) and told.due is not None:
        weeks = max(told.due - place.team.open_weeks, 0)
        day = nth_round(place, now, weeks) + timedelta(weeks=2)
    return sentence(told, language=language, day=day)


def sentence(told: Effect | NotYet, *, language: Language, day: date | None) -> str:
    """Put an effect into words; `day` is when one can be told at the earliest, if that is known."""
    if isinstance(told, NotYet):
        return phrase(language, "effect.due", date=spoken_day(day, language)) if day else ""
    if not told.rose:
        return phrase(language, "effect.unclear")
    key = "effect.rose_by" if told.at_least else "effect.rose"
    said = phrase(language, key, points=str(told.at_least or 0))
    return said if told.compared else " ".join((said, phrase(language, "effect.not_compared")))


def listed(
    house: House, place: Place, *, language: Language, now: datetime, since: date | None = None
) -> str:
    """Return *What we agreed* with what came of each and what can be said about it; empty without any."""
    found = kept(house, place, since=since)[-SHOWN:]
    if not found:
        return ""
    echoes = _echoes(house, place)
    lines = [phrase(language, "agreed.title")]
    for one in reversed(found):
        told = effect_of(house, place, one, language=language, now=now)
        line = phrase(language, "agreed.line", words=one.words, date=spoken_day(one.starts, language))
        lines.append(
            " ".join(part for part in (line, came_of_it(language, echoes, one.number), told) if part)
        )
    return "\n".join(lines)


def newest(
    house: House, place: Place, *, language: Language, now: datetime, since: date | None = None
) -> tuple[str, str]:
    """Return the newest agreement for the digest with what came of it, and its effect; empty without one.

    Whether the team found its last talk worth it comes first, once: with the release that brings it.
    """
    echoes = _echoes(house, place)
    with house.db.read() as tx:
        number = releases.newest_numbers(tx, [place.team.id]).get(place.team.id)
    lines = [
        phrase(language, f"echo.worth_{echo.band}")
        for echo in echoes
        if echo.kind == "worth" and echo.band and echo.release == number
    ]
    found = kept(house, place, since=since)[-1:]
    for one in found:
        since_day = spoken_day(one.starts, language)
        lines.append(phrase(language, "agreed.last", words=shortened(one.words), date=since_day))
        lines.append(came_of_it(language, echoes, one.number) or phrase(language, "echo.not_known"))
    effect = effect_of(house, place, found[0], language=language, now=now) if found else ""
    return " ".join(lines), effect


def came_of_it(language: Language, echoes: Sequence[Echo], number: int) -> str:
    """Say in coarse words whether what was agreed happened and helped; empty when that may not be told."""
    bands = {echo.kind: echo.band for echo in echoes if echo.number == number and echo.band}
    happened, helped = bands.get("happened"), bands.get("helped")
    if not happened or not helped:
        return ""
    said = phrase(language, f"echo.happened_{happened}")
    if happened != "few":
        said += phrase(language, f"echo.helped_{helped}")
    return f"{said}."


def _echoes(house: House, place: Place) -> list[Echo]:
    with house.db.read() as tx:
        return agreements.echoes_of(tx, place.team.id)


def _seen_by(tx: Transaction, ids: Sequence[str], known: Known) -> dict[str, Sequence[Seen]]:
    """Return what each of these teams published; what is known up to its newest number is not read again."""
    numbers = releases.newest_numbers(tx, ids)
    found = {}
    for id_ in ids:
        key = id_, numbers.get(id_, 0)
        if key not in known:
            known[key] = _seen(tx, id_)
        found[id_] = known[key]
    return found


def _seen(tx: Transaction, team_id: str) -> Sequence[Seen]:
    weeks = {release.number: release.week for release in releases.releases_of(tx, team_id)}
    return [
        Seen(weeks[figure.number], figure.y, figure.r)
        for figure in releases.figures_of(tx, team_id)
        if figure.dimension == OVERALL
    ]
