"""The example digest that a team sees before its own first picture: a made-up team, the real filter."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from klankbord.digest import Digest, More, write_digest
from klankbord.figures import TeamPicture
from klankbord.house import House
from klankbord.vocabulary import DIMENSIONS, OVERALL, Language
from klankbord.wording import phrase
from measurement.picture_words import day
from measurement.settings import SETTINGS
from measurement.tide import Level, Observation, overall, update
from storage.releases import Figure, Release

MEMBERS, WEEKLY = 10, 7
STARTED = date(2026, 9, 7)
WEEKS = (3, 7, 11, 15)
LEVELS = {  # what the made-up team answered, in points per four weeks
    "structural": (46.0, 55.0, 67.0, 76.0),
    "relational": (66.0, 69.0, 74.0, 78.0),
    "cognitive": (44.0, 52.0, 62.0, 70.0),
}
NOISE = 21.0  # points squared: what 22 answers leave


def example_digest(house: House, *, language: Language) -> Digest:
    """Return a full digest of a made-up team, marked as an example."""
    team = _made_up_team()
    question = next(iter(house.library.talk_questions.values())).text[language]
    name = {"nl": "Eik", "en": "Oak"}[language]
    last = day(team.releases[-2].published, language)
    agreed = phrase(language, "agreed.last", words=phrase(language, "digest.example_agreed"), date=last)
    agreed += " " + phrase(language, "echo.happened_many") + phrase(language, "echo.helped_some") + "."
    digest = write_digest(team, name=name, question=question, language=language, more=More(agreed))
    title = phrase(language, "digest.example") + "\n" + digest.title
    return replace(digest, title=title)


@lru_cache(maxsize=1)
def _made_up_team() -> TeamPicture:
    figures: list[Figure] = []
    levels: dict[str, Level] = {}
    for number, week in enumerate(WEEKS, start=1):
        gap = 0 if number == 1 else week - WEEKS[number - 2]
        seen = {
            name: Observation(y=values[number - 1], r=NOISE, n=22, ss=0.0, df=0, sx=22 * values[number - 1])
            for name, values in LEVELS.items()
        }
        seen[OVERALL] = overall([seen[name] for name in DIMENSIONS], SETTINGS)
        for name, observation in seen.items():
            level = update(
                levels.get(name), observation, open_weeks=gap, settings=SETTINGS, overall=name == OVERALL
            )
            levels[name] = level
            figures.append(
                Figure(
                    "example", number, name, observation.y, observation.r, level.m, level.p, 22, 0.0, 0, 0.0
                )
            )
    published = tuple(
        Release(
            "example",
            number,
            STARTED + timedelta(weeks=week),
            week,
            4,
            WEEKLY,
            WEEKLY,
            28,
            MEMBERS,
            0,
            SETTINGS.version,
        )
        for number, week in enumerate(WEEKS, start=1)
    )
    return TeamPicture(published, tuple(figures), example=True)
