"""The guide made of cards: it listens, offers one thing with its source, and asks one question that goes on.

No diagnosis, no advice about people, nothing that is not on a card; it keeps nothing of what it hears.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge_base.cards import Card, Language, Practice
from knowledge_base.guide_mood import heavy, mood, orders, says_nothing
from knowledge_base.understand import Understanding
from knowledge_base.wording import Wording, wording

if TYPE_CHECKING:
    from knowledge_base.search import Findings, Knowledge

LONGEST = 90  # words of a reply: what a tired teacher reads on a phone without scrolling
LAST_TURN = 3  # three turns, then the dialogue ends: a sounding board, not a companion
SURE = 0.65  # chance from which the valence is named; below it the words stay open: a wrong "how nice" hurts
CLEAR = 0.99  # chance of a concept from which a later turn may change the subject
# Chance of being about the work below which a calm text, or a question, is told what Klankbord is for:
# sending a thought about the work away is worse than asking on after a recipe.
ELSEWHERE, ELSEWHERE_ASKED = 0.02, 0.2
# In these moods, in these turns, only listen: an idea would come too soon, or one idea too many.
TOO_SOON = frozenset({("hopeless", 1), ("angry", 1), ("ironic", 2)})
FEW = 6  # words up to which a later turn cannot change the subject

# Two sides are named only where the words themselves turn round.
_BUT = re.compile(
    r"\b(?:maar|toch|wel|hoewel|alleen|terwijl|anderzijds|enerzijds|ondanks|soms|but|though|although|while|whereas|yet"
    r"|still|however|except|despite|only|sometimes)\b",
    re.IGNORECASE,
)


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
    tone = tone_of(text, understanding, said)
    findings = _going_on(text, findings, knowledge, said)
    last = turn >= LAST_TURN
    nth = zlib.crc32((said[0] if said else text).encode()) + turn  # another wording in each turn
    if findings.silent or not findings.hits or orders(text):
        elsewhere = orders(text) or findings.score < (ELSEWHERE_ASKED if "?" in text else ELSEWHERE)
        return Reply(_without_a_card(words, tone, nth, turn, elsewhere=elsewhere), (), "cards", None)
    card = knowledge.card(findings.hits[0].concept, language)
    hearing = acknowledgement(words, card, tone, nth=nth, turn=turn)
    if last:
        return Reply(f"{hearing} {_pick(words.close, nth)}", (card.concept,), "cards", None)
    question = next_question(words, card, tone, nth=nth, turn=turn)
    if tone in ("empty", "assent") or (tone, turn) in TOO_SOON:
        return Reply(f"{hearing}\n\n{question}", (card.concept,), "cards", None)
    lead = _pick(words.lead[tone], nth)
    for practice in _practices(card, turn):
        citation = citation_of(words, practice, card)
        whole = f"{hearing}\n\n{lead}\n{practice.text}\n{citation}\n\n{question}"
        if len(whole.split()) <= LONGEST:
            return Reply(whole, (card.concept,), "cards", citation)
    return Reply(f"{hearing}\n\n{question}", (card.concept,), "cards", None)


def tone_of(text: str, understanding: Understanding, said: Sequence[str] = ()) -> str:
    """Return how to answer: the mood where there is one, the valence where it is sure, else neutral."""
    chances = understanding.valences
    found = mood(text, strength=chances.get("strength", 0.0), barrier=chances.get("barrier", 0.0))
    if found == "unsure":
        return "neutral"
    if found == "assent" and not said:
        return "empty"  # nobody asked anything that this could be a yes to
    if found != "plain":
        return found
    valence = understanding.valence
    if valence == "strength" and any(heavy(before) != "plain" for before in said):
        return "neutral"  # nobody who just complained wants to be cheered
    if chances[valence] < SURE or (valence == "mixed" and not _BUT.search(text)):
        return "neutral"
    return valence


def acknowledgement(words: Wording, card: Card, tone: str, *, nth: int, turn: int) -> str:
    """Say back what was heard; from the second turn on without naming the topic again."""
    if turn > 1 or tone == "empty":
        return _pick(words.hearing_on[tone], nth)
    hearing = _pick(words.hearing[tone], nth).replace("{topic}", words.topics[card.concept])
    return hearing[0].upper() + hearing[1:]


def next_question(words: Wording, card: Card, tone: str, *, nth: int, turn: int) -> str:
    """Return the one open question of this turn; not the one of the turn before."""
    if turn == 1 and tone in words.asks:
        return _pick(words.asks[tone], nth)
    return card.questions[(turn - 1) % len(card.questions)]


def citation_of(words: Wording, practice: Practice, card: Card) -> str:
    """Return the line that names where a practice comes from."""
    source = (practice.sources or card.sources)[0]
    return f"({words.source}: {source.line})"


def _going_on(text: str, now: "Findings", knowledge: "Knowledge", said: Sequence[str]) -> "Findings":
    # Three turns are one talk: it goes on about the same thing unless the new words clearly name another.
    if not said or says_nothing(said[-1]):
        return now
    clear = not now.silent and bool(now.hits) and now.hits[0].score >= CLEAR and len(text.split()) > FEW
    if clear:
        return now
    before = knowledge.search(said[0])
    return now if before.silent else before


def _without_a_card(words: Wording, tone: str, nth: int, turn: int, *, elsewhere: bool) -> str:
    if turn >= LAST_TURN:
        ending = words.hearing_on[tone] if tone in ("empty", "assent") else words.heard
        return f"{_pick(ending, nth)} {_pick(words.farewell, nth)}"
    if tone in ("empty", "assent"):
        return f"{_pick(words.nothing_said, nth)} {_pick(words.small_questions, turn - 1)}"
    if tone == "neutral" and elsewhere:
        return f"{words.nothing} {_pick(words.open_questions, turn - 1)}"
    # A thought that no card fits is easily misread: only its own words make it a burden.
    feeling = {"barrier": "neutral", "mixed": "neutral"}.get(
        tone, tone if tone in words.listened else "barrier"
    )
    heard = words.listened[feeling] if turn == 1 else _pick(words.hearing_on[tone], nth)
    return f"{heard}\n\n{_pick(words.asks_on[feeling], turn - 1)}"


def _practices(card: Card, turn: int) -> Sequence[Practice]:
    # From the front in the first turn, from the back in the second: not the same one where one is too long.
    return card.practices if turn == 1 else card.practices[::-1]


def _pick(choices: Sequence[str], nth: int) -> str:
    return choices[nth % len(choices)]
