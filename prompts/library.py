"""The items, prompts and questions of the shelf, read from YAML and checked while they are read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

Dimension = Literal["structural", "relational", "cognitive"]
Form = Literal["bonding", "bridging", "linking"]
Scale = Literal["agreement", "frequency"]
Axis = Literal["length", "breadth", "depth", "none"]
Seci = Literal["socialization", "externalization", "combination", "internalization", "none"]
Place = Literal["knowledge", "diffusion", "relations"]
Tone = Literal["strength", "problem", "open"]
Season = Literal["after_break", "start_of_year", "report_weeks", "end_of_year", "any"]

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
    """A file of the shelf is not right; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Item:
    """A five-point question about the team in the last four school weeks."""

    id: str
    dimension: Dimension
    form: Form
    axis: Axis
    seci: Seci
    place: Place
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
    form: Form
    axis: Axis
    seci: Seci
    tone: Tone
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
    kickoff: Mapping[str, TalkQuestion]
    where: Mapping[str, str] = field(repr=False)  # file and line of every id

    def items_of(self, dimension: Dimension) -> tuple[Item, ...]:
        """Return the items of one dimension in the order of their rotation."""
        return tuple(item for item in self.items.values() if item.dimension == dimension)

    def dimension_of(self, item: str) -> str:
        """Return an item's dimension, which its id begins with: also of one that left the shelf."""
        return self.items[item].dimension if item in self.items else item.partition(".")[0]


def answer_labels(scale: Scale, language: str) -> tuple[str, str, str, str, str]:
    """Return the words of answers 1 to 5, from never or disagree to always or agree."""
    return LABELS[scale, language]


@cache
def load() -> Library:
    """Read the shelf; raise `PromptError` for an entry that is not right."""
    return read(files("prompts"))


def read(folder: Traversable) -> Library:
    """Read a shelf from a folder; raise `PromptError` for an entry that is not right."""
    where: dict[str, str] = {}
    items = [
        item
        for dimension in DIMENSIONS
        for item in _entries(folder, f"items/{dimension}.yaml", Item, where, dimension=dimension)
    ]
    prompts = [
        prompt
        for name in (*DIMENSIONS, "seasons")
        for prompt in _entries(folder, f"reflective/{name}.yaml", ReflectivePrompt, where)
    ]
    questions = _entries(folder, "reflective/talk_questions.yaml", TalkQuestion, where)
    kickoff = _entries(folder, "reflective/kickoff.yaml", TalkQuestion, where)
    return Library(_by_id(items), _by_id(prompts), _by_id(questions), _by_id(kickoff), where)


def _entries(
    folder: Traversable, name: str, kind: type[Entry], where: dict[str, str], **given: str
) -> Iterator[Entry]:
    known = {part.name for part in fields(kind)}
    adapter = TypeAdapter(kind)
    for line, raw in _parsed(folder, name):
        place = f"{name}:{line}"
        unknown = sorted(raw.keys() - known)
        if unknown:
            raise PromptError(f"{place}: does not know {unknown[0]!r}")
        try:
            entry = adapter.validate_python({**raw, **given})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = ".".join(str(part) for part in first["loc"])
            raise PromptError(f"{place}: {at}: {first['msg']}") from None
        for language in LANGUAGES:
            if not entry.text.get(language, "").strip():
                raise PromptError(f"{place}: {entry.id}: has no text in {language}")
        if entry.id in where:
            raise PromptError(f"{place}: {entry.id}: stands in {where[entry.id]}, too")
        where[entry.id] = place
        yield entry


def _parsed(folder: Traversable, name: str) -> list[tuple[int, dict[str, object]]]:
    """Return every entry of a file with its line."""
    loader = yaml.SafeLoader((folder / name).read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.SequenceNode):
            raise PromptError(f"{name}:1: is not a list")
        lines = [entry.start_mark.line + 1 for entry in node.value]
        entries = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PromptError(f"{name}:{line}: {error.problem}") from None
    for line, entry in zip(lines, entries, strict=True):
        if not isinstance(entry, dict):
            raise PromptError(f"{name}:{line}: is not an entry with names and values")
    return list(zip(lines, entries, strict=True))


def _by_id(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    return {entry.id: entry for entry in entries}
