"""The open shelf: ranks concepts for what somebody said, and knows when to be silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge_base.cards import CONCEPTS, Card, Language, load_cards
from knowledge_base.embedding import BUILT_IN, FloatVector, choose_embeddings
from knowledge_base.ingest import OWN, Entry, entries, open_index, own_entries
from knowledge_base.layers import Seen, load_layers, softmax
from knowledge_base.near import IndexProblem as IndexProblem
from knowledge_base.near import Near
from knowledge_base.own import Passage, own_passages
from knowledge_base.understand import Understanding, understand, understood
from knowledge_base.words import WordIndex, stems
from meaning.heavy import Meaning

if TYPE_CHECKING:
    from chromadb.api.types import Where

    from knowledge_base.guide import Reply

NEIGHBOURS = 60  # pieces that Chroma returns: enough for some ten concepts, read in about two milliseconds
OWN_FROM = 0.84  # similarity from which a passage is about the same; unrelated texts lie around 0.78
CARDS_ONLY = cast("Where", {"kind": {"$ne": OWN}})  # many passages of a school would crowd them out
FEW_WORDS = 6  # an answer as short as this goes on about what was said before
FAR = 0.75  # similarity of a concept that is not among the neighbours: unrelated texts lie there


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept and how well it fits, between 0 and 1; the scores of all concepts add up to 1."""

    concept: str
    score: float


@dataclass(frozen=True, slots=True)
class Findings:
    """The concepts that fit best; `score` is the confidence that the cards have something to say at all."""

    hits: tuple[Hit, ...]
    score: float
    silent: bool


@dataclass(frozen=True, slots=True)
class OwnHit:
    """A passage of the school's own documents and how near it lies, between 0 and 1."""

    passage: Passage
    score: float


class Knowledge:
    """Cards and their index, open for questions; use it with `with`, from any thread."""

    def __init__(
        self,
        cards: Mapping[tuple[str, Language], Card],
        near: Near,
        *,
        other: Embeddings | None = None,
        own: Sequence[Passage] = (),
    ) -> None:
        self._cards = cards
        self._near = near
        self._other = other
        self._own = {passage.id: passage for passage in own}
        self.concepts = tuple(dict.fromkeys(concept for concept, _ in cards))
        pieces = entries(cards)
        self._concept_of = {piece.id: piece.concept for piece in pieces}
        self._words = word_index(pieces, self.concepts)
        self._trained = load_layers()
        self._places = [CONCEPTS.index(concept) for concept in self.concepts]
        self._said = [np.flatnonzero(self._trained.said == concept) for concept in self.concepts]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def indexed(self) -> bool:
        """Whether its index is open; without it replies come from words and layers."""
        return self._near.there

    def close(self) -> None:
        """Let go of the index; nothing is left to be written."""
        self._near.close()

    def warm_up(self) -> None:
        """Load both embeddings, before somebody waits for them."""
        self._trained.see(Meaning("warm"))

    def search(self, text: str, *, meaning: Meaning | None = None, limit: int = 3) -> Findings:
        """Rank concepts for a text; `silent` means that nothing fits well enough to be said.

        With another embedding model set, `text` leaves this machine: hand in redacted text only.
        """
        found = meaning or Meaning(text)
        return self._ranked(found, self._trained.see(found), limit)

    def _ranked(self, meaning: Meaning, seen: Seen, limit: int = 3) -> Findings:
        text = meaning.text
        asked = (
            meaning.vector if self._other is None else np.asarray(self._other.embed_query(text), np.float32)
        )
        found = self._near.to(asked, NEIGHBOURS, only=CARDS_ONLY if self._own else None)
        pairs = [(self._concept_of[piece], 1.0 - far) for piece, far in found if piece in self._concept_of]
        chances = fuse(
            {
                "layer": seen.scores[: len(CONCEPTS)][self._places],
                "sayings": said_scores(seen.near, self._said),
                "cards": dense_scores(pairs, self.concepts),
                "words": self._words.scores(text),
                "tuned": seen.tuned["concept"][self._places],
            },
            self._trained.fusion,
        )
        best = np.argsort(-chances, kind="stable")[:limit]
        score = self._trained.chances("scope", seen)["in"] if stems(text) else 0.0
        hits = tuple(Hit(self.concepts[i], float(chances[i])) for i in best)
        return Findings(hits, score, silent=score < self._trained.fusion["threshold"])

    def search_own(self, text: str, *, meaning: Meaning | None = None, limit: int = 3) -> tuple[OwnHit, ...]:
        """Find passages of the school's own documents that fit a text; none where nothing is near enough."""
        if not self._own:
            return ()
        asked = (
            (meaning or Meaning(text)).vector
            if self._other is None
            else np.asarray(self._other.embed_query(text), np.float32)
        )
        found = self._near.to(asked, limit, only={"kind": OWN})
        hits = [(self._own.get(piece), 1.0 - far) for piece, far in found]
        return tuple(OwnHit(p, round(s, 4)) for p, s in hits if p is not None and s >= OWN_FROM)

    def word_scores(self, text: str) -> FloatVector:
        """Score every concept of `concepts` by words alone (BM25), to compare the trained parts with."""
        return self._words.scores(text)

    def card(self, concept: str, language: Language) -> Card:
        """Return the card of a concept; raises KeyError for one we do not have."""
        return self._cards[(concept, language)]

    def understand(self, text: str, *, meaning: Meaning | None = None) -> Understanding:
        """Understand a reflection by its words and its built-in embedding."""
        return understand(meaning or Meaning(text))

    def reply(
        self, text: str, *, meaning: Meaning, language: Language, turn: int = 1, said: Sequence[str] = ()
    ) -> "Reply":
        """Answer a thought out of the cards: search, understand and guide in one call."""
        from knowledge_base.guide import reply

        seen = self._trained.see(meaning)
        findings = self._ranked(meaning, seen)
        if said and (findings.silent or len(text.split()) <= FEW_WORDS):
            # "Yes, exactly" says nothing by itself: it goes on about what was said before.
            findings = self.search(f"{said[-1]} {text}")
        return reply(
            text=text,
            language=language,
            findings=findings,
            understanding=understood(seen),
            knowledge=self,
            turn=turn,
            said=said,
        )


