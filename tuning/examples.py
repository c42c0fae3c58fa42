"""Turns a marked message into what the tagger learns from: what is seen of each stretch, and its type."""

from dataclasses import dataclass
from random import Random

from safeguards.lists import lists
from safeguards.messages import (
    MarkedMessage,
    Part,
    marked_messages,
    name_places,
    safety_messages,
    thing_places,
)
from safeguards.normalise import normalise
from safeguards.rules import find_by_rules
from safeguards.seen import Seen, look
from safeguards.tagger import TYPES
from safeguards.words import cut
from tuning.altered import ARTICLES, MEANT

SILENT = -1  # teaches nothing: other hands would mark it
_LISTED = frozenset(["first", "last"])
_OF_THE_LIST = ("k:", "kc:", "w:", "c:", "r:", "R:")
_ROLE_HIT = frozenset(["r:roles:role", "R:roles:role"])
_ROLE, _INSTITUTION = TYPES.index("role"), TYPES.index("institution")


@dataclass(frozen=True, slots=True)
class Example:
    """By stretch: what is seen, the word that it is, the number of its type."""

    seen: list[list[str]]
    keys: list[str]
    types: list[int]


def example(message: MarkedMessage, chance: Random, *, hidden: float, plain: bool = False) -> Example | None:
    """Return what a message teaches; some listed names are shown as if they were on no list.

    Where a plain message has a role it was not marked, so it teaches nothing there.
    """
    text = normalise(message.text).text
    if len(text) != len(message.text):
        return None
    known = lists()
    words = cut(text, known)
    seen = look(text, words, known, find_by_rules(text, words, known))
    if not seen:
        return None
    types = _types(seen, message)
    for at, one in enumerate(seen):
        if plain and not types[at] and not _ROLE_HIT.isdisjoint(one.about):
            types[at] = SILENT
        if one.kind in _LISTED and TYPES[max(0, types[at])] == "person" and chance.random() < hidden:
            _hide(one)
    return Example([one.about for one in seen], [one.key for one in seen], types)


def _types(seen: list[Seen], message: MarkedMessage) -> list[int]:
    types = [0] * len(seen)
    for start, end, kind in message.spans:
        inside = [at for at, one in enumerate(seen) if one.start < end and one.end > start]
        number = TYPES.index(MEANT[kind])
        for at in inside:
            types[at] = number
        if number in {_ROLE, _INSTITUTION} and inside:  # some mark the article, some do not
            first = inside[0]
            if seen[first].key in ARTICLES and len(inside) > 1:
                types[first] = SILENT
            elif first and seen[first - 1].key in ARTICLES and not types[first - 1]:
                types[first - 1] = SILENT
    return types


def _hide(one: Seen) -> None:
    case = next(name for name in one.about if name.startswith("kc:"))[-1]
    kept = [name for name in one.about if not name.startswith(_OF_THE_LIST)]
    one.about = [*kept, "k:unknown", "kc:unknown" + case, "c:other"]
    one.key = ""


def plain_messages() -> list[MarkedMessage]:
    """Return messages with next to no names, and sentences with a place for one."""
    harmless = {"ordinary", "near", "figures"}
    parts: tuple[Part, ...] = ("train", "dev", "test", "fresh", "voices")
    spoken = [message for part in parts for message in safety_messages(part)]
    marked = {message.text for message in marked_messages("heard")}
    texts = sorted({message.text for message in spoken if message.section in harmless} - marked)
    return [*name_places(), *thing_places(), *(MarkedMessage(text, ()) for text in texts)]
