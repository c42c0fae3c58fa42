"""The items, prompts and questions of the shelf, read from YAML and checked while they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

Dimension = Literal["structural", "relational", "cognitive"]
Form = Literal["bonding", "bridging", "linking"]
Scale = Literal["agreement", "frequency"]
Season = Literal["after_break", "any"]

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Text = Mapping[Language, str]
STEP = 25.0  # points between two neighbouring answers
TOP = 100.0

LABELS: Mapping[tuple[Scale, str], tuple[str, str, str, str, str]] = {
    ("frequency", "nl"): ("nooit", "zelden", "soms", "vaak", "altijd"),
    ("frequency", "en"): ("never", "rarely", "sometimes", "often", "always"),
    ("agreement", "nl"): ("helemaal oneens", "oneens", "half om half", "eens", "helemaal eens"),
    ("agreement", "en"): ("fully disagree", "disagree", "half and half", "agree", "fully agree"),
}


class PromptError(Exception):
    """A file of the shelf is not right; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Item:
    """A five-point question about the team in the last four school weeks."""

    id: str
    dimension: Dimension
    form: Form
    axis: str
    seci: str
    place: str
    facet: str
    scale: Scale
    reversed: bool
    text: Text
    sources: tuple[str, ...]
    bank_offset: float
    norm: float | None = None

    def points(self, answer: int) -> float:
        """Return an answer (1 to 5) in points, 0 to 100, reversed items turned."""
        points = STEP * (answer - 1)
        return TOP - points if self.reversed else points


@dataclass(frozen=True, slots=True)
class ReflectivePrompt:
    """An open question; `{change}` stands for the team's own change."""

    id: str
    dimension: Dimension
    tone: Literal["strength", "problem", "open"]
    text: Text
    season: Season = "any"


@dataclass(frozen=True, slots=True)
class TalkQuestion:
    """A question that a team talks about together."""

    id: str
    dimension: Dimension
    text: Text


Entry = TypeVar("Entry", Item, ReflectivePrompt, TalkQuestion)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything on the shelf, each in the order of its file: that order is the rotation."""

    items: Mapping[str, Item]
    reflective: Mapping[str, ReflectivePrompt]
    talk_questions: Mapping[str, TalkQuestion]

    def items_of(self, dimension: Dimension) -> tuple[Item, ...]:
        """Return the items of one dimension in the order of their rotation."""
        return tuple(item for item in self.items.values() if item.dimension == dimension)


def answer_labels(scale: Scale, language: str) -> tuple[str, str, str, str, str]:
    """Return the words of answers 1 to 5, from never or disagree to always or agree."""
    return LABELS[scale, language]


@cache
def load() -> Library:
    """Read the shelf; raise `PromptError` for an entry that is not right."""
    items = [
        item
        for dimension in DIMENSIONS
        for item in _entries(f"items/{dimension}.yaml", Item, {"dimension": dimension})
    ]
    prompts = _entries("reflective/prompts.yaml", ReflectivePrompt, {})
    questions = _entries("reflective/talk_questions.yaml", TalkQuestion, {})
    return Library(_by_id(items), _by_id(prompts), _by_id(questions))


def _entries(name: str, kind: type[Entry], given: Mapping[str, str]) -> list[Entry]:
    raw = yaml.safe_load((files("prompts") / name).read_text(encoding="utf-8"))
    try:
        return TypeAdapter(list[kind]).validate_python([{**entry, **given} for entry in raw])  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PromptError(f"{name}: entry {where}: {first['msg']}") from None


def _by_id(entries: list[Entry]) -> Mapping[str, Entry]:
    found = {entry.id: entry for entry in entries}
    if len(found) != len(entries):
        raise PromptError("an id stands twice")
    return found
