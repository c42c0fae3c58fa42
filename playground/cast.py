"""The made-up school: who works there, what they are like, and the hidden course of each team."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from playground.stage import Role

SEED = 1108  # one school, the same at each start
LOWEST, HIGHEST = 1, 5
SPREAD = 0.6  # sd of one answer around somebody's own level, in answer steps


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team and how it really is: its level in answer steps in the first and the last week."""

    name: Mapping[str, str]
    change: Mapping[str, str]
    members: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody made up. `lean`: how much more positive than the team; `misses`: share of weeks let pass."""

    name: str
    role: Role
    team: int | None = None
    lean: float = 0.0
    misses: float = 0.0
    unsure: float = 0.0  # share of items answered with "can't say"
    language: str = "nl"
    own_day: bool = False  # takes the second moment that is offered
    newcomer: bool = False  # has an invitation and did not open it yet


TEAMS = (
    TeamPlan(
        {"nl": "Eik", "en": "Oak"},
        {"nl": "samen lessen voorbereiden", "en": "preparing lessons together"},
        members=7,
        first=2.2,
        last=4.8,
    ),
    TeamPlan(
        {"nl": "Iep", "en": "Elm"},
        {"nl": "formatief toetsen", "en": "formative assessment"},
        members=6,
        first=3.4,
        last=3.4,
    ),
)
SCHOOL = {"nl": "De Wilgenbeek", "en": "Willowbrook"}
COUNSELLOR = {"nl": "Hanneke de Ruiter, kamer 12", "en": "Hanneke de Ruiter, room 12"}

CHARACTERS = (
    Character("Sanne", "teacher", 0, lean=0.3, misses=0.05),
    Character("Joost", "teacher", 0, lean=-0.5, misses=0.15, own_day=True),
    Character("Fatima", "teacher", 0, lean=0.1, misses=0.05),
    Character("Bram", "teacher", 0, lean=-0.2, misses=0.1, unsure=0.04),
    Character("Lieke", "teacher", 0, lean=0.5, misses=0.0, own_day=True),
    Character("Daan", "teacher", 0, lean=-0.1, misses=0.1),
    Character("Noor", "teacher", 1, lean=0.4, misses=0.0),
    Character("Ruben", "teacher", 1, lean=-0.6, misses=0.1, own_day=True),
    Character("Aylin", "teacher", 1, lean=0.2, misses=0.05, unsure=0.03),
    Character("Marijke", "teacher", 1, lean=-0.3, misses=0.1),
    Character("Thijs", "teacher", 1, lean=0.0, misses=0.15),
    Character("Emily", "teacher", 1, lean=0.2, misses=0.05, language="en", own_day=True),
    Character("Karin", "lead", 0),
    Character("Willem", "coach"),
    Character("Olga", "teacher", 0, newcomer=True),
)


def answer(character: Character, *, progress: float, turned: bool, choice: Random) -> int | None:
    """Return somebody's answer (1 to 5) to one item, or None for "can't say".

    `progress` runs from 0 in the first week to 1 in the last; `turned` is a sentence that says the opposite.
    """
    if choice.random() < character.unsure or character.team is None:
        return None
    plan = TEAMS[character.team]
    level = plan.first + (plan.last - plan.first) * min(max(progress, 0.0), 1.0) + character.lean
    value = min(HIGHEST, max(LOWEST, round(choice.gauss(level, SPREAD))))
    return LOWEST + HIGHEST - value if turned else value
