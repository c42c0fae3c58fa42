"""What the guide says around the cards, in Dutch and English: the sentences stand in the YAML here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.cards import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The guide's sentences in one language; `{topic}` stands for what the card is about."""

    topics: Mapping[str, str]  # by concept: words that fit after "about"
    hearing: Mapping[str, tuple[str, ...]]  # by tone: the first acknowledgement
    hearing_on: Mapping[str, tuple[str, ...]]  # by tone: the acknowledgement in later turns
    lead: Mapping[str, tuple[str, ...]]  # by tone: what comes before a practice
    asks: Mapping[str, tuple[str, ...]]  # by tone: a first question where the card's own would come too soon
    close: tuple[str, ...]
    listened: Mapping[str, str]  # by tone: no card fits a thought about the work
    asks_on: Mapping[str, tuple[str, ...]]  # by tone: the questions after that
    nothing: str  # what Klankbord is for, to a text about something else
    nothing_said: tuple[str, ...]  # the text holds nothing: "ok", "no idea"
    open_questions: tuple[str, ...]
    small_questions: tuple[str, ...]  # for somebody who has no idea
    heard: tuple[str, ...]
    farewell: tuple[str, ...]
    source: str


@cache
def wording(language: Language) -> Wording:
    """Read the guide's sentences in one language."""
    path = Path(__file__).parent / f"guide.{language}.yaml"
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Wording(
        topics=dict(read["topics"]),
        hearing=_by_tone(read["hearing"]),
        hearing_on=_by_tone(read["hearing_on"]),
        lead=_by_tone(read["lead"]),
        asks=_by_tone(read["asks"]),
        close=tuple(read["close"]),
        listened=dict(read["listened"]),
        asks_on=_by_tone(read["asks_on"]),
        nothing=str(read["nothing"]),
        nothing_said=tuple(read["nothing_said"]),
        open_questions=tuple(read["open_questions"]),
        small_questions=tuple(read["small_questions"]),
        heard=tuple(read["heard"]),
        farewell=tuple(read["farewell"]),
        source=str(read["source"]),
    )


def _by_tone(choices: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {tone: tuple(sentences) for tone, sentences in choices.items()}
