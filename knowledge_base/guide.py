"""The guide made of cards: it listens, offers one thing with its source, and asks one question that goes on.

No diagnosis, no advice about people, nothing that is not on a card; it keeps nothing of what it hears.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge_base.cards import Card, Language, Practice
from knowledge_base.understand import Understanding
from knowledge_base.wording import Wording, wording

if TYPE_CHECKING:
    from knowledge_base.search import Findings, Knowledge

LONGEST = 90  # words of a reply: what a tired teacher reads on a phone without scrolling
LAST_TURN = 3  # three turns, then the dialogue ends: a sounding board, not a companion
SURE = 0.65  # chance from which the valence is named; below it the words stay open: a wrong "how nice" hurts


@dataclass(frozen=True, slots=True)
class Reply:
    """What the guide says, which concepts it drew on and the source it names."""

    text: str
    concepts: tuple[str, ...]
    source: Literal["cards", "model"]
    citation: str | None


def reply(
    *,
    text: str,
    language: Language,
    findings: "Findings",
    understanding: Understanding,
    knowledge: "Knowledge",
    turn: int,
    said: Sequence[str],
) -> Reply:
    """Answer a thought in at most 90 words; turn 1 is the first, the third closes without a question.

    `said` holds what the person wrote in earlier turns, oldest first.
    """
    words = wording(language)
    seed = zlib.crc32("\n".join([*said, text]).encode())
    last = turn >= LAST_TURN
    if findings.silent or not findings.hits:
        ending = _pick(words.farewell, seed) if last else _pick(words.open_questions, turn - 1)
        opening = _pick(words.heard if last else words.nothing, seed)
        return Reply(f"{opening} {ending}", (), "cards", None)
    card = knowledge.card(findings.hits[0].concept, language)
    tone = _tone(understanding)
    hearing = _pick(words.hearing[tone] if turn == 1 else words.hearing_on[tone], seed)
    hearing = hearing.replace("{topic}", words.topics[card.concept])
    hearing = hearing[0].upper() + hearing[1:]
    if last:
        return Reply(f"{hearing} {_pick(words.close, seed)}", (card.concept,), "cards", None)
    question = card.questions[(turn - 1) % len(card.questions)]
    lead = _pick(words.lead[tone], seed)
    for practice in _practices(card, turn):
        citation = _citation(words, practice, card)
        whole = f"{hearing}\n\n{lead} {practice.text}\n{citation}\n\n{question}"
        if len(whole.split()) <= LONGEST:
            return Reply(whole, (card.concept,), "cards", citation)
    return Reply(f"{hearing}\n\n{question}", (card.concept,), "cards", None)


def _practices(card: Card, turn: int) -> Sequence[Practice]:
    # Another practice in the second turn, and any other one where that is too long.
    start = (turn - 1) % len(card.practices)
    return card.practices[start:] + card.practices[:start]


def _citation(words: Wording, practice: Practice, card: Card) -> str:
    source = (practice.sources or card.sources)[0]
    return f"({words.source}: {source.line})"


def _tone(understanding: Understanding) -> str:
    sure = understanding.valences[understanding.valence] >= SURE
    return understanding.valence if sure else "neutral"


def _pick(choices: Sequence[str], seed: int) -> str:
    return choices[seed % len(choices)]
