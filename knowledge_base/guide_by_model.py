"""The guide with a language model: it may word what a card says, and nothing else gets through.

It sees the redacted words of this talk and the cards found for them. What it drafts is checked sentence by
sentence; whenever that leaves nothing, or it takes too long, the guide of cards answers. Nothing is kept.
"""

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from concurrent.futures import TimeoutError as NoAnswerInTime
from concurrent.futures import wait
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from knowledge_base.cards import Card, Language
from knowledge_base.guide import LAST_TURN, LONGEST, Reply, citation_of
from knowledge_base.manners import acknowledges, asks, presentable
from knowledge_base.model_ladder import SHAPE, Draft, Ladder, Sentence, Unanswered
from knowledge_base.speech import content
from knowledge_base.support import supported
from knowledge_base.wording import wording
from meaning.heavy import Meaning

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from knowledge_base.search import Knowledge

SECONDS = 8.0  # a whole turn: longer, and somebody at a coffee machine has put the phone away
MOST_GUIDANCE = 3  # sentences: one practice takes one to three
FAILURES, REST = 3, 60.0  # after so many failures in a row the model is left alone for so many seconds
_LANGUAGES = {"nl": "Dutch", "en": "English"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Redacted:
    """Words from which whatever points to a person was taken out; only whoever does that makes one."""

    text: str


class Speaker:
    """A chat model with its instructions and its patience; safe to use from several threads."""

    def __init__(self, model: "BaseChatModel", *, instructions: str, seconds: float = SECONDS) -> None:
        self._ladder = Ladder(model)
        self._instructions = instructions.replace("{shape}", SHAPE)
        self._seconds = seconds
        self._failures = 0
        self._rests_until = 0.0
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="language model", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; a draft that is still on its way is given up."""
        if self._thread.is_alive():
            wait([asyncio.run_coroutine_threadsafe(_give_up(), self._loop)], timeout=1.0)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout=1.0)
        if not self._loop.is_running():
            self._loop.close()

    def draft(self, *, language: Language, cards: Sequence[Card], talk: Sequence[Redacted]) -> Draft:
        """Ask the model for a draft within the time; raises `Unanswered`."""
        if any(not isinstance(said, Redacted) for said in talk):
            raise TypeError("a language model gets redacted words alone")
        if time.monotonic() < self._rests_until:
            raise Unanswered("resting")
        values = {
            "instructions": self._instructions.replace("{language}", _LANGUAGES[language]),
            "talk": _as_json(cards, talk),
        }
        asked = asyncio.run_coroutine_threadsafe(self._ladder.draft(values), self._loop)
        try:
            found = asked.result(self._seconds)
        except NoAnswerInTime:
            asked.cancel()
            self._failed()
            raise Unanswered("too slow") from None
        except Unanswered:
            self._failed()
            raise
        self._failures = 0
        return found

    def _failed(self) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures, self._rests_until = 0, time.monotonic() + REST


async def _give_up() -> None:
    """End whatever still runs, and wait until it has ended: a loop that stops before leaves it hanging."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def answer(
    knowledge: "Knowledge",
    speaker: Speaker | None,
    *,
    text: Redacted,
    meaning: Meaning,
    language: Language,
    turn: int = 1,
    said: Sequence[Redacted] = (),
) -> Reply:
    """Answer a thought: by the model where it has something to say that a card supports, else by cards.

    `meaning` is that of the text; `said` the earlier turns, oldest first.
    """
    before = [earlier.text for earlier in said]
    own = knowledge.reply(text.text, meaning=meaning, language=language, turn=turn, said=before)
    if speaker is None or own.citation is None or turn >= LAST_TURN:
        return own  # silence, listening first and the close are not left to a model
    found = knowledge.search(text.text, meaning=meaning)
    concepts = dict.fromkeys([*own.concepts, *(hit.concept for hit in found.hits if not found.silent)])
    cards = [knowledge.card(concept, language) for concept in concepts][:3]
    try:
        draft = speaker.draft(language=language, cards=cards, talk=[*said, text])
    except Unanswered as reason:
        _log.info("replies come from cards: %s", reason)
        return own
    return checked(draft, cards=cards, heard=[*before, text.text], own=own) or own


def checked(draft: Draft, *, cards: Sequence[Card], heard: Sequence[str], own: Reply) -> Reply | None:
    """Keep of a draft what may be said; None where no supported sentence of guidance is left.

    `own` is the guide's own answer: its first and last part stand in for an acknowledgement or a question
    that does not pass.
    """
    language = cards[0].language
    guidance, card = _guidance(draft, cards)
    if card is None:
        return None
    opening, *_, closing = own.text.split("\n\n")
    for sentence in _of_kind(draft, "acknowledge")[:1]:
        if acknowledges(sentence.text, language=language, heard=heard, cards=cards):
            opening = sentence.text
    for sentence in _of_kind(draft, "question")[:1]:
        if asks(sentence.text, language=language, cards=cards):
            closing = sentence.text
    citation = _citation(guidance, card)
    while guidance:
        whole = f"{opening}\n\n{' '.join(guidance)}\n{citation}\n\n{closing}"
        if len(whole.split()) <= LONGEST:
            return Reply(whole, (card.concept,), "model", citation)
        guidance.pop()
    return None


def _guidance(draft: Draft, cards: Sequence[Card]) -> tuple[list[str], Card | None]:
    # The sentences of one card: the first that is cited rightly.
    found: list[str] = []
    chosen: Card | None = None
    for sentence in _of_kind(draft, "guidance"):
        card = next((c for c in cards if sentence.card in (c.id, c.concept)), None)
        if card is None or (chosen is not None and card != chosen) or sentence.text in found:
            continue
        if presentable(sentence.text, card.language) and supported(sentence.text, card):
            chosen = card
            found.append(sentence.text)
    return found[:MOST_GUIDANCE], chosen


def _of_kind(draft: Draft, kind: str) -> list[Sentence]:
    # A "sentence" that holds several is several: each has to pass by itself.
    found = []
    for sentence in draft.sentences:
        if sentence.kind == kind:
            parts = _sentences(sentence.text) if kind == "guidance" else [sentence.text.strip()]
            found += [Sentence(kind=sentence.kind, text=part, card=sentence.card) for part in parts]
    return found


def _sentences(text: str) -> list[str]:
    parts, start = [], 0
    for place, sign in enumerate(text):
        if sign in ".!" and text[place + 1 : place + 2] in (" ", ""):
            parts.append(text[start : place + 1].strip())
            start = place + 1
    rest = text[start:].strip()
    return [part for part in [*parts, rest] if part]


def _citation(guidance: Sequence[str], card: Card) -> str:
    said = frozenset(content(" ".join(guidance), card.language))
    shared = [len(said & frozenset(content(p.text, card.language))) for p in card.practices]
    practice = card.practices[shared.index(max(shared))]
    return citation_of(wording(card.language), practice, card)


def _as_json(cards: Sequence[Card], talk: Sequence[Redacted]) -> str:
    told = [
        {
            "id": card.concept,
            "explanation": card.plain,
            "practices": [practice.text for practice in card.practices],
            "questions": list(card.questions),
        }
        for card in cards
    ]
    return json.dumps({"cards": told, "talk": [said.text for said in talk]}, ensure_ascii=False)