def open_knowledge(
    *,
    data_dir: Path,
    chroma_url: str | None = None,
    embeddings: str | None = None,
    needed: bool = True,
) -> Knowledge:
    """Open the shelf: the cards, and their index under `data_dir` or on the Chroma server at `chroma_url`.

    `embeddings` names another model for retrieval, `provider:model`. Raises `CardError` for a card that is
    not right, and `IndexProblem` where no server answers or no such model is there; with `needed` false the
    shelf then opens without its index, which is tried again later.
    """
    cards = load_cards()
    own = own_passages(data_dir)
    other = _chosen(embeddings) if embeddings else None
    opener = partial(
        open_index,
        (*entries(cards), *own_entries(own)),
        data_dir=data_dir,
        chroma_url=chroma_url,
        embeddings=other,
        model=embeddings or BUILT_IN,
    )
    return Knowledge(cards, Near(opener, needed=needed), other=other, own=own)


def _chosen(embeddings: str) -> Embeddings:
    try:
        return choose_embeddings(embeddings)
    except ValueError as error:
        raise IndexProblem(str(error)) from error
    except Exception as error:
        raise IndexProblem(type(error).__name__) from error


def word_index(found: Sequence[Entry], concepts: Sequence[str]) -> WordIndex:
    """Gather everything a concept says, in both languages, into one text each."""
    texts = {concept: " ".join(e.text for e in found if e.concept == concept) for concept in concepts}
    return WordIndex(texts)


def dense_scores(near: Sequence[tuple[str, float]], concepts: Sequence[str]) -> FloatVector:
    """Score concepts by their two nearest pieces, shape (concepts,), from (concept, similarity) pairs."""
    found: dict[str, list[float]] = {concept: [] for concept in concepts}
    for concept, similarity in near:
        found[concept].append(similarity)
    best = [[*sorted(values, reverse=True), FAR, FAR][:2] for values in found.values()]
    return np.array([0.7 * first + 0.3 * next_ for first, next_ in best], dtype=np.float32)


def said_scores(near: FloatVector, said: Sequence[NDArray[np.int64]]) -> FloatVector:
    """Score concepts by the three known sentences nearest to a text, of which `said` holds the places."""
    return np.array(
        [np.sort(near[places])[-3:].mean() if len(places) else 0.0 for places in said], np.float32
    )


def fuse(parts: Mapping[str, FloatVector], weights: Mapping[str, float]) -> FloatVector:
    """Fuse scores of concepts into chances that add up to 1; each part is brought to mean 0 and spread 1."""
    mixed = np.zeros(len(next(iter(parts.values()))), dtype=np.float32)
    for name, scores in parts.items():
        mixed += weights[name] * (scores - scores.mean()) / (scores.std() + 1e-6)
    return softmax(weights["sharpness"] * mixed)
