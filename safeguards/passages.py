"""Cuts a long message into sentences that the crisis check hears apart, so that a sign at the end counts."""

import re

SHORT = 110  # characters: one thought, heard as a whole
LONGEST_SENTENCE = 300  # a text without full stops is cut at words
_STRETCHED = re.compile(r"(\S{40})\S+")  # no word is longer; a key held down says nothing more
_END = re.compile(r"(?<=[.!?…])\s+|\n+|;\s")
_TURN = re.compile(
    r"\s(?=(?:maar|alleen|but|only|however|still|though|eigenlijk|wat ik|what i)\b)", re.IGNORECASE
)


def once(text: str) -> str:
    """Return the text with every sentence and every run of the same words kept once."""
    kept: dict[str, str] = {}
    for sentence in sentences(_STRETCHED.sub(r"\1", text)):
        kept.setdefault(sentence.casefold().strip(" .!?…"), sentence)
    last = next(reversed(kept), "")
    if any(other.startswith(last) for other in kept if other is not last):
        del kept[last]  # the last one is an earlier one, cut off
    return " ".join(_unrepeated(sentence) for sentence in kept.values())


def _unrepeated(sentence: str) -> str:
    """Keep one round of words that go round and round ("te weinig tijd te weinig tijd …")."""
    words = sentence.split()
    low = [word.casefold().strip(".,!?…") for word in words]
    for period in range(1, min(40, len(words) // 3) + 1):
        if all(low[i] == low[i - period] for i in range(period, len(low) - 1)):  # the last may be cut off
            return " ".join(words[:period])
    return sentence


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; very long ones are cut at words."""
    found: list[str] = []
    for part in _END.split(text):
        rest = part.strip()
        while len(rest) > LONGEST_SENTENCE:
            cut = rest.rfind(" ", 1, LONGEST_SENTENCE)
            cut = cut if cut > 0 else LONGEST_SENTENCE
            found.append(rest[:cut].strip())
            rest = rest[cut:].strip()
        if rest:
            found.append(rest)
    return found


def passages(text: str) -> list[str]:
    """Return what is heard apart: the sentences of a long text and what follows a turn (short text: none)."""
    parts = sentences(text)
    if len(text) <= SHORT and len(parts) < 3:
        return []
    found = dict.fromkeys(part for part in parts if len(part) > 12)
    for part in parts:
        turns = _TURN.split(part)
        if len(turns) > 1:
            found.update(dict.fromkeys(turn for turn in turns if len(turn) > 25))
    return [part for part in found if part != text.strip()]
