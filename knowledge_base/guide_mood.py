"""How a thought is said, by plain cues: empty, hopeless, angry or ironic. It chooses an answer's tone alone.

It notices no emergencies (that is done before, elsewhere) and enters no figure.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from knowledge_base.words import stems

Mood = Literal["empty", "assent", "unsure", "hopeless", "angry", "ironic", "plain"]

LOUD = 2  # exclamation marks from which a complaint sounds angry
HALF = 0.5  # chance from which a valence is the likely one
GOOD = 0.8  # chance of a strength from which a cue of complaint is not believed, nor is the strength

_FILE = Path(__file__).parent / "wording" / "moods.yaml"
_FACES = ("🙄", "😒")  # they mean that the words before them are not meant


def mood(text: str, *, strength: float, barrier: float) -> Mood:
    """Return how a thought is said; `strength` and `barrier` are its chances, 0 to 1, of being either.

    "assent" is a mere yes, "unsure" a complaint in words that otherwise tell of something good.
    """
    if says_nothing(text):
        words = stems(text)
        return "assent" if words and all(word in _words("assent") for word in words) else "empty"
    found = heavy(text)
    if found == "plain" and text.count("!") >= LOUD and barrier >= HALF:
        return "angry"
    return "unsure" if found != "plain" and strength >= GOOD and text.count("!") < LOUD else found


def heavy(text: str) -> Mood:
    """Return the mood that the cues alone give, "plain" where there are none."""
    cues = _cues()
    if cues["ironic"].search(text) or any(face in text for face in _FACES):
        return "ironic"
    if cues["hopeless"].search(text):
        return "hopeless"
    return "angry" if cues["angry"].search(text) else "plain"


def orders(text: str) -> bool:
    """Tell whether a text gives the program an order or asks after others, instead of holding a thought."""
    return _cues()["order"].search(text) is not None


def says_nothing(text: str) -> bool:
    """Tell whether a text holds no word to go on about: "no idea", "?", "ok", a lone emoji."""
    return all(stem in _words("fillers") for stem in stems(text))


@cache
def _read() -> Mapping[str, str | list[str]]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE)
        for name, cues in _read().items()
        if not isinstance(cues, str)
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(stems(str(_read()[name])))
