"""The cards of guidance: read from Markdown, checked line by line, handed out as frozen values.

A card that is not right stops the program with file and line; nothing here searches or talks.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

Language = Literal["nl", "en"]
Step = Literal["socialization", "externalization", "combination", "internalization"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
STEPS: tuple[Step, ...] = get_args(Step)
CONCEPTS = (
    "structural",
    "relational",
    "cognitive",
    "bonding",
    "bridging",
    "linking",
    "length",
    "breadth",
    "depth",
    "seci_socialization",
    "seci_externalization",
    "seci_combination",
    "seci_internalization",
    "diffusion",
    "knowledge_vs_social_bottleneck",
    "leadership_conditions",
    "professional_learning_community",
    "peer_observation",
    "policy_support",
    "interventions",
    "framework_overview",
    "research_limits",
)
FOLDER = Path(__file__).parent / "cards"

_PARTS = {
    "what it is": "what",
    "how you notice it": "signals",
    "what a team can try": "practices",
    "a question that takes the thought further": "questions",
    "ten-minute meeting card": "meeting",
}
_NEEDED = ("id", "concept", "language", "title", "family", "place", "sources", "licence", "reviewed")
_SIGNAL = re.compile(r"^- ([+\-–]) (\S.*)$")
_PRACTICE = re.compile(r"^- \[(\w+)\] (\S.*?)((?:\s*\[\d+\])*)\s*$")
_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


class CardError(ValueError):
    """A card is not right; the message is `file:line: what is wrong`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `paragraph` opens the exact place in the article."""

    cite: str
    via: str | None
    paragraph: str | None

    @property
    def line(self) -> str:
        """The source in one readable line, with the exact paragraph where there is one."""
        return f"{self.cite.split(', doi')[0]}, {self.via}" if self.via else self.cite


@dataclass(frozen=True, slots=True)
class Practice:
    """Something a team can try, with the step of knowledge creation it belongs to."""

    text: str
    step: Step
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a teacher would really say when this concept is at work."""

    text: str
    strength: bool  # False = a barrier


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of guidance in one language."""

    id: str
    concept: str
    language: Language
    title: str
    family: str
    dimension: str
    what: str
    signals: tuple[Signal, ...]
    practices: tuple[Practice, ...]
    questions: tuple[str, ...]
    meeting: str
    place: str
    sources: tuple[Source, ...]

    @property
    def plain(self) -> str:
        """What it is, without the marks of the sources."""
        return _MARKS.sub("", self.what)


@cache
def load_cards(folder: Path = FOLDER) -> dict[tuple[str, Language], Card]:
    """Read every card of a folder, keyed by concept and language; raise `CardError` at the first fault."""
    cards: dict[tuple[str, Language], Card] = {}
    for path in sorted(folder.glob("*.md")):
        card = read_card(path)
        if path.name != f"{card.concept}.{card.language}.md":
            raise CardError(f"{path.name}:1: the file name and the concept and language in it differ")
        cards[(card.concept, card.language)] = card
    return cards


def read_card(path: Path) -> Card:
    """Read one card; raise `CardError` with file and line when it is not right."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head, body_start = _front_matter(path, lines)
    for name in _NEEDED:
        if not head.get(name):
            raise CardError(f"{path.name}:1: {name} is missing in the front matter")
    concept, language = str(head["concept"]), str(head["language"])
    if concept not in CONCEPTS:
        raise CardError(f"{path.name}:{_line_of(lines, 'concept:')}: {concept!r} is not a concept")
    if language not in LANGUAGES:
        raise CardError(f"{path.name}:{_line_of(lines, 'language:')}: {language!r} is not nl or en")
    sources = _sources(path, lines, head["sources"])
    parts = _parts(path, lines, body_start)
    return Card(
        id=str(head["id"]),
        concept=concept,
        language=language,
        title=str(head["title"]),
        family=str(head["family"]),
        dimension=str(head.get("dimension") or "none"),
        what=_prose(parts["what"]),
        signals=tuple(_signal(path, n, line) for n, line in parts["signals"] if line),
        practices=tuple(_practice(path, n, line, sources) for n, line in parts["practices"] if line),
        questions=tuple(line.lstrip("-0123456789. ") for _, line in parts["questions"] if line),
        meeting="\n".join(line for _, line in parts["meeting"]).strip(),
        place=str(head["place"]),
        sources=sources,
    )


Line = tuple[int, str]


def _front_matter(path: Path, lines: list[str]) -> tuple[dict[str, object], int]:
    if not lines or lines[0].strip() != "---" or "---" not in lines[1:]:
        raise CardError(f"{path.name}:1: a card starts with front matter between two lines of ---")
    end = lines.index("---", 1)
    try:
        head = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 2 if fault.problem_mark else 1
        raise CardError(f"{path.name}:{line}: {fault.problem}") from fault
    if not isinstance(head, dict):
        raise CardError(f"{path.name}:1: the front matter holds no names and values")
    return {str(name): value for name, value in head.items()}, end + 1


def _sources(path: Path, lines: list[str], given: object) -> tuple[Source, ...]:
    line = _line_of(lines, "sources:")
    if not isinstance(given, list):
        raise CardError(f"{path.name}:{line}: sources is a list")
    found = []
    for entry in given:
        if not isinstance(entry, dict) or not entry.get("cite"):
            raise CardError(f"{path.name}:{line}: each source needs a cite")
        via, paragraph = entry.get("via"), entry.get("paragraph")
        found.append(Source(str(entry["cite"]), _text(via), _text(paragraph)))
    return tuple(found)


def _parts(path: Path, lines: list[str], start: int) -> dict[str, list[Line]]:
    parts: dict[str, list[Line]] = {}
    current: list[Line] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.startswith("# "):
            name = _PARTS.get(line[2:].strip().lower())
            if name is None:
                raise CardError(f"{path.name}:{number}: {line[2:].strip()!r} is not a part of a card")
            current = parts.setdefault(name, [])
        else:
            current.append((number, line.strip()))
    for title, name in _PARTS.items():
        if not any(line for _, line in parts.get(name, [])):
            raise CardError(f"{path.name}:{len(lines)}: the part {title!r} is missing or empty")
    return parts


def _signal(path: Path, number: int, line: str) -> Signal:
    found = _SIGNAL.match(line)
    if found is None:
        raise CardError(f"{path.name}:{number}: a signal starts with '- + ' (strength) or '- - ' (barrier)")
    return Signal(found[2].strip().strip('"“”'), strength=found[1] == "+")


def _practice(path: Path, number: int, line: str, sources: tuple[Source, ...]) -> Practice:
    found = _PRACTICE.match(line)
    if found is None or found[1] not in STEPS:
        raise CardError(f"{path.name}:{number}: a practice starts with '- [' and one of {', '.join(STEPS)}")
    marks = [int(mark) for mark in _MARK.findall(found[3])]
    if any(not 1 <= mark <= len(sources) for mark in marks):
        raise CardError(f"{path.name}:{number}: there is no source of that number")
    cited = tuple(sources[mark - 1] for mark in marks)
    return Practice(found[2].strip(), cast("Step", found[1]), cited)


def _prose(part: list[Line]) -> str:
    return re.sub(r"\s+", " ", " ".join(line for _, line in part)).strip()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _line_of(lines: list[str], start: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if line.startswith(start)), 1)
